//! # Newcombe interval for a risk difference
//!
//! ## What it estimates
//! The share in one group minus the share in the other, between -1 and 1.
//!
//! ## When to use
//! For two independent groups, or before against after when the persons are not the same: it is the default difference
//! of proportions.
//!
//! ## Equation
//! With Wilson limits l1, u1 and l2, u2 of the two shares p1 and p2 and d = p1 - p2:
//! lower = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), upper = d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
//!
//! ## Interval
//! Two-sided, inside [-1, 1]. The p-value is that of the interval: it belongs to the z at which a limit is zero. The
//! standard error is sqrt(p1 q1/n1 + p2 q2/n2) on the identity scale.
//!
//! ## Edge cases
//! Zero in both, all in both and groups of one unit have an interval. An empty group: no value, W301. Swapping the
//! groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = difference::newcombe(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 0.052_431_472_402_365).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 873-890, method 10.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and from scipy 1.17.1 Wilson limits, 16 cases, relative 1e-8. No peer gives a p-value; a law
//! test holds it against the interval at random levels.

use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale};
use crate::estimates::proportion::wilson_limits;
use crate::numeric::{inversion, mover};

/// The method.
pub const NEWCOMBE: Method = Method::new("difference/newcombe", 1, "Newcombe (1998), method 10");

/// Share in `of` minus share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn newcombe(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskDifference, NEWCOMBE);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    Ok(estimate
        .valued(counts.p1() - counts.p2())
        .between(lower, upper, level)
        .with_se(counts.se_of_difference(), Scale::Identity)
        .with_p(p_value(counts)))
}

/// Value, both limits and p-value.
pub(in crate::comparisons) fn numbers(counts: Counts, level: Level) -> Result<Option<[f64; 4]>> {
    let Counts { x1, n1, x2, n2 } = counts;
    let (lower, upper) = limits(x1, n1, x2, n2, level)?;
    Ok(Some([counts.p1() - counts.p2(), lower, upper, p_value(counts)]))
}

/// Both limits.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    let counts = Counts { x1, n1, x2, n2 };
    let difference = counts.p1() - counts.p2();
    let (down, up) = reach(counts, level.z());
    Ok((difference - down, difference + up))
}

/// How far the limits lie below and above the difference.
fn reach(counts: Counts, z: f64) -> (f64, f64) {
    let Counts { x1, n1, x2, n2 } = counts;
    let ((l1, u1), (l2, u2)) = (wilson_limits(x1, n1, z), wilson_limits(x2, n2, z));
    mover::reach((counts.p1(), l1, u1), (counts.p2(), l2, u2))
}

/// Two-sided p-value at which the limit on the side of zero is zero; the score statistic is near its quantile.
fn p_value(counts: Counts) -> f64 {
    let difference = counts.p1() - counts.p2();
    inversion::p_value(counts.score(), |z| {
        let (down, up) = reach(counts, z);
        if difference >= 0.0 { difference - down } else { -difference - up }
    })
}
