//! # Relative index of inequality from the line
//!
//! ## What it estimates
//! The value at the least deprived end of the line of `inequality/slope_index` over that at the most deprived end.
//!
//! ## When to use
//! To reproduce tables that define it so. `inequality/relative_index` has an interval and is never below zero.
//!
//! ## Equation
//! (mean + slope/2) / (mean - slope/2).
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! A line that is below zero at an end gives an index below zero, which has no meaning as a ratio. One that is zero at
//! the most deprived end: infinite, W402; no events: no value, W401. One group: no value, W324. A missing count is not
//! zero: no value, W322.
//!
//! ## Example
//! ```
//! use helhed::estimates::inequality::{self, SocialScale};
//! let groups = SocialScale::from_values(&[40.0, 70.0].map(Some), &[1000.0, 1000.0].map(Some))?;
//! assert!((inequality::relative_index_linear(&groups)?.value.unwrap() - 3.4).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Kunst and Mackenbach (1995), Measuring Socioeconomic Inequalities in Health, WHO Regional Office for Europe.
//!
//! ## Checked against
//! R 4.2.2 `lm(weights = population)` and statsmodels 0.15.0 `WLS`, 5 cases, relative 1e-8.

use super::SocialScale;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};

/// The method.
pub const RELATIVE_INDEX_LINEAR: Method =
    Method::new("inequality/relative_index_linear", 1, "Kunst and Mackenbach (1995)");

/// The ends of the line over each other.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn relative_index_linear(of: &SocialScale) -> Result<Estimate> {
    let (estimate, known) = of.without_interval(Estimand::RelativeIndex, Unit::Ratio, RELATIVE_INDEX_LINEAR);
    let Some(known) = known else { return Ok(estimate) };
    let Some(line) = known.line() else { return Ok(estimate.warned(Warning::NoDegreesOfFreedom)) };
    if known.events == 0.0 {
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    let (least, most) = (line.mean + 0.5 * line.slope, line.mean - 0.5 * line.slope);
    if most == 0.0 {
        return Ok(estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio));
    }
    Ok(estimate.valued(least / most).warned(Warning::NoIntervalDefined))
}
