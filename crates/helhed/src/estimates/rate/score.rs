//! # Score interval for a rate
//!
//! ## What it estimates
//! Events per unit of exposure, with Rao's score interval.
//!
//! ## When to use
//! Where a closed form is wanted that also works for few events; it is to a rate what Wilson's interval is to a share. For
//! a handful of events its upper limit is high and its lower limit too.
//!
//! ## Equation
//! With O events, exposure T and z the normal quantile of the level, the limits are the roots in r of
//! (O - r T)^2 = z^2 r T, that is (O + z^2/2 -+ z sqrt(O + z^2/4)) / T.
//! The lower limit is found from the product of the roots, so it keeps all digits.
//!
//! ## Interval
//! Two-sided, never below 0. The standard error is sqrt(O)/T on the identity scale.
//!
//! ## Edge cases
//! No events: the lower limit is exactly 0 and the upper is z^2/T. No exposure: no value, warning W305.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let none = RateCell::from_counts(0.0, 100.0)?;
//! let interval = rate::score(&none, Level::P95)?.interval.expect("there is exposure");
//! assert!((interval.upper - 0.038_414_588_206_941_2).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Rao (1948), Mathematical Proceedings of the Cambridge Philosophical Society 44: 50-57; Cai (2005), Journal of
//! Statistical Planning and Inference 131: 63-88.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and statsmodels 0.15.0 `confint_poisson(method="score")`, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};

/// The method.
pub const SCORE: Method = Method::new("rate/score", 1, "Rao (1948)");

/// Rate with the score interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn score(cell: &RateCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, SCORE, level, limits)
}

/// Both limits of the expected number, for so many events.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits(events: f64, level: Level) -> Result<(f64, f64)> {
    let z = level.z();
    let upper = events + 0.5 * z * z + z * (events + 0.25 * z * z).sqrt();
    let lower = if events > 0.0 { events * (events / upper) } else { 0.0 };
    Ok((lower, upper))
}
