//! Areas: how they are placed, how good they are to live in, and the years that are good or bad for them.

use super::calendar::Calendar;
use super::random::{Purpose, Random, normals};
use super::recipe::Recipe;

/// Areas of a municipality: they lie in a ring, and each has the one before and the one after as neighbours.
const MUNICIPALITY: usize = 5;
/// Spread of what is lasting in an area, on the log-odds of finding a job.
const LASTING: f64 = 0.30;
/// Spread of what passes, and how much of it is left after a quarter.
const PASSING: (f64, f64) = (0.22, 0.82);
/// What a year of the national trend adds to the log-odds of finding a job.
const TREND: f64 = 0.015;
/// How far a business cycle of `CYCLE_YEARS` swings, beginning at the top.
const CYCLE: f64 = 0.12;
const CYCLE_YEARS: f64 = 9.0;
/// The quarters of a year: more are hired in spring and summer.
const SEASON: [f64; 4] = [-0.06, 0.04, 0.05, -0.03];
/// What living outside all areas is worth.
const ELSEWHERE: f64 = 0.25;

const NAMES: [&str; 20] = [
    "Birkelunden",
    "Åbrinken",
    "Søndermarken",
    "Elmehaven",
    "Kløverengen",
    "Rønnebærparken",
    "Fasanvænget",
    "Mølleåparken",
    "Vestervang",
    "Tjørnehegnet",
    "Lærkeparken",
    "Bøgelunden",
    "Stæremosen",
    "Havrevænget",
    "Hyldehaven",
    "Østergården",
    "Granåsen",
    "Ellekæret",
    "Poppelvang",
    "Skovløberen",
];

/// The areas, in order of their numbers.
#[derive(Debug)]
pub(super) struct Areas {
    /// What is lasting in each: below zero where it is hard to get on.
    pub(super) lasting: Vec<f64>,
    /// Number of the first dwelling of each area, and of all dwellings.
    first_dwelling: Vec<usize>,
    /// Log-odds of finding a job, by area and quarter; the last area is everywhere else.
    conditions: Vec<Vec<f64>>,
}

impl Areas {
    /// Areas with `dwellings` among them.
    pub(super) fn new(recipe: &Recipe, random: Random, calendar: &Calendar, dwellings: usize) -> Self {
        let count = recipe.areas();
        let mut lasting = Vec::with_capacity(count);
        let mut conditions = Vec::with_capacity(count + 1);
        let mut sizes = Vec::with_capacity(count);
        for area in 0..count {
            let mut stream = random.stream(Purpose::Area, area, 0);
            let level = LASTING * normals(&mut stream)[0];
            lasting.push(level);
            sizes.push(0.6 + 0.8 * stream.unit());
            conditions.push(by_quarter(calendar, level, &passing(area, random, calendar.quarters())));
        }
        conditions.push(by_quarter(calendar, ELSEWHERE, &vec![0.0; calendar.quarters()]));
        let whole: f64 = sizes.iter().sum();
        let mut before = 0.0;
        let mut first_dwelling = vec![0];
        for size in sizes {
            before += size;
            first_dwelling.push((dwellings as f64 * before / whole).round() as usize);
        }
        Self { lasting, first_dwelling, conditions }
    }

    pub(super) fn len(&self) -> usize {
        self.lasting.len()
    }

    /// What stands for living in none of them.
    pub(super) fn elsewhere(&self) -> u16 {
        self.lasting.len() as u16
    }

    pub(super) fn dwellings(&self) -> usize {
        self.first_dwelling[self.len()]
    }

    pub(super) fn dwellings_of(&self, area: usize) -> std::ops::Range<usize> {
        self.first_dwelling[area]..self.first_dwelling[area + 1]
    }

    pub(super) fn of_dwelling(&self, dwelling: usize) -> u16 {
        (self.first_dwelling.partition_point(|first| *first <= dwelling) - 1) as u16
    }

    pub(super) fn condition(&self, area: u16, quarter: usize) -> f64 {
        self.conditions[usize::from(area)][quarter]
    }

    /// The areas that share a border with `area`.
    pub(super) fn neighbours(&self, area: usize) -> Vec<usize> {
        let first = area - area % MUNICIPALITY;
        let size = MUNICIPALITY.min(self.len() - first);
        let place = area - first;
        let mut found: Vec<usize> = [place + size - 1, place + 1]
            .into_iter()
            .map(|other| first + other % size)
            .filter(|n| *n != area)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Code, as `A0007`.
    pub(super) fn code(area: usize) -> String {
        format!("A{:04}", area + 1)
    }

    /// An invented name.
    pub(super) fn name(area: usize) -> String {
        let name = NAMES[area % NAMES.len()];
        if area < NAMES.len() { name.into() } else { format!("{name} {}", area / NAMES.len() + 1) }
    }

    /// Number of the municipality, as `K001`.
    pub(super) fn municipality(area: usize) -> String {
        format!("K{:03}", area / MUNICIPALITY + 1)
    }
}

/// What passes, by quarter: an autoregressive process in its steady state.
fn passing(area: usize, random: Random, quarters: usize) -> Vec<f64> {
    let (spread, kept) = PASSING;
    let step = spread * (1.0 - kept * kept).sqrt();
    let mut value = spread * normals(&mut random.stream(Purpose::Shock, area, usize::from(u16::MAX)))[0];
    let mut by_quarter = Vec::with_capacity(quarters);
    for quarter in 0..quarters {
        by_quarter.push(value);
        value = kept * value + step * normals(&mut random.stream(Purpose::Shock, area, quarter))[0];
    }
    by_quarter
}

fn by_quarter(calendar: &Calendar, level: f64, passing: &[f64]) -> Vec<f64> {
    let conditions = (0..calendar.quarters()).map(|quarter| {
        let year = quarter as f64 / 4.0;
        let cycle = CYCLE * (std::f64::consts::TAU * year / CYCLE_YEARS).cos();
        level + passing[quarter] + TREND * year + cycle + SEASON[quarter % 4]
    });
    conditions.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(count: i64) -> Areas {
        let recipe = Recipe::new(count, 50 * count, 2008, 5, 1, super::super::Effects::none()).expect("a recipe");
        Areas::new(&recipe, Random::new(1), &Calendar::new(2008, 5), 1000)
    }

    #[test]
    fn neighbours_are_mutual_and_of_one_municipality() {
        for count in [4, 5, 6, 7, 23] {
            let areas = areas(count);
            for area in 0..areas.len() {
                for other in areas.neighbours(area) {
                    assert!(areas.neighbours(other).contains(&area) && other != area, "{area} {other} of {count}");
                    assert_eq!(Areas::municipality(area), Areas::municipality(other));
                }
            }
        }
    }

    #[test]
    fn every_dwelling_lies_in_one_area() {
        let areas = areas(20);
        assert_eq!(areas.dwellings(), 1000);
        for area in 0..areas.len() {
            assert!(areas.dwellings_of(area).all(|dwelling| usize::from(areas.of_dwelling(dwelling)) == area));
        }
    }
}
