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

use std::cell::Cell;

use super::fay_feuer::limits;
use super::{Moments, Standardised};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit};
use crate::numeric::{normal, root};

/// The method.
pub const DIFFERENCE: Method = Method::new("standardised/difference", 1, "Zou and Donner (2008)");

/// Normal quantile beyond which a p-value is next to nothing.
const FARTHEST: f64 = 37.0;

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
    let estimate = estimate.valued(difference).with_se(se, Scale::Identity).between(lower, upper, level);
    // The limit on the side of zero, by the normal quantile of its level.
    let (larger, smaller) = if difference >= 0.0 { (&one, &two) } else { (&two, &one) };
    let failed = Cell::new(None);
    let z = root::decreasing(0.0, FARTHEST, |z| match mover(larger, smaller, normal::upper_tail(z)) {
        Ok((lower, _)) => lower,
        Err(error) => {
            failed.set(Some(error));
            0.0
        }
    });
    match failed.into_inner() {
        Some(error) => Err(error),
        None => Ok(estimate.with_p((2.0 * normal::upper_tail(z)).min(1.0))),
    }
}

/// Limits of the difference with this much probability outside each.
fn mover(one: &Moments, two: &Moments, tail: f64) -> Result<(f64, f64)> {
    let ((l1, u1), (l2, u2)) = (limits(one, tail)?, limits(two, tail)?);
    let difference = one.rate - two.rate;
    Ok((difference - (one.rate - l1).hypot(u2 - two.rate), difference + (u1 - one.rate).hypot(two.rate - l2)))
}
