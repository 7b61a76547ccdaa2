//! # Wald interval for a rate difference
//!
//! ## What it estimates
//! The rate in one group minus the rate in the other, in events for each unit of exposure, with a two-sided p-value.
//!
//! ## When to use
//! To reproduce a published number, or with many events in both groups. With few events the score or the MOVER interval
//! is better.
//!
//! ## Equation
//! d = x1/t1 - x2/t2, se = sqrt(x1/t1^2 + x2/t2^2).
//!
//! ## Interval
//! d -+ z se, two-sided and not clipped. The p-value is that of d/se against the standard normal, so it agrees with the
//! interval. The standard error is on the identity scale.
//!
//! ## Edge cases
//! No events in one group: the interval rests on the other group alone. No events in either: a difference of zero
//! with an interval without width and no p-value, W410, as for the Wald interval of shares. No exposure in a group: no value, W305. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::difference};
//! let (after, before) = (RateCell::from_counts(45.0, 900.0)?, RateCell::from_counts(20.0, 880.0)?);
//! let estimate = difference::rate_wald(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 0.009_591_505_346_606).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Rothman, Greenland and Lash (2008), Modern Epidemiology, third edition, chapter 14.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and with scipy 1.17.1 quantiles, 11 cases, relative 1e-8. statsmodels 0.15 gives an interval
//! of zero width where neither group has events.

use crate::cells::RateCell;
use crate::comparisons::rates;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale, Warning};
use crate::numeric::normal;

/// The method.
pub const RATE_WALD: Method = Method::new("difference/rate_wald", 1, "Rothman, Greenland and Lash (2008)");

/// Rate in `of` minus rate in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rate_wald(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::difference(RATE_WALD, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (difference, se) = (counts.difference(), counts.se_of_difference());
    let estimate = rates::wald(estimate, difference, se, level).with_se(se, Scale::Identity);
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoWidth));
    }
    Ok(estimate.with_p(normal::two_sided_p(difference / se)))
}
