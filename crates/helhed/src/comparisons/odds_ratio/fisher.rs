//! # Fisher's exact test of a two by two table
//!
//! ## What it estimates
//! Nothing. It tests the hypothesis that the event is as likely in both groups, given how many have it in both
//! together.
//!
//! ## When to use
//! In small tables and with few events, where the chi-square test cannot be relied on. It is conservative: it rejects a
//! true hypothesis less often than the level says.
//!
//! ## Equation
//! Given the margins and the hypothesis, the events X of the first group are hypergeometric. The two-sided p-value is
//! the sum of P(X = k) over all k with P(X = k) <= P(X = x1) (1 + 1e-7): all outcomes no more likely than the one seen.
//!
//! ## Interval
//! None; the odds ratio and its exact interval are `odds_ratio/conditional`. Besides the two-sided p-value there are
//! P(X <= x1) against the alternative "less" and P(X >= x1) against "greater".
//!
//! ## Edge cases
//! None or all with the event in both groups: all p-values are 1. A p-value below about 1e-308 is zero. An empty group:
//! nothing to test, W301. Missing units are left out and counted (W101). Swapping the groups keeps the two-sided
//! p-value and swaps the others.
//!
//! ## Example
//! ```
//! use helhed::{cells::ProportionCell, comparisons::odds_ratio};
//! let (after, before) = (ProportionCell::from_counts(9.0, 10.0)?, ProportionCell::from_counts(3.0, 10.0)?);
//! let test = odds_ratio::fisher(&after, &before)?;
//! assert!((test.p_value.unwrap() - 0.019_766_611_097_880_4).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fisher (1935), Journal of the Royal Statistical Society 98: 39-82; Irwin (1935), Metron 12: 83-94.
//!
//! ## Checked against
//! R 4.2.2 `fisher.test` and scipy 1.17.1 `fisher_exact`, 15 cases, relative 1e-8.

use super::Conditional;
use crate::cells::ProportionCell;
use crate::comparisons::columns::{Group, share_tests};
use crate::comparisons::shares::{count, counts};
use crate::error::Result;
use crate::estimate::{Method, Test, TestColumns, Warning};
use crate::numeric::hypergeometric::Around;

/// The method.
pub const FISHER: Method = Method::new("odds_ratio/fisher", 1, "Fisher (1935)");

/// Whether the event is as likely in `of` as in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn fisher(of: &ProportionCell, against: &ProportionCell) -> Result<Test> {
    let test = Test::new(FISHER, count(of, against))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    let Some(counts) = counts(of, against) else { return Ok(test.warned(Warning::NoObservations)) };
    let Around { at_most, at_least, no_likelier, .. } = Conditional::of(counts).around();
    Ok(test.with_p(no_likelier).with_sides(at_most, at_least))
}

/// The test of whole columns, on all processors: row by row what [`fisher`] gives.
///
/// Not-a-number in any column is missing: the row has no p-values, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of the cells and of the test, with the row.
pub fn fisher_columns(of: Group<'_>, against: Group<'_>) -> Result<TestColumns> {
    share_tests(FISHER, fisher, of, against)
}
