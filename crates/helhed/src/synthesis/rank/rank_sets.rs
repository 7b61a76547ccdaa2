//! # Simultaneous rank sets
//!
//! ## What it estimates
//! For each area the ranks that its true value may have among all of them, such that with the confidence of the level
//! every set holds the true rank of its area.
//!
//! ## When to use
//! When somebody asks who is best. A rank by itself hides that most of it is chance; with small areas most sets are wide,
//! and that is the answer.
//!
//! ## Equation
//! Areas j and k differ where the statistic (y_j - y_k)/sqrt(s_j^2 + s_k^2) exceeds c, the quantile of the level of its
//! maximum over all ordered pairs where all true values are equal: from draws of independent normal numbers with the
//! standard errors s. Pairs that differ are taken out and the quantile is found anew over the rest (step-down, Romano and
//! Wolf 2005) until no further pair differs. The best rank of an area is one more than the areas that are surely better,
//! the worst is the number of areas less those that are surely worse. Of B draws the maximum at place ceil((B + 1) level)
//! is taken, so that draws are never in favour of telling areas apart.
//!
//! ## Interval
//! The sets themselves. `monte_carlo_se` is the standard error of the level that B draws leave.
//!
//! ## Edge cases
//! Areas whose true values tie have every rank they share, and the sets hold all of them. Two areas: c is the two-sided
//! normal quantile. One area: rank 1 to 1. No standard error above zero, or a number that is none, is refused (H008); so
//! are fewer than 1,000 draws, or too few for the level.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::rank::{RankRange, rank_sets}};
//! let sets = rank_sets(&[5.0, 4.9, 1.0], &[0.3, 0.3, 0.3], Level::P95, 10_000, 1)?;
//! assert_eq!(sets.ranges, [RankRange { best: 1, worst: 2 }, RankRange { best: 1, worst: 2 }, RankRange { best: 3, worst: 3 }]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91: 476-518. Klein, Wright and Wieczorek
//! (2020), Journal of the Royal Statistical Society A 183: 589-606. Romano and Wolf (2005), Econometrica 73: 1237-1282.
//!
//! ## Checked against
//! A brute-force loop in numpy 2.4.6 over the same draws, equal; scipy 1.17.1 `studentized_range` for the first quantile
//! of equal standard errors, within three standard errors of the draws. Coverage in the calibration table.

use super::RankRange;
use super::draws::Normals;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::{Level, Method};
use crate::numeric::stream::Stream;

/// The method.
pub const RANK_SETS: Method = Method::new("rank/simultaneous", 1, "Mogstad, Romano, Shaikh and Wilhelm (2024)");

/// Fewest draws.
const FEWEST: u64 = 1000;

/// Sets of ranks, one an area.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RankSets {
    /// Ranks of each area; the highest value has rank 1.
    pub ranges: Vec<RankRange>,
    /// Standard errors by which two areas must differ, at the first step and at the last.
    pub critical: (f64, f64),
    /// Steps until no further pair differed.
    pub steps: u64,
    /// Standard error of the level for the draws being finite in number.
    pub monte_carlo_se: f64,
}

/// Ranks of values with these standard errors, the highest first, from draws of a seed.
///
/// # Errors
/// `H108` if the columns differ in length, `H008` for a value that is none, a standard error that is not above zero, or too
/// few draws.
pub fn rank_sets(values: &[f64], standard_errors: &[f64], level: Level, draws: u64, seed: u64) -> Result<RankSets> {
    check(values, standard_errors, level, draws)?;
    let areas = values.len();
    let pairs = Pairs::new(values, standard_errors);
    let place = ((draws + 1) as f64 * level.get()).ceil().clamp(1.0, draws as f64) as usize;
    let (mut differs, mut critical, mut steps) = (vec![false; pairs.inverse.len()], None, 0);
    loop {
        if areas < 2 {
            break;
        }
        let mut maxima = maxima(&pairs, &differs, standard_errors, draws, seed);
        let (_, quantile, _) = maxima.select_nth_unstable_by(place - 1, f64::total_cmp);
        let quantile = *quantile;
        steps += 1;
        let (first, _) = critical.unwrap_or((quantile, quantile));
        critical = Some((first, quantile));
        let mut more = false;
        for (differs, statistic) in differs.iter_mut().zip(&pairs.statistic) {
            if !*differs && statistic.abs() > quantile {
                (*differs, more) = (true, true);
            }
        }
        if !more {
            break;
        }
    }
    let mut ranges = vec![RankRange { best: 1, worst: areas as u64 }; areas];
    let mut at = 0;
    for one in 0..areas {
        for other in one + 1..areas {
            if differs[at] {
                let (better, worse) = if pairs.statistic[at] > 0.0 { (one, other) } else { (other, one) };
                ranges[worse].best += 1;
                ranges[better].worst -= 1;
            }
            at += 1;
        }
    }
    let monte_carlo_se = (level.get() * (1.0 - level.get()) / draws as f64).sqrt();
    Ok(RankSets { ranges, critical: critical.unwrap_or((0.0, 0.0)), steps, monte_carlo_se })
}

/// The unordered pairs of areas: one over the standard error of their difference, and the difference over it.
struct Pairs {
    inverse: Vec<f64>,
    statistic: Vec<f64>,
}

impl Pairs {
    fn new(values: &[f64], standard_errors: &[f64]) -> Self {
        let areas = values.len();
        let number = areas * areas.saturating_sub(1) / 2;
        let (mut inverse, mut statistic) = (Vec::with_capacity(number), Vec::with_capacity(number));
        for one in 0..areas {
            for other in one + 1..areas {
                let over = standard_errors[one].hypot(standard_errors[other]).recip();
                inverse.push(over);
                statistic.push((values[one] - values[other]) * over);
            }
        }
        Self { inverse, statistic }
    }

    /// The largest statistic of a draw over the ordered pairs that are not known to differ. Of a pair that is known to,
    /// the order against what was seen is left.
    fn largest(&self, drawn: &[f64], differs: &[bool]) -> f64 {
        let mut largest = 0.0_f64;
        let mut at = 0;
        for (one, value) in drawn.iter().enumerate() {
            let others = &drawn[one + 1..];
            let end = at + others.len();
            let rows = self.inverse[at..end].iter().zip(&self.statistic[at..end]).zip(&differs[at..end]);
            for (other, ((inverse, statistic), differs)) in others.iter().zip(rows) {
                let found = (value - other) * inverse;
                let counted = if *differs { if *statistic > 0.0 { -found } else { found } } else { found.abs() };
                largest = largest.max(counted);
            }
            at = end;
        }
        largest
    }
}

/// The largest statistic of every draw. Each draw has a stream of its own, so that threads change nothing.
fn maxima(pairs: &Pairs, differs: &[bool], standard_errors: &[f64], draws: u64, seed: u64) -> Vec<f64> {
    let mut maxima = vec![0.0; draws as usize];
    super::ranking::in_parallel(&mut maxima, |number, largest| {
        let mut stream = Stream::new(seed, number);
        let mut normals = Normals::new(&mut stream);
        let drawn: Vec<f64> = standard_errors.iter().map(|se| se * normals.next()).collect();
        *largest = pairs.largest(&drawn, differs);
    });
    maxima
}

fn check(values: &[f64], standard_errors: &[f64], level: Level, draws: u64) -> Result<()> {
    if values.len() != standard_errors.len() {
        let fault = Fault::LengthsDiffer { left: values.len() as u64, right: standard_errors.len() as u64 };
        return Err(Error::new(fault, Place::argument("standard_errors")));
    }
    let ranged = |what, argument: &str, row: usize, found: f64, low: f64, high: f64| {
        if (low..=high).contains(&found) {
            return Ok(());
        }
        let place = Place::argument(argument).within(Spot::Row(row as u64 + 1));
        Err(Error::new(Fault::OutsideRange { what, found, low, high }, place))
    };
    for (row, (value, se)) in values.iter().zip(standard_errors).enumerate() {
        ranged("value", "values", row, *value, -1e140, 1e140)?;
        ranged("standard error", "standard_errors", row, *se, 1e-140, 1e140)?;
    }
    let low = FEWEST.max((1.0 / (1.0 - level.get())).ceil().min(1e7) as u64) as f64;
    if (low..=1e7).contains(&(draws as f64)) {
        return Ok(());
    }
    let fault = Fault::OutsideRange { what: "number of draws", found: draws as f64, low, high: 1e7 };
    Err(Error::new(fault, Place::argument("draws")))
}
