//! Periods in a row: how many lie from one to another, and the one that is so many later.

use super::{Part, Period, first_iso_monday};

impl Period {
    /// How many periods later than another of the same kind this one is (below zero if it is earlier); `None` for a period
    /// of another kind.
    ///
    /// ```
    /// use helhed::design::Period;
    /// let (from, to): (Period, Period) = ("2013K3".parse()?, "2014K2".parse()?);
    /// assert_eq!((to.steps_after(from), to.steps_after("2013".parse()?)), (Some(3), None));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    #[must_use]
    pub fn steps_after(self, other: Self) -> Option<i64> {
        (self.unit() == other.unit()).then(|| self.number() - other.number())
    }

    /// The next period of the same kind.
    ///
    /// ```
    /// use helhed::design::Period;
    /// assert_eq!("2020U53".parse::<Period>()?.next().to_string(), "2021U01");
    /// # Ok::<(), helhed::Error>(())
    /// ```
    #[must_use]
    pub fn next(self) -> Self {
        let (year, after) = (self.year, Self { year: self.year + 1, ..self });
        let part = |part| Self { year, part };
        match self.part {
            Part::Year | Part::School => after,
            Part::Half(1) => part(Part::Half(2)),
            Part::Half(_) => Self { part: Part::Half(1), ..after },
            Part::Quarter(quarter) if quarter < 4 => part(Part::Quarter(quarter + 1)),
            Part::Quarter(_) => Self { part: Part::Quarter(1), ..after },
            Part::Month(month) if month < 12 => part(Part::Month(month + 1)),
            Part::Month(_) => Self { part: Part::Month(1), ..after },
            Part::Week(week) if self.end_day() < first_iso_monday(year + 1) => part(Part::Week(week + 1)),
            Part::Week(_) => Self { part: Part::Week(1), ..after },
        }
    }

    /// The day in its middle, counted from 1 January 1970; half a day where it has an even number of them.
    #[must_use]
    pub fn middle_day(self) -> f64 {
        (self.first_day() + self.end_day() - 1) as f64 / 2.0
    }

    /// A number that is one more for each next period of the same kind.
    fn number(self) -> i64 {
        let year = i64::from(self.year);
        match self.part {
            Part::Year | Part::School => year,
            Part::Half(half) => 2 * year + i64::from(half),
            Part::Quarter(quarter) => 4 * year + i64::from(quarter),
            Part::Month(month) => 12 * year + i64::from(month),
            // Every week begins on a Monday, and 5 January 1970 was one.
            Part::Week(_) => (self.first_day() - 4).div_euclid(7),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_begins_where_one_ends() {
        for first in ["2019", "2019H1", "2019K1", "2019M01", "2019U01", "2019/2020"] {
            let first: Period = first.parse().expect(first);
            let mut at = first;
            for step in 0..120 {
                assert_eq!(at.steps_after(first), Some(step));
                assert_eq!((at.next().first_day(), at.next().unit()), (at.end_day(), at.unit()), "{at}");
                assert_eq!(at.to_string().parse(), Ok(at));
                at = at.next();
            }
            assert_eq!(first.steps_after(at), Some(-120));
        }
    }
}
