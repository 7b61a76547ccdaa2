//! # Mid-P interval for a rate ratio
//!
//! ## What it estimates
//! The rate in one group divided by the rate in the other, with a two-sided p-value.
//!
//! ## When to use
//! For two independent groups with few events, where the exact interval is wider than it need be: the coverage is close to
//! the level on average, and may fall a little short of it.
//!
//! ## Equation
//! Given s = x1 + x2 events, X is binomial with share w = r t1 / (r t1 + t2). The limits of w solve
//! P(X > x1) + P(X = x1)/2 = tail and P(X < x1) + P(X = x1)/2 = tail; those of r follow by r = w t2 / ((1 - w) t1).
//!
//! ## Interval
//! Two-sided with equal tails, from 0 to infinity, inside the exact interval. The p-value is twice the smaller mid-P tail
//! at r = 1, at most 1, so it agrees with the interval. The standard error is sqrt(1/x1 + 1/x2) on the log scale, absent
//! where a group has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. No exposure in a group: no value, W305. Swapping the groups
//! inverts the result. At levels far below one half the interval can lie beside the estimate.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::ratio};
//! let (after, before) = (RateCell::from_counts(11.0, 800.0)?, RateCell::from_counts(16.0, 1083.0)?);
//! let estimate = ratio::rate_mid_p(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 2.010_393_892_427_77).abs() < 1e-11);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lancaster (1961), Journal of the American Statistical Association 56: 223-234; Berry and Armitage (1995), The
//! Statistician 44: 417-423.
//!
//! ## Checked against
//! `uniroot` on the mid-P tails in R 4.2.2 and `brentq` in scipy 1.17.1, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::comparisons::rates;
use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Method, Scale};
use crate::numeric::beta::UnitPoint;
use crate::numeric::root::decreasing;
use crate::numeric::{Side, beta, binomial, doubled};

/// The method.
pub const RATE_MID_P: Method = Method::new("ratio/rate_mid_p", 1, "Lancaster (1961)");

/// Rate in `of` divided by rate in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn rate_mid_p(of: &RateCell, against: &RateCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = rates::ratio(RATE_MID_P, of, against);
    let Some(counts) = counts else { return Ok(estimate) };
    let (o1, o2) = (of.events(), against.events());
    let exposure = counts.t2 / counts.t1;
    let lower = lower_logit(o1, o2, level.tail())?.exp() * exposure;
    let upper = (-lower_logit(o2, o1, level.tail())?).exp() * exposure;
    let estimate = estimate.between(lower, upper, level);
    if o1 + o2 == 0 {
        return Ok(estimate);
    }
    let equal = counts.share_if_equal();
    let mirrored = UnitPoint { x: equal.y, y: equal.x };
    let p = doubled(at_least(o2, o1, mirrored), at_least(o1, o2, equal));
    Ok(estimate.with_se(counts.se_of_log_ratio(), Scale::Log).with_p(p))
}

/// Probability of more than `x` events among `x + rest`, and half of that of exactly `x`.
fn at_least(x: u64, rest: u64, share: UnitPoint) -> f64 {
    let n = x + rest;
    let half = 0.5 * binomial::ln_probability(x, n, share).exp();
    if rest == 0 { half } else { binomial::at_least(x + 1, n, share) + half }
}

/// Log odds of the lower mid-P limit of the share of `x` among `x + rest`.
pub(crate) fn lower_logit(x: u64, rest: u64, tail: f64) -> Result<f64> {
    if x == 0 {
        return Ok(f64::NEG_INFINITY);
    }
    let (events, others) = (x as f64, rest as f64);
    if rest == 0 {
        // w^x / 2 = tail.
        let ln_share = (2.0 * tail).ln() / events;
        return Ok(ln_share - (-ln_share.exp_m1()).ln());
    }
    let bound = |a, b| {
        beta::quantile_logit(a, b, tail, Side::Lower)
            .ok_or_else(|| Fault::Bug { what: format!("no beta quantile for {x} and {rest} events") })
    };
    // Between the limits that count all of P(X = x) and none of it.
    let (low, high) = (bound(events, others + 1.0)?, bound(events + 1.0, others)?);
    let target = tail.ln();
    Ok(decreasing(low, high, |logit| target - at_least(x, rest, UnitPoint::from_logit(logit)).ln()))
}
