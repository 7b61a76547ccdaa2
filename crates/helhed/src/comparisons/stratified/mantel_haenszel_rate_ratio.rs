//! # Mantel-Haenszel rate ratio
//!
//! ## What it estimates
//! Events for each unit of exposure in one group divided by the same in the other, where that ratio is taken to be the
//! same in every stratum (study, area, age group).
//!
//! ## When to use
//! To compare the rates of two groups within strata that differ in level, also where there are many strata with few
//! events.
//!
//! ## Equation
//! With x and t the events and exposure of each group in a stratum and T = t1 + t2:
//! sum(x1 t2 / T) / sum(x2 t1 / T).
//!
//! ## Interval
//! exp(ln ratio -+ z se), two-sided, with se^2 = sum((x1 + x2) t1 t2 / T^2) / (sum(x1 t2 / T) sum(x2 t1 / T)), on the
//! log scale. The p-value tests a ratio of 1 by the same normal quantile.
//!
//! ## Edge cases
//! Strata in which a group has no exposure are left out and counted, W425; none left: no value, W305. A ratio of 0 or
//! infinity (W402) has no standard error and no interval, W310; 0 over 0: no value, W401. Swapping the groups inverts
//! the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, RateStrata}};
//! let by_area = RateStrata::from_counts(
//!     &[4.0, 10.0, 2.0], &[100.0, 240.5, 60.0], &[6.0, 14.0, 5.0], &[110.0, 250.0, 58.5],
//! )?;
//! let estimate = stratified::mantel_haenszel_rate_ratio(&by_area, Level::P95)?;
//! assert!((estimate.se.unwrap() - 0.319_670_022_761_783).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Rothman, Greenland and Lash (2008), Modern Epidemiology, 3rd edition, Lippincott: chapter 15. Greenland and Robins
//! (1985), Biometrics 41: 55-68.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh(measure="IRR")` and the closed form in Python, 1 case, relative 1e-8.

use super::RateStrata;
use super::rate_strata::RateStratum;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Unit};

/// The method.
pub const MANTEL_HAENSZEL_RATE_RATIO: Method =
    Method::new("stratified/mantel_haenszel_rate_ratio", 1, "Greenland and Robins (1985)");

/// One ratio of rates over all strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mantel_haenszel_rate_ratio(strata: &RateStrata, level: Level) -> Result<Estimate> {
    let kept = strata.kept();
    let estimate = strata.estimate(&kept, Estimand::RateRatio, Unit::Ratio, MANTEL_HAENSZEL_RATE_RATIO);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let sum = |term: fn(&RateStratum) -> f64| kept.iter().map(term).sum::<f64>();
    let above = sum(|one| one.x1 * one.shares().1);
    let below = sum(|one| one.x2 * one.shares().0);
    let spread = sum(|one| (one.x1 + one.x2) * one.shares().0 * one.shares().1);
    Ok(super::ratio_of_sums(estimate, above, below, spread / above / below, level))
}
