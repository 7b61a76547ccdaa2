//! # Directly standardised rate with the normal interval
//!
//! ## What it estimates
//! The rate that a standard population would have with the stratum rates of this one.
//!
//! ## When to use
//! To reproduce published tables. It is too narrow with few events and can reach below zero: use `standardised/direct`.
//!
//! ## Equation
//! rate -+ z sqrt(v), with rate and v as in `standardised/direct`.
//!
//! ## Interval
//! Two-sided; the lower limit is not cut off at zero. The standard error is sqrt(v) on the identity scale.
//!
//! ## Edge cases
//! No events: rate 0 and an interval of no width, which says nothing, W303. Otherwise as `standardised/direct`.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let strata = StratumCounts::from_values(&[1.0, 0.0, 2.0].map(Some), &[1000.0, 500.0, 250.0].map(Some))?;
//! let rate = Standardised::new(strata, &[600.0, 300.0, 100.0].map(Some))?;
//! let interval = standardised::direct_normal(&rate, Level::P95)?.interval.unwrap();
//! assert!(interval.lower < 0.0, "three events are too few for it");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1987), Statistical Methods in Cancer Research II, section 2.3.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and Python, 8 cases, relative 1e-8.

use super::Standardised;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const DIRECT_NORMAL: Method = Method::new("standardised/direct_normal", 1, "Breslow and Day (1987), section 2.3");

/// Directly standardised rate with the normal interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn direct_normal(of: &Standardised, level: Level) -> Result<Estimate> {
    let (estimate, moments) = of.without_interval(DIRECT_NORMAL);
    let Some(moments) = moments else { return Ok(of.warned(estimate)) };
    let half = level.z() * moments.variance.sqrt();
    let estimate = if half > 0.0 { estimate } else { estimate.warned(Warning::NoVariation) };
    Ok(estimate.between(moments.rate - half, moments.rate + half, level))
}
