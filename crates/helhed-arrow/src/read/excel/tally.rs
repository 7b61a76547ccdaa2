//! What the cells of a column hold, all of them.

use helhed::error::Fault;
use helhed::error::{FileFault, RecordFault};

use super::dates::is_whole;
use super::grid::{ERRORS, Grid, NOT_AVAILABLE, Value};
use super::styles::Format;
use crate::examine::label::is_total;
use crate::read::{Ask, ColumnType};
use crate::recognise::{Family, Shape, shape};

/// Whole numbers up to here are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Whole numbers of sixteen digits and more, of which Excel keeps the first fifteen. Beyond, they are quantities.
const LONG: std::ops::Range<f64> = 1e15..1e20;
/// Days in the spring and summer of 1905 whose numbers are years: numbers that were given the format of a date.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;
/// Marks of which the first few are counted apart.
const MOST_MARKS: usize = 32;

/// How often something was seen, and in which row (from 0) first.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) count: u64,
    pub(super) row: u64,
}

impl Seen {
    fn add(&mut self, row: u64) {
        if self.count == 0 {
            self.row = row;
        }
        self.count += 1;
    }
}

/// The cells of a column by what they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// Numbers that are no days, times or durations.
    pub(super) numbers: Seen,
    /// Numbers with a part.
    pub(super) parts: Seen,
    /// Numbers beyond those that are exact.
    large: Seen,
    pub(super) percents: Seen,
    pub(super) days: Seen,
    times: Seen,
    /// Times of a day that is told too.
    dated_times: Seen,
    durations: Seen,
    bools: Seen,
    /// Texts that are no marks.
    pub(super) words: Seen,
    /// Those of them that name a total.
    pub(super) totals: u64,
    /// Whether one of them is a percentage.
    pub(super) percent_words: bool,
    /// The first number that is shown with leading zeros, and its digits.
    pub(super) zeros: Option<(f64, u8, u64)>,
    /// The first number that is shown in thousands, and how.
    pub(super) scaled: Option<(f64, u8, u64)>,
    /// Numbers of more digits than Excel keeps, and the first of them.
    pub(super) longs: Seen,
    pub(super) long: Option<f64>,
    /// Days whose numbers are years, and the first of them.
    years: Seen,
    year: Option<f64>,
    /// Whether a day has a time.
    moments: bool,
    /// Marks of missing and of suppressed values, with their numbers.
    pub(super) missing: Vec<(String, u64)>,
    pub(super) suppressed: Vec<(String, u64)>,
    pub(super) first_mark: Option<u64>,
    /// Errors that stand for missing values.
    pub(super) errors: Vec<(String, u64)>,
}

/// How a column is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    Integers,
    Floats,
    Days,
    Moments,
    Times,
    Hours,
    Booleans,
    /// Texts as they are, and everything else as it is shown.
    Texts,
    /// By all its texts, as in a file of delimited text.
    Recognised,
}

/// A fault, and the row (from 0) that shows it.
pub(super) type Found = (Fault, Option<u64>);

/// Whether a text stands for a missing or suppressed value.
pub(super) fn is_mark(text: &str, ask: &Ask) -> bool {
    let text = text.trim();
    let said = |marks: &[String]| marks.iter().any(|mark| mark.trim() == text);
    shape(text).family() == Family::Absent || said(&ask.missing) || said(&ask.suppressed)
}

/// Whether an error stands for a missing value.
pub(super) fn is_missing_error(error: u8, ask: &Ask) -> bool {
    let name = ERRORS.get(usize::from(error)).copied().unwrap_or_default();
    error == NOT_AVAILABLE || ask.missing.iter().chain(&ask.suppressed).any(|mark| mark.trim() == name)
}

impl Tally {
    /// Counts the cells of the rows, in their order.
    ///
    /// # Errors
    /// The first cell with an error, or with a formula without a result.
    pub(super) fn of(grid: &Grid, cells: impl Iterator<Item = Option<Value>>, ask: &Ask) -> Result<Self, Found> {
        let mut tally = Self::default();
        for (row, value) in (0..).zip(cells) {
            match value {
                None => {}
                Some(Value::Number(number, style)) => tally.number(number, grid.format(style), row),
                Some(Value::Bool(_)) => tally.bools.add(row),
                Some(Value::Text(number)) => {
                    let text = grid.text(number);
                    if is_mark(text, ask) {
                        tally.mark(text, row, ask);
                    } else {
                        tally.words.add(row);
                        tally.totals += u64::from(is_total(text));
                        tally.percent_words |= text.trim_end().ends_with('%');
                    }
                }
                Some(Value::Error(error)) => {
                    let found = ERRORS.get(usize::from(error)).copied().unwrap_or_default();
                    if !is_missing_error(error, ask) {
                        return Err((FileFault::CellError { found: found.to_owned() }.into(), Some(row)));
                    }
                    count(&mut tally.errors, found);
                    tally.first_mark.get_or_insert(row);
                }
                Some(Value::Unstored) => return Err((FileFault::FormulaUnstored.into(), Some(row))),
            }
        }
        Ok(tally)
    }

    fn number(&mut self, number: f64, format: Format, row: u64) {
        match format {
            Format::Date => {
                self.days.add(row);
                self.moments |= !is_whole(number);
                if is_whole(number) && YEARS.contains(&number) {
                    self.years.add(row);
                    self.year = self.year.or(Some(number));
                }
                return;
            }
            Format::Time if number < 1.0 => return self.times.add(row),
            Format::Time => {
                self.moments = true;
                return self.dated_times.add(row);
            }
            Format::Duration => return self.durations.add(row),
            Format::Percent => self.percents.add(row),
            Format::Zeros(digits) => {
                let short = number >= 0.0 && is_whole(number) && number < 10_f64.powi(i32::from(digits) - 1);
                if short && self.zeros.is_none() {
                    self.zeros = Some((number, digits, row));
                }
            }
            Format::Scaled(thousands) if number.abs() >= 1.0 => {
                self.scaled.get_or_insert((number, thousands, row));
            }
            Format::Plain | Format::Scaled(_) => {}
        }
        self.numbers.add(row);
        if !is_whole(number) {
            self.parts.add(row);
        }
        if number.abs() > EXACT {
            self.large.add(row);
        }
        if is_whole(number) && LONG.contains(&number.abs()) {
            self.long.get_or_insert(number);
            self.longs.add(row);
        }
    }

    fn mark(&mut self, text: &str, row: u64, ask: &Ask) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let said = |marks: &[String]| marks.iter().any(|mark| mark.trim() == text);
        let suppressed = said(&ask.suppressed)
            || (!said(&ask.missing) && matches!(shape(text), Shape::Suppressed | Shape::Limit | Shape::Range));
        count(if suppressed { &mut self.suppressed } else { &mut self.missing }, text);
        self.first_mark.get_or_insert(row);
    }

    /// How the column is made, by its cells and by what was asked.
    ///
    /// # Errors
    /// Days, numbers and words in one column; what is not as asked.
    pub(super) fn plan(&self, asked: Option<ColumnType>) -> Result<Plan, Found> {
        let numbers = self.numbers.count > 0;
        let days = self.days.count + self.dated_times.count > 0;
        let (times, durations, bools) = (self.times.count > 0, self.durations.count > 0, self.bools.count > 0);
        let marks = !self.missing.is_empty() || !self.suppressed.is_empty();
        let day_plan = if self.moments { Plan::Moments } else { Plan::Days };
        let words = self.words.count > 0;
        let kinds = [numbers, days, times || durations, bools];
        match asked {
            Some(ColumnType::Text) => return Ok(Plan::Texts),
            Some(ColumnType::Date | ColumnType::Datetime) if !words && !times && !durations && !bools => {
                let moments = self.moments || self.parts.count > 0 || asked == Some(ColumnType::Datetime);
                return Ok(if moments { Plan::Moments } else { Plan::Days });
            }
            Some(ColumnType::Float) if !words && !marks && kinds == [true, false, false, false] => {
                return Ok(Plan::Floats);
            }
            Some(ColumnType::Integer) if !words && !marks && kinds == [true, false, false, false] => {
                let whole = self.parts.count == 0 && self.large.count == 0;
                let row = if self.parts.count > 0 { self.parts.row } else { self.large.row };
                let fault = RecordFault::NotOfColumn { found: String::new(), expected: "a whole number".into() };
                return if whole { Ok(Plan::Integers) } else { Err((fault.into(), Some(row))) };
            }
            Some(ColumnType::Boolean) if !words && kinds == [false, false, false, true] => return Ok(Plan::Booleans),
            Some(_) => return Ok(Plan::Recognised),
            None => {}
        }
        if words && self.totals == self.words.count && kinds != [false; 4] {
            // `I alt` below codes, years or days: the row stays, and is told as what it is.
            return Ok(Plan::Texts);
        }
        if words {
            return self.plan_with_words(days || times || durations);
        }
        let plan = match kinds {
            [true, false, false, false] if marks => Plan::Recognised,
            [true, false, false, false] if self.parts.count + self.large.count == 0 => Plan::Integers,
            [true, false, false, false] => Plan::Floats,
            [false, true, false, false] if self.years.count > 1 && self.years.count == self.days.count => {
                return Err(self.years_as_days());
            }
            [false, true, false, false] => day_plan,
            [false, false, true, false] if durations => Plan::Hours,
            [false, false, true, false] => Plan::Times,
            [false, false, false, true] => Plan::Booleans,
            [false, false, false, false] => Plan::Recognised,
            _ => return Err(self.mixed()),
        };
        Ok(plan)
    }

    /// Words among days: a column of notes in which one is a day, or a column of days with one that Excel did not take.
    fn plan_with_words(&self, days: bool) -> Result<Plan, Found> {
        if !days {
            return Ok(Plan::Recognised);
        }
        if self.words.count > self.days.count + self.times.count + self.durations.count {
            return Ok(Plan::Texts);
        }
        let fault = RecordFault::NotOfColumn {
            found: String::new(),
            expected: "a date or time, as most of the column is".into(),
        };
        Err((fault.into(), Some(self.words.row)))
    }

    /// The fault of a column of years that have the format of a date.
    fn years_as_days(&self) -> Found {
        let year = self.year.unwrap_or_default();
        let expected =
            format!("a likely date: the cells hold years such as {year} in a date format; give them a number format");
        (RecordFault::NotOfColumn { found: String::new(), expected }.into(), Some(self.years.row))
    }

    /// The fault of a column of several kinds, and the first cell of the rarest.
    fn mixed(&self) -> Found {
        let kinds = [
            (self.numbers, "plain numbers"),
            (self.days, "dates"),
            (self.dated_times, "dates with times"),
            (self.times, "times"),
            (self.durations, "durations"),
            (self.bools, "true and false"),
        ];
        let seen = || kinds.iter().filter(|(seen, _)| seen.count > 0);
        let rarest = seen().min_by_key(|(seen, _)| seen.count).map(|(seen, _)| seen.row);
        let forms = seen().map(|(seen, name)| format!("{name} ({})", seen.count)).collect();
        let cure = "give its cells one format in Excel, or say under `types` what the column is";
        (RecordFault::MixedForms { forms, cure }.into(), rarest)
    }
}

fn count(marks: &mut Vec<(String, u64)>, mark: &str) {
    let room = marks.len() < MOST_MARKS;
    match marks.iter_mut().find(|(known, _)| known == mark) {
        Some((_, count)) => *count += 1,
        None if room => marks.push((mark.to_owned(), 1)),
        None => {}
    }
}
