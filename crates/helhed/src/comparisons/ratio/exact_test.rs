//! # Exact test of a rate ratio
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that two rates are equal, given the number of events in both groups together.
//!
//! ## When to use
//! For two independent groups with few events, or to reproduce the p-value of other software. The p-value that belongs to the
//! exact interval is on `ratio/exact`.
//!
//! ## Equation
//! Given s = x1 + x2 events, x1 is binomial with share w = t1 / (t1 + t2) if the rates are equal. The one-sided p-values are
//! P(X <= x1) and P(X >= x1).
//!
//! ## Interval
//! None. The two-sided p-value is the probability of all outcomes that are no more likely than the one seen, with a relative
//! allowance of 1e-7; it can therefore differ from twice the smaller side.
//!
//! ## Edge cases
//! No events in either group: all p-values are 1, as nothing speaks against equal rates. No exposure in a group: no p-value,
//! W305. Swapping the groups swaps the sides.
//!
//! ## Example
//! ```
//! use helhed::{cells::RateCell, comparisons::ratio};
//! let (after, before) = (RateCell::from_counts(0.0, 100.0)?, RateCell::from_counts(5.0, 100.0)?);
//! assert!((ratio::exact_test(&after, &before)?.p_value.unwrap() - 0.0625).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Przyborowski and Wilenski (1940), Biometrika 31: 313-323.
//!
//! ## Checked against
//! R 4.2.2 `poisson.test` and scipy 1.17.1 `binomtest`, 11 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::comparisons::columns::{Group, rate_tests};
use crate::comparisons::rates;
use crate::error::Result;
use crate::estimate::{Method, Test, TestColumns, Warning};
use crate::numeric::beta::UnitPoint;
use crate::numeric::binomial;

/// The method.
pub const EXACT_TEST: Method = Method::new("ratio/exact_test", 1, "Przyborowski and Wilenski (1940)");

/// Tests that the rate in `of` is the rate in `against`; "less" and "greater" are said of `of`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn exact_test(of: &RateCell, against: &RateCell) -> Result<Test> {
    let test = Test::new(EXACT_TEST, rates::count(of, against))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.exposure() <= 0.0 || against.exposure() <= 0.0 {
        return Ok(test.warned(Warning::NoExposure));
    }
    let (seen, all) = (of.events(), of.events() + against.events());
    let total = of.exposure() + against.exposure();
    let share = UnitPoint { x: of.exposure() / total, y: against.exposure() / total };
    Ok(test
        .with_p(binomial::two_sided_p(seen, all, share))
        .with_sides(binomial::at_most(seen, all, share), binomial::at_least(seen, all, share)))
}

/// The test of whole columns, on all processors: row by row what [`exact_test`] gives.
///
/// Not-a-number in any column is missing: the row has no p-values, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of the cells and of the test, with the row.
pub fn exact_test_columns(of: Group<'_>, against: Group<'_>) -> Result<TestColumns> {
    rate_tests(EXACT_TEST, exact_test, of, against)
}
