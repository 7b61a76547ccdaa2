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
//! Two-sided, inside [-1, 1]. The standard error is sqrt(p1 q1/n1 + p2 q2/n2) on the identity scale.
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
//! Closed form in R 4.2.2 and from scipy 1.17.1 Wilson limits, 16 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::estimates::proportion::wilson_limits;

/// The method.
pub const NEWCOMBE: Method = Method::new("difference/newcombe", 1, "Newcombe (1998), method 10");

/// Share in `of` minus share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn newcombe(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let count = |cell: &ProportionCell| Count::of_events(cell.events(), cell.records());
    let estimate = Estimate::new(Estimand::RiskDifference, Unit::Share, NEWCOMBE, count(of).plus(count(against)))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.records() == 0 || against.records() == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let (x1, n1) = (of.events() as f64, of.records() as f64);
    let (x2, n2) = (against.events() as f64, against.records() as f64);
    let (p1, p2, z) = (x1 / n1, x2 / n2, level.z());
    let ((l1, u1), (l2, u2)) = (wilson_limits(x1, n1, z), wilson_limits(x2, n2, z));
    let difference = p1 - p2;
    let lower = difference - (p1 - l1).hypot(u2 - p2);
    let upper = difference + (u1 - p1).hypot(p2 - l2);
    let se = (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt();
    Ok(estimate
        .valued(difference)
        .between(lower, upper, level)
        .with_se(se, Scale::Identity)
        .warned_if_small(of.records().min(against.records())))
}
