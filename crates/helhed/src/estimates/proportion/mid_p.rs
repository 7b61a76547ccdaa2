//! # Mid-P interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with the mid-P form of the exact interval.
//!
//! ## When to use
//! Where an interval on exact probabilities is wanted and the coverage should be near the level on average. It is
//! shorter than the exact interval of Clopper and Pearson and lies inside it; its coverage can fall a little below the
//! level.
//!
//! ## Equation
//! With alpha = 1 - level, the lower limit is the p at which P(X > x) + P(X = x)/2 = alpha/2 and the upper limit the p at
//! which P(X < x) + P(X = x)/2 = alpha/2, where X is binomial of n and p. Both are found on the logit of p, from the
//! saddle-point approximation of the tail; where x(n - x)/n is above ten million that approximation is itself exact to
//! all digits, and is the answer.
//!
//! ## Interval
//! Two-sided with equal tails, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! 0 of n has limits 0 and 1 - alpha^(1/n), and n of n has limits alpha^(1/n) and 1; n = 1 has an interval; n = 0 has no
//! value and warns W301. Fewer than 20 units warn W304. Missing units are left out and counted (W101). At levels
//! below 50 percent the interval can lie beside x/n, since it is one about the median-unbiased share (W313).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = proportion::mid_p(&none, Level::P95)?.interval.expect("there are observations");
//! assert_eq!(interval.lower, 0.0);
//! assert!((interval.upper - (1.0 - 0.05_f64.powf(0.1))).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lancaster (1961), Journal of the American Statistical Association 56: 223-234; Berry and Armitage (1995), The
//! Statistician 44: 417-423. Start: Lugannani and Rice (1980), Advances in Applied Probability 12: 475-490.
//!
//! ## Checked against
//! R 4.2.2 `uniroot` and scipy 1.17.1 `brentq` on the mid-P tails, 14 cases up to ten million units, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::beta::UnitPoint;
use crate::numeric::mid_p::lower_logit;

/// The method.
pub const MID_P: Method = Method::new("proportion/mid_p", 1, "Lancaster (1961)");

/// Share of units with the event, with the mid-P interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn mid_p(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, MID_P, level, limits).map(Estimate::warned_if_beside)
}

/// Both limits for x of n, n above zero.
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    if x == 0.0 {
        return Ok((0.0, from_the_end(n, level).y));
    }
    if x == n {
        return Ok((from_the_end(n, level).x, 1.0));
    }
    let logit = |x: f64| {
        let bug = || Error::from(Fault::Bug { what: format!("no mid-P limit for {x} of {n}") });
        lower_logit(x, n, level.tail(), level.z()).ok_or_else(bug)
    };
    Ok((UnitPoint::from_logit(logit(x)?).x, UnitPoint::from_logit(-logit(n - x)?).x))
}

/// Lower limit for n of n, with its complement: half of p^n is all that is in the tail.
fn from_the_end(n: f64, level: Level) -> UnitPoint {
    let log = (2.0 * level.tail()).ln() / n;
    UnitPoint { x: log.exp(), y: -log.exp_m1() }
}
