//! # Wald interval for a risk difference
//!
//! ## What it estimates
//! The share in one group minus the share in the other, with the textbook interval.
//!
//! ## When to use
//! To reproduce published figures, and in large groups with shares far from 0 and 1. Its coverage falls short
//! elsewhere: Newcombe's interval is the default.
//!
//! ## Equation
//! d = p1 - p2, se = sqrt(p1 (1 - p1)/n1 + p2 (1 - p2)/n2), d -+ z se.
//!
//! ## Interval
//! Two-sided. The standard error is on the identity scale; the p-value tests d = 0 by d/se against the normal
//! distribution.
//!
//! ## Edge cases
//! None or all with the event in both groups: the standard error is zero, the interval has no width and there is no
//! p-value, W410. A limit beyond -1 or 1 is left where the equation puts it, W411. An empty group: no value, W301.
//! Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = difference::wald(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 0.057_504_899_149_037).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 873-890, method 1.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and in Python with scipy 1.17.1 quantiles, 16 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Warning};
use crate::numeric::normal;

/// The method.
pub const WALD: Method = Method::new("difference/wald", 1, "Newcombe (1998), method 1");

/// Share in `of` minus share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn wald(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskDifference, WALD);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let (difference, se) = (counts.p1() - counts.p2(), counts.se_of_difference());
    let estimate = estimate.valued(difference).between(lower, upper, level).with_se(se, Scale::Identity);
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoWidth));
    }
    let estimate = if lower < -1.0 || upper > 1.0 { estimate.warned(Warning::PastTheEnd) } else { estimate };
    Ok(estimate.with_p(normal::two_sided_p(difference / se)))
}

/// Both limits.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    let counts = Counts { x1, n1, x2, n2 };
    let (difference, reach) = (counts.p1() - counts.p2(), level.z() * counts.se_of_difference());
    Ok((difference - reach, difference + reach))
}
