//! # Paired t interval for a mean difference
//!
//! ## What it estimates
//! The mean of the differences of the same persons, in the value's own unit, with a two-sided p-value.
//!
//! ## When to use
//! For before against after of the same persons, or for matched pairs.
//!
//! ## Equation
//! With the mean m and standard deviation s of n differences: se = s / sqrt(n).
//!
//! ## Interval
//! m -+ t se with n - 1 degrees of freedom, two-sided; the p-value tests m = 0 by the same t. The standard error is on the
//! identity scale.
//!
//! ## Edge cases
//! Pairs that lack a value are left out and counted, W101. No differences: no value, W301. One difference: no interval, W302.
//! All differences equal: no interval or p-value, W431. Swapping the measurements mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::paired, records::Pairs};
//! let pairs = Pairs::from_values([10.0, 12.0].map(Some), [11.0, 15.0].map(Some))?;
//! let estimate = paired::t(&pairs.sample()?, Level::P95)?;
//! assert!((estimate.p_value.unwrap() - 0.295_167_235_300_866).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Student (1908), Biometrika 6: 1-25.
//!
//! ## Checked against
//! R 4.2.2 `t.test(paired = TRUE)` and scipy 1.17.1 `ttest_rel`, 6 cases, relative 1e-8.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::student;
use crate::records::Sample;

/// The method.
pub const T: Method = Method::new("paired/t", 1, "Student (1908)");

/// Mean of the differences; `Pairs::sample` gives those of pairs.
///
/// # Errors
/// `H008` for a difference too large to be squared, `H901` if the search for the quantile did not end.
pub fn t(differences: &Sample, level: Level) -> Result<Estimate> {
    let records = differences.records();
    let estimate = Estimate::new(Estimand::MeanDifference, Unit::Named("points".into()), T, Count::of_records(records))
        .warned_if_missing(differences.missing(), records);
    let cell = MeanCell::from_values(differences.values().iter().copied().map(Some))?;
    let Some(mean) = cell.mean() else { return Ok(estimate.warned(Warning::NoObservations)) };
    let estimate = estimate.valued(mean);
    let Some(variance) = cell.variance() else { return Ok(estimate.warned(Warning::OneObservation)) };
    let (se, df) = ((variance / records as f64).sqrt(), (records - 1) as f64);
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoSpread));
    }
    let quantile = level.t(df)?;
    Ok(estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(mean - quantile * se, mean + quantile * se, level)
        .warned_if_small(records)
        .with_p(student::two_sided_p(mean / se, df)))
}
