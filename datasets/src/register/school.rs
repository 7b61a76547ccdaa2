//! Marks of the ninth form.

use jiff::civil::date;

use super::area::Areas;
use super::calendar::{Calendar, day, year_of};
use super::participation::Who;
use super::path::area_on;
use super::programme::Exposure;
use super::random::{Purpose, Random, logistic, normals};
use super::recipe::Effects;

/// The Danish scale of seven steps.
const MARKS: [i32; 7] = [-3, 0, 2, 4, 7, 10, 12];
/// Exams of a pupil.
pub(super) const EXAMS: i32 = 8;
/// Age that pupils reach in the calendar year of their exams.
const AGE: i16 = 16;
/// Mean ability; what a standard deviation of employability and of chance adds, being a girl, and what is lasting.
const ABILITY: f64 = 6.6;
const EMPLOYABILITY: f64 = 1.3;
const CHANCE: f64 = 1.5;
const GIRL: f64 = 0.6;
const LASTING: f64 = 1.2;
/// Spread of one exam.
const EXAM: f64 = 1.6;
/// Log-odds of sitting the exams, and what a standard deviation of employability adds.
const SITS: (f64, f64) = (3.0, 0.6);
/// Quarters before the exams over which the place is felt: three school years.
const QUARTERS: usize = 12;

/// The exams of a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exams {
    pub(super) day: i32,
    pub(super) year: usize,
    pub(super) area: u16,
    /// Sums of the marks with and without programmes; nothing for a pupil who did not sit.
    pub(super) marks: Option<(i32, i32)>,
}

/// The exams of somebody who reaches the age within the register and lives to see it.
pub(super) fn exams(
    who: &Who<'_>,
    woman: bool,
    random: Random,
    calendar: &Calendar,
    areas: &Areas,
    exposure: &Exposure,
    effects: &Effects,
) -> Option<Exams> {
    let year = usize::try_from(year_of(who.born) + AGE - calendar.first_year).ok()?;
    if year >= calendar.years {
        return None;
    }
    let exam_day = day(date(calendar.year_number(year), 6, 20));
    if who.died <= exam_day {
        return None;
    }
    let area = area_on(who.spells, exam_day, areas);
    let mut stream = random.stream(Purpose::School, who.person, 0);
    let sits = stream.unit() < logistic(SITS.0 + SITS.1 * who.latent.employability);
    let girl = if woman { GIRL } else { 0.0 };
    let lasting = areas.lasting.get(usize::from(area)).copied().unwrap_or(0.2);
    let without = ABILITY
        + EMPLOYABILITY * who.latent.employability
        + CHANCE * normals(&mut stream)[0]
        + girl
        + LASTING * lasting;
    let last = 4 * year + 1;
    let felt = (last.saturating_sub(QUARTERS - 1)..=last)
        .map(|quarter| exposure.own(area_on(who.spells, calendar.quarter(quarter), areas), quarter));
    let with = without + effects.school * felt.sum::<f64>() / QUARTERS as f64;
    let mut sums = (0, 0);
    for _ in 0..EXAMS / 2 {
        for chance in normals(&mut stream) {
            sums.0 += mark(with + EXAM * chance);
            sums.1 += mark(without + EXAM * chance);
        }
    }
    Some(Exams { day: exam_day, year, area, marks: sits.then_some(sums) })
}

/// The step of the scale nearest to a performance.
fn mark(performance: f64) -> i32 {
    let steps = MARKS.iter().zip(&MARKS[1..]);
    let passed = steps.filter(|(low, high)| performance >= f64::from(**low + **high) / 2.0).count();
    MARKS[passed]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_nearest_step() {
        assert_eq!([-9.0, -1.6, 0.9, 1.1, 5.4, 5.6, 8.6, 11.1, 40.0].map(mark), [-3, -3, 0, 2, 4, 7, 10, 12, 12]);
    }
}
