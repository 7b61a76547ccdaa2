//! # Exact Poisson interval for a rate
//!
//! ## What it estimates
//! Events per unit of exposure, with Garwood's exact interval.
//!
//! ## When to use
//! For fewer than 10 events, where it is the default, or whenever the coverage must not fall below the level.
//!
//! ## Equation
//! With O events, exposure T and alpha = 1 - level, the lower limit is the alpha/2 quantile of Gamma(O) and the upper
//! the 1 - alpha/2 quantile of Gamma(O + 1), each divided by T.
//!
//! ## Interval
//! Two-sided with equal tails, never below 0. The standard error is sqrt(O)/T on the identity scale.
//!
//! ## Edge cases
//! No events: the lower limit is exactly 0 and the upper is -ln(alpha/2)/T. No exposure: no value, warning W305.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let none = RateCell::from_counts(0.0, 100.0)?;
//! let interval = rate::exact(&none, Level::P95)?.interval.expect("there is exposure");
//! assert!((interval.upper - -(0.025_f64.ln()) / 100.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Garwood (1936), Biometrika 28: 437-442. Incomplete gamma function: DLMF 8.9, 8.11.
//!
//! ## Checked against
//! R 4.2.2 `poisson.test` and scipy 1.17.1 `chi2` quantiles, 11 cases, relative 1e-8. For a million events and extreme
//! levels scipy's `gammaincinv` itself is off by 5e-6.

use crate::cells::RateCell;
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::{Side, Target, gamma};

/// The method.
pub const EXACT: Method = Method::new("rate/exact", 1, "Garwood (1936)");

/// Rate with the exact Poisson interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn exact(cell: &RateCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, EXACT, level, limits)
}

/// Both limits of the expected number, for so many events.
pub(crate) fn limits(events: f64, level: Level) -> Result<(f64, f64)> {
    // The normal quantile of the level is known, and need not be found again for each limit.
    both(events, |shape, side| gamma::quantile_of(shape, Target::known(level.tail(), level.z(), side)))
}

/// The same, with `tail` (0 < tail < 1) outside on each side.
pub(crate) fn limits_by_tail(events: f64, tail: f64) -> Result<(f64, f64)> {
    both(events, |shape, side| gamma::quantile(shape, tail, side))
}

fn both(events: f64, quantile: impl Fn(f64, Side) -> Option<f64>) -> Result<(f64, f64)> {
    let limit = |shape, side| -> Result<f64> {
        let found = quantile(shape, side);
        found.ok_or_else(|| Fault::Bug { what: format!("no gamma quantile for {events} events") }.into())
    };
    let lower = if events > 0.0 { limit(events, Side::Lower)? } else { 0.0 };
    Ok((lower, limit(events + 1.0, Side::Upper)?))
}
