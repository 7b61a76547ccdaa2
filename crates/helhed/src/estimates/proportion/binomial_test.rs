//! # Exact binomial test of a proportion
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the share of units with an event is a given value, such as a target.
//!
//! ## When to use
//! To ask whether a share differs from a value that is itself no estimate. Against another group, compare the groups.
//!
//! ## Equation
//! With X binomial of n and the given share p0, the p-value is the sum of P(X = k) over all k with
//! P(X = k) <= P(X = x) (1 + 1e-7): all outcomes that are no more likely than the one seen.
//!
//! ## Interval
//! None. Three p-values: two-sided, against "less" P(X <= x), and against "greater" P(X >= x). An interval that always
//! agrees with the one-sided p-values is that of Clopper and Pearson; the two-sided p-value has other tails.
//!
//! ## Edge cases
//! A value p0 of 0 or 1 is tested as it stands: the p-value is 1 or 0. A value outside [0, 1] is refused (H008). n = 0 has
//! no p-value and warns W301. Missing units are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{cells::ProportionCell, estimates::proportion};
//! let test = proportion::binomial_test(&ProportionCell::from_counts(120.0, 400.0)?, 0.25)?;
//! assert!((test.p_value.expect("there are observations") - 0.024_177_453_091_962_7).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Clopper and Pearson (1934), Biometrika 26: 404-413; the rule for two sides: Freeman and Halton (1951), Biometrika 38:
//! 141-149.
//!
//! ## Checked against
//! R 4.2.2 `binom.test` and scipy 1.17.1 `binomtest`, 12 cases, relative 1e-8.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Method, Test, TestColumns, Warning};
use crate::estimates::columns::tests;
use crate::numeric::beta::UnitPoint;
use crate::numeric::binomial;

/// The method.
pub const BINOMIAL_TEST: Method = Method::new("proportion/binomial_test", 1, "Clopper and Pearson (1934)");

/// Tests whether the share of units with the event is `p0`.
///
/// # Errors
/// `H008` if `p0` is not between 0 and 1.
pub fn binomial_test(cell: &ProportionCell, p0: f64) -> Result<Test> {
    if !(0.0..=1.0).contains(&p0) {
        let fault = Fault::OutsideRange { what: "share to test", found: p0, low: 0.0, high: 1.0 };
        return Err(Error::new(fault, Place::argument("p0")));
    }
    let (x, n) = (cell.events(), cell.records());
    let test = Test::new(BINOMIAL_TEST, Count::of_events(x, n)).warned_if_missing(cell.missing(), n);
    if n == 0 {
        return Ok(test.warned(Warning::NoObservations));
    }
    let p = UnitPoint::new(p0);
    Ok(test.with_p(binomial::two_sided_p(x, n, p)).with_sides(binomial::at_most(x, n, p), binomial::at_least(x, n, p)))
}

/// The test of whole columns, each row against its own share, on all processors: row by row what [`binomial_test`] gives.
///
/// Not-a-number in any column is missing: the row has no p-values, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of the cells and of the test, with the row.
pub fn binomial_test_columns(numerators: &[f64], denominators: &[f64], p0: &[f64]) -> Result<TestColumns> {
    let columns = [("numerator", numerators), ("denominator", denominators), ("p0", p0)];
    tests(BINOMIAL_TEST, columns, |[x, n, p0]| binomial_test(&ProportionCell::from_counts(x, n)?, p0))
}
