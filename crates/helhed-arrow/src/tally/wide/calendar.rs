//! Which period a column belongs to, and which columns are lacking.

use helhed::design::{Period, PeriodText, PeriodUnit};
use helhed::error::{Fault, Result};
use helhed::estimate::KeyValue;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, civil};

/// The period of a kind that a shorter one lies in. A week belongs where its Thursday lies: so it does in ISO 8601, where
/// a week belongs to the year that has most of its days.
///
/// # Errors
/// `H901` for a day outside the calendar, which no period of four-digit years has.
pub(crate) fn around(time: Period, unit: PeriodUnit) -> Result<Period> {
    let day = time.first_day() + if time.unit() == PeriodUnit::Week { 3 } else { 0 };
    containing(day, unit)
}

/// The period of a kind that a day lies in, counted from 1 January 1970.
///
/// # Errors
/// As [`around`].
pub(crate) fn containing(day: i64, unit: PeriodUnit) -> Result<Period> {
    let outside = || Fault::Bug { what: "a day outside the calendar".into() };
    let date = civil_date(day).ok_or_else(outside)?;
    let (year, month) = (date.year(), date.month());
    let text = match unit {
        PeriodUnit::Year => format!("{year:04}"),
        PeriodUnit::HalfYear => format!("{year:04}H{}", (month - 1) / 6 + 1),
        PeriodUnit::Quarter => format!("{year:04}K{}", (month - 1) / 3 + 1),
        PeriodUnit::Month => format!("{year:04}M{month:02}"),
        PeriodUnit::Week => {
            let week: civil::ISOWeekDate = date.iso_week_date();
            format!("{:04}U{:02}", week.year(), week.week())
        }
        PeriodUnit::SchoolYear => {
            let first = if month < 8 { year - 1 } else { year };
            format!("{first:04}/{:04}", first + 1)
        }
    };
    match PeriodText::of(&text) {
        PeriodText::Period(period) => Ok(period),
        _ => Err(outside().into()),
    }
}

/// The day, if it is in a calendar of years of four digits.
fn civil_date(day: i64) -> Option<Date> {
    const EPOCH: Date = date(1970, 1, 1);
    // All days of years of four digits, and few enough that their hours do not overflow.
    const FURTHEST: i64 = 4_000_000;
    let hours = (day.abs() <= FURTHEST).then_some(24 * day.clamp(-FURTHEST, FURTHEST))?;
    EPOCH.checked_add(SignedDuration::from_hours(hours)).ok().filter(|date| date.year() >= 1)
}

/// The next period of the same kind.
///
/// # Errors
/// As [`around`].
pub(crate) fn next(period: Period) -> Result<Period> {
    containing(period.end_day(), period.unit())
}

/// A period as the value of a key: a year is a number, as tables have it, and others are texts.
pub(crate) fn key(period: Period) -> KeyValue {
    if period.unit() == PeriodUnit::Year {
        KeyValue::Integer(period.year().into())
    } else {
        KeyValue::Text(period.to_string())
    }
}

/// Whether each period of one kind lies in one of the other.
pub(crate) fn nests(inner: PeriodUnit, outer: PeriodUnit) -> bool {
    let months = |unit| match unit {
        PeriodUnit::Week => Some(0),
        PeriodUnit::Month => Some(1),
        PeriodUnit::Quarter => Some(3),
        PeriodUnit::HalfYear => Some(6),
        PeriodUnit::Year => Some(12),
        PeriodUnit::SchoolYear => None,
    };
    match (months(inner), months(outer)) {
        (None, None) => true,
        // A school year begins in August, within a quarter.
        (Some(inner), None) => inner <= 1,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner <= outer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect(text)
    }

    #[test]
    fn a_week_belongs_where_its_thursday_lies() {
        // Monday 29 September to Sunday 5 October 2008: Thursday is 2 October.
        for (unit, found) in [
            (PeriodUnit::Month, "2008M10"),
            (PeriodUnit::Quarter, "2008K4"),
            (PeriodUnit::HalfYear, "2008H2"),
            (PeriodUnit::Year, "2008"),
            (PeriodUnit::SchoolYear, "2008/2009"),
            (PeriodUnit::Week, "2008U40"),
        ] {
            assert_eq!(around(period("2008U40"), unit).expect("a period"), period(found));
        }
        // Week 1 of 2009 began on 29 December 2008, and week 53 of 2009 ended on 3 January 2010.
        assert_eq!(around(period("2009U01"), PeriodUnit::Year), Ok(period("2009")));
        assert_eq!(around(period("2009U53"), PeriodUnit::Quarter), Ok(period("2009K4")));
        assert_eq!(around(period("2008M07"), PeriodUnit::SchoolYear), Ok(period("2007/08")));
    }

    #[test]
    fn one_follows_the_other() {
        for (one, then) in [("2009U53", "2010U01"), ("2008M12", "2009M01"), ("2008K4", "2009K1"), ("2008", "2009")] {
            assert_eq!(next(period(one)), Ok(period(then)));
        }
        assert_eq!((key(period("2008")), key(period("2008K1"))), (2008.into(), "2008K1".into()));
        assert!(next(period("9999")).is_err());
    }

    #[test]
    fn what_lies_in_what() {
        use PeriodUnit::{Month, Quarter, SchoolYear, Week, Year};
        assert!(nests(Week, Quarter) && nests(Week, SchoolYear) && nests(Month, SchoolYear) && nests(Year, Year));
        assert!(!nests(Quarter, Month) && !nests(Quarter, SchoolYear) && !nests(SchoolYear, Year));
    }
}
