//! # Theil's T
//!
//! ## What it estimates
//! How unequally a quantity is shared, with more regard to the top: 0 where all have the same, at most ln n.
//!
//! ## When to use
//! Where inequality is to be split into that within groups and that between them, which the Gini coefficient does not
//! allow.
//!
//! ## Equation
//! sum (w/W) (x/mean) ln(x/mean), where a value of zero adds nothing. It is summed as (x/m) ln(x/m) - x/m + 1, whose
//! terms are all zero or more.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! No values: W301. All values zero: no value, W323. Weights that add up to zero: W320. One value: 0. Values below zero
//! are refused (H008). Missing values are left out and counted, W101.
//!
//! ## Example
//! ```
//! use helhed::{estimates::inequality, records::WeightedSample};
//! let debts = WeightedSample::from_values([0.0, 0.0, 0.0, 10.0].map(Some), [1.0; 4].map(Some))?;
//! assert!((inequality::theil_t(&debts)?.value.unwrap() - 4.0_f64.ln()).abs() < 1e-14);
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
pub const THEIL_T: Method = Method::new("inequality/theil_t", 1, "Theil (1967)");

/// Theil's T of the values.
///
/// # Errors
/// `H008` for a value below zero, with its place among those that are not missing.
pub fn theil_t(of: &WeightedSample) -> Result<Estimate> {
    let (estimate, relative) = super::relative(of, Estimand::Theil, THEIL_T)?;
    let Some(relative) = relative else { return Ok(estimate) };
    let index: f64 = relative.iter().map(|(value, share)| share * deviance_part(*value, 1.0, value - 1.0)).sum();
    Ok(estimate.valued(index).warned(Warning::NoIntervalDefined))
}
