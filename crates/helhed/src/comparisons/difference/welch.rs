//! # Welch interval for a difference of means
//!
//! ## What it estimates
//! The mean in one group minus the mean in the other, in the value's own unit, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups whose variances may differ: it is the default difference of means. The same persons
//! before and after need a paired method.
//!
//! ## Equation
//! d = m1 - m2, se = sqrt(v1/n1 + v2/n2), with degrees of freedom (Satterthwaite)
//! se^4 / ((v1/n1)^2/(n1 - 1) + (v2/n2)^2/(n2 - 1)).
//!
//! ## Interval
//! d -+ t se, two-sided; the p-value tests d = 0 by the same t. The standard error is on the identity scale.
//!
//! ## Edge cases
//! An empty group: no value, W301. One value in a group: a difference without interval, W302. No variance in either
//! group: a difference without interval or p-value, W406.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, comparisons::difference};
//! let after = MeanCell::from_values([1.0, 2.0, 3.0].map(Some))?;
//! let before = MeanCell::from_values([2.0, 3.0, 9.0].map(Some))?;
//! let estimate = difference::welch(&after, &before, Level::P95)?;
//! assert!((estimate.p_value.unwrap() - 0.346_670_509_522_022).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Welch (1938), Biometrika 29: 350-362; Satterthwaite (1946), Biometrics Bulletin 2: 110-114.
//!
//! ## Checked against
//! R 4.2.2 `t.test` and scipy 1.17.1 `ttest_ind(equal_var=False)`, 8 cases, relative 1e-8.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::student;

/// The method.
pub const WELCH: Method = Method::new("difference/welch", 1, "Welch (1938)");

/// Mean in `of` minus mean in `against`.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn welch(of: &MeanCell, against: &MeanCell, level: Level) -> Result<Estimate> {
    let n = Count::of_records(of.records() + against.records());
    let estimate = Estimate::new(Estimand::MeanDifference, Unit::Named("points".into()), WELCH, n)
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    let (Some(m1), Some(m2)) = (of.mean(), against.mean()) else {
        return Ok(estimate.warned(Warning::NoObservations));
    };
    let difference = m1 - m2;
    let estimate = estimate.valued(difference);
    let (Some(v1), Some(v2)) = (of.variance(), against.variance()) else {
        return Ok(estimate.warned(Warning::OneObservation));
    };
    let (n1, n2) = (of.records() as f64, against.records() as f64);
    let (s1, s2) = (v1 / n1, v2 / n2);
    let se = (s1 + s2).sqrt();
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoVariationInEither));
    }
    // Shares of the variance keep tiny variances from vanishing in their squares.
    let (w1, w2) = (s1 / (s1 + s2), s2 / (s1 + s2));
    let df = 1.0 / (w1 * w1 / (n1 - 1.0) + w2 * w2 / (n2 - 1.0));
    let quantile = level.t(df)?;
    let estimate = estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(difference - quantile * se, difference + quantile * se, level)
        .warned_if_small(of.records().min(against.records()));
    Ok(estimate.with_p(student::two_sided_p(difference / se, df)))
}
