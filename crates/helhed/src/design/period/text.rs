//! Periods as texts: `2013K1`, `3. kvartal 2013`, `uge 23 2013`.

use std::fmt;
use std::str::FromStr;

use super::words::{month_number, says_school, unit_of};
use super::{Part, Period, PeriodUnit, weeks_in};
use crate::error::{Error, Fault, Result};

/// What a text says of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodText {
    /// This period.
    Period(Period),
    /// It has the form of a period, and the calendar has none such: a fifth quarter, a week 53 of a year that has 52.
    Impossible(PeriodUnit),
    /// Something else.
    Other,
}

/// Words, numbers and marks of the longest form: `2013, 3. kvartal`.
const MOST_PARTS: usize = 4;

impl PeriodText {
    /// What a text says. Spaces around it do not count.
    ///
    /// ```
    /// use helhed::design::{PeriodText, PeriodUnit};
    /// assert_eq!(PeriodText::of("2014K5"), PeriodText::Impossible(PeriodUnit::Quarter));
    /// assert_eq!(PeriodText::of("Birkelunden"), PeriodText::Other);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        compact(text.as_bytes()).or_else(|| worded(text)).unwrap_or(Self::Other)
    }

    /// The numbered part of a year.
    fn part(year: i32, unit: PeriodUnit, number: u8) -> Self {
        let part = match (unit, number) {
            (PeriodUnit::HalfYear, 1..=2) => Part::Half(number),
            (PeriodUnit::Quarter, 1..=4) => Part::Quarter(number),
            (PeriodUnit::Month, 1..=12) => Part::Month(number),
            (PeriodUnit::Week, 1..) if number <= weeks_in(year) => Part::Week(number),
            _ => return Self::Impossible(unit),
        };
        Self::Period(Period { year, part })
    }

    /// The school year that begins in a year, if `next` is the year after it, or its last two digits.
    fn school(year: i32, next: i32) -> Option<Self> {
        (next == year + 1 || next == (year + 1) % 100).then_some(Self::Period(Period { year, part: Part::School }))
    }
}

/// `2013`, `2013K1`, `2013-07`, `2013/14`, `07-2013`.
fn compact(text: &[u8]) -> Option<PeriodText> {
    let year = text.get(..4).and_then(number);
    let Some(year) = year else {
        // The month before the year.
        let at = text.iter().take(3).position(|byte| matches!(byte, b'-' | b'/'))?;
        let (month, year) = (number(text.get(..at)?)?, four(text.get(at + 1..)?)?);
        return (1..=12).contains(&month).then(|| PeriodText::part(year, PeriodUnit::Month, month as u8));
    };
    let (mark, digits) = match text.get(4..)? {
        [] => return Some(PeriodText::Period(Period { year, part: Part::Year })),
        [mark, digits @ ..] => (mark.to_ascii_uppercase(), digits),
    };
    if mark == b'/' {
        return (matches!(digits.len(), 2 | 4)).then(|| PeriodText::school(year, number(digits)?))?;
    }
    let unit = match mark {
        b'H' => PeriodUnit::HalfYear,
        b'K' | b'Q' => PeriodUnit::Quarter,
        b'M' => PeriodUnit::Month,
        b'-' if digits.len() == 2 => PeriodUnit::Month,
        b'U' | b'W' => PeriodUnit::Week,
        _ => return None,
    };
    let number = if digits.len() <= 2 { number(digits)? } else { return None };
    Some(PeriodText::part(year, unit, number as u8))
}

/// A part of a text.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Number(i32, usize),
    Word(&'a str),
}

/// `3. kvartal 2013`, `Q3 2013`, `2013-Q3`, `juli 2013`, `uge 23, 2013`, `skoleåret 2013/14`.
fn worded(text: &str) -> Option<PeriodText> {
    use Token::{Number, Word};
    let mut found = [None; MOST_PARTS];
    let mut count = 0;
    let mut rest = text;
    while let Some((token, after)) = next(rest)? {
        *found.get_mut(count)? = Some(token);
        count += 1;
        rest = after;
    }
    match (found[0]?, found[1]?, found[2]) {
        (Word(month), Number(year, 4), None) | (Number(year, 4), Word(month), None) => {
            Some(PeriodText::part(year, PeriodUnit::Month, month_number(month)?))
        }
        (Word(word), Number(year, 4), Some(Number(next, 2 | 4))) if says_school(word) => PeriodText::school(year, next),
        (Word(unit), Number(number, 1..=2), Some(Number(year, 4)))
        | (Number(number, 1..=2), Word(unit), Some(Number(year, 4)))
        | (Number(year, 4), Word(unit), Some(Number(number, 1..=2)))
        | (Number(year, 4), Number(number, 1..=2), Some(Word(unit)))
            if found[3].is_none() =>
        {
            Some(PeriodText::part(year, unit_of(unit)?, u8::try_from(number).ok()?))
        }
        _ => None,
    }
}

/// The first part of a text, behind at most one mark, and what follows it. `None` for what no period holds.
fn next(text: &str) -> Option<Option<(Token<'_>, &str)>> {
    let text = text.trim_start();
    let unmarked = text.strip_prefix(['.', ',', '-', '/']).unwrap_or(text).trim_start();
    let Some(first) = unmarked.chars().next() else {
        // A mark at the end belongs to a short form, such as `jul.`, and no form of a period ends in one.
        return text.is_empty().then_some(None);
    };
    let is_digit = |letter: char| letter.is_ascii_digit();
    if first.is_ascii_digit() {
        let (digits, rest) = unmarked.split_at(unmarked.find(|letter| !is_digit(letter)).unwrap_or(unmarked.len()));
        let value = if digits.len() <= 4 { number(digits.as_bytes())? } else { return None };
        return Some(Some((Token::Number(value, digits.len()), rest)));
    }
    if !first.is_alphabetic() {
        return None;
    }
    let end = unmarked.find(|letter: char| !letter.is_alphabetic()).unwrap_or(unmarked.len());
    let (word, rest) = unmarked.split_at(end);
    // `kvt.,` has two marks.
    Some(Some((Token::Word(word), rest.strip_prefix('.').unwrap_or(rest))))
}

/// Digits as a number.
fn number(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| 10 * value + i32::from(byte - b'0')))
}

/// Four digits as a number.
fn four(digits: &[u8]) -> Option<i32> {
    if digits.len() == 4 { number(digits) } else { None }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match PeriodText::of(text) {
            PeriodText::Period(period) => Ok(period),
            PeriodText::Impossible(_) | PeriodText::Other => {
                Err(Fault::UnreadablePeriod { found: text.chars().take(20).collect() }.into())
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.part {
            Part::Year => Ok(()),
            Part::Half(half) => write!(f, "H{half}"),
            Part::Quarter(quarter) => write!(f, "K{quarter}"),
            Part::Month(month) => write!(f, "M{month:02}"),
            Part::Week(week) => write!(f, "U{week:02}"),
            Part::School => write!(f, "/{:04}", self.year + 1),
        }
    }
}

impl TryFrom<String> for Period {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        text.parse::<Period>().expect(text).to_string()
    }

    #[test]
    fn words_are_read_as_what_they_mean() {
        let same: [(&str, &[&str]); 6] = [
            (
                "2014K3",
                &[
                    "2014-Q3",
                    "2014 Q3",
                    "3. kvartal 2014",
                    "3. kvt. 2014",
                    "3.kvt.,2014",
                    "K3 2014",
                    "Q3-2014",
                    "2014, 3. KVARTAL",
                ],
            ),
            (
                "2014M07",
                &["juli 2014", "Jul 2014", "jul. 2014", "July 2014", "2014 juli", "07-2014", "7/2014", "M7 2014"],
            ),
            (
                "2014U23",
                &[
                    "uge 23 2014",
                    "Uge 23, 2014",
                    "UGE 23/2014",
                    "2014-W23",
                    "week 23 2014",
                    "23. uge 2014",
                    "uge23 2014",
                ],
            ),
            ("2014H1", &["1. halvår 2014", "1. HALVÅR 2014", "H1 2014", "2014h1", "1. halvaar 2014"]),
            ("2013/2014", &["2013/14", "skoleåret 2013/14", "Skoleår 2013-2014"]),
            ("1999/2000", &["1999/00"]),
        ];
        for (period, texts) in same {
            assert_eq!(written(period), period);
            texts.iter().for_each(|text| assert_eq!(written(text), period, "{text}"));
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_named() {
        use PeriodUnit::{HalfYear, Month, Quarter, Week};
        for (text, unit) in [
            ("2014K5", Quarter),
            ("0. kvartal 2014", Quarter),
            ("2014M13", Month),
            ("2014-00", Month),
            ("2014U53", Week),
            ("uge 54 2015", Week),
            ("3. halvår 2014", HalfYear),
        ] {
            assert_eq!(PeriodText::of(text), PeriodText::Impossible(unit), "{text}");
        }
        for text in [
            "1. kvartal",
            "uge 22-23 2014",
            "2014/07",
            "23/2014",
            "2013/15",
            "juli 14",
            "K3 14",
            "2014K123",
            "Birk 2 2014",
        ] {
            assert_eq!(PeriodText::of(text), PeriodText::Other, "{text}");
        }
    }
}
