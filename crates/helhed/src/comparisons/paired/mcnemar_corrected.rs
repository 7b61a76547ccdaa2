//! # McNemar test with continuity correction
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that a share is the same at both times, in other words that as many units change in
//! one direction as in the other.
//!
//! ## When to use
//! To reproduce published figures. It is more cautious than it need be; the mid-P test is the default.
//!
//! ## Equation
//! With b units that had the event the first time only and c the second time only:
//! chi-square = max(0, |b - c| - 1)^2 / (b + c), with one degree of freedom.
//!
//! ## Interval
//! None; the paired difference has one. The p-value is the upper tail of the chi-square distribution, two-sided.
//!
//! ## Edge cases
//! The corrected distance is never below zero: b = c gives a statistic of 0 and p = 1. No unit that changed: no
//! statistic and no p-value, W424. No units: W301. Units that lack a value are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{cells::PairedCell, comparisons::paired};
//! let test = paired::mcnemar_corrected(&PairedCell::from_counts(20.0, 7.0, 7.0, 20.0)?)?;
//! assert_eq!((test.statistic, test.p_value), (Some(0.0), Some(1.0)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Edwards (1948), Psychometrika 13: 185-187. McNemar (1947), Psychometrika 12: 153-157.
//!
//! ## Checked against
//! R 4.2.2 `mcnemar.test(correct = TRUE)` and statsmodels 0.15.0 `mcnemar(exact=False)`, 12 cases, relative 1e-8. Where
//! b = c, statsmodels gives 1 / (b + c) in place of 0.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Method, Test};

/// The method.
pub const MCNEMAR_CORRECTED: Method = Method::new("paired/mcnemar_corrected", 1, "Edwards (1948)");

/// Changes in one direction against changes in the other, corrected for continuity.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn mcnemar_corrected(cell: &PairedCell) -> Result<Test> {
    Ok(super::chi_square_of_changes(cell, MCNEMAR_CORRECTED, 1.0))
}
