//! # Indirectly standardised ratio with the exact interval
//!
//! ## What it estimates
//! Observed events over the events expected with the rates of a reference population, with a two-sided p-value.
//!
//! ## When to use
//! As `standardised/smr_byar`, below ten events or where the coverage must not fall below the level.
//!
//! ## Equation
//! Garwood's limits of the observed number (`rate/exact`) over the expected one.
//!
//! ## Interval
//! Two-sided with equal tails, never below 0; the expected number is taken as known. The p-value tests a ratio of 1: it
//! is twice the smaller of P(X <= O) and P(X >= O) with X Poisson of mean E, at most 1, so that it agrees with the
//! interval. `standardised/smr_test` is the test by the minimum-likelihood rule. The standard error is sqrt(O)/E on the
//! identity scale.
//!
//! ## Edge cases
//! Those of `standardised/smr_byar`.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Expected}};
//! let estimate = standardised::smr_exact(&Expected::from_counts(0.0, 2.5)?, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 1.475_551_781_645_57).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Garwood (1936), Biometrika 28: 437-442. Ulm (1990), American Journal of Epidemiology 131: 373-375.
//!
//! ## Checked against
//! R 4.2.2 `qgamma` and scipy 1.17.1 `chi2`, 17 cases, relative 1e-8.

use super::Expected;
use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::estimates::rate;
use crate::numeric::poisson;

/// The method.
pub const SMR_EXACT: Method = Method::new("standardised/smr_exact", 1, "Ulm (1990)");

/// Observed over expected events with the exact interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn smr_exact(of: &Expected, level: Level) -> Result<Estimate> {
    let (estimate, both) = of.without_interval(SMR_EXACT);
    let Some((observed, expected)) = both else { return Ok(estimate) };
    let events = observed as f64;
    let counted = rate::exact(&RateCell::from_counts(events, expected)?, level)?;
    let side = poisson::at_most(events, expected).min(poisson::at_least(events, expected));
    let estimate = estimate.with_se(events.sqrt() / expected, Scale::Identity).with_p((2.0 * side).min(1.0));
    Ok(Estimate { interval: counted.interval, ..estimate })
}
