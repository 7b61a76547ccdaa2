//! # t interval for a mean
//!
//! ## What it estimates
//! The mean of a value (a score, an amount, a duration), in the value's own unit.
//!
//! ## When to use
//! For values measured on independent units. The mean of a strongly skewed value needs many units before the interval
//! can be trusted.
//!
//! ## Equation
//! mean -+ t sd / sqrt(n), with t the quantile of Student's distribution with n - 1 degrees of freedom and sd the
//! standard deviation with divisor n - 1.
//!
//! ## Interval
//! Two-sided. The standard error is sd / sqrt(n) on the identity scale.
//!
//! ## Edge cases
//! n = 0: no value, W301. n = 1: a value without interval, W302. All values equal: an interval of no width, W303. Missing
//! values (also not-a-number) are left out and counted, W101. Fewer than 20 units warn W304.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, estimates::mean};
//! let scores = MeanCell::from_values([4.2, 5.1, 3.8, 6.0, 5.5, 4.9].map(Some))?;
//! let estimate = mean::t(&scores, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 4.063_025_329_583_09).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Student (1908), Biometrika 6: 1-25.
//!
//! ## Checked against
//! R 4.2.2 `t.test` and scipy 1.17.1 `stats.t`, 10 cases, relative 1e-8.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};

/// The method.
pub const T: Method = Method::new("mean/t", 1, "Student (1908)");

/// Mean with the t interval.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn t(cell: &MeanCell, level: Level) -> Result<Estimate> {
    let records = cell.records();
    let unit = Unit::Named("points".into());
    let estimate =
        Estimate::new(Estimand::Mean, unit, T, Count::of_records(records)).warned_if_missing(cell.missing(), records);
    let Some(mean) = cell.mean() else { return Ok(estimate.warned(Warning::NoObservations)) };
    let estimate = estimate.valued(mean);
    let Some(variance) = cell.variance() else { return Ok(estimate.warned(Warning::OneObservation)) };
    let se = (variance / records as f64).sqrt();
    let quantile = level.t((records - 1) as f64)?;
    let estimate = if se == 0.0 { estimate.warned(Warning::NoVariation) } else { estimate };
    Ok(estimate
        .with_se(se, Scale::Identity)
        .between(mean - quantile * se, mean + quantile * se, level)
        .warned_if_small(records))
}
