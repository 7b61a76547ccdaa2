//! # Indirectly standardised ratio with Byar's interval
//!
//! ## What it estimates
//! Observed events over the events expected with the rates of a reference population (a standardised mortality or event
//! ratio), with a two-sided p-value.
//!
//! ## When to use
//! For an area that is compared with the country, with ten events or more. Two such ratios have different weights and
//! are not to be compared with each other.
//!
//! ## Equation
//! With O observed and E = sum n R/N expected (n the population here, R/N the rate of the reference, by stratum), O/E
//! has Byar's limits of O (`rate/byar`) over E. Times the crude rate of the reference it is the indirectly standardised
//! rate.
//!
//! ## Interval
//! Two-sided, never below 0; E is taken as known. The p-value tests a ratio of 1: it is one minus the level at which
//! the interval just reaches 1. The standard error is sqrt(O)/E on the identity scale.
//!
//! ## Edge cases
//! No events: ratio 0, and the upper limit has a value. Nothing expected: no ratio, W401, and an error where events
//! were observed (H321). A missing count is not zero: no value, W322.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Expected}};
//! let estimate = standardised::smr_byar(&Expected::from_counts(58.0, 41.2)?, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 1.068_913_030_260_46).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and Python, as in PHE's `phe_isratio`, 17 cases, relative 1e-8. `phe_isratio` counts missing
//! counts as zero; here they leave no value.

use super::Expected;
use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::estimates::rate;
use crate::numeric::normal;

/// The method.
pub const SMR_BYAR: Method = Method::new("standardised/smr_byar", 1, "Breslow and Day (1987), p. 69");

/// Observed over expected events with Byar's interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn smr_byar(of: &Expected, level: Level) -> Result<Estimate> {
    let (estimate, both) = of.without_interval(SMR_BYAR);
    let Some((observed, expected)) = both else { return Ok(estimate) };
    let events = observed as f64;
    let counted = rate::byar(&RateCell::from_counts(events, expected)?, level)?;
    let estimate = estimate.with_se(events.sqrt() / expected, Scale::Identity).with_p(p_value(events, expected));
    Ok(Estimate { interval: counted.interval, ..estimate })
}

/// One minus the level at which a limit reaches the expected number.
fn p_value(events: f64, expected: f64) -> f64 {
    let distance = |count: f64| 3.0 * count.sqrt() * (1.0 - 1.0 / (9.0 * count) - (expected / count).cbrt());
    let below = if events > 0.0 { distance(events) } else { f64::NEG_INFINITY };
    let above = -distance(events + 1.0);
    normal::two_sided_p(below.max(above).max(0.0))
}
