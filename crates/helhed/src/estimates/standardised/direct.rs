//! # Directly standardised rate, Dobson's interval with Byar's limits
//!
//! ## What it estimates
//! The rate that a standard population would have with the stratum rates of this one: a rate free of differences in age
//! (or whatever the strata are).
//!
//! ## When to use
//! To compare areas or years whose age structures differ, where every stratum has events enough for a rate of its own:
//! it is the default. With few events prefer `standardised/fay_feuer`, or an indirect ratio.
//!
//! ## Equation
//! With events o, populations n and standard weights s (S their sum), the rate is sum (s/S) o/n and its variance v =
//! sum (s/S)^2 o / n^2. With O events in all and Byar's limits O_l and O_u of O, the limits are rate + sqrt(v/O) (O_l -
//! O) and rate + sqrt(v/O) (O_u - O).
//!
//! ## Interval
//! Two-sided. The standard error is sqrt(v) on the identity scale. Where a few events carry most of the weight the
//! lower limit can be below zero; it is not cut off.
//!
//! ## Edge cases
//! No events, or none in a stratum of the standard: rate 0 without interval, W325. A missing count is not zero: no
//! value, W322. A population of zero is refused (H203), and so is a standard that is zero in every stratum (H320).
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let column = |values: [f64; 4]| values.map(Some);
//! let strata = StratumCounts::from_values(&column([20.0, 35.0, 60.0, 80.0]), &column([1e4, 9e3, 8e3, 5e3]))?;
//! let rate = Standardised::new(strata, &column([4e4, 3e4, 2e4, 1e4]))?;
//! let estimate = standardised::direct(&rate, Level::P95)?.per(100_000.0);
//! assert_eq!(format!("{:.1}", estimate.value.unwrap()), "506.7");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Dobson, Kuulasmaa, Eberle and Scherer (1991), Statistics in Medicine 10: 457-462. Breslow and Day (1987), p. 69.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and Python as in PHE's `phe_dsr`, 8 cases, relative 1e-8. `phe_dsr` counts missing counts as
//! zero and gives no interval below 10 events; here the first have no value and the second an interval.

use super::Standardised;
use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};
use crate::estimates::rate;

/// The method.
pub const DIRECT: Method = Method::new("standardised/direct", 1, "Dobson et al. (1991)");

/// Directly standardised rate with Dobson's interval and Byar's limits.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn direct(of: &Standardised, level: Level) -> Result<Estimate> {
    dobson(of, DIRECT, rate::byar, level)
}

/// Dobson's interval with these limits of the number of events.
pub(super) fn dobson(
    of: &Standardised,
    method: Method,
    limits: fn(&RateCell, Level) -> Result<Estimate>,
    level: Level,
) -> Result<Estimate> {
    let (estimate, moments) = of.without_interval(method);
    let Some(moments) = moments.filter(|moments| moments.rate > 0.0) else { return Ok(of.warned(estimate)) };
    let events = moments.events as f64;
    let counted = limits(&RateCell::from_counts(events, 1.0)?, level)?;
    let scale = (moments.variance / events).sqrt();
    Ok(match counted.interval {
        Some(counted) => {
            let limit = |count: f64| moments.rate + scale * (count - events);
            estimate.between(limit(counted.lower), limit(counted.upper), level)
        }
        None => estimate,
    })
}
