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
//! Two-sided with equal tails, from 0 to infinity. The p-value tests r = 1 and is twice the smaller one-sided exact
//! p-value, at most 1, so it agrees with the interval; `ratio/exact_test` has the one that adds up the outcomes no more
//! likely than the one seen. The standard error is sqrt(1/O1 + 1/O2) on the log scale, absent where a group has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. No exposure in a group: no value, W305. Swapping the groups
//! inverts the result.
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
//! R 4.2.2 `poisson.test` and scipy 1.17.1 beta quantiles, 11 cases, relative 1e-8. The p-value of `poisson.test`
//! itself does not always agree with its interval; it is that of `ratio/exact_test`.

use crate::cells::RateCell;
use crate::comparisons::rates;
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::numeric::{Side, beta, binomial, doubled};

/// The method.
pub const EXACT: Method = Method::new("ratio/exact", 2, "Przyborowski and Wilenski (1940)");

/// Rate in `of` divided by rate in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn exact(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::ratio(EXACT, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (x1, x2, exposure) = (counts.x1, counts.x2, counts.t2 / counts.t1);
    // The logit of the share carries the odds without losing digits near 0 or 1.
    let odds = |a, b, side| {
        beta::quantile_logit(a, b, level.tail(), side)
            .map(|logit| logit.exp() * exposure)
            .ok_or_else(|| Fault::Bug { what: format!("no beta quantile for {x1} and {x2} events") })
    };
    let lower = if x1 == 0.0 { 0.0 } else { odds(x1, x2 + 1.0, Side::Lower)? };
    let upper = if x2 == 0.0 { f64::INFINITY } else { odds(x1 + 1.0, x2, Side::Upper)? };
    let estimate = estimate.between(lower, upper, level);
    let (seen, all, share) = (of.events(), of.events() + against.events(), counts.share_if_equal());
    if all == 0 {
        return Ok(estimate);
    }
    let p = doubled(binomial::at_most(seen, all, share), binomial::at_least(seen, all, share));
    Ok(estimate.with_se(counts.se_of_log_ratio(), Scale::Log).with_p(p))
}
