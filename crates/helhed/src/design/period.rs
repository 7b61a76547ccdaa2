//! Years, quarters, months and weeks, read and written the Danish way.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Result};

/// A calendar period: `2013`, `2013K1`, `2013M07` or (ISO week) `2013U23`.
///
/// ```
/// use helhed::design::Period;
/// let quarter: Period = "2013Q1".parse()?;
/// assert_eq!(quarter.to_string(), "2013K1");
/// assert!(quarter.starts_before("2013M04".parse()?));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i32,
    part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Year,
    Quarter(u8),
    Month(u8),
    Week(u8),
}

impl Period {
    /// First day, counted from 1 January 1970.
    #[must_use]
    pub fn first_day(self) -> i64 {
        match self.part {
            Part::Year => first_of_month(self.year, 1),
            Part::Quarter(quarter) => first_of_month(self.year, 3 * quarter - 2),
            Part::Month(month) => first_of_month(self.year, month),
            Part::Week(week) => first_iso_monday(self.year) + 7 * i64::from(week - 1),
        }
    }

    /// Day after the last, counted from 1 January 1970.
    #[must_use]
    pub fn end_day(self) -> i64 {
        match self.part {
            Part::Year => first_of_month(self.year + 1, 1),
            Part::Quarter(4) | Part::Month(12) => first_of_month(self.year + 1, 1),
            Part::Quarter(quarter) => first_of_month(self.year, 3 * quarter + 1),
            Part::Month(month) => first_of_month(self.year, month + 1),
            Part::Week(_) => self.first_day() + 7,
        }
    }

    /// Calendar year (of a week: the ISO year).
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// Whether the first day lies before the other's.
    #[must_use]
    pub fn starts_before(self, other: Self) -> bool {
        self.first_day() < other.first_day()
    }

    /// On which side of the start of `cut` this period lies.
    ///
    /// # Errors
    /// `H403` if it lies on both sides.
    pub fn side_of(self, cut: Self) -> Result<Ordering> {
        let at = cut.first_day();
        if self.end_day() <= at {
            Ok(Ordering::Less)
        } else if self.first_day() >= at {
            Ok(Ordering::Greater)
        } else {
            Err(Fault::PeriodStraddles { period: self.to_string(), at: cut.to_string() }.into())
        }
    }
}

/// Days from 1 January 1970 to the first of a month, in the Gregorian calendar.
fn first_of_month(year: i32, month: u8) -> i64 {
    // March-based years put the leap day last: days before a month follow one line of (153 m + 2) / 5.
    let shifted = i64::from(year) - i64::from(month <= 2);
    let month = (i64::from(month) + 9) % 12;
    let leap_days = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    365 * shifted + leap_days + (153 * month + 2) / 5 - 719_468
}

/// Monday of ISO week 1: the week that holds 4 January.
fn first_iso_monday(year: i32) -> i64 {
    let fourth = first_of_month(year, 1) + 3;
    // 1 January 1970 was a Thursday.
    fourth - (fourth + 3).rem_euclid(7)
}

fn weeks_in(year: i32) -> u8 {
    if first_iso_monday(year + 1) - first_iso_monday(year) == 371 { 53 } else { 52 }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unreadable = || Error::from(Fault::UnreadablePeriod { found: text.chars().take(20).collect() });
        let trimmed = text.trim();
        let (year, rest) = trimmed.split_at_checked(4).ok_or_else(unreadable)?;
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unreadable());
        }
        let year: i32 = year.parse().map_err(|_| unreadable())?;
        if rest.is_empty() {
            return Ok(Self { year, part: Part::Year });
        }
        let mut letters = rest.chars();
        let kind = letters.next().ok_or_else(unreadable)?.to_ascii_uppercase();
        let digits = letters.as_str();
        if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unreadable());
        }
        let number: u8 = digits.parse().map_err(|_| unreadable())?;
        let part = match (kind, number) {
            ('K' | 'Q', 1..=4) => Part::Quarter(number),
            ('M' | '-', 1..=12) if kind == 'M' || digits.len() == 2 => Part::Month(number),
            ('U' | 'W', 1..) if number <= weeks_in(year) => Part::Week(number),
            _ => return Err(unreadable()),
        };
        Ok(Self { year, part })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.part {
            Part::Year => Ok(()),
            Part::Quarter(quarter) => write!(f, "K{quarter}"),
            Part::Month(month) => write!(f, "M{month:02}"),
            Part::Week(week) => write!(f, "U{week:02}"),
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

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    #[test]
    fn danish_and_english_forms_are_the_same_period() {
        for (left, right) in
            [("2013K1", "2013q1"), ("2013M07", "2013-07"), ("2013U23", "2013W23"), ("2013M7", "2013M07")]
        {
            assert_eq!(period(left), period(right));
        }
        for text in ["2013", "2013K4", "2013M12", "2020U53"] {
            assert_eq!(period(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "13", "2013K5", "2013M00", "2013-7", "2013U53", "2013X1", "20134", "2013K", "æ2013", "2013K1 x"]
        {
            let error = text.parse::<Period>().expect_err(text);
            assert_eq!(error.code(), "H004");
        }
    }

    #[test]
    fn days_are_counted_right() {
        assert_eq!(period("1970").first_day(), 0);
        assert_eq!(period("2000M03").first_day(), 11_017);
        assert_eq!(period("2024M02").end_day() - period("2024M02").first_day(), 29);
        // ISO week 1 of 2013 began on Monday 31 December 2012.
        assert_eq!(period("2013U01").first_day(), period("2013").first_day() - 1);
        assert_eq!(period("2013").end_day(), period("2014").first_day());
    }

    #[test]
    fn a_period_lies_before_after_or_is_refused() {
        let cut = period("2013K3");
        assert_eq!(period("2013M06").side_of(cut), Ok(Ordering::Less));
        assert_eq!(period("2013K3").side_of(cut), Ok(Ordering::Greater));
        assert_eq!(period("2013").side_of(cut).expect_err("straddles").code(), "H403");
    }
}
