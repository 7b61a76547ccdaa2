//! # Exact interval for a rate ratio
//!
//! ## What it estimates
//! The rate in one group divided by the rate in the other, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups, or before against after in the same area: it is the default comparison of rates.
//!
//! ## Equation
//! Given O1 + O2 events, O1 is binomial with share w = r T1 / (r T1 + T2). The limits of r follow from the
//! Clopper-Pearson limits of w by r = w T2 / ((1 - w) T1).
//!
//! ## Interval
//! Two-sided with equal tails, from 0 to infinity. The p-value tests r = 1 by the exact binomial test (sum of all outcomes
//! no more likely than the one seen). The standard error is sqrt(1/O1 + 1/O2) on the log scale, absent where a group
//! has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. No exposure in a group: no value, W305. Swapping the groups
//! inverts the result. The interval has equal tails and the test has not, so that very near the border they can differ.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::ratio};
//! let (after, before) = (RateCell::from_counts(11.0, 800.0)?, RateCell::from_counts(16.0, 1083.0)?);
//! let estimate = ratio::exact(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 2.135_440_903_071_48).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Przyborowski and Wilenski (1940), Biometrika 31: 313-323; Clopper and Pearson (1934).
//!
//! ## Checked against
//! R 4.2.2 `poisson.test` and scipy 1.17.1 beta quantiles and `binomtest`, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::error::{Fault, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::beta::UnitPoint;
use crate::numeric::{Side, beta, binomial};

/// The method.
pub const EXACT: Method = Method::new("ratio/exact", 1, "Przyborowski and Wilenski (1940)");

/// Rate in `of` divided by rate in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn exact(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let count = |cell: &RateCell| Count {
        records: Some(cell.records()),
        events: Some(cell.events()),
        exposure: Some(cell.exposure()),
    };
    let estimate = Estimate::new(Estimand::RateRatio, Unit::Ratio, EXACT, count(of).plus(count(against)))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.exposure() <= 0.0 || against.exposure() <= 0.0 {
        return Ok(estimate.warned(Warning::NoExposure));
    }
    let (o1, o2) = (of.events(), against.events());
    let exposure = against.exposure() / of.exposure();
    let (x1, x2) = (o1 as f64, o2 as f64);
    // The logit of the share carries the odds without losing digits near 0 or 1.
    let odds = |a, b, side| {
        beta::quantile_logit(a, b, level.tail(), side)
            .map(|logit| logit.exp() * exposure)
            .ok_or_else(|| Fault::Bug { what: format!("no beta quantile for {o1} and {o2} events") })
    };
    let lower = if o1 == 0 { 0.0 } else { odds(x1, x2 + 1.0, Side::Lower)? };
    let upper = if o2 == 0 { f64::INFINITY } else { odds(x1 + 1.0, x2, Side::Upper)? };
    let total = of.exposure() + against.exposure();
    let share = UnitPoint { x: of.exposure() / total, y: against.exposure() / total };
    let estimate = estimate.between(lower, upper, level);
    let estimate = match (o1, o2) {
        (0, 0) => return Ok(estimate.warned(Warning::UndefinedRatio)),
        (_, 0) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (0, _) => estimate.valued(0.0),
        _ => estimate.valued(x1 / x2 * exposure).with_se((1.0 / x1 + 1.0 / x2).sqrt(), Scale::Log),
    };
    Ok(Estimate { p_value: Some(binomial::two_sided_p(o1, o1 + o2, share)), ..estimate })
}
