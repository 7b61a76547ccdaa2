//! # Theil's L, the mean log deviation
//!
//! ## What it estimates
//! How unequally a quantity is shared, with more regard to the bottom: 0 where all have the same.
//!
//! ## When to use
//! As `inequality/theil_t`, where the poorest matter most and nobody has nothing.
//!
//! ## Equation
//! sum (w/W) ln(mean/x). It is summed as x/m - 1 - ln(x/m), whose terms are all zero or more.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! A value of zero with any weight: no value, W323. Otherwise as `inequality/theil_t`.
//!
//! ## Example
//! ```
//! use helhed::{estimates::inequality, records::WeightedSample};
//! let incomes = WeightedSample::from_values([1.0, 3.0].map(Some), [1.0, 1.0].map(Some))?;
//! assert!((inequality::theil_l(&incomes)?.value.unwrap() - (4.0_f64 / 3.0).ln() / 2.0).abs() < 1e-15);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Theil (1967), Economics and Information Theory. Cowell (2011), Measuring Inequality, 3rd ed., chapter 3.
//!
//! ## Checked against
//! The definition in R 4.2.2 and Python, 7 cases, relative 1e-8.

use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Warning};
use crate::numeric::deviance::deviance_part;
use crate::records::WeightedSample;

/// The method.
pub const THEIL_L: Method = Method::new("inequality/theil_l", 1, "Theil (1967)");

/// Theil's L of the values.
///
/// # Errors
/// `H008` for a value below zero, with its place among those that are not missing.
pub fn theil_l(of: &WeightedSample) -> Result<Estimate> {
    let (estimate, relative) = super::relative(of, Estimand::Theil, THEIL_L)?;
    let Some(relative) = relative else { return Ok(estimate) };
    if relative.iter().any(|(value, share)| *value == 0.0 && *share > 0.0) {
        return Ok(estimate.warned(Warning::UndefinedAtZero));
    }
    let weighted = relative.iter().filter(|(_, share)| *share > 0.0);
    let index: f64 = weighted.map(|(value, share)| share * deviance_part(1.0, *value, 1.0 - value)).sum();
    Ok(estimate.valued(index).warned(Warning::NoIntervalDefined))
}
