//! # Gini coefficient
//!
//! ## What it estimates
//! How unequally a quantity (income, debt, visits) is shared: 0 where all have the same, near 1 where one has it all.
//!
//! ## When to use
//! For quantities that are zero or more, with or without weights.
//!
//! ## Equation
//! 2 sum (w/W)(x/mean) F - 1, over the values in ascending order, where F is the share of the weight below a value and
//! half its own: twice the area between the Lorenz curve and the diagonal. It is half the mean difference over the
//! mean.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! No values: W301. All values zero: no value, W323. Weights that add up to zero: W320. One value: 0. Values below zero
//! are refused (H008). With n values of equal weight it is at most 1 - 1/n; `inequality/gini_unbiased` undoes that.
//! Missing values are left out and counted, W101.
//!
//! ## Example
//! ```
//! use helhed::{estimates::inequality, records::WeightedSample};
//! let incomes = WeightedSample::from_values([10.0, 20.0, 50.0, 100.0].map(Some), [40.0, 30.0, 20.0, 10.0].map(Some))?;
//! assert!((inequality::gini(&incomes)?.value.unwrap() - 0.44).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Gini (1912), Variabilità e mutabilità. Cowell (2011), Measuring Inequality, 3rd ed., chapter 2.
//!
//! ## Checked against
//! Mean absolute difference in R 4.2.2 and the Lorenz curve in Python, 7 cases, relative 1e-8.

use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Warning};
use crate::records::WeightedSample;

/// The method.
pub const GINI: Method = Method::new("inequality/gini", 1, "Gini (1912)");

/// How unequally the values are shared.
///
/// # Errors
/// `H008` for a value below zero, with its place among those that are not missing.
pub fn gini(of: &WeightedSample) -> Result<Estimate> {
    let (estimate, relative) = super::relative(of, Estimand::Gini, GINI)?;
    let Some(relative) = relative else { return Ok(estimate) };
    Ok(estimate.valued(coefficient(relative)).warned(Warning::NoIntervalDefined))
}

/// The coefficient of values over their mean, each with its share of the weight.
pub(super) fn coefficient(mut relative: Vec<(f64, f64)>) -> f64 {
    relative.sort_by(|(left, _), (right, _)| left.total_cmp(right));
    let mut below = 0.0;
    let mut sum = 0.0;
    for (value, share) in relative {
        // Distance from the middle and from the mean: equal values give exactly 0, and no digits are lost near it.
        sum += 2.0 * share * (value - 1.0) * (below + 0.5 * share - 0.5);
        below += share;
    }
    sum
}
