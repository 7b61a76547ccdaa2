//! # Design-based interval for a difference of weighted means
//!
//! ## What it estimates
//! The weighted mean in one group minus the weighted mean in the other, in the value's own unit, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups of units that stand for different numbers of persons. It is the default comparison of
//! weighted means. The weights are taken as given, and each unit as drawn by itself: for clusters the interval is too
//! narrow.
//!
//! ## Equation
//! d = m1 - m2, se = sqrt(v1 + v2) with the linearised variances of `mean/weighted`, and degrees of freedom by
//! Satterthwaite: (v1 + v2)^2 / (v1^2/d1 + v2^2/d2), where d is the number of units with any weight minus one.
//!
//! ## Interval
//! d -+ t se, two-sided; the p-value tests d = 0 by the same t. The standard error is on the identity scale. With equal
//! weights it is `difference/welch`.
//!
//! ## Edge cases
//! An empty group: no value, W301. A group whose weights add up to zero: no value, W320. A group with one unit of any
//! weight: a difference without interval, W302. No variance in either group: a difference without interval or p-value,
//! W406.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::WeightedMeanCell, comparisons::difference};
//! let cell = |rows: &[(f64, f64)]| {
//!     let mut cell = WeightedMeanCell::default();
//!     rows.iter().try_for_each(|(value, weight)| cell.push(*value, *weight)).map(|()| cell)
//! };
//! let (after, before) = (cell(&[(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)])?, cell(&[(2.0, 7.0), (3.0, 7.0), (9.0, 7.0)])?);
//! let estimate = difference::weighted_means(&after, &before, Level::P95)?;
//! assert!((estimate.p_value.unwrap() - 0.346_670_509_522_022).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lumley (2010), Complex Surveys, section 2.2; Satterthwaite (1946), Biometrics Bulletin 2: 110-114.
//!
//! ## Checked against
//! `difference/welch` where the weights are equal, and the equation above in Python with uneven ones.

use crate::cells::WeightedMeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::estimates::mean::variance_of;
use crate::numeric::student;

/// The method.
pub const WEIGHTED_MEANS: Method = Method::new("difference/weighted_means", 1, "Lumley (2010)");

/// Weighted mean in `of` minus weighted mean in `against`.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn weighted_means(of: &WeightedMeanCell, against: &WeightedMeanCell, level: Level) -> Result<Estimate> {
    let records = of.records() + against.records();
    let unit = Unit::Named("points".into());
    let estimate = Estimate::new(Estimand::MeanDifference, unit, WEIGHTED_MEANS, Count::of_records(records))
        .warned_if_missing(of.missing() + against.missing(), records);
    if of.records() == 0 || against.records() == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let (Some(m1), Some(m2)) = (of.mean(), against.mean()) else {
        return Ok(estimate.warned(Warning::NoWeight));
    };
    let difference = m1 - m2;
    let estimate = estimate.valued(difference);
    let (Some((v1, d1)), Some((v2, d2))) = (variance_of(of), variance_of(against)) else {
        return Ok(estimate.warned(Warning::OneObservation));
    };
    let se = (v1 + v2).sqrt();
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoVariationInEither));
    }
    let (share1, share2) = (v1 / (v1 + v2), v2 / (v1 + v2));
    let df = 1.0 / (share1 * share1 / d1 + share2 * share2 / d2);
    let quantile = level.t(df)?;
    let estimate = estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(difference - quantile * se, difference + quantile * se, level)
        .warned_if_small(of.records().min(against.records()));
    Ok(estimate.with_p(student::two_sided_p(difference / se, df)))
}
