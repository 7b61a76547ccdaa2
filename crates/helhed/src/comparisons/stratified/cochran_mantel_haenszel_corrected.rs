//! # Cochran-Mantel-Haenszel test with continuity correction
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that within each stratum both groups have the same share of units with the event.
//!
//! ## When to use
//! To reproduce published figures, or where the test must be cautious: it comes nearer to the exact conditional test.
//!
//! ## Equation
//! With x1 of n1 and x2 of n2 units with the event, m = x1 + x2 and N = n1 + n2 in a stratum: chi-square = max(0,
//! |sum(x1 - n1 m / N)| - 1/2)^2 / sum(n1 n2 m (N - m) / (N^2 (N - 1))), with one degree of freedom.
//!
//! ## Interval
//! None; the Mantel-Haenszel ratios have one. The p-value is the upper tail of the chi-square distribution, two-sided.
//!
//! ## Edge cases
//! The corrected distance is never below zero: a distance below 1/2 gives a statistic of 0 and p = 1. Strata with an
//! empty group, or in which all or none have the event, are left out and counted, W425. None left: no statistic, with
//! W301 if there are no units and W421 otherwise. Units that lack a value are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::comparisons::stratified::{self, Strata};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let test = stratified::cochran_mantel_haenszel_corrected(&by_age)?;
//! assert!((test.p_value.unwrap() - 0.028_304_273_917_049).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Mantel and Haenszel (1959), Journal of the National Cancer Institute 22: 719-748.
//!
//! ## Checked against
//! R 4.2.2 `mantelhaen.test(correct = TRUE)` and statsmodels 0.15.0 `StratifiedTable.test_null_odds(correction=True)`,
//! 8 cases, relative 1e-8.

use super::Strata;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const COCHRAN_MANTEL_HAENSZEL_CORRECTED: Method =
    Method::new("stratified/cochran_mantel_haenszel_corrected", 1, "Mantel and Haenszel (1959)");

/// Whether the groups differ within the strata, corrected for continuity.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn cochran_mantel_haenszel_corrected(strata: &Strata) -> Result<Test> {
    Ok(super::conditional_test(strata, COCHRAN_MANTEL_HAENSZEL_CORRECTED, 0.5))
}
