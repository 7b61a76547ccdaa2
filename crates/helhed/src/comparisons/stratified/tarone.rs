//! # Breslow-Day test with Tarone's correction
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the odds ratio is the same in every stratum.
//!
//! ## When to use
//! Before one odds ratio is told for all strata. It needs strata with many units.
//!
//! ## Equation
//! The statistic of the Breslow-Day test less (sum(x1 - e))^2 / sum(v), which makes up for the Mantel-Haenszel odds
//! ratio not being the most likely one.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution with as many degrees of freedom as strata less
//! one.
//!
//! ## Edge cases
//! Strata with an empty group, or in which all or none have the event, are left out and counted, W425. Fewer than two
//! left: no statistic, W421. A common odds ratio of 0 or infinity: no statistic, W310. Units that lack a value are left
//! out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::comparisons::stratified::{self, Strata};
//! let by_age = Strata::from_counts(&[14.0, 9.0, 6.0], &[40.0; 3], &[8.0, 5.0, 2.0], &[40.0; 3])?;
//! let test = stratified::tarone(&by_age)?;
//! assert!((test.statistic.unwrap() - 0.255_930_197_864_753).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Tarone (1985), Biometrika 72: 91-95. Breslow (1996), Journal of the American Statistical Association 91: 14-28.
//!
//! ## Checked against
//! R metafor 3.8-1 `rma.mh` and statsmodels 0.15.0 `StratifiedTable.test_equal_odds(adjust=True)`, 7 cases, relative
//! 1e-8.

use super::Strata;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const TARONE: Method = Method::new("stratified/tarone", 1, "Tarone (1985)");

/// Whether the strata have one odds ratio, corrected for the estimate of that ratio.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn tarone(strata: &Strata) -> Result<Test> {
    Ok(super::test_of_homogeneity(strata, TARONE, |sum, taken_off| (sum - taken_off).max(0.0)))
}
