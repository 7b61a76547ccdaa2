//! # Wald interval for a rate ratio
//!
//! ## What it estimates
//! The rate in one group divided by the rate in the other, with a two-sided p-value.
//!
//! ## When to use
//! To reproduce a published number, or with many events in both groups. With few events the exact or the score interval
//! is better.
//!
//! ## Equation
//! r = (x1/t1) / (x2/t2), se = sqrt(1/x1 + 1/x2) on the log scale.
//!
//! ## Interval
//! r exp(-+z se), two-sided. The p-value is that of ln(r)/se against the standard normal, so it agrees with the interval.
//! The standard error is on the log scale.
//!
//! ## Edge cases
//! No events in `of`: ratio 0 without interval, W310. None in `against`: ratio infinite without interval, W402 and
//! W310. None in either: no ratio, W401. No exposure in a group: no value, W305. Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::ratio};
//! let (after, before) = (RateCell::from_counts(11.0, 800.0)?, RateCell::from_counts(16.0, 1083.0)?);
//! let estimate = ratio::rate_wald(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 2.005_419_821_879_04).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Rothman, Greenland and Lash (2008), Modern Epidemiology, third edition, chapter 14.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and with scipy 1.17.1 quantiles, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::comparisons::rates;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale, Warning};
use crate::numeric::normal;

/// The method.
pub const RATE_WALD: Method = Method::new("ratio/rate_wald", 1, "Rothman, Greenland and Lash (2008)");

/// Rate in `of` divided by rate in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn rate_wald(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::ratio(RATE_WALD, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    if counts.x1 == 0.0 || counts.x2 == 0.0 {
        return Ok(estimate.warned(Warning::NoStandardError));
    }
    let se = counts.se_of_log_ratio();
    let log_ratio = (counts.x1 / counts.x2 * (counts.t2 / counts.t1)).ln();
    let (lower, upper) = ((log_ratio - level.z() * se).exp(), (log_ratio + level.z() * se).exp());
    Ok(estimate.between(lower, upper, level).with_se(se, Scale::Log).with_p(normal::two_sided_p(log_ratio / se)))
}
