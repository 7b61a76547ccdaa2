//! # Mantel-Haenszel rate difference
//!
//! ## What it estimates
//! Events for each unit of exposure in one group minus the same in the other, within the strata: a weighted mean of the
//! strata's differences.
//!
//! ## When to use
//! To compare the rates of two groups within strata (study, area, age group) that differ in level, where the number of
//! events gained or averted is asked for.
//!
//! ## Equation
//! With x and t the events and exposure of each group in a stratum, T = t1 + t2 and w = t1 t2 / T:
//! d = sum((x1 t2 - x2 t1) / T) / sum(w).
//!
//! ## Interval
//! d -+ z se, two-sided, with se^2 = sum((x1 t2^2 + x2 t1^2) / T^2) / sum(w)^2. The p-value tests d = 0 by the same
//! normal quantile. The standard error is on the identity scale.
//!
//! ## Edge cases
//! Strata in which a group has no exposure are left out and counted, W425; none left: no value, W305. No events at all:
//! an interval without width and no p-value, W410. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, RateStrata}};
//! let by_area = RateStrata::from_counts(
//!     &[4.0, 10.0, 2.0], &[100.0, 240.5, 60.0], &[6.0, 14.0, 5.0], &[110.0, 250.0, 58.5],
//! )?;
//! let estimate = stratified::mantel_haenszel_rate_difference(&by_area, Level::P95)?;
//! assert!((estimate.value.unwrap() + 0.019_912_936_474_333_6).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Greenland and Robins (1985), Biometrics 41: 55-68.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh(measure="IRD")` and the closed form in Python, 1 case, relative 1e-8.

use super::RateStrata;
use super::rate_strata::RateStratum;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;

/// The method.
pub const MANTEL_HAENSZEL_RATE_DIFFERENCE: Method =
    Method::new("stratified/mantel_haenszel_rate_difference", 1, "Greenland and Robins (1985)");

/// One difference of rates over all strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mantel_haenszel_rate_difference(strata: &RateStrata, level: Level) -> Result<Estimate> {
    let kept = strata.kept();
    let method = MANTEL_HAENSZEL_RATE_DIFFERENCE;
    let estimate = strata.estimate(&kept, Estimand::RateDifference, Unit::per(1.0), method);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let sum = |term: fn(&RateStratum) -> f64| kept.iter().map(term).sum::<f64>();
    let weight = sum(|one| one.t1 * one.shares().1);
    let value = sum(|one| one.x1 * one.shares().1 - one.x2 * one.shares().0) / weight;
    let se =
        sum(|one| one.x1 * one.shares().1 * one.shares().1 + one.x2 * one.shares().0 * one.shares().0).sqrt() / weight;
    let estimate = estimate.valued(value).between(value - level.z() * se, value + level.z() * se, level);
    let estimate = estimate.with_se(se, Scale::Identity);
    Ok(if se > 0.0 { estimate.with_p(normal::two_sided_p(value / se)) } else { estimate.warned(Warning::NoWidth) })
}
