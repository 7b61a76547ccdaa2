//! # Concentration index
//!
//! ## What it estimates
//! How far events gather at one end of a social scale: -1 where the most deprived have them all, 0 where there is no
//! inequality, 1 where the least deprived have them all.
//!
//! ## When to use
//! To compare inequality between places or years with different numbers of groups.
//!
//! ## Equation
//! 2 sum (o/O) r - 1, with o the events of a group, O all events, and r the ridit of `inequality/slope_index`: twice
//! the area between the concentration curve and the diagonal.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! No events: no value, W401. One group: 0. A missing count is not zero: no value, W322. With few groups the index
//! cannot reach -1 or 1.
//!
//! ## Example
//! ```
//! use helhed::estimates::inequality::{self, SocialScale};
//! let groups = SocialScale::from_values(&[40.0, 70.0].map(Some), &[1000.0, 1000.0].map(Some))?;
//! assert!((inequality::concentration_index(&groups)?.value.unwrap() - 15.0 / 110.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Wagstaff, Paci and van Doorslaer (1991), Social Science and Medicine 33: 545-557.
//!
//! ## Checked against
//! The equation in R 4.2.2 and Python, 5 cases, relative 1e-8.

use super::SocialScale;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};

/// The method.
pub const CONCENTRATION_INDEX: Method =
    Method::new("inequality/concentration_index", 1, "Wagstaff, Paci and van Doorslaer (1991)");

/// How far events gather at one end of the scale.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn concentration_index(of: &SocialScale) -> Result<Estimate> {
    let (estimate, known) = of.without_interval(Estimand::ConcentrationIndex, Unit::Ratio, CONCENTRATION_INDEX);
    let Some(known) = known else { return Ok(estimate) };
    if known.events == 0.0 {
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    // Twice the distance from the middle, in place of twice the place less one: no digits are lost near 0.
    let index: f64 = known.groups.iter().map(|group| 2.0 * group.events * (group.ridit - 0.5)).sum();
    Ok(estimate.valued(index / known.events).warned(Warning::NoIntervalDefined))
}
