//! What programmes did, summed over all persons: exact, because everybody is lived with and without them.

use std::ops::AddAssign;

use super::arrears::Month;
use super::labour::{EMPLOYED, State};
use super::life::Life;
use super::path::{Spell, area_on};
use super::programme::Listed;
use super::residence::{Ground, Owed};

/// Units counted, and the sum over them with and without what is asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) base: u64,
    pub(super) with: i64,
    pub(super) without: i64,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.base += other.base;
        self.with += other.with;
        self.without += other.without;
    }
}

impl Sums {
    /// Mean difference; nothing where nothing was counted.
    pub(super) fn effect(&self) -> Option<f64> {
        (self.base > 0).then(|| (self.with - self.without) as f64 / self.base as f64)
    }

    fn add(&mut self, with: bool, without: bool) {
        self.base += 1;
        self.with += i64::from(with);
        self.without += i64::from(without);
    }
}

/// Doses of activities, in thirds of a full one.
pub(super) const BANDS: usize = 3;

/// The band of a dose above zero.
fn band(dose: f64) -> usize {
    ((dose * BANDS as f64).ceil() as usize).clamp(1, BANDS) - 1
}

/// All sums. Parts add up to the whole in whole numbers, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Truth {
    years: usize,
    /// Weeks in employment of residents of working age, by area and year.
    pub(super) employed: Vec<Sums>,
    /// Convicted residents of 15-29 years.
    pub(super) convicted: Vec<Sums>,
    /// Marks of residents in the ninth form.
    pub(super) marks: Vec<Sums>,
    /// Evictions by months of tenancies.
    pub(super) evicted: Vec<Sums>,
    /// Weeks in employment of participants, by band of dose and years since the first course; without: no activities.
    pub(super) participants: Vec<Sums>,
    /// Weeks in employment of those who lived in an area when its programme started, wherever they live, by programme
    /// and years since.
    pub(super) people: Vec<Sums>,
}

impl Truth {
    pub(super) fn new(areas: usize, years: usize, programmes: usize) -> Self {
        let by_area = vec![Sums::default(); areas * years];
        Self {
            years,
            employed: by_area.clone(),
            convicted: by_area.clone(),
            marks: by_area.clone(),
            evicted: by_area,
            participants: vec![Sums::default(); BANDS * years],
            people: vec![Sums::default(); programmes * years],
        }
    }

    pub(super) fn years(&self) -> usize {
        self.years
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.employed, &other.employed),
            (&mut self.convicted, &other.convicted),
            (&mut self.marks, &other.marks),
            (&mut self.evicted, &other.evicted),
            (&mut self.participants, &other.participants),
            (&mut self.people, &other.people),
        ] {
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                *mine += *theirs;
            }
        }
    }

    /// Adds a person. `programmes` are those that were chosen.
    pub(super) fn add(&mut self, life: &Life, spells: &[Spell], programmes: &[Listed], ground: &Ground<'_>) {
        let elsewhere = ground.areas.elsewhere();
        let weeks = &ground.calendar.weeks;
        let working = weeks.partition_point(|week| week.thursday < life.working.0)
            ..weeks.partition_point(|week| week.thursday < life.working.1);
        let employed = |states: &[State], at: usize| states[at] == EMPLOYED;
        for at in working.clone() {
            let area = life.areas[at];
            if area != elsewhere {
                let sums = &mut self.employed[usize::from(area) * self.years + weeks[at].year];
                sums.add(employed(&life.states, at), employed(life.no_programmes(), at));
            }
        }
        for year in life.convictions.iter().filter(|year| year.area != elsewhere) {
            let sums = &mut self.convicted[usize::from(year.area) * self.years + year.year];
            sums.add(year.convicted, year.without_programmes);
        }
        if let Some(exams) = life.exams.filter(|exams| exams.area != elsewhere)
            && let Some((with, without)) = exams.marks
        {
            let sums = Sums { base: 1, with: with.into(), without: without.into() };
            self.marks[usize::from(exams.area) * self.years + exams.year] += sums;
        }
        if let Some(first) = life.courses.first() {
            for at in working.clone() {
                let dose = life.doses[weeks[at].quarter];
                if dose > 0.0 {
                    let since = weeks[at].year - first.quarter / 4;
                    let sums = &mut self.participants[band(dose) * self.years + since];
                    sums.add(employed(&life.states, at), employed(life.no_activities(), at));
                }
            }
        }
        for (programme, listed) in programmes.iter().enumerate() {
            let start = listed.year + 1;
            let day = ground.calendar.year(start);
            if usize::from(area_on(spells, day, ground.areas)) == listed.area
                && (life.working.0..life.working.1).contains(&day)
            {
                let from = ground.calendar.weeks_before(start);
                for (at, week) in weeks.iter().enumerate().take(working.end).skip(from) {
                    let sums = &mut self.people[programme * self.years + week.year - start];
                    sums.add(employed(&life.states, at), employed(life.no_programmes(), at));
                }
            }
        }
    }

    /// Adds what was owed on the first of a month, of a year.
    pub(super) fn add_owed(&mut self, owed: &[Owed], year: usize, ground: &Ground<'_>) {
        for owed in owed {
            let area = ground.areas.of_dwelling(owed.dwelling as usize);
            let sums = &mut self.evicted[usize::from(area) * self.years + year];
            match owed.month {
                Month::Owes(_) => {}
                Month::Evicted(_) => {
                    sums.with += 1;
                    sums.without += 1;
                }
                Month::Averted(_) => sums.without += 1,
            }
        }
    }

    /// Adds the months of tenancies, by area and year.
    pub(super) fn add_tenancies(&mut self, months: &[u64]) {
        for (sums, months) in self.evicted.iter_mut().zip(months) {
            sums.base += months;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_lies_in_the_third_that_it_fills() {
        assert_eq!([0.01, 1.0 / 3.0, 0.34, 2.0 / 3.0, 0.7, 1.0].map(band), [0, 0, 1, 1, 2, 2]);
    }

    #[test]
    fn nothing_counted_has_no_effect_and_not_zero() {
        assert_eq!(Sums::default().effect(), None);
        assert_eq!(Sums { base: 4, with: 3, without: 1 }.effect(), Some(0.5));
    }
}
