//! # Wilson interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with a score interval.
//!
//! ## When to use
//! Always, unless a guaranteed coverage is asked for: it is the default. Its coverage stays near the level for any n,
//! where the textbook (Wald) interval collapses at 0 and at n.
//!
//! ## Equation
//! With x of n and z the normal quantile of the level, the limits are the roots in p of
//! (x/n - p)^2 = z^2 p (1 - p) / n, that is
//! (2x + z^2 -+ z sqrt(z^2 + 4x(n - x)/n)) / (2(n + z^2)).
//! The limit nearer its end is found from the product of the roots, so small shares of large n keep all digits.
//!
//! ## Interval
//! Two-sided, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! 0 of n has lower limit exactly 0 and n of n upper limit exactly 1; n = 1 has an interval; n = 0 has no value and warns
//! W301. Fewer than 20 units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let averted = ProportionCell::from_counts(30.0, 41.0)?;
//! let estimate = proportion::wilson(&averted, Level::P95)?;
//! let interval = estimate.interval.expect("there are observations");
//! assert_eq!(format!("{:.3} [{:.3}-{:.3}]", estimate.value.unwrap(), interval.lower, interval.upper), "0.732 [0.581-0.843]");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Wilson (1927), Journal of the American Statistical Association 22: 209-212. Newcombe (1998), Statistics in Medicine
//! 17: 857-872, method 3.
//!
//! ## Checked against
//! R 4.2.2 `prop.test(correct = FALSE)` and scipy 1.17.1 `binomtest(...).proportion_ci("wilson")`, 14 cases, relative
//! 1e-8. R Hmisc 4.8 `binconf` differs at x = 1 and x = n - 1, where it replaces a limit by another method.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};

/// The method.
pub const WILSON: Method = Method::new("proportion/wilson", 1, "Wilson (1927)");

/// Share of units with the event, with Wilson's score interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn wilson(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, share) = super::without_interval(cell, WILSON);
    if share.is_none() {
        return Ok(estimate);
    }
    let (lower, upper) = limits(cell.events() as f64, cell.records() as f64, level.z());
    Ok(estimate.between(lower, upper, level))
}

/// Both limits for x of n, n above zero.
#[inline]
pub(crate) fn limits(x: f64, n: f64, z: f64) -> (f64, f64) {
    // Of a share above one half the complement; without a branch, so that a processor does several at once.
    let mirrored = 2.0 * x > n;
    let x = if mirrored { n - x } else { x };
    let z2 = z * z;
    let upper = (2.0 * x + z2 + z * (z2 + 4.0 * x * (n - x) / n).sqrt()) / (2.0 * (n + z2));
    // At levels next to nothing both limits are the share itself, and rounding may not turn them round.
    let lower = (x / n * x / ((n + z2) * upper)).min(upper);
    if mirrored { (1.0 - upper, 1.0 - lower) } else { (lower, upper) }
}
