//! What the cells of a column say about whether they are the numbers of persons.

use helhed::error::PersonNumber;

use super::named::{is_named, is_unit};

/// How many cells of a column are written as CPR numbers can be, and what speaks for and against. Parts are merged in any
/// order; nothing of a cell is kept but the row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Suspicion {
    /// Cells with a value.
    cells: u64,
    /// Of those, cells that are nothing but ten digits (of a number: nine or ten).
    whole: u64,
    /// Of those, cells whose first six digits are a day.
    dated: u64,
    /// Of those, cells that fulfil modulus 11.
    checked: u64,
    separated: u64,
    separated_dated: u64,
    /// Dated cells whose digits after the date could be an hour and a minute.
    times: u64,
    /// Dated cells of 1 January: those numbers ran out, and are given without modulus 11.
    first_of_january: u64,
    /// Dated cells whose year of two digits is no day.
    late_years: u64,
    /// Days of dated cells, a bit each.
    days: u128,
    /// Cells with a number inside other text.
    inside: u64,
    first: Option<u64>,
    first_inside: Option<u64>,
}

/// What is suspected of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Suspected {
    /// Nothing.
    Nothing,
    /// It holds the numbers of persons.
    Persons { rows: u64, row: Option<u64> },
    /// Some of its texts hold them.
    Inside { rows: u64, row: Option<u64> },
    /// A few of its numbers could be such numbers.
    Perhaps { rows: u64, of: u64, row: Option<u64> },
}

/// Share of ten random digits that are a day and fulfil modulus 11, replacement numbers included; rounded up.
const BY_CHANCE: f64 = 0.0085;
/// Share of six random digits that are a day, replacement numbers included; rounded up.
const DATED_BY_CHANCE: f64 = 0.075;

impl Suspicion {
    /// Notes a text that stands in `count` rows, the first of which is `row`.
    pub(crate) fn note_text(&mut self, text: &str, count: u64, row: u64) {
        // A blank is no value, and gets no pseudonym.
        if text.trim().is_empty() {
            return;
        }
        match PersonNumber::whole(text) {
            Some(number) => self.note_number(number, count, row),
            None => {
                self.cells += count;
                if PersonNumber::inside(text) {
                    self.inside += count;
                    self.first_inside = earlier(self.first_inside, Some(row));
                }
            }
        }
    }

    /// Notes a whole number.
    pub(crate) fn note_integer(&mut self, value: u64, row: u64) {
        match PersonNumber::from_integer(value) {
            Some(number) => self.note_number(number, 1, row),
            None => self.cells += 1,
        }
    }

    /// Notes cells that are something else.
    pub(crate) fn note_others(&mut self, count: u64) {
        self.cells += count;
    }

    fn note_number(&mut self, number: PersonNumber, count: u64, row: u64) {
        self.cells += count;
        self.whole += count;
        let separated = number.is_separated();
        self.separated += if separated { count } else { 0 };
        if !number.is_dated() {
            return;
        }
        let [day, month, year] = number.parts();
        let also = |fact: bool| if fact { count } else { 0 };
        self.dated += count;
        self.checked += also(number.is_checked());
        self.separated_dated += also(separated);
        self.times += also(number.ends_as_time());
        self.first_of_january += also(day % 60 == 1 && month == 1);
        self.late_years += also(year > 31);
        self.days |= 1 << day.min(127);
        self.first = earlier(self.first, Some(row));
    }

    /// Cells with a value.
    pub(crate) fn cells(&self) -> u64 {
        self.cells
    }

    /// The same, noted of rows that have so many before them.
    pub(crate) fn after(self, rows: u64) -> Self {
        let later = |row: Option<u64>| row.map(|row| row + rows);
        Self { first: later(self.first), first_inside: later(self.first_inside), ..self }
    }

    /// The same, with the rows forgotten.
    pub(crate) fn without_rows(self) -> Self {
        Self { first: None, first_inside: None, ..self }
    }

    /// Adds what was noted of other rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.cells += other.cells;
        self.whole += other.whole;
        self.dated += other.dated;
        self.checked += other.checked;
        self.separated += other.separated;
        self.separated_dated += other.separated_dated;
        self.times += other.times;
        self.first_of_january += other.first_of_january;
        self.late_years += other.late_years;
        self.days |= other.days;
        self.inside += other.inside;
        self.first = earlier(self.first, other.first);
        self.first_inside = earlier(self.first_inside, other.first_inside);
    }

    /// What all of it says about a column of this name; `texts` if its cells are texts, `declared` if it was said to be
    /// the key of persons.
    pub(crate) fn verdict(&self, name: &str, texts: bool, declared: bool) -> Suspected {
        let persons =
            Suspected::Persons { rows: self.dated + self.inside, row: earlier(self.first, self.first_inside) };
        let units = is_unit(name) && self.separated == 0 && self.days == 1 << 10 && self.checked < self.dated;
        if !units && self.are_persons(texts, is_named(name) || declared) {
            return persons;
        }
        if self.inside > 0 {
            return if declared { persons } else { Suspected::Inside { rows: self.inside, row: self.first_inside } };
        }
        if !units && self.could_be() {
            let rows = self.checked.max(self.separated_dated);
            return Suspected::Perhaps { rows, of: self.cells, row: self.first };
        }
        Suspected::Nothing
    }

    fn are_persons(&self, texts: bool, named: bool) -> bool {
        if 2 * self.inside >= self.cells.max(1) {
            return true;
        }
        if self.dated == 0 || self.are_something_else() {
            return false;
        }
        let most = texts || 2 * self.whole >= self.cells;
        let checked = share(self.checked, self.whole);
        let by_day = self.days.count_ones() >= 4 && self.late_years > 0;
        named && share(self.dated, self.whole) >= 0.25
            || self.separated > 0 && share(self.separated_dated, self.separated) >= 0.5
            || most && checked >= 0.25
            || most && checked >= 0.1 && self.checked >= 3
            || most
                && self.dated >= 5
                && share(self.dated, self.whole) >= 0.9
                && (by_day || self.first_of_january == self.dated)
    }

    /// Whether the digits tell of something else that begins as a day: the time of a day, a production unit (P-number),
    /// a date or a year in front.
    fn are_something_else(&self) -> bool {
        if self.whole < 5 || share(self.checked, self.dated) >= 0.3 {
            return false;
        }
        let only = |days: &[u32]| self.days & !days.iter().fold(0, |all, day| all | 1 << day) == 0;
        let plain = self.separated == 0;
        let times = self.times == self.dated && self.dated >= 8;
        let years = self.late_years == 0 && self.dated >= 10 && self.first_of_january < self.dated;
        times || plain && (only(&[10]) || only(&[18, 19, 20]) || self.days.count_ones() == 1 && !only(&[1]) || years)
    }

    /// Whether more cells fit than chance would make fit.
    fn could_be(&self) -> bool {
        let dated = self.dated as f64;
        let chance = if self.are_something_else() { 0.1 * dated } else { BY_CHANCE * self.whole as f64 };
        let dates = if self.are_something_else() { dated } else { DATED_BY_CHANCE * self.separated as f64 };
        self.checked as f64 > 2.0 * chance || self.separated_dated as f64 > 2.0 * dates
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn earlier(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    left.into_iter().chain(right).min()
}
