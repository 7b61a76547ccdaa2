//! Programmes: which areas get one because they do badly, and where one is felt.

use super::area::Areas;
use super::calendar::Calendar;
use super::random::{Purpose, Random};
use super::recipe::Recipe;

/// Share of the areas that get a programme in a round.
const SHARE: f64 = 0.1;
/// Areas on the list of a round, for each that gets a programme.
const LISTED: f64 = 2.0;
/// Years that a programme runs.
const YEARS: usize = 4;
/// Quarters until it is in full effect.
const QUARTERS_TO_FULL: f64 = 8.0;
/// What is left of the effect a quarter after the end, and after each further one: half in two years.
const KEPT: f64 = 0.917_004_043_204_671_2;

/// An area in the list of a round: those that did worst in the year of the decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Listed {
    pub(super) area: usize,
    /// Year of the decision, since the first; a programme starts on 1 January of the next.
    pub(super) year: usize,
    /// Place in the list, from 1: the worst.
    pub(super) rank: usize,
    /// Weeks in employment and weeks in all, of residents aged 18-64 in that year, as the register shows them.
    pub(super) employed: u64,
    pub(super) weeks: u64,
    /// Whether it got a programme: by lot among the listed.
    pub(super) chosen: bool,
}

impl Listed {
    /// The first and the last year of the programme, since the first of the register.
    pub(super) fn runs(&self, calendar: &Calendar) -> (usize, usize) {
        (self.year + 1, (self.year + YEARS).min(calendar.years - 1))
    }
}

/// The years in which areas are chosen: at most three rounds, each with at least two years of effect.
pub(super) fn rounds(years: usize) -> Vec<usize> {
    let step = if years < 8 { 1 } else { 2 };
    let first = (years / 5).max(1);
    (0..3).map(|round| first + round * step).filter(|year| year + 3 <= years).collect()
}

/// The list of a round: the areas without a programme that did worst, and the lot among them. `counts` holds the weeks
/// in employment and in all, by area.
pub(super) fn list(
    year: usize,
    counts: &[(u64, u64)],
    before: &[Listed],
    recipe: &Recipe,
    random: Random,
) -> Vec<Listed> {
    let has_one = |area: usize| before.iter().any(|listed| listed.area == area && listed.chosen);
    let mut candidates: Vec<usize> = (0..counts.len()).filter(|area| !has_one(*area) && counts[*area].1 > 0).collect();
    // By the share, compared as whole numbers: a tie goes to the lower number.
    candidates.sort_by(|left, right| {
        let ((a, n), (b, m)) = (counts[*left], counts[*right]);
        (u128::from(a) * u128::from(m)).cmp(&(u128::from(b) * u128::from(n))).then(left.cmp(right))
    });
    let programmes = ((SHARE * recipe.areas() as f64).round() as usize).max(1);
    candidates.truncate((LISTED * programmes as f64).ceil() as usize);
    let mut lots: Vec<(f64, usize)> =
        candidates.iter().map(|area| (random.stream(Purpose::Choice, *area, year).unit(), *area)).collect();
    lots.sort_by(|left, right| left.0.total_cmp(&right.0));
    lots.truncate(programmes);
    let chosen = |area: usize| lots.iter().any(|(_, drawn)| *drawn == area);
    let listed = candidates.into_iter().zip(1..).map(|(area, rank)| {
        let (employed, weeks) = counts[area];
        Listed { area, year, rank, employed, weeks, chosen: chosen(area) }
    });
    listed.collect()
}

/// How much of the full effect is felt in each area and quarter.
#[derive(Debug, Clone)]
pub(super) struct Exposure {
    own: Vec<Vec<f64>>,
    neighbours: Vec<Vec<f64>>,
    running: Vec<Vec<bool>>,
}

impl Exposure {
    pub(super) fn new(listed: &[Listed], areas: &Areas, calendar: &Calendar) -> Self {
        let quarters = calendar.quarters();
        // One more than there are areas: nothing is felt elsewhere.
        let mut own = vec![vec![0.0; quarters]; areas.len() + 1];
        let mut neighbours = own.clone();
        let mut running = vec![vec![false; quarters]; areas.len() + 1];
        for listed in listed.iter().filter(|listed| listed.chosen) {
            let (first, last) = listed.runs(calendar);
            for quarter in 4 * first..quarters {
                own[listed.area][quarter] = phase(quarter - 4 * first);
                running[listed.area][quarter] = quarter < 4 * (last + 1);
            }
        }
        for (area, felt) in neighbours.iter_mut().enumerate().take(areas.len()) {
            for other in areas.neighbours(area) {
                for (felt, there) in felt.iter_mut().zip(&own[other]) {
                    *felt = there.max(*felt);
                }
            }
        }
        Self { own, neighbours, running }
    }

    /// Share of the full effect of the area's own programme.
    pub(super) fn own(&self, area: u16, quarter: usize) -> f64 {
        self.own[usize::from(area)][quarter]
    }

    /// Share of the full effect of the place: its own, or what spills over from the neighbour with the most.
    pub(super) fn place(&self, area: u16, quarter: usize, spill_over: f64) -> f64 {
        let own = self.own(area, quarter);
        if own > 0.0 { own } else { spill_over * self.neighbours[usize::from(area)][quarter] }
    }

    /// Whether any programme is felt.
    pub(super) fn reaches(&self, area: u16, quarter: usize) -> bool {
        self.status(area, quarter) != Status::Clean
    }

    /// Whether a programme of the area's own runs.
    pub(super) fn runs(&self, area: u16, quarter: usize) -> bool {
        self.running[usize::from(area)][quarter]
    }

    /// What the area is in a quarter.
    pub(super) fn status(&self, area: u16, quarter: usize) -> Status {
        if self.own(area, quarter) > 0.0 {
            Status::Programme
        } else if self.neighbours[usize::from(area)][quarter] > 0.0 {
            Status::Neighbour
        } else {
            Status::Clean
        }
    }
}

/// What an area is at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Its own programme has started.
    Programme,
    /// That of a neighbour has.
    Neighbour,
    /// Neither.
    Clean,
}

/// Share of the full effect, `quarter` quarters after the start: it grows evenly, stays, and fades after the end.
fn phase(quarter: usize) -> f64 {
    let grown = ((quarter as f64 + 1.0) / QUARTERS_TO_FULL).min(1.0);
    let after = quarter as i32 + 1 - 4 * YEARS as i32;
    if after > 0 { KEPT.powi(after) } else { grown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_grows_stays_and_fades() {
        assert_eq!((phase(0), phase(7), phase(15)), (0.125, 1.0, 1.0));
        assert!((phase(23) - 0.5).abs() < 1e-12, "half of it two years after the end");
    }

    #[test]
    fn every_length_has_a_round_with_time_before_and_after() {
        for years in 5..=40 {
            let rounds = rounds(years);
            assert!(
                rounds.len() >= 2 && rounds.iter().all(|year| *year >= 1 && year + 3 <= years),
                "{years}: {rounds:?}"
            );
        }
    }

    #[test]
    fn the_worst_are_listed_and_the_lot_chooses() {
        let recipe = Recipe::default();
        let counts: Vec<(u64, u64)> = (0..20).map(|area| (100 + (area * 7) % 20, 200)).collect();
        let first = list(2, &counts, &[], &recipe, Random::new(5));
        assert_eq!((first.len(), first.iter().filter(|one| one.chosen).count()), (4, 2));
        let worst: Vec<u64> = first.iter().map(|one| one.employed).collect();
        assert_eq!(worst, [100, 101, 102, 103]);
        let second = list(4, &counts, &first, &recipe, Random::new(5));
        assert!(first.iter().filter(|one| one.chosen).all(|one| second.iter().all(|other| other.area != one.area)));
    }
}
