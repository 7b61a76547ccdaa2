//! Years, half-years, quarters, months, weeks and school years, read and written the Danish way.

mod steps;
mod text;
mod unit;
mod words;

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::error::{Fault, Result};

pub use text::PeriodText;
pub use unit::PeriodUnit;
pub use words::month_number;

/// A calendar period: `2013`, `2013H1`, `2013K1`, `2013M07`, (ISO week) `2013U23` or (school year) `2013/2014`.
///
/// Words are read, too: `1. halvår 2013`, `3. kvartal 2013`, `Q3 2013`, `juli 2013`, `uge 23 2013`. A school year runs from
/// 1 August to 31 July. It is written in the way of Statistics Denmark.
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
    Half(u8),
    Quarter(u8),
    Month(u8),
    Week(u8),
    School,
}

impl Period {
    /// First day, counted from 1 January 1970.
    #[must_use]
    pub fn first_day(self) -> i64 {
        match self.part {
            Part::Year => first_of_month(self.year, 1),
            Part::Half(half) => first_of_month(self.year, 6 * half - 5),
            Part::Quarter(quarter) => first_of_month(self.year, 3 * quarter - 2),
            Part::Month(month) => first_of_month(self.year, month),
            Part::School => first_of_month(self.year, AUGUST),
            Part::Week(week) => first_iso_monday(self.year) + 7 * i64::from(week - 1),
        }
    }

    /// Day after the last, counted from 1 January 1970.
    #[must_use]
    pub fn end_day(self) -> i64 {
        match self.part {
            Part::Year | Part::Half(2) | Part::Quarter(4) | Part::Month(12) => first_of_month(self.year + 1, 1),
            Part::Half(half) => first_of_month(self.year, 6 * half + 1),
            Part::Quarter(quarter) => first_of_month(self.year, 3 * quarter + 1),
            Part::Month(month) => first_of_month(self.year, month + 1),
            Part::Week(_) => self.first_day() + 7,
            Part::School => first_of_month(self.year + 1, AUGUST),
        }
    }

    /// First and last day, as `2014-06-02`.
    ///
    /// ```
    /// use helhed::design::Period;
    /// let week: Period = "2014U23".parse()?;
    /// assert_eq!(week.span(), ("2014-06-02".into(), "2014-06-08".into()));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    #[must_use]
    pub fn span(self) -> (String, String) {
        (iso(self.first_day()), iso(self.end_day() - 1))
    }

    /// Calendar year (of a week: the ISO year; of a school year: the one in which it begins).
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// Whether it is a year, a quarter, a week.
    #[must_use]
    pub fn unit(self) -> PeriodUnit {
        match self.part {
            Part::Year => PeriodUnit::Year,
            Part::Half(_) => PeriodUnit::HalfYear,
            Part::Quarter(_) => PeriodUnit::Quarter,
            Part::Month(_) => PeriodUnit::Month,
            Part::Week(_) => PeriodUnit::Week,
            Part::School => PeriodUnit::SchoolYear,
        }
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

/// Month in which a school year begins.
const AUGUST: u8 = 8;

/// Days from 1 January 1970 to the first of a month, in the Gregorian calendar.
fn first_of_month(year: i32, month: u8) -> i64 {
    // March-based years put the leap day last: days before a month follow one line of (153 m + 2) / 5.
    let shifted = i64::from(year) - i64::from(month <= 2);
    let month = (i64::from(month) + 9) % 12;
    let leap_days = shifted.div_euclid(4) - shifted.div_euclid(100) + shifted.div_euclid(400);
    365 * shifted + leap_days + (153 * month + 2) / 5 - 719_468
}

/// The day that is so many days from 1 January 1970, as `2014-06-02`.
fn iso(day: i64) -> String {
    // Years of 365.2425 days come within a year of the right one, and months within a year follow.
    let mut year = 1970 + (day as f64 / 365.2425).floor() as i32;
    while first_of_month(year, 1) > day {
        year -= 1;
    }
    while first_of_month(year + 1, 1) <= day {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| first_of_month(year, *month) <= day).unwrap_or(1);
    format!("{year:04}-{month:02}-{:02}", day - first_of_month(year, month) + 1)
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
    fn half_years_and_school_years_have_their_days() {
        let (first, second) = (period("2014H1"), period("2014H2"));
        assert_eq!((first.first_day(), second.end_day()), (period("2014").first_day(), period("2014").end_day()));
        assert_eq!((first.end_day(), second.first_day()), (period("2014K2").end_day(), period("2014K3").first_day()));
        let school = period("2013/14");
        assert_eq!(
            (school.first_day(), school.end_day()),
            (period("2013M08").first_day(), period("2014M07").end_day())
        );
        assert_eq!((school.year(), school.unit()), (2013, PeriodUnit::SchoolYear));
        assert_eq!(first.side_of(period("2014K3")), Ok(Ordering::Less));
        assert_eq!(first.side_of(period("2014K2")).expect_err("straddles").code(), "H403");
    }

    #[test]
    fn a_period_lies_before_after_or_is_refused() {
        let cut = period("2013K3");
        assert_eq!(period("2013M06").side_of(cut), Ok(Ordering::Less));
        assert_eq!(period("2013K3").side_of(cut), Ok(Ordering::Greater));
        assert_eq!(period("2013").side_of(cut).expect_err("straddles").code(), "H403");
    }
}
