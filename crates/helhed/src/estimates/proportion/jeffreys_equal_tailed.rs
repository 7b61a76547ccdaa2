//! # Equal-tailed Jeffreys interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with plain quantiles of the posterior under Jeffreys' prior.
//!
//! ## When to use
//! For a Bayesian credible interval, or to repeat the figures of software that has no convention at the ends. As a
//! confidence interval use `proportion/jeffreys`, which holds the share also at 0 and at n.
//!
//! ## Equation
//! With alpha = 1 - level, the limits are the alpha/2 and 1 - alpha/2 quantiles of Beta(x + 1/2, n - x + 1/2).
//!
//! ## Interval
//! Two-sided with equal tails of the posterior, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity
//! scale.
//!
//! ## Edge cases
//! For 0 of n the lower limit is above 0, and for n of n the upper limit is below 1: the interval then lies beside the
//! value x/n, and warns W313. n = 1 has an interval; n = 0 has no value and warns W301. Fewer than 20 units warn W304.
//! Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = proportion::jeffreys_equal_tailed(&none, Level::P95)?.interval.expect("there are observations");
//! assert!((interval.lower - 4.789_043_315_758_2e-5).abs() < 1e-15);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Jeffreys (1961), Theory of Probability, 3rd edition; Brown, Cai and DasGupta (2001), Statistical Science 16: 101-133.
//!
//! ## Checked against
//! R 4.2.2 `qbeta` and scipy 1.17.1 `beta.ppf`, 14 cases, relative 1e-8.

use super::jeffreys::quantile;
use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::Side;

/// The method.
pub const JEFFREYS_EQUAL_TAILED: Method = Method::new("proportion/jeffreys_equal_tailed", 1, "Jeffreys (1961)");

/// Share of units with the event, with the equal-tailed credible interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn jeffreys_equal_tailed(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, JEFFREYS_EQUAL_TAILED, level, limits).map(Estimate::warned_if_beside)
}

/// Both limits for x of n, n above zero.
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    Ok((quantile(x, n, level, Side::Lower)?, quantile(x, n, level, Side::Upper)?))
}
