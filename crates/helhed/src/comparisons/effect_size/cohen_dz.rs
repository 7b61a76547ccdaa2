//! # Cohen's d of paired differences
//!
//! ## What it estimates
//! The mean of paired differences in standard deviations of those differences, with a two-sided p-value.
//!
//! ## When to use
//! For the power of a paired comparison. It grows as the two measurements of a person agree more, so it is not to be put
//! beside the effect sizes of independent groups; `effect_size/cohen_dav` is.
//!
//! ## Equation
//! d_z = m / s with the mean m and standard deviation s of n differences.
//!
//! ## Interval
//! The limits are those of the non-centrality of t = d_z sqrt(n), with n - 1 degrees of freedom, over sqrt(n). The p-value is
//! that of the paired t-test, so it agrees with the interval.
//!
//! ## Edge cases
//! No differences: no value, W301. One difference, or all of them equal: no value, W431. Swapping the measurements mirrors
//! the result.
//! At levels far below one half the interval can lie beside the estimate.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::effect_size, records::Pairs};
//! let pairs = Pairs::from_values([1.0, 2.0, 5.0].map(Some), [2.0, 2.0, 7.0].map(Some))?;
//! let estimate = effect_size::cohen_dz(&pairs.sample()?, Level::P95)?;
//! assert!((estimate.value.unwrap() + 1.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, second edition; Steiger and Fouladi (1997).
//!
//! ## Checked against
//! The value in R 4.2.2 and scipy 1.17.1, 6 cases, relative 1e-8; the interval through the table of the non-central t
//! distribution.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};
use crate::records::Sample;

/// The method.
pub const COHEN_DZ: Method = Method::new("effect_size/cohen_dz", 1, "Cohen (1988)");

/// Mean of the differences in their standard deviations.
///
/// # Errors
/// `H008` for a difference too large to be squared, `H901` if the search for a limit did not end.
pub fn cohen_dz(differences: &Sample, level: Level) -> Result<Estimate> {
    let estimate = super::without_value(COHEN_DZ, differences.records(), differences.missing());
    let cell = MeanCell::from_values(differences.values().iter().copied().map(Some))?;
    let Some(mean) = cell.mean() else { return Ok(estimate.warned(Warning::NoObservations)) };
    let Some(variance) = cell.variance().filter(|variance| *variance > 0.0) else {
        return Ok(estimate.warned(Warning::NoSpread));
    };
    let (n, estimate) = (cell.records() as f64, estimate.warned_if_small(cell.records()));
    super::by_noncentral_t(estimate, mean / (variance / n).sqrt(), n - 1.0, 1.0 / n.sqrt(), level)
}
