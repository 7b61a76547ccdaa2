//! # Agresti-Coull interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with an interval about an adjusted share.
//!
//! ## When to use
//! Where an interval must be computed by hand or explained in a line: add z^2/2 events and z^2/2 others (about two of
//! each at 95 percent) and use the textbook formula. Its coverage is near the level or above it; Wilson's interval is
//! shorter and lies inside it.
//!
//! ## Equation
//! With m = n + z^2 and q = (x + z^2/2)/m the limits are q -+ z sqrt(q(1 - q)/m), cut off at 0 and at 1.
//!
//! ## Interval
//! Two-sided, inside [0, 1]: a limit outside is set to the end, as the method is published. The standard error is that of
//! the adjusted share, sqrt(q(1 - q)/m), on the identity scale. Never both limits are cut off, so that the centre q is
//! lower + z se where lower is above 0, and upper - z se otherwise. The value is the plain share x/n.
//!
//! ## Edge cases
//! 0 of n has lower limit 0 and n of n upper limit 1; a limit cut off at an end otherwise warns W411; n = 1 has an interval; n = 0 has no value and warns W301. Fewer than
//! 20 units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let estimate = proportion::agresti_coull(&none, Level::P95)?;
//! let interval = estimate.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! let centre = interval.upper - Level::P95.z() * estimate.se.expect("there are observations");
//! assert!((centre - 0.138_766_399_931_445).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Agresti and Coull (1998), The American Statistician 52: 119-126.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and statsmodels 0.15.0 `proportion_confint("agresti_coull")`, 14 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale};

/// The method.
pub const AGRESTI_COULL: Method = Method::new("proportion/agresti_coull", 1, "Agresti and Coull (1998)");

/// Share of units with the event, with the interval of Agresti and Coull.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn agresti_coull(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    let estimate = super::warned_if_cut(super::with_limits(cell, AGRESTI_COULL, level, limits)?, cell);
    if estimate.value.is_none() {
        return Ok(estimate);
    }
    let (_, se) = adjusted(cell.events() as f64, cell.records() as f64, level);
    Ok(estimate.with_se(se, Scale::Identity))
}

/// The adjusted share and its standard error.
fn adjusted(x: f64, n: f64, level: Level) -> (f64, f64) {
    let extra = level.z() * level.z();
    let units = n + extra;
    let (share, rest) = ((x + 0.5 * extra) / units, (n - x + 0.5 * extra) / units);
    (share, (share * rest / units).sqrt())
}

/// Both limits for x of n, n above zero.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let (share, se) = adjusted(x, n, level);
    let half = level.z() * se;
    Ok(((share - half).max(0.0), (share + half).min(1.0)))
}
