//! # Interval for a proportion with a design effect
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, where the units do not vary independently.
//!
//! ## When to use
//! When the persons come in clusters (stairways, classes, households) or were drawn by a complex survey, and the design
//! effect is known from elsewhere. Where the counts of each cluster are at hand, use `proportion/clustered`.
//!
//! ## Equation
//! Wilson's interval for the share p = x/n of n/d units, with d the design effect: the limits are the roots in q of
//! (p - q)^2 = z^2 d q (1 - q) / n.
//!
//! ## Interval
//! Two-sided, inside [0, 1]. The standard error is sqrt(d p(1 - p)/n) on the identity scale.
//!
//! ## Edge cases
//! A design effect below 1, infinite or not-a-number is refused (H008): a gain in precision is not taken on trust. With 1
//! it is Wilson's interval. 0 of n has lower limit exactly 0 and n of n upper limit exactly 1. n = 0 has no value and
//! warns W301. Fewer than 20 units warn W304. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let children = ProportionCell::from_counts(60.0, 200.0)?;
//! let (alone, clustered) =
//!     (proportion::wilson(&children, Level::P95)?, proportion::effective(&children, 2.0, Level::P95)?);
//! let width = |estimate: helhed::Estimate| estimate.interval.map(|interval| interval.upper - interval.lower);
//! assert!(width(clustered) > width(alone));
//! assert!(proportion::effective(&children, 0.5, Level::P95).is_err());
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Kish (1965), Survey Sampling; Kott and Carr (1997), Journal of Official Statistics 13: 91-103; Dean and Pagano (2015),
//! Survey Methodology 41: 1-18.
//!
//! ## Checked against
//! statsmodels 0.15.0 `proportion_confint("wilson")` with x/d of n/d, 30 cases, relative 1e-8.

use super::wilson_limits;
use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Estimate, Level, Method, Scale};

/// The method.
pub const EFFECTIVE: Method = Method::new("proportion/effective", 1, "Kott and Carr (1997)");

/// Share of units with the event, with Wilson's interval for as many units as the design effect leaves.
///
/// # Errors
/// `H008` for a design effect below 1, infinite or not-a-number.
pub fn effective(cell: &ProportionCell, design_effect: f64, level: Level) -> Result<Estimate> {
    if !(1.0..f64::INFINITY).contains(&design_effect) {
        let fault = Fault::OutsideRange { what: "design effect", found: design_effect, low: 1.0, high: f64::MAX };
        return Err(Error::new(fault, Place::argument("design_effect")));
    }
    let (estimate, share) = super::without_interval(cell, EFFECTIVE);
    Ok(match share {
        Some(share) => adjusted(estimate, share, cell.records() as f64 / design_effect, level.z(), level),
        None => estimate,
    })
}

/// The estimate with the standard error and Wilson's limits of so many independent units.
pub(super) fn adjusted(estimate: Estimate, share: f64, units: f64, quantile: f64, level: Level) -> Estimate {
    let (lower, upper) = wilson_limits(share * units, units, quantile);
    estimate.with_se((share * (1.0 - share) / units).sqrt(), Scale::Identity).between(lower, upper, level)
}
