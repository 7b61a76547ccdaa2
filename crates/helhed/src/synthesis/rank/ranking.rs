//! # Ranks of areas with their uncertainty
//!
//! ## What it estimates
//! Where each area may stand among the others: the ranks it may have with all areas said at once, the ranks it may have
//! by itself, and the probability that it is among the best or the worst quarter.
//!
//! ## When to use
//! Where an order is asked for. A bare league table is not offered: ranks swing far more than the values they are made
//! of, and the ends of a table belong to small areas.
//!
//! ## Equation
//! Simultaneous sets by `rank/simultaneous`, from the areas' own values on a scale on which they are close to normal:
//! arcsin sqrt((x + 3/8)/(n + 3/4)) with standard error 1/(2 sqrt(n + 1/2)) for x of n, sqrt((x + 3/8)/E) with
//! 1/(2 sqrt(E)) for x events where E is the exposure or the expected number, values as they are. Both keep the order of
//! the true values. Quarters and marginal ranges: B draws from what is known of each area after shrinkage
//! (`shrink/beta_binomial`, `shrink/gamma_poisson`, `shrink/normal`), ranked in every draw; a quarter is a fourth of the
//! areas, rounded down.
//!
//! ## Interval
//! The sets hold every area's true rank at once with the confidence of the level. The marginal range of an area leaves
//! equal tails of its ranks in the draws. Every probability p has the standard error sqrt(p (1 - p)/B).
//!
//! ## Edge cases
//! An area without a figure keeps its place and has no ranks (W546). Areas that vary no more than chance: no quarters and
//! no marginal ranges (W540), and as a rule sets of all ranks (W548). Two or three areas: no quarters (W549). One area: no
//! ranks (W543). Rank 1 is the best by the indicator's direction; without one, the highest.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::{areas::Areas, rank::{Resampling, rank}}};
//! let events = [12.0, 40.0, 35.0, 90.0, 31.0, 2.0];
//! let units = [300.0, 310.0, 290.0, 305.0, 300.0, 9.0];
//! let ranking = rank(&Areas::proportions(&events, &units)?, Level::P95, Resampling::default())?;
//! let (largest, small) = (&ranking.areas[3], &ranking.areas[5]);
//! assert_eq!(largest.simultaneous.unwrap().best, 1);
//! assert_eq!((small.simultaneous.unwrap().best, small.simultaneous.unwrap().worst), (1, 6));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Goldstein and Spiegelhalter (1996), Journal of the Royal Statistical Society A 159: 385-443. Mogstad, Romano, Shaikh
//! and Wilhelm (2024), Review of Economic Studies 91: 476-518. Anscombe (1948), Biometrika 35: 246-254.
//!
//! ## Checked against
//! Probabilities of normal, beta and gamma draws by quadrature in scipy 1.17.1, within four standard errors of the draws.

use serde::{Deserialize, Serialize};

use super::normal_scale::normal_scale;
use super::posterior_ranks::RankCounts;
use super::{RankRange, RankedArea, rank_sets};
use crate::error::Result;
use crate::estimate::{Direction, Level, Method, Provenance, SynthesisWarning, Warning};
use crate::synthesis::areas::Areas;
use crate::synthesis::shrink::{Posterior, Shrunk, shrink};

/// The method.
pub const RANK: Method = Method::new("rank/areas", 1, "Mogstad, Romano, Shaikh and Wilhelm (2024)");

/// How often is drawn, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Resampling {
    /// Draws, 1,000 at least.
    pub draws: u64,
    /// Seed of the random numbers.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { draws: 10_000, seed: 1 }
    }
}

/// Areas and the ranks they may have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Ranking {
    /// Method.
    pub method: Method,
    /// The areas after shrinkage, on which quarters and marginal ranges rest.
    pub shrunk: Shrunk,
    /// The areas, in the order in which they were given: by name, not by rank.
    pub areas: Vec<RankedArea>,
    /// Areas that have ranks.
    pub ranked: u64,
    /// Areas in a quarter.
    pub quarter: u64,
    /// Confidence level.
    pub level: Level,
    /// Standard errors by which two areas must differ to be told apart, at the first step and at the last; absent below two
    /// areas.
    pub critical: Option<(f64, f64)>,
    /// The draws.
    pub resampling: Resampling,
    /// Standard error of the level for the draws being finite in number.
    pub monte_carlo_se: f64,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Ranking {
    /// Standard error of a probability for the draws being finite in number.
    #[must_use]
    pub fn probability_se(&self, probability: f64) -> f64 {
        (probability * (1.0 - probability) / self.resampling.draws as f64).sqrt()
    }
}

/// Ranks that areas may have.
///
/// # Errors
/// `H008` for fewer than 1,000 draws or too few for the level, `H901` if the search for a limit did not end.
pub fn rank(areas: &Areas, level: Level, resampling: Resampling) -> Result<Ranking> {
    let Resampling { draws, seed } = resampling;
    let shrunk = shrink(areas, level)?;
    let lowest_first = shrunk.better() == Direction::Lower;
    let sign = if lowest_first { -1.0 } else { 1.0 };
    let known: Vec<(usize, (f64, f64))> = areas
        .figures()
        .iter()
        .enumerate()
        .filter_map(|(at, figure)| Some((at, normal_scale(areas.kind(), figure.as_ref()?))))
        .collect();
    let (values, standard_errors): (Vec<f64>, Vec<f64>) =
        known.iter().map(|(_, (value, se))| (sign * value, *se)).unzip();
    let sets = rank_sets(&values, &standard_errors, level, draws, seed)?;
    let ranked = known.len();
    let quarter = ranked / 4;
    // Where areas do not vary, they have no order: nothing is drawn.
    let vary = shrunk.prior.is_some_and(|prior| prior.sd() > 0.0);
    let posteriors: Option<Vec<Posterior>> =
        known.iter().filter(|_| vary).map(|(at, _)| shrunk.areas[*at].posterior).collect();
    let counts = posteriors
        .filter(|posteriors| posteriors.len() == ranked && ranked > 1)
        .map(|posteriors| RankCounts::new(&posteriors, !lowest_first, draws, seed));
    let mut warnings = shrunk.warnings.clone();
    let whole = RankRange { best: 1, worst: ranked as u64 };
    if (2..4).contains(&ranked) {
        warnings.push(Warning::Synthesis(SynthesisWarning::NoQuarters { areas: ranked as u64 }));
    }
    if ranked > 1 && sets.ranges.iter().all(|range| *range == whole) {
        warnings.push(Warning::Synthesis(SynthesisWarning::RanksNotTold));
    }
    let mut rows: Vec<RankedArea> = areas
        .keys()
        .iter()
        .zip(&shrunk.areas)
        .map(|(key, area)| RankedArea {
            key: key.clone(),
            value: area.raw,
            simultaneous: None,
            marginal: None,
            best_quarter: None,
            worst_quarter: None,
        })
        .collect();
    if ranked > 1 {
        for (rank, (at, _)) in known.iter().enumerate() {
            let ends = counts.as_ref().filter(|_| quarter > 0).map(|counts| counts.ends(rank, quarter));
            let row = &mut rows[*at];
            row.simultaneous = Some(sets.ranges[rank]);
            row.marginal = counts.as_ref().map(|counts| counts.range(rank, level));
            (row.best_quarter, row.worst_quarter) = ends.unzip();
        }
    }
    Ok(Ranking {
        method: RANK,
        shrunk,
        areas: rows,
        ranked: ranked as u64,
        quarter: quarter as u64,
        level,
        critical: (ranked > 1).then_some(sets.critical),
        resampling,
        monte_carlo_se: sets.monte_carlo_se,
        warnings,
        provenance: Provenance::default(),
    })
}

/// Fills each place by its number, on as many threads as there are processors.
pub(super) fn in_parallel<T: Send>(places: &mut [T], fill: impl Fn(u64, &mut T) + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = places.len().div_ceil(threads).max(1);
    let work = |piece: &mut [T], first: usize| {
        for (offset, place) in piece.iter_mut().enumerate() {
            fill((first + offset) as u64, place);
        }
    };
    std::thread::scope(|scope| {
        for (number, piece) in places.chunks_mut(share).enumerate() {
            let work = &work;
            scope.spawn(move || work(piece, number * share));
        }
    });
}
