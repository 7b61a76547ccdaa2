//! # Jeffreys interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with the interval that follows from Jeffreys' prior.
//!
//! ## When to use
//! For small groups, where its coverage is near the level on average, and where a Bayesian reading is wanted. For the
//! plain quantiles of the posterior also at 0 and at n, use `proportion/jeffreys_equal_tailed`.
//!
//! ## Equation
//! With alpha = 1 - level, the limits are the alpha/2 and 1 - alpha/2 quantiles of Beta(x + 1/2, n - x + 1/2); the lower
//! limit is 0 where x = 0 and the upper limit is 1 where x = n.
//!
//! ## Interval
//! Two-sided with equal tails, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! 0 of n has lower limit exactly 0 and n of n upper limit exactly 1, so that the interval holds the share; n = 1 has an
//! interval; n = 0 has no value and warns W301. Fewer than 20 units warn W304. Missing units are left out and counted
//! (W101). At levels next to nothing the interval can lie beside x/n, since it is one about the posterior median (W313).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = proportion::jeffreys(&none, Level::P95)?.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - 0.217_196_267_509_211).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133, who set the limits at the ends.
//!
//! ## Checked against
//! R 4.2.2 `qbeta` and scipy 1.17.1 `beta.ppf`, 14 cases, relative 1e-8. statsmodels 0.15.0
//! `proportion_confint("jeffreys")` has no convention at the ends: its lower limit for 0 of 10 is 0.00005, above the share.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::{Side, Target, beta};

/// The method.
pub const JEFFREYS: Method = Method::new("proportion/jeffreys", 1, "Brown, Cai and DasGupta (2001)");

/// Share of units with the event, with Jeffreys' interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn jeffreys(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, JEFFREYS, level, limits).map(Estimate::warned_if_beside)
}

/// Both limits for x of n, n above zero.
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let lower = if x > 0.0 { quantile(x, n, level, Side::Lower)? } else { 0.0 };
    let upper = if x < n { quantile(x, n, level, Side::Upper)? } else { 1.0 };
    Ok((lower, upper))
}

/// The quantile of the posterior on one side.
pub(super) fn quantile(x: f64, n: f64, level: Level, side: Side) -> Result<f64> {
    beta::quantile_of(x + 0.5, n - x + 0.5, Target::known(level.tail(), level.z(), side))
        .ok_or_else(|| Error::from(Fault::Bug { what: format!("no posterior quantile for {x} of {n}") }))
}
