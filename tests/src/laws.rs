//! Parts of the property tests: what is drawn, and the laws that every interval keeps.

use helhed::cells::{ProportionCell, RateCell};
use helhed::estimate::Interval;
use helhed::{Estimate, Level, Result};
use proptest::prelude::*;

/// Events among units.
#[must_use]
pub fn share(x: u64, n: u64) -> ProportionCell {
    ProportionCell::from_counts(x as f64, n as f64).expect("counts")
}

/// Events in exposure.
#[must_use]
pub fn events(x: u64, time: f64) -> RateCell {
    RateCell::from_counts(x as f64, time).expect("counts")
}

/// The interval of an estimate that has one.
#[must_use]
pub fn limits(estimate: Result<Estimate>) -> Interval {
    estimate.expect("an estimate").interval.expect("an interval")
}

/// Events among units: small numbers often, the ends often, up to ten million.
pub fn counts() -> impl Strategy<Value = (u64, u64)> {
    let n = prop_oneof![1..=30_u64, 1..=1_000_u64, 1..=10_000_000_u64];
    n.prop_flat_map(|n| (prop_oneof![Just(0), Just(n), 0..=n], Just(n)))
}

/// Exposure from small to a register's.
pub fn time() -> impl Strategy<Value = f64> {
    prop_oneof![1e-3..1e3, 1e3..1e9]
}

/// Events, few and many.
pub fn occurrences() -> impl Strategy<Value = u64> {
    prop_oneof![0..=12_u64, 0..=100_000_u64]
}

/// A level, often the usual one.
pub fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(0.95), 0.01..0.999_999].prop_map(|level| Level::new(level).expect("a level"))
}

/// Every number of an estimate.
#[must_use]
pub fn numbers(estimate: &Estimate) -> Vec<f64> {
    let bounds = estimate.interval.iter().flat_map(|interval| [interval.lower, interval.upper]);
    let single = [estimate.value, estimate.se, estimate.p_value, estimate.n.exposure];
    single.into_iter().flatten().chain(bounds).collect()
}

/// No number is not-a-number, no gap is without a warning, and p-values are probabilities.
///
/// # Errors
/// If one of them fails.
pub fn no_nan(estimates: &[Estimate]) -> std::result::Result<(), TestCaseError> {
    for estimate in estimates {
        prop_assert!(numbers(estimate).iter().all(|number| !number.is_nan()), "{estimate:?}");
        let missing = estimate.value.is_none() || estimate.interval.is_none();
        prop_assert!(!missing || !estimate.warnings.is_empty(), "a gap without a warning: {estimate:?}");
        if let Some(p) = estimate.p_value {
            prop_assert!((0.0..=1.0).contains(&p), "{estimate:?}");
        }
    }
    Ok(())
}

/// The limits are in order, inside the parameter space, and around the value.
///
/// # Errors
/// If one of them fails.
pub fn ordered(estimate: &Estimate, low: f64, high: f64) -> std::result::Result<(), TestCaseError> {
    let Some(interval) = estimate.interval else { return Ok(()) };
    prop_assert!(low <= interval.lower && interval.lower <= interval.upper && interval.upper <= high, "{estimate:?}");
    if let Some(value) = estimate.value {
        prop_assert!(interval.contains(value), "{estimate:?}");
    }
    Ok(())
}

/// Whether one interval lies within the other, give or take rounding.
#[must_use]
pub fn nested(inner: Interval, outer: Interval) -> bool {
    let below = |low: f64, high: f64| low <= high || low - high <= 1e-12 * (1.0 + low.abs());
    below(outer.lower, inner.lower) && below(inner.upper, outer.upper)
}

/// Equal within rounding; infinite only together.
#[must_use]
pub fn same(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() <= 1e-8 * left.abs().max(right.abs()) + 1e-15
}
