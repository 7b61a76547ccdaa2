//! # MOVER interval for a rate difference
//!
//! ## What it estimates
//! The rate in one group minus the rate in the other, in events for each unit of exposure, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups with few events: the limits are put together from the exact interval of each rate (method
//! of variance estimates recovery), so groups without events have one too.
//!
//! ## Equation
//! With exact (Garwood) limits l1, u1 and l2, u2 of the two rates r1 and r2 and d = r1 - r2:
//! lower = d - sqrt((r1 - l1)^2 + (u2 - r2)^2), upper = d + sqrt((u1 - r1)^2 + (r2 - l2)^2).
//!
//! ## Interval
//! Two-sided. The p-value is one minus the level at which the interval just reaches zero, found by a search. The exact
//! limits do not close on the rate as the level falls, so it is 1 where the interval of every level holds zero. The
//! standard error is sqrt(x1/t1^2 + x2/t2^2) on the identity scale.
//!
//! ## Edge cases
//! No events in one group or in both: there is an interval. No exposure in a group: no value, W305. Swapping the groups
//! mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::difference};
//! let (after, before) = (RateCell::from_counts(5.0, 100.0)?, RateCell::from_counts(0.0, 100.0)?);
//! let estimate = difference::rate_mover(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 0.116_683_320_793_227).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Zou and Donner (2008), Statistics in Medicine 27: 1693-1702; Garwood (1936), Biometrika 28: 437-442.
//!
//! ## Checked against
//! Square-and-add of the exact limits in R 4.2.2 and scipy 1.17.1, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::comparisons::rates::{self, Counts};
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::numeric::{inversion, mover};

/// The method.
pub const RATE_MOVER: Method = Method::new("difference/rate_mover", 1, "Zou and Donner (2008)");

/// Rate in `of` minus rate in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn rate_mover(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::difference(RATE_MOVER, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts, level.tail())?;
    Ok(estimate
        .between(lower, upper, level)
        .with_se(counts.se_of_difference(), Scale::Identity)
        .with_p(p_value(counts)?))
}

/// Both limits, with `tail` outside on each side.
pub(crate) fn limits(counts: Counts, tail: f64) -> Result<(f64, f64)> {
    let (down, up) = mover::reach(counts.first(tail)?, counts.swapped().first(tail)?);
    Ok((counts.difference() - down, counts.difference() + up))
}

/// Twice the tail at which the limit on the side of zero is zero.
fn p_value(counts: Counts) -> Result<f64> {
    let counts = if counts.difference() >= 0.0 { counts } else { counts.swapped() };
    inversion::p_value_by_tail(|tail| limits(counts, tail).map(|(lower, _)| lower))
}
