//! The days, weeks, months, quarters and years of a register. Days are counted from 1 January 1970.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan};

/// A week: the state of a person in it is that of its Thursday, which lies in the ISO year of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Week {
    pub(super) thursday: i32,
    /// Number in its ISO year, from 1.
    pub(super) number: i8,
    /// Years since the first.
    pub(super) year: usize,
    /// Quarters since the first.
    pub(super) quarter: usize,
}

/// The days of a register.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) first_year: i16,
    pub(super) years: usize,
    /// The first day of each month, and the day after the last.
    pub(super) months: Vec<i32>,
    pub(super) weeks: Vec<Week>,
}

pub(super) fn day(date: Date) -> i32 {
    let days = date.duration_since(EPOCH).as_hours() / 24;
    // A calendar of years of four digits has fewer days than an `i32`.
    i32::try_from(days).unwrap_or(i32::MAX)
}

const EPOCH: Date = date(1970, 1, 1);

fn civil(day: i32) -> Date {
    EPOCH.checked_add(SignedDuration::from_hours(24 * i64::from(day))).unwrap_or(EPOCH)
}

/// The day on which somebody born on `born` becomes `age` years old; who is born on 29 February on 28 February.
pub(super) fn birthday(born: i32, age: i32) -> i32 {
    civil(born).checked_add(age.years()).map_or(i32::MAX, day)
}

/// The days between which a person is of working age: from the 18th birthday to before the 65th.
pub(super) fn working_age(born: i32) -> (i32, i32) {
    (birthday(born, 18), birthday(born, 65))
}

/// The calendar year of a day.
pub(super) fn year_of(of: i32) -> i16 {
    civil(of).year()
}

impl Calendar {
    pub(super) fn new(first_year: i16, years: usize) -> Self {
        let year = |index: usize| first_year + i16::try_from(index).unwrap_or(0);
        let months: Vec<i32> = (0..years)
            .flat_map(|index| (1..=12).map(move |month| day(date(year(index), month, 1))))
            .chain([day(date(year(years), 1, 1))])
            .collect();
        let (start, end) = (months[0], months[12 * years]);
        // 1 January 1970 was a Thursday.
        let first = start + (-start).rem_euclid(7);
        let weeks = (first..end).step_by(7).map(|thursday| {
            let week = civil(thursday).iso_week_date();
            let month = months.partition_point(|month| *month <= thursday) - 1;
            Week { thursday, number: week.week(), year: month / 12, quarter: month / 3 }
        });
        Self { first_year, years, weeks: weeks.collect(), months }
    }

    pub(super) fn start(&self) -> i32 {
        self.months[0]
    }

    /// The day after the last.
    pub(super) fn end(&self) -> i32 {
        self.months[12 * self.years]
    }

    pub(super) fn quarters(&self) -> usize {
        4 * self.years
    }

    /// The first day of a quarter, or the day after the last.
    pub(super) fn quarter(&self, index: usize) -> i32 {
        self.months[3 * index]
    }

    /// The first day of a year, or the day after the last.
    pub(super) fn year(&self, index: usize) -> i32 {
        self.months[12 * index]
    }

    /// The number of a year, such as 2008.
    pub(super) fn year_number(&self, index: usize) -> i16 {
        self.first_year + i16::try_from(index).unwrap_or(0)
    }

    /// Weeks before a year begins.
    pub(super) fn weeks_before(&self, year: usize) -> usize {
        self.weeks.partition_point(|week| week.year < year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_years_have_the_weeks_of_the_calendar() {
        let calendar = Calendar::new(2008, 15);
        assert_eq!((calendar.weeks.len(), calendar.months.len()), (783, 181));
        assert_eq!(calendar.start(), 13_879);
        let first = calendar.weeks[0];
        assert_eq!((civil(first.thursday), first.number, first.year), (date(2008, 1, 3), 1, 0));
        for week in &calendar.weeks {
            let date = civil(week.thursday);
            assert_eq!(date.iso_week_date().year(), calendar.year_number(week.year));
            assert_eq!(date.year(), calendar.year_number(week.year));
            assert_eq!(week.quarter % 4, (date.month() as usize - 1) / 3);
        }
        assert_eq!(calendar.weeks_before(1), 52);
    }

    #[test]
    fn birthdays_keep_to_the_calendar() {
        assert_eq!(birthday(day(date(1992, 2, 29)), 18), day(date(2010, 2, 28)));
        assert_eq!(birthday(day(date(1992, 2, 29)), 16), day(date(2008, 2, 29)));
    }
}
