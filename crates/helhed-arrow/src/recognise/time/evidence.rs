//! What the times of a column look like, all of them.

use std::collections::{BTreeMap, BTreeSet};

use helhed::design::{Period, PeriodUnit};

use super::date::{self, Order, Reads, Written};
use super::moment::moment;
use super::named;
use super::period::{Open, Said, said};
use super::says::Sentinel;
use crate::recognise::{Rows, Seen, Shape};

/// Something that a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    // Dates
    /// The day can only stand first.
    DayFirst,
    /// The month can only stand first.
    MonthFirst,
    /// Either can.
    Either,
    /// Either can, and the mark is `/`, as Americans write it.
    Slash,
    /// Day and month are the same number.
    Same,
    YearFirst,
    Named,
    /// The form of a date, and no such day.
    NoDay,
    /// A year of two digits.
    Short,
    /// A year that few tables tell of, and no stand-in.
    OddYear,
    // Moments
    /// The form of a time, and no such time.
    NoTime,
    Midnight,
    Timed,
    Zoned,
    Unzoned,
    // Digits
    /// Four digits that could be a year.
    Year,
    /// Five digits that could be a day number of a spreadsheet.
    DayNumber,
    /// `20140413`.
    EightYearFirst,
    /// `13042014`.
    EightDayFirst,
    /// `130414`.
    SixDayFirst,
    /// `140413`.
    SixYearFirst,
    // Periods
    HalfYear,
    Quarter,
    Month,
    Week,
    SchoolYear,
    PlainYear,
    NoPeriod,
    /// `7/2014`.
    LowNumber,
    /// `23/2014`.
    HighNumber,
    /// `2013/14`.
    SlashNext,
    /// `2011/12`, which could be a month.
    SlashBoth,
    /// `2014/07`.
    SlashMonth,
    /// `2013-14`.
    DashNext,
    /// `2011-12`, which could be a month.
    DashBoth,
}

const FACTS: usize = Fact::DashBoth as usize + 1;

/// Years of dates that need no word.
const ORDINARY: std::ops::RangeInclusive<i32> = 1850..=2120;

/// Years that digits without marks must lie in to be a date.
const PLAUSIBLE: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Day numbers of spreadsheets from 1954 to 2064.
const DAY_NUMBERS: std::ops::RangeInclusive<i32> = 20_000..=60_000;

/// Periods that are remembered: the months of a century.
const MOST_PERIODS: usize = 1200;

/// What the times of a column look like: nothing until the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Times(Option<Box<Table>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    facts: [Option<Seen>; FACTS],
    sentinels: [Option<Seen>; Sentinel::COUNT],
    /// The date whose year of two digits is nearest to the middle of a century, where its century is least certain, and
    /// how far it is from there.
    doubtful: Option<(u32, Seen)>,
    offsets: BTreeSet<i32>,
    /// Periods by unit and first day, and how they are written.
    periods: BTreeMap<(PeriodUnit, i64), Texts>,
}

/// How a period is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Texts {
    first: Seen,
    /// The first that is written otherwise.
    other: Option<Seen>,
}

impl Times {
    /// Notes a cell, without spaces around it, that has this shape.
    pub(crate) fn note(&mut self, shape: Shape, cell: &str, rows: Rows) {
        match shape {
            Shape::Date => {
                if let Some(written) = written(cell) {
                    self.date(&written, cell, rows);
                }
            }
            Shape::Moment => self.moment(cell, rows),
            Shape::Period => self.period(cell, rows),
            _ if matches!(cell.len(), 4..=6 | 8) => self.digits(cell, rows),
            _ => {}
        }
    }

    /// Adds what was noted of the rows that follow `rows`.
    pub(crate) fn merge(&mut self, later: Self, rows: u64) {
        let Some(later) = later.0 else { return };
        let mine = self.table();
        let pairs = mine.facts.iter_mut().zip(later.facts);
        for (mine, theirs) in pairs.chain(mine.sentinels.iter_mut().zip(later.sentinels)) {
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => mine.count += theirs.count,
                (none @ None, Some(theirs)) => *none = Some(Seen { row: theirs.row + rows, ..theirs }),
                (_, None) => {}
            }
        }
        if let Some((far, seen)) = later.doubtful {
            mine.doubt(far, &seen.example, Rows { first: seen.row + rows, count: 1 });
        }
        mine.offsets.extend(later.offsets);
        let mut periods: Vec<_> = later.periods.into_iter().collect();
        periods.sort_unstable_by_key(|(_, texts)| texts.first.row);
        for (period, Texts { first, other }) in periods {
            mine.known(period, &first.example, Rows { first: first.row + rows, count: 1 });
            if let Some(other) = other {
                mine.known(period, &other.example, Rows { first: other.row + rows, count: 1 });
            }
        }
    }

    /// The date whose year of two digits could most easily be of another century.
    pub(super) fn doubtful(&self) -> Option<&Seen> {
        self.0.as_ref().and_then(|table| table.doubtful.as_ref()).map(|(_, seen)| seen)
    }

    /// What was seen of a fact.
    pub(super) fn seen(&self, fact: Fact) -> Option<&Seen> {
        self.0.as_ref()?.facts.get(fact as usize)?.as_ref()
    }

    /// How many cells showed a fact.
    pub(super) fn count(&self, fact: Fact) -> u64 {
        self.seen(fact).map_or(0, |seen| seen.count)
    }

    /// Dates that stand for something else, such as 31-12-9999 for an open end.
    pub(super) fn sentinels(&self) -> impl Iterator<Item = &Seen> {
        self.0.iter().flat_map(|table| table.sentinels.iter().flatten())
    }

    /// Offsets from UTC in seconds.
    pub(super) fn offsets(&self) -> impl Iterator<Item = i32> {
        self.0.iter().flat_map(|table| table.offsets.iter().copied())
    }

    /// The first cell whose period another cell writes otherwise.
    pub(super) fn otherwise(&self) -> Option<&Seen> {
        let periods = self.0.iter().flat_map(|table| table.periods.values());
        periods.filter_map(|texts| texts.other.as_ref()).min_by_key(|seen| seen.row)
    }

    fn table(&mut self) -> &mut Table {
        self.0.get_or_insert_with(|| {
            let (facts, sentinels) = ([const { None }; FACTS], [const { None }; Sentinel::COUNT]);
            Box::new(Table { facts, sentinels, doubtful: None, offsets: BTreeSet::new(), periods: BTreeMap::new() })
        })
    }

    fn fact(&mut self, fact: Fact, cell: &str, rows: Rows) {
        note(&mut self.table().facts[fact as usize], cell, rows);
    }

    fn date(&mut self, written: &Written, cell: &str, rows: Rows) {
        if written.is_zero() {
            if let Some(sentinel) = Sentinel::of(written) {
                note(&mut self.table().sentinels[sentinel], cell, rows);
            }
            return;
        }
        let fact = match (written.order, written.order()) {
            (_, Reads::Neither) | (Order::YearFirst | Order::Named, Reads::MonthFirst) => Fact::NoDay,
            (Order::YearFirst, _) => Fact::YearFirst,
            (Order::Named, _) => Fact::Named,
            (Order::Open, Reads::DayFirst) => Fact::DayFirst,
            (Order::Open, Reads::MonthFirst) => Fact::MonthFirst,
            (Order::Open, Reads::Same) => Fact::Same,
            (Order::Open, Reads::Either) => Fact::Either,
        };
        self.fact(fact, cell, rows);
        if fact == Fact::Either && written.mark == b'/' {
            self.fact(Fact::Slash, cell, rows);
        }
        if written.short {
            self.fact(Fact::Short, cell, rows);
            self.table().doubt((2 * written.year - 99).unsigned_abs(), cell, rows);
        } else if let Some(sentinel) = Sentinel::of(written) {
            note(&mut self.table().sentinels[sentinel], cell, rows);
        } else if fact != Fact::NoDay && !ORDINARY.contains(&written.year) {
            self.fact(Fact::OddYear, cell, rows);
        }
    }

    fn moment(&mut self, cell: &str, rows: Rows) {
        let Some(moment) = moment(cell) else { return };
        self.date(&moment.date, cell, rows);
        let time = match moment.micros {
            None => Fact::NoTime,
            Some(0) => Fact::Midnight,
            Some(_) => Fact::Timed,
        };
        self.fact(time, cell, rows);
        self.fact(if moment.offset.is_some() { Fact::Zoned } else { Fact::Unzoned }, cell, rows);
        if let Some(offset) = moment.offset {
            self.table().offsets.insert(offset);
        }
    }

    fn period(&mut self, cell: &str, rows: Rows) {
        let Some(said) = said(cell) else { return };
        let fact = match said {
            Said::Impossible(_) => Fact::NoPeriod,
            Said::Period(period) => match period.unit() {
                PeriodUnit::Year => Fact::PlainYear,
                PeriodUnit::HalfYear => Fact::HalfYear,
                PeriodUnit::Quarter => Fact::Quarter,
                PeriodUnit::Month => Fact::Month,
                PeriodUnit::Week => Fact::Week,
                PeriodUnit::SchoolYear => Fact::SchoolYear,
            },
            Said::Open(open) => match open {
                Open::NumberYear { number: ..=12, .. } => Fact::LowNumber,
                Open::NumberYear { .. } => Fact::HighNumber,
                Open::YearNumber { year, number } if number != (year + 1) % 100 => Fact::SlashMonth,
                Open::YearNumber { number: 1..=12, .. } => Fact::SlashBoth,
                Open::YearNumber { .. } => Fact::SlashNext,
                Open::YearDash { number: 1..=12, .. } => Fact::DashBoth,
                Open::YearDash { .. } => Fact::DashNext,
            },
        };
        self.fact(fact, cell, rows);
        let period = match said {
            Said::Period(period) => Some(period),
            _ => cell.parse().ok(),
        };
        if let Some(period) = period {
            self.table().known(of(period), cell, rows);
        }
    }

    fn digits(&mut self, cell: &str, rows: Rows) {
        let text = cell.as_bytes();
        let number = || cell.parse::<i32>().unwrap_or(0);
        let is = |written: Option<Written>, years: &std::ops::RangeInclusive<i32>| {
            written.is_some_and(|one| {
                let day = Written { order: Order::YearFirst, ..one };
                !matches!(day.order(), Reads::Neither | Reads::MonthFirst) && (one.short || years.contains(&one.year))
            })
        };
        match text.len() {
            4 if ORDINARY.contains(&number()) => self.fact(Fact::Year, cell, rows),
            5 if DAY_NUMBERS.contains(&number()) => self.fact(Fact::DayNumber, cell, rows),
            6 => {
                if is(date::six(text, false), &PLAUSIBLE) {
                    self.fact(Fact::SixDayFirst, cell, rows);
                }
                if is(date::six(text, true), &PLAUSIBLE) {
                    self.fact(Fact::SixYearFirst, cell, rows);
                }
            }
            8 => {
                for (fact, year_first) in [(Fact::EightYearFirst, true), (Fact::EightDayFirst, false)] {
                    let written = date::eight(text, year_first);
                    if let Some(sentinel) = written.as_ref().and_then(Sentinel::of) {
                        note(&mut self.table().sentinels[sentinel], cell, rows);
                        return self.fact(fact, cell, rows);
                    }
                    if is(written, &PLAUSIBLE) {
                        return self.fact(fact, cell, rows);
                    }
                }
            }
            _ => {}
        }
    }
}

impl Table {
    /// Remembers a date whose year of two digits is nearer to the middle of a century than those before.
    fn doubt(&mut self, far: u32, cell: &str, rows: Rows) {
        if self.doubtful.as_ref().is_none_or(|(least, _)| far < *least) {
            self.doubtful = Some((far, Seen::of(Rows { count: 1, ..rows }, cell)));
        }
    }

    /// Remembers how a period is written first, and what is written otherwise first.
    fn known(&mut self, period: (PeriodUnit, i64), text: &str, rows: Rows) {
        let seen = || Seen::of(Rows { count: 1, ..rows }, text);
        let room = self.periods.len() < MOST_PERIODS;
        match self.periods.get_mut(&period) {
            Some(texts) if texts.other.is_none() && *texts.first.example != *text => texts.other = Some(seen()),
            Some(_) => {}
            None if room => drop(self.periods.insert(period, Texts { first: seen(), other: None })),
            None => {}
        }
    }
}

/// What tells a period from others.
fn of(period: Period) -> (PeriodUnit, i64) {
    (period.unit(), period.first_day())
}

/// The date of a cell, in digits or with the name of its month.
pub(super) fn written(cell: &str) -> Option<Written> {
    match date::leading(cell.as_bytes()) {
        Some((written, taken)) if taken == cell.len() => Some(written),
        _ => named::date(cell),
    }
}

fn note(seen: &mut Option<Seen>, cell: &str, rows: Rows) {
    match seen {
        Some(seen) => seen.count += rows.count,
        none => *none = Some(Seen::of(rows, cell)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::recognise::Evidence;

    const CELLS: [&str; 24] = [
        "",
        "13-04-2014",
        "04/13/2014",
        "3/4 2014",
        "3/3/2014",
        "2014-04-13",
        "31-12-9999",
        "31-02-2014",
        "24-12-49",
        "0214-01-01",
        "2014-03-02 10:00",
        "2014-03-02T00:00:00+01:00",
        "2014K1",
        "1. kvartal 2014",
        "7/2014",
        "2011/12",
        "2014K5",
        "20140413",
        "130414",
        "41765",
        "2014",
        "ja",
        "NEJ",
        "en lang tekst der ikke er noget",
    ];

    proptest! {
        #[test]
        fn parts_of_a_column_tell_what_the_whole_tells(cells in proptest::collection::vec(0..CELLS.len(), 0..40), cut in 0..40_usize) {
            let noted = |cells: &[usize]| {
                let mut evidence = Evidence::default();
                cells.iter().for_each(|cell| evidence.note(CELLS[*cell]));
                evidence
            };
            let (first, second) = cells.split_at(cut.min(cells.len()));
            let mut parts = noted(first);
            parts.merge(noted(second));
            prop_assert_eq!(parts, noted(&cells));
        }
    }
}
