//! # Clopper-Pearson interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with the exact interval.
//!
//! ## When to use
//! When the coverage must never fall below the level, for instance in a claim that will be contested. It is wider than
//! Wilson's on average.
//!
//! ## Equation
//! With x of n and alpha = 1 - level, the lower limit is the alpha/2 quantile of Beta(x, n - x + 1) and the upper limit
//! the 1 - alpha/2 quantile of Beta(x + 1, n - x).
//!
//! ## Interval
//! Two-sided with equal tails, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! 0 of n has lower limit exactly 0 and n of n upper limit exactly 1; n = 0 has no value and warns W301. Fewer than 20
//! units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = proportion::clopper_pearson(&none, Level::P95)?.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - 0.308_497_107_818_761).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Clopper and Pearson (1934), Biometrika 26: 404-413. Incomplete beta function: DLMF 8.17; DiDonato and Morris (1992).
//!
//! ## Checked against
//! R 4.2.2 `binom.test` and scipy 1.17.1 `beta` quantiles, 14 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::{Side, Target, beta};

/// The method.
pub const CLOPPER_PEARSON: Method = Method::new("proportion/clopper_pearson", 1, "Clopper and Pearson (1934)");

/// Share of units with the event, with the exact interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn clopper_pearson(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, CLOPPER_PEARSON, level, limits)
}

/// Both limits for x of n, n above zero.
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let quantile = |a, b, side| -> Result<f64> {
        beta::quantile_of(a, b, Target::known(level.tail(), level.z(), side))
            .ok_or_else(|| Fault::Bug { what: format!("no beta quantile for {x} of {n}") }.into())
    };
    let lower = if x > 0.0 { quantile(x, n - x + 1.0, Side::Lower)? } else { 0.0 };
    let upper = if x < n { quantile(x + 1.0, n - x, Side::Upper)? } else { 1.0 };
    Ok((lower, upper))
}
