//! # Wald interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with the textbook interval.
//!
//! ## When to use
//! To repeat a figure that someone else computed this way, and for nothing else: it covers too little for shares near 0
//! and 1 and for small groups, and has no width at 0 and at n. Wilson's interval is the default.
//!
//! ## Equation
//! p -+ z sqrt(p(1 - p)/n), with p = x/n and z the normal quantile of the level, cut off at 0 and at 1.
//!
//! ## Interval
//! Two-sided, inside [0, 1]: a limit outside is set to the end, as the method is used today. The limits before that are
//! the value -+ z times the standard error, sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! 0 of n and n of n have an interval of no width and warn W303; a limit cut off at 0 or 1 otherwise warns W411; n = 0 has no value and warns W301. Fewer than 20 units
//! warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let few = ProportionCell::from_counts(3.0, 20.0)?;
//! let interval = proportion::wald(&few, Level::P95)?.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - 0.306_490_574_738_305).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Laplace (1812), Théorie analytique des probabilités; Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133,
//! who show why not to use it.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and statsmodels 0.15.0 `proportion_confint("normal")`, 14 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const WALD: Method = Method::new("proportion/wald", 1, "Laplace (1812)");

/// Share of units with the event, with the Wald interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn wald(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    let estimate = super::warned_if_cut(super::with_limits(cell, WALD, level, limits)?, cell);
    let flat = estimate.se == Some(0.0);
    Ok(if flat { estimate.warned(Warning::NoVariation) } else { estimate })
}

/// Both limits for x of n, n above zero.
#[allow(clippy::unnecessary_wraps, reason = "the signature is that of every method")]
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let share = x / n;
    let half = level.z() * (share * (1.0 - share) / n).sqrt();
    Ok(((share - half).max(0.0), (share + half).min(1.0)))
}
