//! # Cohen's d
//!
//! ## What it estimates
//! The difference of two means in standard deviations of the values, with a two-sided p-value.
//!
//! ## When to use
//! To put differences on different scales side by side, for two independent groups whose variances are alike. With fewer
//! than about twenty values a group it is too large; Hedges' g corrects for that.
//!
//! ## Equation
//! d = (m1 - m2) / s with s^2 = ((n1 - 1) v1 + (n2 - 1) v2) / (n1 + n2 - 2).
//!
//! ## Interval
//! The limits are those of the non-centrality of t = d / sqrt(1/n1 + 1/n2), with n1 + n2 - 2 degrees of freedom, times
//! sqrt(1/n1 + 1/n2). The p-value is that of t, so it agrees with the interval. There is no standard error: the interval is
//! not symmetric.
//!
//! ## Edge cases
//! An empty group: no value, W301. No variance in either group, or fewer than three values in all: no value, W431. Swapping
//! the groups mirrors the result.
//! At levels far below one half the interval can lie beside the estimate.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, comparisons::effect_size};
//! let after = MeanCell::from_values([1.0, 2.0, 3.0].map(Some))?;
//! let before = MeanCell::from_values([2.0, 3.0, 9.0].map(Some))?;
//! let estimate = effect_size::cohen_d(&after, &before, Level::P95)?;
//! assert!((estimate.value.unwrap() + 0.963_086_824_686_154).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, second edition; Steiger and Fouladi (1997).
//!
//! ## Checked against
//! R 4.2.2 `pt` with `uniroot` and Gauss-Legendre quadrature with scipy 1.17.1, 8 cases, relative 1e-8. scipy's own
//! `stats.nct` gives not-a-number for some of them.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};

/// The method.
pub const COHEN_D: Method = Method::new("effect_size/cohen_d", 1, "Cohen (1988)");

/// Mean in `of` minus mean in `against`, in pooled standard deviations.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn cohen_d(of: &MeanCell, against: &MeanCell, level: Level) -> Result<Estimate> {
    let (estimate, pooled) = super::pooled(COHEN_D, of, against);
    let Some(pooled) = pooled else { return Ok(estimate) };
    super::by_noncentral_t(estimate, pooled.d / pooled.factor, pooled.df, pooled.factor, level)
}
