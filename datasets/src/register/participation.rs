//! Activities of programmes: who comes by their own choice, and how often.

use super::area::Areas;
use super::calendar::Calendar;
use super::path::{Spell, area_on};
use super::people::Latent;
use super::programme::Exposure;
use super::random::{Purpose, Random, logistic};

/// Ages of those for whom there are activities.
const AGES: (i32, i32) = (18, 60);
/// Log-odds of taking part within a year for a person of average motivation, and what a standard deviation adds.
const COMES: (f64, f64) = (-1.5, 0.9);
/// Log-odds of attending a session, and what a standard deviation of motivation adds.
const ATTENDS: (f64, f64) = (0.4, 0.6);
/// Sessions of a course: at least, and as many more at most.
const SESSIONS: (u32, u32) = (10, 21);
/// Sessions attended that make a full dose.
const FULL_DOSE: f64 = 40.0;
/// Quarters between two courses of a person.
const PAUSE: usize = 4;

/// A course that a person took part in. It lasts a quarter and is felt from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) area: u16,
    pub(super) quarter: usize,
    pub(super) offered: u32,
    pub(super) attended: u32,
}

/// What a person brings to the choice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who<'a> {
    pub(super) person: usize,
    pub(super) latent: Latent,
    pub(super) born: i32,
    pub(super) died: i32,
    pub(super) spells: &'a [Spell],
}

/// The courses of a person, in their order; none begins beyond the first `quarters`.
pub(super) fn courses(
    who: &Who<'_>,
    quarters: usize,
    random: Random,
    calendar: &Calendar,
    areas: &Areas,
    exposure: &Exposure,
) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    if who.spells.is_empty() {
        return courses;
    }
    let a_quarter = logistic(COMES.0 + COMES.1 * who.latent.motivation) / 4.0;
    for quarter in 0..quarters {
        let (from, to) = (calendar.quarter(quarter), calendar.quarter(quarter + 1));
        let area = area_on(who.spells, from, areas);
        let paused = courses.last().is_none_or(|last| quarter - last.quarter >= PAUSE);
        let age = f64::from(from - who.born) / 365.25;
        let of_age = (f64::from(AGES.0)..f64::from(AGES.1)).contains(&age);
        // Who dies before the end is not counted as having taken part.
        if !paused || !of_age || !exposure.runs(area, quarter) || who.died < to {
            continue;
        }
        let mut stream = random.stream(Purpose::Participation, who.person, quarter);
        if stream.unit() < a_quarter {
            let offered = SESSIONS.0 + stream.below(SESSIONS.1);
            let attends = logistic(ATTENDS.0 + ATTENDS.1 * who.latent.motivation);
            let attended = (0..offered).filter(|_| stream.unit() < attends).count() as u32;
            courses.push(Course { area, quarter, offered, attended });
        }
    }
    courses
}

/// The dose in effect in each quarter: the sessions attended before it, of a full dose.
pub(super) fn doses(courses: &[Course], quarters: usize) -> Vec<f64> {
    let mut doses = vec![0.0; quarters];
    let mut attended = 0;
    let mut next = courses.iter().peekable();
    for (quarter, dose) in doses.iter_mut().enumerate() {
        *dose = (f64::from(attended) / FULL_DOSE).min(1.0);
        if let Some(course) = next.next_if(|course| course.quarter == quarter) {
            attended += course.attended;
        }
    }
    doses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_is_felt_from_the_quarter_after_and_stays() {
        let course = |quarter, attended| Course { area: 0, quarter, offered: 30, attended };
        assert_eq!(doses(&[course(1, 10), course(3, 20), course(4, 25)], 6), [0.0, 0.0, 0.25, 0.25, 0.75, 1.0]);
        assert_eq!(doses(&[], 2), [0.0, 0.0]);
    }
}
