//! # Cochran-Mantel-Haenszel test
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that within each stratum both groups have the same share of units with the event.
//!
//! ## When to use
//! To compare two groups over strata (age, school, area), also when there are many strata with few units. It sees
//! differences that go the same way in most strata.
//!
//! ## Equation
//! With x1 of n1 and x2 of n2 units with the event, m = x1 + x2 and N = n1 + n2 in a stratum:
//! chi-square = (sum(x1 - n1 m / N))^2 / sum(n1 n2 m (N - m) / (N^2 (N - 1))), with one degree of freedom.
//!
//! ## Interval
//! None; the Mantel-Haenszel ratios have one. The p-value is the upper tail of the chi-square distribution, two-sided,
//! and that of the stratified score interval of Miettinen and Nurminen.
//!
//! ## Edge cases
//! Strata with an empty group, or in which all or none have the event, tell nothing: they are left out and counted,
//! W425. None left: no statistic, with W301 if there are no units and W421 otherwise. One stratum is tested in the same
//! way, with its N - 1. Units that lack a value are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::comparisons::stratified::{self, Strata};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let test = stratified::cochran_mantel_haenszel(&by_age)?;
//! assert!((test.statistic.unwrap() - 5.577_809_798_270_89).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Mantel and Haenszel (1959), Journal of the National Cancer Institute 22: 719-748. Cochran (1954), Biometrics 10:
//! 417-451.
//!
//! ## Checked against
//! R 4.2.2 `mantelhaen.test(correct = FALSE)` and statsmodels 0.15.0 `StratifiedTable.test_null_odds`, 8 cases,
//! relative 1e-8. R refuses a single stratum, and one of a single unit, which adds nothing here.

use super::Strata;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const COCHRAN_MANTEL_HAENSZEL: Method =
    Method::new("stratified/cochran_mantel_haenszel", 1, "Mantel and Haenszel (1959)");

/// Whether the groups differ within the strata.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn cochran_mantel_haenszel(strata: &Strata) -> Result<Test> {
    Ok(super::conditional_test(strata, COCHRAN_MANTEL_HAENSZEL, 0.0))
}
