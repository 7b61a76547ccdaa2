//! Simultaneous rank sets, by simulation: how often every area's set holds all the ranks that its true value has.

use helhed::numeric::normal;
use helhed::numeric::stream::Stream;
use helhed::synthesis::areas::Areas;
use helhed::synthesis::rank::{RANK_SETS, RankRange, Resampling, rank, rank_sets};

use super::counts::{Point, summary};
use super::picture::{Axis, Panel};
use super::{LEVEL, Measured, Row};

/// Samples of each setting.
const SAMPLES: u64 = 2_000;
/// Monte-Carlo standard error of a coverage near the level.
const ERROR: f64 = 0.004_873;
/// Draws behind each set of ranks.
const DRAWS: u64 = 1_000;
/// Areas.
const AREAS: [usize; 3] = [5, 20, 50];

/// How the true values of areas lie.
#[derive(Clone, Copy)]
enum Truth {
    /// All of them are equal.
    Equal,
    /// In pairs that are equal, evenly from one end to the other.
    Pairs,
    /// Evenly, no two of them equal.
    Even,
}

const TRUTHS: [(Truth, &str); 3] =
    [(Truth::Equal, "all equal"), (Truth::Pairs, "equal in pairs"), (Truth::Even, "all different")];

impl Truth {
    /// The places of areas, from 0 to 1.
    fn places(self, areas: usize) -> Vec<f64> {
        let place = |area: usize| match self {
            Self::Equal => 0.5,
            Self::Pairs => (area / 2) as f64 / (areas / 2) as f64,
            Self::Even => area as f64 / (areas - 1) as f64,
        };
        (0..areas).map(place).collect()
    }
}

/// Whether every set holds all ranks that its area has.
fn holds(places: &[f64], sets: &[RankRange]) -> bool {
    places.iter().zip(sets).all(|(own, set)| {
        let above = places.iter().filter(|other| *other > own).count() as u64;
        let below = places.iter().filter(|other| *other < own).count() as u64;
        set.best <= above + 1 && places.len() as u64 - below <= set.worst
    })
}

/// Ranks that a set holds, as a share of all, on average.
fn width(sets: &[RankRange]) -> f64 {
    let held: u64 = sets.iter().map(|set| set.worst + 1 - set.best).sum();
    held as f64 / (sets.len() * sets.len()) as f64
}

/// Sets from values with standard errors from 0.1 to 0.4; the true values lie within 2.
fn of_values(places: &[f64], stream: &mut Stream, seed: u64) -> Vec<RankRange> {
    let se: Vec<f64> = (0..places.len()).map(|area| 0.1 + 0.1 * (area % 4) as f64).collect();
    let values: Vec<f64> =
        places.iter().zip(&se).map(|(place, se)| 2.0 * place + se * normal::upper_quantile(stream.unit())).collect();
    rank_sets(&values, &se, LEVEL, DRAWS, seed).expect("sets").ranges
}

/// Sets from shares of 10 to 160 units; the true shares lie from 5 to 45 percent, and are 10 percent where all are equal.
fn of_shares(places: &[f64], stream: &mut Stream, seed: u64) -> Vec<RankRange> {
    let equal = places.iter().all(|place| *place == places[0]);
    let (mut events, mut units) = (Vec::new(), Vec::new());
    for (area, place) in places.iter().enumerate() {
        let n = 10 << (area % 5);
        let share = if equal { 0.1 } else { 0.05 + 0.4 * place };
        events.push((0..n).filter(|_| stream.unit() < share).count() as f64);
        units.push(f64::from(n));
    }
    let areas = Areas::proportions(&events, &units).expect("shares");
    let ranking = rank(&areas, LEVEL, Resampling { draws: DRAWS, seed }).expect("ranks");
    ranking.areas.iter().filter_map(|area| area.simultaneous).collect()
}

type Sets = fn(&[f64], &mut Stream, u64) -> Vec<RankRange>;

pub(super) fn rank_sets_of_areas() -> Measured {
    let method = RANK_SETS.id.to_string();
    let (mut rows, mut lines): (Vec<Row>, Vec<Vec<(f64, f64)>>) = (Vec::new(), vec![Vec::new(); 6]);
    let kinds: [(Sets, &str); 2] = [(of_values, "values"), (of_shares, "shares")];
    for (kind, (sets, words)) in kinds.into_iter().enumerate() {
        for (line, (truth, order)) in TRUTHS.into_iter().enumerate() {
            for areas in AREAS {
                let places = truth.places(areas);
                let mut point = Point::default();
                for sample in 0..SAMPLES {
                    let setting = (kind * 64 + line * 8) as u64 * 1000 + areas as u64;
                    let mut stream = Stream::new(setting, sample);
                    let found = sets(&places, &mut stream, sample);
                    point.add(1.0 / SAMPLES as f64, holds(&places, &found), Some(width(&found)), false);
                }
                rows.push(summary(&method, &format!("{areas} areas by {words} {order}"), &[point], ERROR));
                lines[kind * 3 + line].push((areas as f64, point.covered));
            }
        }
    }
    let names: Vec<String> =
        kinds.iter().flat_map(|(_, words)| TRUTHS.map(|(_, order)| format!("{words} {order}"))).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let axis = Axis::log("areas", 5.0, 50.0, &[5.0, 20.0, 50.0]).with_lines(&names);
    Measured { rows, panels: vec![Panel::new(&method, lines)], axis }
}

/// The methods that are measured here.
pub(super) fn methods() -> impl Iterator<Item = &'static str> {
    std::iter::once("rank/simultaneous")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_leave_out_a_rank_do_not_hold() {
        let range = |best, worst| RankRange { best, worst };
        let places = [1.0, 0.0, 0.0];
        assert!(holds(&places, &[range(1, 1), range(2, 3), range(2, 3)]));
        assert!(!holds(&places, &[range(1, 1), range(2, 2), range(2, 3)]), "a tie has both ranks");
        assert!(!holds(&places, &[range(2, 3), range(1, 3), range(1, 3)]));
        assert_eq!(width(&[range(1, 1), range(2, 3), range(2, 3)]), 5.0 / 9.0);
    }
}
