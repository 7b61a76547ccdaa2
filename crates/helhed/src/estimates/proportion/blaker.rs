//! # Blaker interval for a proportion
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, with Blaker's exact interval.
//!
//! ## When to use
//! When the coverage must never fall below the level and the interval should be as short as that allows: it lies inside
//! the interval of Clopper and Pearson. It has no equal tails, so it cannot be read as two one-sided limits.
//!
//! ## Equation
//! For a share p let A(p) = min(P(X <= x), P(X >= x)), and let the acceptability be A(p) and the largest tail on the
//! other side that is no larger than A(p), added up. The interval reaches from the smallest to the largest p whose
//! acceptability is at least alpha = 1 - level. The lower limit is found without a grid: it lies between the limit of
//! Clopper and Pearson and the next p at which the other tail gains an outcome, where the acceptability is twice A(p).
//!
//! ## Interval
//! Two-sided, inside [0, 1]. The standard error is sqrt(p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! The shares whose acceptability is high enough need not be a whole interval; the limits are then their outer ends, so
//! that the coverage is kept, and they are moved outward by 1e-12 in the log odds, so that a limit which is itself accepted is
//! inside. 0 of n has lower limit exactly 0 and n of n upper limit exactly 1; n = 1 has an interval;
//! n = 0 has no value and warns W301. Fewer than 20 units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let few = ProportionCell::from_counts(3.0, 10.0)?;
//! let interval = proportion::blaker(&few, Level::P95)?.interval.expect("there are observations");
//! assert!((interval.lower - 0.087_264_433_9).abs() < 1e-9 && (interval.upper - 0.619_410_658_9).abs() < 1e-9);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Blaker (2000), Canadian Journal of Statistics 28: 783-798. Klaschka and Reiczigel (2021), Computational Statistics 36:
//! 1775-1790, on computing it.
//!
//! ## Checked against
//! A search of the acceptability itself, with scipy 1.17.1 `binom.cdf` on a grid and bisection at its steps, 59 cases,
//! relative 1e-8. Its coverage is enumerated for 1 to 60 units. The search that Blaker printed stops up to 1e-4 away.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Result};
use crate::estimate::{Estimate, Level, Method};
use crate::numeric::beta::{self, UnitPoint};
use crate::numeric::binomial::{at_least, at_most};
use crate::numeric::{Side, root};

/// The method.
pub const BLAKER: Method = Method::new("proportion/blaker", 1, "Blaker (2000)");

/// What the log odds of a limit are moved outward, more than their rounding.
const OUTWARD: f64 = 1e-12;

/// Share of units with the event, with Blaker's exact interval.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn blaker(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    super::with_limits(cell, BLAKER, level, limits)
}

/// Both limits for x of n, n above zero.
pub(crate) fn limits(x: f64, n: f64, level: Level) -> Result<(f64, f64)> {
    let (events, records) = (x as u64, n as u64);
    let lower = if events > 0 { UnitPoint::from_logit(lower_logit(events, records, level.tail())?).x } else { 0.0 };
    let upper = if events < records {
        UnitPoint::from_logit(-lower_logit(records - events, records, level.tail())?).x
    } else {
        1.0
    };
    Ok((lower, upper))
}

/// Log odds of the lower limit, for x above zero.
fn lower_logit(x: u64, n: u64, tail: f64) -> Result<f64> {
    let exact = beta::quantile_logit(x as f64, (n - x) as f64 + 1.0, tail, Side::Lower)
        .ok_or_else(|| Error::from(Fault::Bug { what: format!("no beta quantile for {x} of {n}") }))?;
    let gained = first_above(UnitPoint::from_logit(exact), x, n, tail);
    // At x/n the tail of x is the larger one; for n of n the two are level before the last half unit.
    let widest = if x < n { (x as f64 / (n - x) as f64).ln() } else { (2.0 * n as f64 + 1.0).ln() };
    let level_tails = root::decreasing(exact, widest, |u| {
        let p = UnitPoint::from_logit(u);
        at_most(gained, n, p) - at_least(x, n, p)
    });
    // Before that share the other tail is without `gained`, and the acceptability crosses alpha once or not at all.
    let lacking = |u: f64| {
        let p = UnitPoint::from_logit(u);
        let other = if gained > 0 { at_most(gained - 1, n, p) } else { 0.0 };
        2.0 * tail - at_least(x, n, p) - other
    };
    let limit = if lacking(level_tails) >= 0.0 { level_tails } else { root::decreasing(exact, level_tails, lacking) };
    // The limit itself belongs to the interval (at 60 of 100 it is one half exactly), so rounding must not leave it out.
    Ok((limit - OUTWARD).max(exact))
}

/// The smallest count below `x` with a lower tail above `tail`: in growing steps from the normal quantile, then by
/// bisection.
fn first_above(p: UnitPoint, x: u64, n: u64, tail: f64) -> u64 {
    let above = |k: u64| at_most(k, n, p) > tail;
    let mean = n as f64 * p.x;
    // As far below the mean as x is above it.
    let guess = ((2.0 * mean - x as f64).max(0.0) as u64).min(x - 1);
    // `high` has a tail above, and what is below `low` has not.
    let (mut low, mut high) = (0, x - 1);
    let mut step = 1;
    if above(guess) {
        high = guess;
        while low < high {
            let next = high.saturating_sub(step);
            if above(next) {
                high = next;
                step *= 2;
            } else {
                low = next + 1;
                break;
            }
        }
    } else {
        low = guess + 1;
        while low < high {
            let next = (low + step).min(high);
            if next == high || above(next) {
                high = next;
                break;
            }
            low = next + 1;
            step *= 2;
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if above(middle) { high = middle } else { low = middle + 1 }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_half_stays_inside_where_the_tails_mirror_each_other() -> Result<()> {
        let (lower, upper) = (limits(60.0, 100.0, Level::P95)?.0, limits(40.0, 100.0, Level::P95)?.1);
        assert!(lower <= 0.5 && 0.5 - lower < 1e-11, "{lower}");
        assert!(upper >= 0.5 && upper - 0.5 < 1e-11, "{upper}");
        Ok(())
    }
}
