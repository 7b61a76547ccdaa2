//! # Logit interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with an interval that is symmetric in the log odds.
//!
//! ## When to use
//! Where the share goes on into a calculation in log odds, such as a synthesis of shares, and the interval should match.
//! It needs events and others; Wilson's interval is the default.
//!
//! ## Equation
//! The limits are those whose log odds are ln(x/(n - x)) -+ z sqrt(1/x + 1/(n - x)).
//!
//! ## Interval
//! Two-sided, inside (0, 1). The standard error is sqrt(1/x + 1/(n - x)) on the logit scale.
//!
//! ## Edge cases
//! 0 of n and n of n have infinite log odds: a value, no interval, no standard error, and W310. n = 0 has no value and
//! warns W301. Fewer than 20 units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let averted = ProportionCell::from_counts(30.0, 41.0)?;
//! let interval = proportion::logit(&averted, Level::P95)?.interval.expect("some had the event and some had not");
//! assert!((interval.lower - 0.577_483_956_5).abs() < 1e-9 && (interval.upper - 0.844_769_273_9).abs() < 1e-9);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Stone (1995), Australian Journal of Statistics 37: 39-47; Brown, Cai and DasGupta (2001), Statistical Science 16:
//! 101-133.
//!
//! ## Checked against
//! statsmodels 0.15.0 `Logit` with a constant only (limits of the constant, turned into shares), 6 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale, Warning};
use crate::numeric::beta::UnitPoint;

/// The method.
pub const LOGIT: Method = Method::new("proportion/logit", 1, "Stone (1995)");

/// Share of units with the event, with the logit interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn logit(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, share) = super::without_interval(cell, LOGIT);
    if share.is_none() {
        return Ok(estimate);
    }
    if cell.events() == 0 || cell.events() == cell.records() {
        return Ok(Estimate { se: None, scale: Scale::Logit, ..estimate }.warned(Warning::NoStandardError));
    }
    let (x, n) = (cell.events() as f64, cell.records() as f64);
    let (lower, upper) = limits(x, n, level)?;
    Ok(estimate.with_se(spread(x, n), Scale::Logit).between(lower, upper, level))
}

/// Standard error of the log odds.
fn spread(x: f64, n: f64) -> f64 {
    (1.0 / x + 1.0 / (n - x)).sqrt()
}

/// Both limits for x of n, x above zero and below n.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let (centre, half) = ((x / (n - x)).ln(), level.z() * spread(x, n));
    Ok((UnitPoint::from_logit(centre - half).x, UnitPoint::from_logit(centre + half).x))
}
