//! # Gini coefficient of a small sample
//!
//! ## What it estimates
//! The Gini coefficient of a population from a sample, without the shortfall that few values bring.
//!
//! ## When to use
//! For small samples of units that were drawn with equal probability.
//!
//! ## Equation
//! n/(n - 1) times the coefficient of `inequality/gini`: 1 where one of n has it all.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! One value: no coefficient, W302. Otherwise as `inequality/gini`. (The name is customary; a little bias remains,
//! because the mean is estimated too.)
//!
//! ## Example
//! ```
//! use helhed::{estimates::inequality, records::Sample};
//! let debts = Sample::from_values([0.0, 0.0, 0.0, 10.0].map(Some))?;
//! assert!((inequality::gini_unbiased(&debts)?.value.unwrap() - 1.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Deaton (1997), The Analysis of Household Surveys, section 3.1. Dixon et al. (1987), Ecology 68: 1548-1551.
//!
//! ## Checked against
//! Mean absolute difference in R 4.2.2 and the Lorenz curve in Python, 4 cases, relative 1e-8.

use super::gini::coefficient;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Warning};
use crate::records::{Sample, WeightedSample};

/// The method.
pub const GINI_UNBIASED: Method = Method::new("inequality/gini_unbiased", 1, "Dixon et al. (1987)");

/// How unequally the values of the population are shared.
///
/// # Errors
/// `H008` for a value below zero, with its place among those that are not missing.
pub fn gini_unbiased(of: &Sample) -> Result<Estimate> {
    let (estimate, relative) = super::relative(&WeightedSample::try_from(of)?, Estimand::Gini, GINI_UNBIASED)?;
    let Some(relative) = relative else { return Ok(estimate) };
    if relative.len() == 1 {
        return Ok(estimate.warned(Warning::OneObservation));
    }
    let n = relative.len() as f64;
    Ok(estimate.valued(n / (n - 1.0) * coefficient(relative)).warned(Warning::NoIntervalDefined))
}
