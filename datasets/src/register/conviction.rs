//! Yearly convictions of the young.

use super::area::Areas;
use super::calendar::{Calendar, birthday};
use super::participation::Who;
use super::path::area_on;
use super::programme::Exposure;
use super::random::{Purpose, Random, logistic};
use super::recipe::Effects;

/// Ages, on the first day of the year, of those who are convicted.
pub(super) const AGES: (i32, i32) = (15, 30);
/// Log-odds of a conviction in a year for an average woman, and what being a man adds.
const RISK: (f64, f64) = (-4.4, 1.5);
/// What a standard deviation of employability adds, a year of time, and what is lasting in the area.
const EMPLOYABILITY: f64 = -0.5;
const YEAR: f64 = -0.04;
const LASTING: f64 = -0.8;

pub(super) const KINDS: [&str; 3] = ["property", "violence", "other"];

/// A year at risk, and whether there is a conviction with and without programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) year: usize,
    pub(super) area: u16,
    pub(super) convicted: bool,
    pub(super) without_programmes: bool,
    /// Day, and which of [`KINDS`] it is, of the conviction.
    pub(super) day: i32,
    pub(super) kind: usize,
}

/// The years in which somebody was at risk: those lived through at 15-29 years of age.
pub(super) fn years(
    who: &Who<'_>,
    woman: bool,
    random: Random,
    calendar: &Calendar,
    areas: &Areas,
    exposure: &Exposure,
    effects: &Effects,
) -> Vec<Year> {
    let (from, to) = (birthday(who.born, AGES.0), birthday(who.born, AGES.1));
    let mut years = Vec::new();
    for year in 0..calendar.years {
        let (first, next) = (calendar.year(year), calendar.year(year + 1));
        if first < from || first >= to || who.died < next {
            continue;
        }
        let area = area_on(who.spells, first, areas);
        let lasting = areas.lasting.get(usize::from(area)).copied().unwrap_or(0.2);
        let man = if woman { 0.0 } else { RISK.1 };
        let odds = RISK.0 + man + EMPLOYABILITY * who.latent.employability + YEAR * year as f64 + LASTING * lasting;
        let risk = logistic(odds);
        // The programme as it is felt in the middle of the year.
        let prevented = effects.convictions * exposure.own(area, 4 * year + 2);
        let mut stream = random.stream(Purpose::Conviction, who.person, year);
        let luck = stream.unit();
        years.push(Year {
            year,
            area,
            convicted: luck < risk * (1.0 - prevented),
            without_programmes: luck < risk,
            day: first + stream.below((next - first).unsigned_abs()) as i32,
            kind: stream.below(KINDS.len() as u32) as usize,
        });
    }
    years
}
