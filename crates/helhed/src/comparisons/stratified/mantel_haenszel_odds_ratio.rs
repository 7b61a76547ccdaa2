//! # Mantel-Haenszel odds ratio
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other, where that ratio is taken to be the same in
//! every stratum.
//!
//! ## When to use
//! To compare two groups within strata (age, school, area) that differ in size and level, also when there are many
//! strata with few units. Look at the Breslow-Day test too: one ratio says little where the strata disagree.
//!
//! ## Equation
//! With a, b the units with and without the event in one group, c, d in the other, and N all of a stratum:
//! sum of R / sum of S, with R = a d / N and S = b c / N.
//!
//! ## Interval
//! exp(ln ratio -+ z se), two-sided, with P = (a + d)/N, Q = (b + c)/N and se^2 = sum(P R) / (2 (sum R)^2) + sum(P S +
//! Q R) / (2 sum R sum S) + sum(Q S) / (2 (sum S)^2). The p-value tests a ratio of 1 by the same normal quantile. The
//! standard error is on the log scale.
//!
//! ## Edge cases
//! Strata with an empty group, or in which all or none have the event, tell nothing of the odds ratio: they are left
//! out and counted, W425. None left: no value, with W301 if there are no units and W421 otherwise. A ratio of 0 or
//! infinity (W402) has no standard error and no interval, W310; 0 over 0: no value, W401. Units that lack a value are
//! left out and counted (W101). Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, Strata}};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let estimate = stratified::mantel_haenszel_odds_ratio(&by_age, Level::P95)?;
//! assert!((estimate.value.unwrap() - 2.299_303_944_315_54).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Mantel and Haenszel (1959), Journal of the National Cancer Institute 22: 719-748. Robins, Breslow and Greenland
//! (1986), Biometrics 42: 311-323, for the variance.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh(measure="OR", add=0)` and statsmodels 0.15.0 `StratifiedTable`, 8 cases, relative 1e-8.

use super::{Strata, Stratum};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Unit};

/// The method.
pub const MANTEL_HAENSZEL_ODDS_RATIO: Method =
    Method::new("stratified/mantel_haenszel_odds_ratio", 1, "Mantel and Haenszel (1959)");

/// One odds ratio over all strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mantel_haenszel_odds_ratio(strata: &Strata, level: Level) -> Result<Estimate> {
    let kept = strata.kept(Stratum::has_mixed_events);
    let estimate = super::estimate(strata, &kept, Estimand::OddsRatio, Unit::Ratio, MANTEL_HAENSZEL_ODDS_RATIO);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let r = |stratum: &Stratum| stratum.of_events * stratum.against_others / stratum.all;
    let s = |stratum: &Stratum| stratum.against_events * stratum.of_others / stratum.all;
    let p = |stratum: &Stratum| (stratum.of_events + stratum.against_others) / stratum.all;
    let q = |stratum: &Stratum| (stratum.against_events + stratum.of_others) / stratum.all;
    let (above, below) = (kept.sum(r), kept.sum(s));
    let variance = 0.5
        * (kept.sum(|one| p(one) * r(one)) / above / above
            + kept.sum(|one| p(one) * s(one) + q(one) * r(one)) / above / below
            + kept.sum(|one| q(one) * s(one)) / below / below);
    Ok(super::ratio_of_sums(estimate, above, below, variance, level))
}
