//! # Stratified score interval for a risk difference (Miettinen and Nurminen)
//!
//! ## What it estimates
//! The share in one group minus the share in the other, within the strata: the mean of the strata's differences with
//! Mantel-Haenszel weights.
//!
//! ## When to use
//! To compare two groups within strata (age, school, area), also with few events or small strata, where the Wald limits
//! of the Mantel-Haenszel difference fail.
//!
//! ## Equation
//! With x1 of n1 and x2 of n2 units with the event, N = n1 + n2, w = n1 n2 / N and observed difference d in a stratum,
//! the limits are the differences t at which the score statistic sum(w (d - t)) / sqrt(sum(w^2 v)) equals -+z, with v =
//! (q1 (1 - q1)/n1 + q2 (1 - q2)/n2) N / (N - 1) and q1 = q2 + t the shares of the stratum that are most likely under
//! that difference.
//!
//! ## Interval
//! Two-sided, inside [-1, 1]. The p-value tests t = 0, where the statistic is that of the Cochran-Mantel-Haenszel test,
//! and agrees with the interval. The standard error is sqrt(sum(w^2 (p1 (1 - p1)/n1 + p2 (1 - p2)/n2))) / sum(w) on the
//! identity scale, with the observed shares.
//!
//! ## Edge cases
//! Strata with an empty group are left out and counted, W425; none left: no value, W301. Strata in which all or none
//! have the event keep their weight, and there is an interval even if all strata are such. One stratum gives the
//! interval without strata. Units that lack a value are left out and counted (W101). Swapping the groups mirrors the
//! result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, Strata}};
//! let by_area = Strata::from_counts(&[0.0, 1.0], &[10.0, 8.0], &[0.0, 3.0], &[12.0, 9.0])?;
//! let interval = stratified::miettinen_nurminen(&by_area, Level::P95)?.interval.unwrap();
//! assert!(-0.5 < interval.lower && interval.lower < 0.0 && 0.0 < interval.upper && interval.upper < 0.5);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Miettinen and Nurminen (1985), Statistics in Medicine 4: 213-226. Mantel and Haenszel (1959), Journal of the
//! National Cancer Institute 22: 719-748, for the weights. Laud (2017), Pharmaceutical Statistics 16: 334-348, for the
//! score interval with fixed weights. Miettinen and Nurminen's own weights change with the difference; these do not, so
//! that the value is the Mantel-Haenszel difference.
//!
//! ## Checked against
//! The statistic with its shares found by direct maximisation of the likelihood and its roots by `brentq` (scipy
//! 1.17.1), relative 1e-7; at t = 0, the Cochran-Mantel-Haenszel test, relative 1e-8.

use super::{Kept, Strata, Stratum, against_expected};
use crate::comparisons::difference::score;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit};
use crate::numeric::normal;
use crate::numeric::root::decreasing;

/// The method.
pub const MIETTINEN_NURMINEN: Method =
    Method::new("stratified/miettinen_nurminen", 1, "Miettinen and Nurminen (1985), Mantel-Haenszel weights");

/// One difference of shares over all strata, with a score interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn miettinen_nurminen(strata: &Strata, level: Level) -> Result<Estimate> {
    let kept = strata.kept(|_| true);
    let estimate = super::estimate(strata, &kept, Estimand::RiskDifference, Unit::Share, MIETTINEN_NURMINEN);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let weight = kept.sum(Stratum::weight);
    let value = kept.sum(|one| one.apart() / one.all) / weight;
    let at =
        |target: f64| decreasing(-1.0, 1.0, |difference| statistic(&kept, value - difference, difference) - target);
    // Rounding may not put a limit on the wrong side of the value.
    let (lower, upper) = (at(level.z()).min(value), at(-level.z()).max(value));
    let spread = |one: &Stratum| {
        let (first, second) = (one.of_events / one.of_all, one.against_events / one.against_all);
        let variance = first * (1.0 - first) / one.of_all + second * (1.0 - second) / one.against_all;
        one.weight() * one.weight() * variance
    };
    let (distance, variance) = against_expected(&kept);
    let p_value = if distance == 0.0 { 1.0 } else { normal::two_sided_p(distance / variance.sqrt()) };
    Ok(estimate
        .valued(value)
        .between(lower, upper, level)
        .with_se(kept.sum(spread).sqrt() / weight, Scale::Identity)
        .with_p(p_value))
}

/// Score statistic at a difference that lies `distance` below the observed one: falls as the difference grows.
fn statistic(kept: &Kept, distance: f64, difference: f64) -> f64 {
    if distance == 0.0 {
        return 0.0;
    }
    let variance = kept.sum(|one| {
        let variance = score::variance(one.counts(), difference);
        one.weight() * one.weight() * variance * one.all / (one.all - 1.0)
    });
    kept.sum(Stratum::weight) * distance / variance.sqrt()
}
