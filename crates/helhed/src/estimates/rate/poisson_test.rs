//! # Exact Poisson test of a rate
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the rate is a given value, such as a target or the rate of the country.
//!
//! ## When to use
//! To ask whether a rate differs from a value that is itself no estimate. Against another group, compare the groups.
//!
//! ## Equation
//! With O events, exposure T and X Poisson with mean r0 T, the p-value is the sum of P(X = k) over all k with
//! P(X = k) <= P(X = O) (1 + 1e-7): all outcomes that are no more likely than the one seen.
//!
//! ## Interval
//! None. Three p-values: two-sided, against "less" P(X <= O), and against "greater" P(X >= O). An interval that always
//! agrees with the one-sided p-values is that of Garwood; the two-sided p-value has other tails.
//!
//! ## Edge cases
//! A rate r0 of 0 allows no events: the p-value is 1 without events and 0 with some. A negative, infinite or
//! not-a-number rate is refused (H008). No exposure: no p-value, warning W305. Missing rows are left out and counted
//! (W101).
//!
//! ## Example
//! ```
//! use helhed::{cells::RateCell, estimates::rate};
//! let test = rate::poisson_test(&RateCell::from_counts(100.0, 80.0)?, 1.0)?;
//! assert!((test.p_value.expect("there is exposure") - 0.029_029_887_052_653_5).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Garwood (1936), Biometrika 28: 437-442; the rule for two sides: Freeman and Halton (1951), Biometrika 38: 141-149.
//!
//! ## Checked against
//! R 4.2.2 `poisson.test` and scipy 1.17.1 `poisson`, 10 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Method, Test, TestColumns, Warning};
use crate::estimates::columns::tests;
use crate::numeric::poisson;

/// The method.
pub const POISSON_TEST: Method = Method::new("rate/poisson_test", 1, "Garwood (1936)");

/// Tests whether the rate is `r0` events per unit of exposure.
///
/// # Errors
/// `H008` if `r0` is negative, infinite or not-a-number.
pub fn poisson_test(cell: &RateCell, r0: f64) -> Result<Test> {
    if !(0.0..f64::INFINITY).contains(&r0) {
        let fault = Fault::OutsideRange { what: "rate to test", found: r0, low: 0.0, high: f64::MAX };
        return Err(Error::new(fault, Place::argument("r0")));
    }
    let test = Test::new(POISSON_TEST, super::count(cell)).warned_if_missing(cell.missing(), cell.records());
    if cell.exposure() <= 0.0 {
        return Ok(test.warned(Warning::NoExposure));
    }
    let (events, mean) = (cell.events() as f64, (r0 * cell.exposure()).min(1e140));
    Ok(test
        .with_p(poisson::two_sided_p(events, mean))
        .with_sides(poisson::at_most(events, mean), poisson::at_least(events, mean)))
}

/// The test of whole columns, each row against its own rate, on all processors: row by row what [`poisson_test`] gives.
///
/// Not-a-number in any column is missing: the row has no p-values, and W101.
///
/// # Errors
/// `H108` if the columns differ in length; those of the cells and of the test, with the row.
pub fn poisson_test_columns(events: &[f64], exposures: &[f64], r0: &[f64]) -> Result<TestColumns> {
    let columns = [("events", events), ("exposure", exposures), ("r0", r0)];
    tests(POISSON_TEST, columns, |[x, time, r0]| poisson_test(&RateCell::from_counts(x, time)?, r0))
}
