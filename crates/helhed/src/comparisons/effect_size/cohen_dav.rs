//! # Cohen's d of pairs, by the average standard deviation
//!
//! ## What it estimates
//! The mean of paired differences in standard deviations of the values themselves (the average of those of the two
//! measurements), with a two-sided p-value.
//!
//! ## When to use
//! To put the change of the same persons beside effect sizes of independent groups.
//!
//! ## Equation
//! d_av = m / ((s1 + s2) / 2) with the mean m of the differences.
//!
//! ## Interval
//! The limits are those of the non-centrality of the paired t, with n - 1 degrees of freedom, times s / (sqrt(n) (s1 + s2)/2)
//! with the standard deviation s of the differences, which is taken as known: the interval is approximate. The p-value is
//! that of the paired t-test, so it agrees with the interval.
//!
//! ## Edge cases
//! No pairs: no value, W301. One pair, all differences equal, or no variance in either measurement: no value, W431. Swapping
//! the measurements mirrors the result.
//! At levels far below one half the interval can lie beside the estimate.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::effect_size, records::Pairs};
//! let pairs = Pairs::from_values([1.0, 2.0, 3.0].map(Some), [2.0, 4.0, 3.0].map(Some))?;
//! assert_eq!(effect_size::cohen_dav(&pairs, Level::P95)?.value, Some(-1.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cumming (2012), Understanding the New Statistics; Lakens (2013), Frontiers in Psychology 4: 863; Algina and Keselman
//! (2003), Educational and Psychological Measurement 63: 537-553.
//!
//! ## Checked against
//! The value by numpy 2.4.6 on the 6 paired reference cases, relative 1e-12; the interval has no second source.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};
use crate::records::Pairs;

/// The method.
pub const COHEN_DAV: Method = Method::new("effect_size/cohen_dav", 1, "Cumming (2012)");

/// First minus second, in average standard deviations.
///
/// # Errors
/// `H008` for a value too large to be squared, `H901` if the search for a limit did not end.
pub fn cohen_dav(pairs: &Pairs, level: Level) -> Result<Estimate> {
    let cell = |values: &[f64]| MeanCell::from_values(values.iter().copied().map(Some));
    let estimate = super::without_value(COHEN_DAV, pairs.records(), pairs.missing());
    let (first, second, differences) = (cell(pairs.first())?, cell(pairs.second())?, cell(&pairs.differences())?);
    let Some(mean) = differences.mean() else { return Ok(estimate.warned(Warning::NoObservations)) };
    let (Some(v1), Some(v2), Some(variance)) = (first.variance(), second.variance(), differences.variance()) else {
        return Ok(estimate.warned(Warning::NoSpread));
    };
    let average = 0.5 * (v1.sqrt() + v2.sqrt());
    if variance == 0.0 || average == 0.0 {
        return Ok(estimate.warned(Warning::NoSpread));
    }
    let n = pairs.records() as f64;
    let (se, estimate) = ((variance / n).sqrt(), estimate.warned_if_small(pairs.records()));
    super::by_noncentral_t(estimate, mean / se, n - 1.0, se / average, level)
}
