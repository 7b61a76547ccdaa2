//! # Peto odds ratio
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other, over several tables (studies, areas), by one
//! step from a ratio of 1.
//!
//! ## When to use
//! For rare events, groups of about equal size and effects that are not large: there it is close to unbiased, and
//! tables in which one group has no event take part without a correction. With uneven groups or large effects it is
//! not: use the Mantel-Haenszel odds ratio.
//!
//! ## Equation
//! With O the events of the first group in a table, E = n1 m / N those expected (m events among N), and
//! V = n1 n2 m (N - m) / (N^2 (N - 1)): ln ratio = sum(O - E) / sum(V).
//!
//! ## Interval
//! exp(ln ratio -+ z se) with se^2 = 1 / sum(V), on the log scale; the p-value is that of ln ratio / se. Whether the
//! tables agree (`peto_heterogeneity`): Q = sum((O - E)^2 / V) - sum(O - E)^2 / sum(V), chi-square with one degree of
//! freedom fewer than there are tables that count.
//!
//! ## Edge cases
//! Tables with an empty group, or in which all or none have the event, tell nothing: they are left out and counted,
//! W425. None left: no value, with W301 if there are no units and W421 otherwise. One left: no test of whether they
//! agree, W421. Units that lack a value are left out and counted (W101). Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::stratified::{self, Strata}};
//! let one = Strata::from_counts(&[5.0], &[50.0], &[9.0], &[50.0])?;
//! let estimate = stratified::peto(&one, Level::P95)?;
//! assert!((estimate.value.unwrap().ln() + 0.657_807_308_970_1).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Yusuf, Peto, Lewis, Collins and Sleight (1985), Progress in Cardiovascular Diseases 27: 335-371.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.peto(add=0, drop00=TRUE)` and the closed form in Python, 4 cases, relative 1e-8.

use super::{Strata, Stratum, against_expected};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Test, Unit, Warning};
use crate::numeric::{chi_square, normal};

/// The method.
pub const PETO: Method = Method::new("stratified/peto", 1, "Yusuf et al. (1985)");

/// One odds ratio over all tables.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn peto(strata: &Strata, level: Level) -> Result<Estimate> {
    let kept = strata.kept(Stratum::has_mixed_events);
    let estimate = super::estimate(strata, &kept, Estimand::OddsRatio, Unit::Ratio, PETO);
    if kept.is_empty() {
        return Ok(estimate);
    }
    let (distance, variance) = against_expected(&kept);
    let (log, se) = (distance / variance, variance.sqrt().recip());
    let bound = |side: f64| (log + side * level.z() * se).exp();
    Ok(estimate
        .valued(log.exp())
        .between(bound(-1.0), bound(1.0), level)
        .with_se(se, Scale::Log)
        .with_p(normal::two_sided_p(log / se)))
}

/// Whether the tables have one odds ratio.
///
/// # Errors
/// None today; the signature is that of every test.
pub fn peto_heterogeneity(strata: &Strata) -> Result<Test> {
    let kept = strata.kept(Stratum::has_mixed_events);
    let test = super::test(strata, &kept, PETO);
    if kept.is_empty() {
        return Ok(test);
    }
    let (distance, variance) = against_expected(&kept);
    let each = kept.sum(|one| {
        let apart = one.apart() / one.all - distance / variance * one.variance_of_events();
        apart * apart / one.variance_of_events()
    });
    let df = (kept.len() - 1) as f64;
    if df == 0.0 {
        return Ok(test.with_statistic(0.0, Some(df)).warned(Warning::NothingToTest));
    }
    Ok(test.with_statistic(each, Some(df)).with_p(chi_square::upper_tail(each, df)))
}
