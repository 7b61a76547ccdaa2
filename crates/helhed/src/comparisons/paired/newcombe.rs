//! # Newcombe interval for a paired risk difference
//!
//! ## What it estimates
//! The share with the event the first time minus the share the second time, of the same units, between -1 and 1.
//!
//! ## When to use
//! For the same persons before and after: it is the default difference of paired shares. Persons that are not the same
//! need a comparison of two groups.
//!
//! ## Equation
//! With Wilson limits l1, u1 and l2, u2 of the two shares p1 and p2, d = p1 - p2 and phi as on its own page:
//! lower = d - sqrt((p1 - l1)^2 - 2 phi (p1 - l1)(u2 - p2) + (u2 - p2)^2),
//! upper = d + sqrt((u1 - p1)^2 - 2 phi (u1 - p1)(p2 - l2) + (p2 - l2)^2).
//!
//! ## Interval
//! Two-sided, inside [-1, 1]. The p-value is found by turning the interval round: it is below 1 - level exactly where
//! the interval does not include zero, and can differ a little from McNemar's. The standard error is sqrt(b + c - (b -
//! c)^2/n) / n on the identity scale, with b and c the units that changed in either direction.
//!
//! ## Edge cases
//! No unit that changed, and all or none with the event, have an interval. No units: no value, W301. Fewer than 20
//! units warn W304. Units that lack a value are left out and counted (W101). Swapping the times mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::PairedCell, comparisons::paired};
//! let estimate = paired::newcombe(&PairedCell::from_counts(36.0, 12.0, 2.0, 0.0)?, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 0.056_929_584_003_238_7).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 2635-2650, method 10.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and from scipy 1.17.1 Wilson limits, 10 cases, relative 1e-8.

use super::phi::value as phi;
use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit};
use crate::estimates::proportion::wilson_limits;
use crate::numeric::inversion;

/// The method.
pub const NEWCOMBE: Method = Method::new("paired/newcombe", 1, "Newcombe (1998), paired method 10");

/// Share the first time minus share the second time.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn newcombe(cell: &PairedCell, level: Level) -> Result<Estimate> {
    let estimate = super::estimate(cell, Estimand::RiskDifference, Unit::Share, NEWCOMBE);
    if cell.records() == 0 {
        return Ok(estimate);
    }
    let (n, b, c) = (cell.records() as f64, cell.only_first() as f64, cell.only_second() as f64);
    let (value, phi) = ((b - c) / n, phi(cell));
    let (lower, upper) = limits(cell, phi, level.z());
    let towards_zero = |z: f64| {
        let (lower, upper) = limits(cell, phi, z);
        if value >= 0.0 { lower } else { -upper }
    };
    let se = (b + c - (b - c) * (b - c) / n).max(0.0).sqrt() / n;
    Ok(estimate
        .valued(value)
        .between(lower, upper, level)
        .with_se(se, Scale::Identity)
        .with_p(inversion::p_value(value / se, towards_zero)))
}

fn limits(cell: &PairedCell, phi: f64, z: f64) -> (f64, f64) {
    let n = cell.records() as f64;
    let (x1, x2) = (cell.first().events() as f64, cell.second().events() as f64);
    let value = (cell.only_first() as f64 - cell.only_second() as f64) / n;
    let ((l1, u1), (l2, u2)) = (wilson_limits(x1, n, z), wilson_limits(x2, n, z));
    let (p1, p2) = (x1 / n, x2 / n);
    let distance = |one: f64, two: f64| (one * one - 2.0 * phi * one * two + two * two).max(0.0).sqrt();
    ((value - distance(p1 - l1, u2 - p2)).max(-1.0), (value + distance(u1 - p1, p2 - l2)).min(1.0))
}
