//! # Phi of pairs, as in Newcombe's paired interval
//!
//! ## What it estimates
//! How closely the events of the two times go together in the same units, from -1 to 1. Newcombe's paired interval
//! depends on it.
//!
//! ## When to use
//! Beside a paired difference, to see how much the pairing helps: the nearer to 1, the narrower the interval.
//!
//! ## Equation
//! With a units that had the event both times, b the first time only, c the second time only, d neither time, and
//! n = a + b + c + d: phi = t / sqrt((a + b)(c + d)(a + c)(b + d)), where t = a d - b c if that is not above zero, and
//! otherwise max(0, a d - b c - n/2).
//!
//! ## Interval
//! None is given, which warns W110.
//!
//! ## Edge cases
//! Where one of the times all or none have the event there is nothing to go together: phi is 0 there, as the interval
//! needs it. No units: no value, W301. Units that lack a value are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{cells::PairedCell, comparisons::paired};
//! let phi = paired::phi(&PairedCell::from_counts(20.0, 12.0, 2.0, 16.0)?)?;
//! assert!((phi.value.unwrap() - 0.454_954_215_105_996).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 2635-2650, method 10.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and in Python, 10 cases, relative 1e-8.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};

/// The method.
pub const PHI: Method = Method::new("paired/phi", 1, "Newcombe (1998)");

/// How closely the two times go together.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn phi(cell: &PairedCell) -> Result<Estimate> {
    let estimate = super::estimate(cell, Estimand::EffectSize, Unit::Ratio, PHI);
    if cell.records() == 0 {
        return Ok(estimate);
    }
    Ok(estimate.valued(value(cell)).warned(Warning::NoIntervalDefined))
}

/// Phi of a cell with units.
pub(super) fn value(cell: &PairedCell) -> f64 {
    let product = |one: u64, two: u64| i128::from(one) * i128::from(two);
    let apart = (product(cell.both(), cell.neither()) - product(cell.only_first(), cell.only_second())) as f64;
    let apart = if apart > 0.0 { (apart - 0.5 * cell.records() as f64).max(0.0) } else { apart };
    let spread = |events: u64| (events as f64 * (cell.records() - events) as f64).sqrt();
    let spread = spread(cell.first().events()) * spread(cell.second().events());
    if spread == 0.0 { 0.0 } else { apart / spread }
}
