//! # McNemar test
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that a share is the same at both times, in other words that as many units change in
//! one direction as in the other.
//!
//! ## When to use
//! For the same persons before and after. With few changes the mid-P test holds its level better; it is the default.
//!
//! ## Equation
//! With b units that had the event the first time only and c the second time only: chi-square = (b - c)^2 / (b + c),
//! with one degree of freedom.
//!
//! ## Interval
//! None; the paired difference has one. The p-value is the upper tail of the chi-square distribution, two-sided.
//!
//! ## Edge cases
//! Units that did not change carry no information. None that changed: no statistic and no p-value, W424. No units:
//! W301. Units that lack a value are left out and counted (W101). Swapping the times changes nothing.
//!
//! ## Example
//! ```
//! use helhed::{cells::PairedCell, comparisons::paired};
//! let test = paired::mcnemar(&PairedCell::from_counts(794.0, 86.0, 150.0, 570.0)?)?;
//! assert!((test.statistic.unwrap() - 17.355_932_203_389_8).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! McNemar (1947), Psychometrika 12: 153-157.
//!
//! ## Checked against
//! R 4.2.2 `mcnemar.test(correct = FALSE)` and statsmodels 0.15.0 `mcnemar(exact=False, correction=False)`, 12 cases,
//! relative 1e-8.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const MCNEMAR: Method = Method::new("paired/mcnemar", 1, "McNemar (1947)");

/// Changes in one direction against changes in the other.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mcnemar(cell: &PairedCell) -> Result<Test> {
    Ok(super::chi_square_of_changes(cell, MCNEMAR, 0.0))
}
