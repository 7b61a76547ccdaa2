//! # Wilson interval with continuity correction for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with a score interval that is corrected for continuity.
//!
//! ## When to use
//! Where a protocol asks for the correction, or to repeat the interval of R's `prop.test`. It comes near the exact
//! interval, and is wider than needed on average; Wilson's interval without the correction is the default.
//!
//! ## Equation
//! The limits are the outer roots in p of (abs(x/n - p) - 1/(2n))^2 = z^2 p (1 - p) / n: the lower limit of Wilson's
//! interval for x - 1/2 and the upper limit of Wilson's interval for x + 1/2. The correction is never dropped.
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
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = proportion::wilson_cc(&none, Level::P95)?.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - 0.344_537_218_306_922).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 857-872, method 4; Fleiss (1981), Statistical Methods for Rates and
//! Proportions, 2nd edition, p. 14.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and Python, 14 cases, relative 1e-8. R's `prop.test(correct = TRUE)` drops the correction
//! where x lies within 1/2 of n/2, as for 10 of 20: it then gives Wilson's interval without saying so.

use super::wilson_limits;
use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};

/// The method.
pub const WILSON_CC: Method = Method::new("proportion/wilson_cc", 1, "Newcombe (1998), method 4");

/// Share of units with the event, with Wilson's interval corrected for continuity.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn wilson_cc(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, WILSON_CC, level, limits)
}

/// Both limits for x of n, n above zero.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let lower = if x > 0.0 { wilson_limits(x - 0.5, n, level.z()).0 } else { 0.0 };
    let upper = if x < n { wilson_limits(x + 0.5, n, level.z()).1 } else { 1.0 };
    Ok((lower, upper))
}
