//! # McNemar mid-P test
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that a share is the same at both times, in other words that as many units change in
//! one direction as in the other.
//!
//! ## When to use
//! Always, for the same persons before and after: it is the default. It holds its level about as well as the exact test
//! and finds more, even where few persons changed.
//!
//! ## Equation
//! With b units that had the event the first time only and c the second time only, and X binomial with b + c trials and
//! chance 1/2: p = min(1, 2 min(P(X <= b), P(X >= b))) - P(X = b).
//!
//! ## Interval
//! None; the paired difference has one. One-sided p-values count half of P(X = b): "greater" says that the share was
//! greater the first time.
//!
//! ## Edge cases
//! No unit that changed: p = 1, W424, and one-sided p-values of 1/2. No units: W301 and the same. b = c gives 1 - P(X =
//! b), as published, and not the 1 that twice the one-sided p-value would be. Units that lack a value are left out and
//! counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{cells::PairedCell, comparisons::paired};
//! let test = paired::mcnemar_mid_p(&PairedCell::from_counts(10.0, 5.0, 12.0, 20.0)?)?;
//! assert!((test.p_value.unwrap() - 0.096_252_441_406_25).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13: 91.
//!
//! ## Checked against
//! R 4.2.2 and Python from `binom.test` and scipy 1.17.1 binomial probabilities, 12 cases, relative 1e-8.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::doubled;

/// The method.
pub const MCNEMAR_MID_P: Method = Method::new("paired/mcnemar_mid_p", 1, "Fagerland, Lydersen and Laake (2013)");

/// Changes in one direction against changes in the other, by the binomial distribution with half of its middle.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mcnemar_mid_p(cell: &PairedCell) -> Result<Test> {
    let (at_most, at_least, exactly) = super::binomial_of_changes(cell);
    let both = doubled(at_most, at_least);
    // The one outcome that there is without changes is as likely as can be, and tells nothing.
    let p_value = if cell.changed() == 0 { 1.0 } else { (both - exactly).max(0.0) };
    let (less, greater) = (at_most - 0.5 * exactly, at_least - 0.5 * exactly);
    Ok(super::test(cell, MCNEMAR_MID_P).with_p(p_value).with_sides(less, greater))
}
