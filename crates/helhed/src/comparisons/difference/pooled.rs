//! # Student interval for a difference of means, with a pooled variance
//!
//! ## What it estimates
//! The mean in one group minus the mean in the other, in the value's own unit, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups whose variances are known to be alike, or to reproduce a published number. Otherwise Welch's
//! interval is safer and costs next to nothing.
//!
//! ## Equation
//! d = m1 - m2, v = ((n1 - 1) v1 + (n2 - 1) v2) / (n1 + n2 - 2), se = sqrt(v (1/n1 + 1/n2)).
//!
//! ## Interval
//! d -+ t se with n1 + n2 - 2 degrees of freedom, two-sided; the p-value tests d = 0 by the same t. The standard error is on
//! the identity scale.
//!
//! ## Edge cases
//! An empty group: no value, W301. One value in each group: a difference without interval, W302; one value in one of them
//! borrows the variance of the other. No variance in either group: a difference without interval or p-value, W406.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, comparisons::difference};
//! let after = MeanCell::from_values([1.0, 2.0, 3.0].map(Some))?;
//! let before = MeanCell::from_values([2.0, 3.0, 9.0].map(Some))?;
//! let estimate = difference::pooled(&after, &before, Level::P95)?;
//! assert!((estimate.p_value.unwrap() - 0.303_547_690_644_117).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Student (1908), Biometrika 6: 1-25; Fisher (1925), Metron 5: 90-104.
//!
//! ## Checked against
//! R 4.2.2 `t.test(var.equal = TRUE)` and scipy 1.17.1 `ttest_ind`, 8 cases, relative 1e-8.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::student;

/// The method.
pub const POOLED: Method = Method::new("difference/pooled", 1, "Student (1908)");

/// Mean in `of` minus mean in `against`.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn pooled(of: &MeanCell, against: &MeanCell, level: Level) -> Result<Estimate> {
    let n = Count::of_records(of.records() + against.records());
    let estimate = Estimate::new(Estimand::MeanDifference, Unit::Named("points".into()), POOLED, n)
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    let (Some(m1), Some(m2)) = (of.mean(), against.mean()) else {
        return Ok(estimate.warned(Warning::NoObservations));
    };
    let difference = m1 - m2;
    let estimate = estimate.valued(difference);
    let (n1, n2) = (of.records() as f64, against.records() as f64);
    let df = n1 + n2 - 2.0;
    if df < 1.0 {
        return Ok(estimate.warned(Warning::OneObservation));
    }
    let se = ((of.m2() + against.m2()) / df * (1.0 / n1 + 1.0 / n2)).sqrt();
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoVariationInEither));
    }
    let quantile = level.t(df)?;
    Ok(estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(difference - quantile * se, difference + quantile * se, level)
        .warned_if_small(of.records().min(against.records()))
        .with_p(student::two_sided_p(difference / se, df)))
}
