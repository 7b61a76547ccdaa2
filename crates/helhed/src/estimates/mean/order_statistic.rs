//! # Interval for a quantile by order statistics
//!
//! ## What it estimates
//! The quantile of a population (the median at 0.5), with an interval whose ends are observed values.
//!
//! ## When to use
//! For medians and other quantiles of independent units, whatever the distribution: nothing is assumed about it.
//!
//! ## Equation
//! The value is the sample quantile of type 7. With B binomial of n and p, the lower limit is the value of rank l, the
//! smallest whole number with P(B <= l) >= alpha/2, and the upper that of rank u, one more than the smallest k with P(B
//! <= k) >= 1 - alpha/2. Rank 0 is minus infinity and rank n + 1 infinity.
//!
//! ## Interval
//! Two-sided. Its coverage, P(l <= B <= u - 1), is exact for a continuous distribution, at least the level, and known
//! beforehand: `ranks` gives it. Ties only make it higher. There is no standard error.
//!
//! ## Edge cases
//! No values: W301. Where n is too small for the level a limit is infinite (W321): five values cannot bound a median
//! from either side at 95 percent. Shares outside [0, 1] are refused (H008). Missing values are left out and counted,
//! W101.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::mean, records::Sample};
//! let days = Sample::from_values([12.0, 15.0, 9.0, 22.0, 31.0, 8.0, 17.0, 19.0, 25.0, 14.0].map(Some))?;
//! let median = mean::median(&days, Level::P95)?;
//! assert_eq!(median.value, Some(16.0));
//! assert_eq!(median.interval.map(|interval| (interval.lower, interval.upper)), Some((9.0, 25.0)));
//! let ranks = mean::ranks(10, 0.5, Level::P95)?;
//! assert_eq!((ranks.lower, ranks.upper), (2, 9));
//! assert!((ranks.coverage - 0.978_515_625).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Thompson (1936), Annals of Mathematical Statistics 7: 122-128. Conover (1999), Practical Nonparametric Statistics,
//! 3rd ed., section 3.2.
//!
//! ## Checked against
//! R 4.2.2 `qbinom` ranks and scipy 1.17.1 `binom.ppf`, 8 cases, relative 1e-8.

use super::quantile::{Interpolation, checked, of_sorted};
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::numeric::beta::UnitPoint;
use crate::numeric::binomial;
use crate::records::Sample;

/// The method.
pub const ORDER_STATISTIC: Method = Method::new("mean/order_statistic", 1, "Thompson (1936)");

/// The ranks whose values bound a quantile, and how surely they do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranks {
    /// Rank of the lower limit; 0 is minus infinity.
    pub lower: u64,
    /// Rank of the upper limit; n + 1 is infinity.
    pub upper: u64,
    /// Probability that the values of these ranks lie on either side of the quantile, for a continuous distribution.
    pub coverage: f64,
}

/// The median with its interval.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn median(sample: &Sample, level: Level) -> Result<Estimate> {
    order_statistic(sample, 0.5, level)
}

/// Quantile `prob` with its interval.
///
/// # Errors
/// `H008` unless `prob` lies in [0, 1].
pub fn order_statistic(sample: &Sample, prob: f64, level: Level) -> Result<Estimate> {
    let prob = checked(prob)?;
    let records = sample.records();
    let unit = Unit::Named("points".into());
    let estimate = Estimate::new(Estimand::Quantile, unit, ORDER_STATISTIC, Count::of_records(records))
        .warned_if_missing(sample.missing(), records);
    let sorted = sample.sorted();
    let Some(value) = of_sorted(&sorted, prob, Interpolation::Seven) else {
        return Ok(estimate.warned(Warning::NoObservations));
    };
    let ranks = ranks(records, prob, level)?;
    let ranked = |rank: u64, beyond: f64| match rank.checked_sub(1) {
        Some(index) => sorted.get(index as usize).copied().unwrap_or(beyond),
        None => beyond,
    };
    let (lower, upper) = (ranked(ranks.lower, f64::NEG_INFINITY), ranked(ranks.upper, f64::INFINITY));
    let estimate = estimate.valued(value).between(lower, upper, level);
    let reached = lower.is_finite() && upper.is_finite();
    Ok(if reached { estimate } else { estimate.warned(Warning::TooFewForLevel { reached: None }) }
        .warned_if_small(records))
}

/// The ranks that bound quantile `prob` among `n` values.
///
/// # Errors
/// `H008` unless `prob` lies in [0, 1].
pub fn ranks(n: u64, prob: f64, level: Level) -> Result<Ranks> {
    let share = UnitPoint::new(checked(prob)?);
    let at_most = |k: u64| at_most(k, n, share);
    let lower = smallest(n, |k| at_most(k) >= level.tail() * (1.0 - FUZZ));
    // The upper tail is compared, which keeps its digits at high levels.
    let upper = smallest(n, |k| above(k, n, share) <= level.tail() * (1.0 + FUZZ)) + 1;
    let below = if lower == 0 { 0.0 } else { at_most(lower - 1) };
    let coverage = 1.0 - below - above(upper - 1, n, share);
    Ok(Ranks { lower, upper, coverage })
}

/// Rounding that may not decide whether a probability reaches its bound.
const FUZZ: f64 = 64.0 * f64::EPSILON;

/// Probability of at most `k`.
fn at_most(k: u64, n: u64, share: UnitPoint) -> f64 {
    binomial::at_most(k, n, share)
}

/// Probability of more than `k`.
fn above(k: u64, n: u64, share: UnitPoint) -> f64 {
    if k >= n { 0.0 } else { binomial::at_least(k + 1, n, share) }
}

/// The smallest number from 0 to `n` that is enough, where all above it are enough too, and `n` is.
fn smallest(n: u64, enough: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
