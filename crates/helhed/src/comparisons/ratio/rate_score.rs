//! # Score interval for a rate ratio
//!
//! ## What it estimates
//! The rate in one group divided by the rate in the other, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups, or before against after: it keeps its level well with few events, is shorter than the
//! exact interval and has one where a group has no events.
//!
//! ## Equation
//! The limits are the ratios r at which the score statistic (x1/t1 - r x2/t2) / sqrt(r s / (t1 t2)) equals -+z, with
//! s = x1 + x2. With b = 2 x1 x2 + z^2 s and q = b + sqrt(z^2 s (4 x1 x2 + z^2 s)) they are
//! lower = 2 x1^2 / q * t2/t1 and upper = q / (2 x2^2) * t2/t1. Rates have no factor N/(N - 1).
//!
//! ## Interval
//! Two-sided, from 0 to infinity. The p-value is that of the score statistic at r = 1, so it agrees with the interval. The
//! standard error is sqrt(1/x1 + 1/x2) on the log scale, absent where a group has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. No exposure in a group: no value, W305. Swapping the groups
//! inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::ratio};
//! let (after, before) = (RateCell::from_counts(5.0, 100.0)?, RateCell::from_counts(0.0, 100.0)?);
//! let interval = ratio::rate_score(&after, &before, Level::P95)?.interval.unwrap();
//! assert!((interval.lower - 1.301_588_858_135_03).abs() < 1e-12 && interval.upper.is_infinite());
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Miettinen and Nurminen (1985), Statistics in Medicine 4: 213-226; Graham, Mengersen and Morton (2003), Statistics in
//! Medicine 22: 2071-2083.
//!
//! ## Checked against
//! Wilson limits of the share x1/(x1 + x2) from scipy 1.17.1, 3 cases, relative 1e-10, and statsmodels 0.15
//! `confint_poisson_2indep(method="score")` on the 9 reference cases with events in both groups, relative 1e-7. Where a group
//! has none, statsmodels gives an interval of no width, and one from 0.02 to 50 where neither has.

use crate::cells::RateCell;
use crate::comparisons::rates::{self, Counts};
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::numeric::normal;

/// The method.
pub const RATE_SCORE: Method = Method::new("ratio/rate_score", 1, "Miettinen and Nurminen (1985)");

/// Rate in `of` divided by rate in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rate_score(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::ratio(RATE_SCORE, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts, level.z());
    let estimate = estimate.between(lower, upper, level);
    if counts.events() == 0.0 {
        return Ok(estimate);
    }
    // The statistic at r = 1, with the events that equal rates would share out by exposure.
    let times = counts.t1 / counts.t2;
    let score = (counts.x1 - times * counts.x2) / (times * counts.events()).sqrt();
    Ok(estimate.with_se(counts.se_of_log_ratio(), Scale::Log).with_p(normal::two_sided_p(score)))
}

/// Both limits; 0 and infinity where neither group has events.
pub(crate) fn limits(counts: Counts, z: f64) -> (f64, f64) {
    let Counts { x1, t1, x2, t2 } = counts;
    let (squared, both) = (z * z * (x1 + x2), x1 * x2);
    let q = 2.0 * both + squared + (squared * (4.0 * both + squared)).sqrt();
    let lower = if x1 == 0.0 { 0.0 } else { 2.0 * x1 * x1 / q * (t2 / t1) };
    let upper = if x2 == 0.0 { f64::INFINITY } else { q / (2.0 * x2 * x2) * (t2 / t1) };
    (lower, upper)
}
