//! Periods whose form alone does not tell what they are: `7/2014`, `2011/12`, `2011-12`.

use helhed::design::{Period, PeriodText, PeriodUnit};

use super::date::digits;

/// Years that a period lies in; other numbers of four digits are codes.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2199;

/// A text that the column must tell the meaning of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// `7/2014`: a month or a week.
    NumberYear { number: i32, year: i32 },
    /// `2011/12`: a school year or a month.
    YearNumber { year: i32, number: i32 },
    /// `2011-12`: a month or a school year.
    YearDash { year: i32, number: i32 },
}

/// What a text with two numbers and one mark could be.
pub(super) fn open(text: &str) -> Option<Open> {
    let text = text.as_bytes();
    let (first, taken) = digits(text)?;
    let mark = *text.get(taken)?;
    let (second, more) = digits(text.get(taken + 1..)?)?;
    if taken + 1 + more != text.len() {
        return None;
    }
    match (taken, mark, more) {
        (1 | 2, b'/' | b'-', 4) if (1..=53).contains(&first) => Some(Open::NumberYear { number: first, year: second }),
        (4, b'/', 2) if second == (first + 1) % 100 || (1..=12).contains(&second) => {
            Some(Open::YearNumber { year: first, number: second })
        }
        (4, b'-', 2) if second == (first + 1) % 100 => Some(Open::YearDash { year: first, number: second }),
        _ => None,
    }
}

/// What a cell says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// One of several things.
    Open(Open),
    /// A period.
    Period(Period),
    /// A period that the calendar lacks.
    Impossible(PeriodUnit),
}

/// The period that a cell says; `None` for anything else, also for years that no table tells of.
pub(super) fn said(cell: &str) -> Option<Said> {
    let (said, year) = match (open(cell), PeriodText::of(cell)) {
        (
            Some(open @ (Open::NumberYear { year, .. } | Open::YearNumber { year, .. } | Open::YearDash { year, .. })),
            _,
        ) => (Said::Open(open), year),
        (None, PeriodText::Period(period)) => (Said::Period(period), period.year()),
        (None, PeriodText::Impossible(unit)) => {
            // Its year is the only number of four digits in it.
            let numbers = cell.split(|letter: char| !letter.is_ascii_digit());
            let year = |part: &str| digits(part.as_bytes()).filter(|(_, taken)| *taken == 4).map(|(year, _)| year);
            (Said::Impossible(unit), numbers.filter_map(year).next()?)
        }
        (None, PeriodText::Other) => return None,
    };
    YEARS.contains(&year).then_some(said)
}

/// How the open periods of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Periods {
    /// As they are written.
    Written,
    /// The open ones as periods of one kind, written in the way of Statistics Denmark.
    Rewritten(PeriodUnit),
    /// All of them, written in the way of Statistics Denmark: some are written in two ways.
    Alike,
}

impl Periods {
    /// The text of the column for a cell; `None` for what is no such period.
    pub(super) fn text(self, cell: &str) -> Option<String> {
        match self {
            Self::Written => matches!(PeriodText::of(cell), PeriodText::Period(_)).then(|| cell.to_owned()),
            Self::Rewritten(_) | Self::Alike => self.canonical(cell),
        }
    }

    /// A cell in the way of Statistics Denmark.
    pub(super) fn canonical(self, cell: &str) -> Option<String> {
        let text = match (self, open(cell)) {
            (Self::Rewritten(PeriodUnit::Week), Some(Open::NumberYear { number, year })) => format!("{year}U{number}"),
            (Self::Rewritten(PeriodUnit::Month), Some(Open::YearNumber { year, number })) => format!("{year}M{number}"),
            (
                Self::Rewritten(PeriodUnit::SchoolYear),
                Some(Open::YearNumber { year, .. } | Open::YearDash { year, .. }),
            ) => format!("{year}/{}", year + 1),
            _ => cell.to_owned(),
        };
        text.parse::<Period>().ok().map(|period| period.to_string())
    }
}
