//! # Directly standardised rate with the gamma interval of Fay and Feuer
//!
//! ## What it estimates
//! The rate that a standard population would have with the stratum rates of this one.
//!
//! ## When to use
//! With few events, or strata of very different weight: in the simulations of its authors its coverage was never below
//! the level.
//!
//! ## Equation
//! With rate and v as in `standardised/direct` and m the largest weight of one event, max (s/S)/n, the lower limit is
//! the alpha/2 quantile of a gamma distribution with mean rate and variance v, and the upper the 1 - alpha/2 quantile
//! of one with mean rate + m and variance v + m^2.
//!
//! ## Interval
//! Two-sided, never below 0. The standard error is sqrt(v) on the identity scale. With one stratum the interval is that
//! of `rate/exact`.
//!
//! ## Edge cases
//! No events: lower limit 0 and upper limit -m ln(alpha/2). A missing count is not zero: no value, W322. A population
//! of zero is refused (H203), and so is a standard that is zero in every stratum (H320).
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let strata = StratumCounts::from_values(&[1.0, 0.0, 2.0].map(Some), &[1000.0, 500.0, 250.0].map(Some))?;
//! let rate = Standardised::new(strata, &[600.0, 300.0, 100.0].map(Some))?;
//! let interval = standardised::fay_feuer(&rate, Level::P95)?.per(1000.0).interval.unwrap();
//! assert_eq!(format!("{:.3} {:.3}", interval.lower, interval.upper), "0.276 4.438");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fay and Feuer (1997), Statistics in Medicine 16: 791-801.
//!
//! ## Checked against
//! R 4.2.2 epitools 0.5-10.1 `ageadjust.direct` and the closed form in Python, 7 cases, relative 1e-8; without events
//! epitools gives not-a-number.

use super::Standardised;
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::{Side, gamma};

/// The method.
pub const FAY_FEUER: Method = Method::new("standardised/fay_feuer", 1, "Fay and Feuer (1997)");

/// Directly standardised rate with the gamma interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn fay_feuer(of: &Standardised, level: Level) -> Result<Estimate> {
    let (estimate, moments) = of.without_interval(FAY_FEUER);
    let Some(moments) = moments else { return Ok(of.warned(estimate)) };
    let (lower, upper) = limits(&moments, level.tail())?;
    Ok(estimate.between(lower, upper, level))
}

/// Both limits with this much probability outside each.
pub(super) fn limits(moments: &super::Moments, tail: f64) -> Result<(f64, f64)> {
    let quantile = |mean: f64, variance: f64, side| -> Result<f64> {
        let scale = variance / mean;
        gamma::quantile(mean / scale, tail, side)
            .map(|point| point * scale)
            .ok_or_else(|| Fault::Bug { what: "no gamma quantile for a standardised rate".into() }.into())
    };
    let heaviest = moments.heaviest;
    let lower = if moments.rate > 0.0 { quantile(moments.rate, moments.variance, Side::Lower)? } else { 0.0 };
    let upper = quantile(moments.rate + heaviest, moments.variance + heaviest * heaviest, Side::Upper)?;
    Ok((lower, upper))
}
