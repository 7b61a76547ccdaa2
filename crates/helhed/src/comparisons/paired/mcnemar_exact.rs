//! # McNemar exact test
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that a share is the same at both times, in other words that as many units change in
//! one direction as in the other.
//!
//! ## When to use
//! For the same persons before and after, where the level must never be exceeded. It is more cautious than the mid-P
//! test.
//!
//! ## Equation
//! With b units that had the event the first time only and c the second time only, b is binomial with b + c trials and
//! chance 1/2. p = min(1, 2 min(P(X <= b), P(X >= b))).
//!
//! ## Interval
//! None; the paired odds ratio has the interval that belongs to this test. One-sided p-values are given too: "greater"
//! says that the share was greater the first time.
//!
//! ## Edge cases
//! No unit that changed: p = 1 on every side, W424. No units: W301 and p = 1. Units that lack a value are left out and
//! counted (W101). Swapping the times swaps the one-sided p-values.
//!
//! ## Example
//! ```
//! use helhed::{cells::PairedCell, comparisons::paired};
//! let test = paired::mcnemar_exact(&PairedCell::from_counts(3.0, 0.0, 6.0, 2.0)?)?;
//! assert!((test.p_value.unwrap() - 0.031_25).abs() < 1e-15);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Liddell (1983), Journal of Epidemiology and Community Health 37: 82-84. McNemar (1947), Psychometrika 12: 153-157.
//!
//! ## Checked against
//! R 4.2.2 `binom.test` and statsmodels 0.15.0 `mcnemar(exact=True)`, 12 cases, relative 1e-8.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::doubled;

/// The method.
pub const MCNEMAR_EXACT: Method = Method::new("paired/mcnemar_exact", 1, "McNemar (1947); Liddell (1983)");

/// Changes in one direction against changes in the other, by the binomial distribution.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mcnemar_exact(cell: &PairedCell) -> Result<Test> {
    let (at_most, at_least, _) = super::binomial_of_changes(cell);
    let p_value = doubled(at_most, at_least);
    Ok(super::test(cell, MCNEMAR_EXACT).with_p(p_value).with_sides(at_most, at_least))
}
