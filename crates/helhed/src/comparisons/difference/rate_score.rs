//! # Score interval for a rate difference
//!
//! ## What it estimates
//! The rate in one group minus the rate in the other, in events for each unit of exposure, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups, or before against after: it keeps its level with few events and has no gap at zero.
//!
//! ## Equation
//! The limits are the differences d at which the score statistic (x1/t1 - x2/t2 - d) / sqrt(r1/t1 + r2/t2) equals -+z,
//! with r1 = r2 + d the rates most likely under that difference: r2 solves T r^2 + (T d - s) r - x2 d = 0 with
//! T = t1 + t2 and s = x1 + x2. Rates have no factor N/(N - 1).
//!
//! ## Interval
//! Two-sided. The p-value is that of the score statistic at d = 0, so it agrees with the interval. The standard error is
//! sqrt(x1/t1^2 + x2/t2^2) on the identity scale.
//!
//! ## Edge cases
//! No events in one group or in both: there is an interval (from -z^2/t2 to z^2/t1 in the last case, with a p-value of
//! 1). No exposure in a group: no value, W305. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::difference};
//! let (after, before) = (RateCell::from_counts(0.0, 100.0)?, RateCell::from_counts(0.0, 100.0)?);
//! let estimate = difference::rate_score(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 1.959_963_984_540_054_f64.powi(2) / 100.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Miettinen and Nurminen (1985), Statistics in Medicine 4: 213-226.
//!
//! ## Checked against
//! scipy 1.17.1 `brentq` on the score statistic with the likelihood maximised by `minimize_scalar`, 3 cases, relative 1e-7.
//! statsmodels 0.15 `confint_poisson_2indep(method="score", compare="diff")` agrees on the 11 reference cases to 1e-4: it ends
//! its search of small rates early.

use crate::cells::RateCell;
use crate::comparisons::rates::{self, Counts};
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::numeric::normal;
use crate::numeric::root::decreasing;

/// The method.
pub const RATE_SCORE: Method = Method::new("difference/rate_score", 1, "Miettinen and Nurminen (1985)");

/// Doublings of the distance from the estimate in which a limit must lie.
const DOUBLINGS: usize = 60;

/// Rate in `of` minus rate in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn rate_score(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::difference(RATE_SCORE, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts, level.z())?;
    Ok(estimate
        .between(lower, upper, level)
        .with_se(counts.se_of_difference(), Scale::Identity)
        .with_p(normal::two_sided_p(score(counts, 0.0))))
}

/// Both limits.
pub(crate) fn limits(counts: Counts, z: f64) -> Result<(f64, f64)> {
    Ok((-upper(counts.swapped(), z)?, upper(counts, z)?))
}

/// The difference above the estimate at which the score is -z.
fn upper(counts: Counts, z: f64) -> Result<f64> {
    let from = counts.difference();
    let mut width = z * counts.se_of_difference() + z * z / counts.t1;
    for _ in 0..DOUBLINGS {
        if score(counts, from + width) <= -z {
            return Ok(decreasing(from, from + width, |difference| score(counts, difference) + z));
        }
        width *= 2.0;
    }
    Err(Fault::Bug { what: format!("no score limit for {} and {} events", counts.x1, counts.x2) }.into())
}

/// Score statistic at a difference: falls as the difference grows.
fn score(counts: Counts, difference: f64) -> f64 {
    let Counts { x1, t1, x2, t2 } = counts;
    let (total, s) = (t1 + t2, x1 + x2);
    let shift = total * difference;
    // The discriminant as a sum, so that nothing cancels.
    let root = (shift - (x1 - x2)).hypot(2.0 * (x1 * x2).sqrt());
    let likeliest = |x: f64, toward: f64| {
        let b = s - toward;
        if b >= 0.0 { (b + root) / (2.0 * total) } else { 2.0 * x * toward / total / (root - b) }
    };
    let variance = likeliest(x1, -shift) / t1 + likeliest(x2, shift) / t2;
    let distance = counts.difference() - difference;
    if distance == 0.0 { 0.0 } else { distance / variance.sqrt() }
}
