//! # Breslow-Day test
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the odds ratio is the same in every stratum.
//!
//! ## When to use
//! Before one odds ratio is told for all strata. It needs strata with many units; Tarone's form is as easy and the one
//! to prefer.
//!
//! ## Equation
//! With the Mantel-Haenszel odds ratio, and e the number of units with the event in one group that it lets expect given
//! the sums of a stratum: chi-square = sum((x1 - e)^2 / v), 1/v = 1/e + 1/(n1 - e) + 1/(m - e) + 1/(n2 - m + e), with
//! as many degrees of freedom as strata less one.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution.
//!
//! ## Edge cases
//! Strata with an empty group, or in which all or none have the event, are left out and counted, W425. Fewer than two
//! left: no statistic, W421. A common odds ratio of 0 or infinity: no statistic, W310. Units that lack a value are left
//! out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::comparisons::stratified::{self, Strata};
//! let by_area = Strata::from_counts(&[30.0, 20.0], &[100.0; 2], &[15.0, 35.0], &[100.0; 2])?;
//! let test = stratified::breslow_day(&by_area)?;
//! assert!((test.statistic.unwrap() - 12.094_246_132_065_9).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1980), Statistical Methods in Cancer Research I, section 4.4.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh` and statsmodels 0.15.0 `StratifiedTable.test_equal_odds(adjust=False)`, 7 cases, relative
//! 1e-8.

use super::Strata;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const BRESLOW_DAY: Method = Method::new("stratified/breslow_day", 1, "Breslow and Day (1980)");

/// Whether the strata have one odds ratio.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn breslow_day(strata: &Strata) -> Result<Test> {
    Ok(super::test_of_homogeneity(strata, BRESLOW_DAY, |sum, _| sum))
}
