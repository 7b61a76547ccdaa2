//! # Mantel-Haenszel risk ratio
//!
//! ## What it estimates
//! The share in one group divided by the share in the other, where that ratio is taken to be the same in every stratum.
//!
//! ## When to use
//! To compare two groups within strata (age, school, area) that differ in size and level, where the result is told as a
//! ratio of shares.
//!
//! ## Equation
//! With x1 of n1 and x2 of n2 units with the event and N = n1 + n2 in a stratum: sum of R / sum of S, with R = x1 n2 /
//! N and S = x2 n1 / N.
//!
//! ## Interval
//! exp(ln ratio -+ z se), two-sided, with se^2 = sum((n1 n2 (x1 + x2) - x1 x2 N) / N^2) / (sum R sum S). The p-value
//! tests a ratio of 1 by the same normal quantile. The standard error is on the log scale.
//!
//! ## Edge cases
//! Strata with an empty group or without events tell nothing of the ratio: they are left out and counted, W425. None
//! left: no value, with W301 if there are no units and W421 otherwise. A ratio of 0 or infinity (W402) has no standard
//! error and no interval, W310, nor has one of 1 where everybody has the event. Units that lack a value are left out
//! and counted (W101). Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, Strata}};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let estimate = stratified::mantel_haenszel_risk_ratio(&by_age, Level::P95)?;
//! assert!((estimate.value.unwrap() - 1.933_333_333_333_33).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Greenland and Robins (1985), Biometrics 41: 55-68. Mantel and Haenszel (1959), Journal of the National Cancer
//! Institute 22: 719-748.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh(measure="RR", add=0)` and the closed form in Python, 8 cases, relative 1e-8.

use super::{Strata, Stratum};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Unit};

/// The method.
pub const MANTEL_HAENSZEL_RISK_RATIO: Method =
    Method::new("stratified/mantel_haenszel_risk_ratio", 1, "Greenland and Robins (1985)");

/// One ratio of shares over all strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mantel_haenszel_risk_ratio(strata: &Strata, level: Level) -> Result<Estimate> {
    let kept = strata.kept(Stratum::has_events);
    let estimate = super::estimate(strata, &kept, Estimand::RiskRatio, Unit::Ratio, MANTEL_HAENSZEL_RISK_RATIO);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let above = kept.sum(|one| one.of_events * one.against_all / one.all);
    let below = kept.sum(|one| one.against_events * one.of_all / one.all);
    // n1 n2 (x1 + x2) - x1 x2 N as n1 x1 (n2 - x2) + n2 x2 (n1 - x1), in which nothing cancels.
    let spread = kept.sum(|one| {
        let first = (one.of_all / one.all) * (one.of_events / one.all) * one.against_others;
        first + (one.against_all / one.all) * (one.against_events / one.all) * one.of_others
    });
    Ok(super::ratio_of_sums(estimate, above, below, spread / above / below, level))
}
