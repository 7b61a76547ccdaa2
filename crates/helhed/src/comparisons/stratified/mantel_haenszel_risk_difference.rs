//! # Mantel-Haenszel risk difference
//!
//! ## What it estimates
//! The share in one group minus the share in the other, within the strata: a weighted mean of the strata's differences.
//!
//! ## When to use
//! To compare two groups within strata (age, school, area) that differ in size and level, with many units in all. With
//! few events the stratified score interval (Miettinen and Nurminen) is better.
//!
//! ## Equation
//! With x1 of n1 and x2 of n2 units with the event, N = n1 + n2 and weight w = n1 n2 / N in a stratum:
//! d = sum(x1 n2 / N - x2 n1 / N) / sum(w).
//!
//! ## Interval
//! d -+ z se, two-sided, not cut at -1 and 1, with Sato's variance, which holds with few large strata and with many
//! small ones: se^2 = (d sum(P) + sum(Q)) / sum(w)^2, where
//! P = (n1^2 x2 - n2^2 x1 + n1 n2 (n2 - n1)/2) / N^2 and Q = (x1 (n2 - x2) + x2 (n1 - x1)) / (2 N).
//! The p-value tests d = 0 by the same normal quantile. The standard error is on the identity scale.
//!
//! ## Edge cases
//! Strata with an empty group are left out and counted, W425; none left: no value, W301. Strata without events keep
//! their weight: their difference is zero. No variance (nobody or everybody has the event in each group): an interval
//! without width and no p-value, W410, as for the Wald interval of one stratum. Units that lack a value are left out and counted (W101). Swapping the groups
//! mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, Strata}};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let estimate = stratified::mantel_haenszel_risk_difference(&by_age, Level::P95)?;
//! assert!((estimate.se.unwrap() - 0.048_531_681_137_933_7).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Sato, Greenland and Robins (1989), Biometrics 45: 1323-1324, for the variance. Greenland and Robins (1985),
//! Biometrics 41: 55-68.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh(measure="RD", add=0)` and the closed form in Python, 8 cases, relative 1e-8.

use super::{Strata, Stratum};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;

/// The method.
pub const MANTEL_HAENSZEL_RISK_DIFFERENCE: Method =
    Method::new("stratified/mantel_haenszel_risk_difference", 1, "Sato, Greenland and Robins (1989)");

/// Share of the variance's larger part below which its sum is rounding and no variance.
const ROUNDING: f64 = 1e-12;

/// One difference of shares over all strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mantel_haenszel_risk_difference(strata: &Strata, level: Level) -> Result<Estimate> {
    let kept = strata.kept(|_| true);
    let method = MANTEL_HAENSZEL_RISK_DIFFERENCE;
    let estimate = super::estimate(strata, &kept, Estimand::RiskDifference, Unit::Share, method);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let weight = kept.sum(Stratum::weight);
    let value = kept.sum(|one| one.apart() / one.all) / weight;
    let estimate = estimate.valued(value);
    let (tilt, level_part) = (kept.sum(tilt), kept.sum(level_part));
    let variance = value * tilt + level_part;
    if variance <= ROUNDING * level_part {
        return Ok(estimate.between(value, value, level).with_se(0.0, Scale::Identity).warned(Warning::NoWidth));
    }
    let se = variance.sqrt() / weight;
    Ok(estimate
        .between(value - level.z() * se, value + level.z() * se, level)
        .with_se(se, Scale::Identity)
        .with_p(normal::two_sided_p(value / se)))
}

/// What the variance has for each unit of the difference.
fn tilt(one: &Stratum) -> f64 {
    let (of, against) = (one.of_all / one.all, one.against_all / one.all);
    of * of * one.against_events - against * against * one.of_events
        + 0.5 * of * against * (one.against_all - one.of_all)
}

/// What the variance has whatever the difference.
fn level_part(one: &Stratum) -> f64 {
    0.5 * (one.of_events * one.against_others + one.against_events * one.of_others) / one.all
}
