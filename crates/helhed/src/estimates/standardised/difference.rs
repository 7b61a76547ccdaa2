//! # Difference of two directly standardised rates
//!
//! ## What it estimates
//! One standardised rate minus another, with a two-sided p-value.
//!
//! ## When to use
//! For two areas or years that are standardised to the same population. Where they are not, the difference means
//! nothing.
//!
//! ## Equation
//! With rates d1 and d2 and their gamma limits (l1, u1) and (l2, u2) of `standardised/fay_feuer`, the limits are d1 -
//! d2 - sqrt((d1 - l1)^2 + (u2 - d2)^2) and d1 - d2 + sqrt((u1 - d1)^2 + (d2 - l2)^2).
//!
//! ## Interval
//! Two-sided (MOVER). The p-value tests no difference: it is one minus the level at which the interval just reaches
//! zero, so that the two never disagree. The standard error is sqrt(v1 + v2) on the identity scale.
//!
//! ## Edge cases
//! No events on either side: difference 0 with an interval. A missing count is not zero: no value, W322. Swapping the
//! sides turns the sign.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let rate = |counts: [f64; 2]| {
//!     let strata = StratumCounts::from_values(&counts.map(Some), &[1000.0, 500.0].map(Some))?;
//!     Standardised::new(strata, &[1.0, 1.0].map(Some))
//! };
//! let estimate = standardised::difference(&rate([40.0, 50.0])?, &rate([30.0, 20.0])?, Level::P95)?;
//! assert_eq!(format!("{:.3}", estimate.value.unwrap()), "0.035");
//! assert!(estimate.p_value.unwrap() < 0.05 && !estimate.interval.unwrap().contains(0.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Zou and Donner (2008), Statistics in Medicine 27: 1693-1702. Fay and Feuer (1997), Statistics in Medicine 16:
//! 791-801.
//!
//! ## Checked against
//! The equation with scipy 1.17.1 gamma quantiles, in the tests of the Python module, relative 1e-8. No reference case.

use super::fay_feuer::limits;
use super::{Moments, Standardised};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit};
use crate::numeric::{inversion, mover};

/// The method.
pub const DIFFERENCE: Method = Method::new("standardised/difference", 1, "Zou and Donner (2008)");

/// Standardised rate of `of` minus that of `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn difference(of: &Standardised, against: &Standardised, level: Level) -> Result<Estimate> {
    let (estimate, both) = super::two(of, against, Estimand::RateDifference, Unit::Per(1.0), DIFFERENCE);
    let Some((one, two)) = both else { return Ok(estimate) };
    let (lower, upper) = mover(&one, &two, level.tail())?;
    let difference = one.rate - two.rate;
    let se = (one.variance + two.variance).sqrt();
    // The limit on the side of zero.
    let (larger, smaller) = if difference >= 0.0 { (&one, &two) } else { (&two, &one) };
    let p_value = inversion::p_value_by_tail(|tail| mover(larger, smaller, tail).map(|(lower, _)| lower))?;
    Ok(estimate.valued(difference).with_se(se, Scale::Identity).between(lower, upper, level).with_p(p_value))
}

/// Limits of the difference with this much probability outside each.
fn mover(one: &Moments, two: &Moments, tail: f64) -> Result<(f64, f64)> {
    let part = |of: &Moments| limits(of, tail).map(|(lower, upper)| (of.rate, lower, upper));
    let (down, up) = mover::reach(part(one)?, part(two)?);
    let difference = one.rate - two.rate;
    Ok((difference - down, difference + up))
}
