//! # Percent change
//!
//! ## What it estimates
//! The relative change from before to after, 100 (after/before - 1), in percent.
//!
//! ## When to use
//! To report a change of a share or a rate in the words people use. A change in percent says nothing of its size: keep
//! the two figures beside it.
//!
//! ## Equation
//! 100 (r - 1) with r the ratio after/before; the limits are those of the ratio (Koopman for shares, exact for rates).
//!
//! ## Interval
//! That of the ratio, moved; from -100 percent to infinity. The p-value is that of the ratio.
//!
//! ## Edge cases
//! Nothing before: no value, W407. What the ratio warns of is passed on.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, comparisons::{change, ratio}};
//! let (after, before) = (RateCell::from_counts(34.0, 3500.0)?, RateCell::from_counts(50.0, 3500.0)?);
//! let change = change::percent(ratio::exact(&after, &before, Level::P95)?);
//! assert!((change.value.unwrap() + 32.0).abs() < 1e-9);
//! assert!(change.interval.unwrap().contains(0.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! That of the ratio.
//!
//! ## Checked against
//! The ratio's cases, moved by hand.

use crate::estimate::{Estimand, Estimate, Interval, Method, Scale, Unit, Warning};

/// The method.
pub const PERCENT: Method = Method::new("change/percent", 1, "");

/// The percent change of a ratio after/before.
#[must_use]
pub fn percent(ratio: Estimate) -> Estimate {
    let moved = |value: f64| 100.0 * (value - 1.0);
    let nothing_before = ratio.value == Some(f64::INFINITY) || ratio.warnings.contains(&Warning::UndefinedRatio);
    let value = ratio.value.filter(|value| value.is_finite());
    let interval = ratio.interval.filter(|_| value.is_some());
    let own = |warning: &Warning| !matches!(warning, Warning::InfiniteRatio | Warning::UndefinedRatio);
    let change = Estimate {
        estimand: Estimand::PercentChange,
        unit: Unit::Percent,
        value: value.map(moved),
        interval: interval.map(|limits| Interval { lower: moved(limits.lower), upper: moved(limits.upper), ..limits }),
        se: None,
        scale: Scale::Identity,
        method: Method { reference: format!("100 (r - 1), r by {}", ratio.method.id).into(), ..PERCENT },
        warnings: ratio.warnings.into_iter().filter(own).collect(),
        ..ratio
    };
    if nothing_before { change.warned(Warning::NothingBefore) } else { change }
}
