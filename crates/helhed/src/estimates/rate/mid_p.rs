//! # Mid-P interval for a rate
//!
//! ## What it estimates
//! Events per unit of exposure, with the mid-P form of the exact Poisson interval.
//!
//! ## When to use
//! Where an interval on exact probabilities is wanted and the coverage should be near the level on average. It is shorter
//! than the exact interval and lies inside it; its coverage can fall a little below the level.
//!
//! ## Equation
//! With O events, exposure T and alpha = 1 - level, the lower limit is m/T with m the mean at which
//! P(X > O) + P(X = O)/2 = alpha/2, and the upper limit m/T with m the mean at which P(X < O) + P(X = O)/2 = alpha/2,
//! where X is Poisson with mean m. Both are found on the logarithm of m, from the saddle-point approximation of the tail;
//! from ten million events that approximation is itself exact to all digits, and is the answer.
//!
//! ## Interval
//! Two-sided with equal tails, never below 0. The standard error is sqrt(O)/T on the identity scale.
//!
//! ## Edge cases
//! No events: the lower limit is exactly 0 and the upper is -ln(alpha)/T. No exposure: no value, warning W305.
//! At levels below 50 percent the interval can lie beside O/T, since it is one about the median-unbiased rate (W313).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let none = RateCell::from_counts(0.0, 100.0)?;
//! let interval = rate::mid_p(&none, Level::P95)?.interval.expect("there is exposure");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - -(0.05_f64.ln()) / 100.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lancaster (1961), Journal of the American Statistical Association 56: 223-234; Cohen and Yang (1994), Statistics in
//! Medicine 13: 2189-2203.
//!
//! ## Checked against
//! R 4.2.2 `uniroot` and scipy 1.17.1 `brentq` on the mid-P tails, 11 cases, relative 1e-8. statsmodels 0.15.0
//! `confint_poisson(method="midp-c")` gives 0.02996 for both limits of 0 in 100, and six digits otherwise.

use crate::cells::RateCell;
use crate::error::{Error, Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::Side;
use crate::numeric::mid_p::poisson_limit;

/// The method.
pub const MID_P: Method = Method::new("rate/mid_p", 1, "Lancaster (1961)");

/// Rate with the mid-P interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn mid_p(cell: &RateCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, MID_P, level, limits).map(Estimate::warned_if_beside)
}

/// Both limits of the expected number, for so many events.
pub(crate) fn limits(events: f64, level: Level) -> Result<(f64, f64)> {
    if events == 0.0 {
        return Ok((0.0, -(2.0 * level.tail()).ln()));
    }
    let limit = |side| {
        let bug = || Error::from(Fault::Bug { what: format!("no mid-P limit for {events} events") });
        poisson_limit(events, level.tail(), level.z(), side).ok_or_else(bug)
    };
    Ok((limit(Side::Lower)?, limit(Side::Upper)?))
}
