//! # Slope index of inequality over the mean rate
//!
//! ## What it estimates
//! The slope index as a share of the mean rate: 0 where there is no inequality.
//!
//! ## When to use
//! To compare the inequality of rates that differ in size.
//!
//! ## Equation
//! slope / mean, with the slope of `inequality/slope_index` and the mean rate of all groups together.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! No events: no value, W401. One group: no value, W324. A missing count is not zero: no value, W322.
//!
//! ## Example
//! ```
//! use helhed::estimates::inequality::{self, SocialScale};
//! let groups = SocialScale::from_values(&[40.0, 70.0].map(Some), &[1000.0, 1000.0].map(Some))?;
//! assert!((inequality::relative_index_mean(&groups)?.value.unwrap() - 60.0 / 55.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Pamuk (1985), Population Studies 39: 17-31.
//!
//! ## Checked against
//! R 4.2.2 `lm(weights = population)` and statsmodels 0.15.0 `WLS`, 5 cases, relative 1e-8.

use super::SocialScale;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};

/// The method.
pub const RELATIVE_INDEX_MEAN: Method = Method::new("inequality/relative_index_mean", 1, "Pamuk (1985)");

/// The slope over the mean.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn relative_index_mean(of: &SocialScale) -> Result<Estimate> {
    let (estimate, known) = of.without_interval(Estimand::RelativeIndex, Unit::Ratio, RELATIVE_INDEX_MEAN);
    let Some(known) = known else { return Ok(estimate) };
    let Some(line) = known.line() else { return Ok(estimate.warned(Warning::NoDegreesOfFreedom)) };
    if known.events == 0.0 {
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    Ok(estimate.valued(line.slope / line.mean).warned(Warning::NoIntervalDefined))
}
