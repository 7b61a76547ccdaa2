//! # Glass's delta
//!
//! ## What it estimates
//! The difference of two means in standard deviations of the group that is compared with, with a two-sided p-value.
//!
//! ## When to use
//! Where the programme may have changed the spread as well, so that only the comparison group shows how persons differ
//! without it.
//!
//! ## Equation
//! delta = (m1 - m2) / s2.
//!
//! ## Interval
//! The limits are those of the non-centrality of t = delta / f with f = sqrt(v1/(v2 n1) + 1/n2) and n2 - 1 degrees of
//! freedom, times f; f is taken as known, so the interval is approximate. The p-value is that of t, so it agrees with the
//! interval.
//!
//! ## Edge cases
//! An empty group: no value, W301. No variance in the comparison group, or one value there: no value, W431. One value in
//! `of`: its variance is taken to be that of the comparison group. Swapping the groups changes the standard deviation, so
//! it does not mirror the result.
//! At levels far below one half the interval can lie beside the estimate.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, comparisons::effect_size};
//! let after = MeanCell::from_values([1.0, 2.0, 3.0].map(Some))?;
//! let before = MeanCell::from_values([2.0, 3.0, 9.0].map(Some))?;
//! let estimate = effect_size::glass_delta(&after, &before, Level::P95)?;
//! assert!((estimate.value.unwrap() + 0.704_360_725_060_499).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Glass (1976), Educational Researcher 5: 3-8; Algina, Keselman and Penfield (2006), Educational and Psychological
//! Measurement 66: 945-960.
//!
//! ## Checked against
//! The value in R 4.2.2 and numpy 2.4.6, 8 cases, relative 1e-8; the interval has no second source.

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const GLASS_DELTA: Method = Method::new("effect_size/glass_delta", 1, "Glass (1976)");

/// Mean in `of` minus mean in `against`, in standard deviations of `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn glass_delta(of: &MeanCell, against: &MeanCell, level: Level) -> Result<Estimate> {
    let records = of.records() + against.records();
    let estimate = super::without_value(GLASS_DELTA, records, of.missing() + against.missing());
    let (Some(m1), Some(m2)) = (of.mean(), against.mean()) else {
        return Ok(estimate.warned(Warning::NoObservations));
    };
    let Some(v2) = against.variance().filter(|variance| *variance > 0.0) else {
        return Ok(estimate.warned(Warning::NoSpread));
    };
    let (n1, n2) = (of.records() as f64, against.records() as f64);
    let factor = (of.variance().unwrap_or(v2) / v2 / n1 + 1.0 / n2).sqrt();
    let estimate = estimate.warned_if_small(of.records().min(against.records()));
    super::by_noncentral_t(estimate, (m1 - m2) / v2.sqrt() / factor, n2 - 1.0, factor, level)
}
