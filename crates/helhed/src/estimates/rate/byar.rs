//! # Byar interval for a rate
//!
//! ## What it estimates
//! Events per unit of exposure, with Byar's approximation to the exact Poisson interval.
//!
//! ## When to use
//! For 10 events or more, where it is the default, as in English public-health practice. Below 10 use the exact interval.
//!
//! ## Equation
//! With O events, exposure T and z the normal quantile of the level:
//! lower = O (1 - 1/(9O) - z/(3 sqrt(O)))^3 / T and
//! upper = (O + 1)(1 - 1/(9(O + 1)) + z/(3 sqrt(O + 1)))^3 / T.
//!
//! ## Interval
//! Two-sided, never below 0. The standard error is sqrt(O)/T on the identity scale.
//!
//! ## Edge cases
//! No events: the lower limit is 0 and the upper has a value. Where the cube root of the lower limit would be negative
//! (few events, extreme level) the limit is 0, with a warning (W411). No exposure: no value, warning W305.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let evictions = RateCell::from_counts(45.0, 12_345.0)?;
//! let estimate = rate::byar(&evictions, Level::P95)?.per(1000.0);
//! assert_eq!(format!("{:.2}", estimate.value.unwrap()), "3.65");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69 (the form with O and O + 1).
//!
//! ## Checked against
//! Closed form in R 4.2.2 and Python, 11 cases, relative 1e-8. R epitools 0.5-10.1 `pois.byar` uses O + 1/2 in both
//! limits, another approximation, whose lower limit is negative at O = 0. Where the cube root of the lower limit is
//! negative (one event and a level above 0.992) the closed forms leave the limit below zero, and helhed sets it to 0: a
//! rate cannot be negative.

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const BYAR: Method = Method::new("rate/byar", 1, "Breslow and Day (1987), p. 69");

/// Rate with Byar's interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn byar(cell: &RateCell, level: Level) -> Result<Estimate> {
    let estimate = super::with_limits(cell, BYAR, level, limits)?;
    let past = cell.events() > 0 && estimate.interval.is_some_and(|interval| interval.lower == 0.0);
    Ok(if past { estimate.warned(Warning::PastTheEnd) } else { estimate })
}

/// Both limits of the expected number, for so many events; the lower one is 0 where its cube root is negative.
pub(crate) fn limits(events: f64, level: Level) -> Result<(f64, f64)> {
    let (lower, upper) = limits_of_most(events, level)?;
    Ok((lower.max(0.0), upper))
}

/// Both limits, the lower one not-a-number where its cube root is negative: a row of which more is to be said.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits_of_most(events: f64, level: Level) -> Result<(f64, f64)> {
    let z = level.z();
    let cubed = |count: f64, z: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        if root < 0.0 { f64::NAN } else { count * root.powi(3) }
    };
    let lower = if events > 0.0 { cubed(events, -z) } else { 0.0 };
    Ok((lower, cubed(events + 1.0, z)))
}
