//! # Chi-square test of a 2 by 2 table with Yates' correction
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that two groups have the same share of units with an event.
//!
//! ## When to use
//! Where the correction is asked for, for instance to reproduce a published figure. It holds its level even in small
//! tables, and is more cautious than it need be; the uncorrected test and the exact one are preferred today.
//!
//! ## Equation
//! As the chi-square test, with every distance |O - E| brought nearer to zero by 1/2, but never below zero:
//! chi-square = sum of max(0, |O - E| - 1/2)^2 / E, with one degree of freedom.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution with one degree of freedom.
//!
//! ## Edge cases
//! A distance below 1/2 gives a statistic of 0 and p = 1. A table of another shape than 2 by 2 is refused (H420). An
//! empty row or column: no statistic, W420 and W421. No units at all: W301. Expected counts below 5 warn W422.
//!
//! ## Example
//! ```
//! use helhed::{cells::CrossTable, comparisons::table};
//! let test = table::yates(&CrossTable::from_rows(&[[56.0, 14.0], [48.0, 32.0]])?)?;
//! assert!((test.p_value.unwrap() - 0.013_409_475_178_669).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Yates (1934), Supplement to the Journal of the Royal Statistical Society 1: 217-235.
//!
//! ## Checked against
//! R 4.2.2 `chisq.test(correct = TRUE)` and scipy 1.17.1 `chi2_contingency(correction=True)`, 13 cases, relative 1e-8.

use super::Occupied;
use crate::cells::CrossTable;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Method, Test};
use crate::numeric::chi_square::upper_tail;

/// The method.
pub const YATES: Method = Method::new("table/yates", 1, "Yates (1934)");

/// The chi-square test of a 2 by 2 table with a correction for continuity.
///
/// # Errors
/// `H420` if the table has not two rows and two columns.
pub fn yates(table: &CrossTable) -> Result<Test> {
    let (rows, columns) = (table.rows(), table.columns());
    if (rows, columns) != (2, 2) {
        let fault = Fault::TableShape { wanted: "a table of two rows and two columns", rows, columns };
        return Err(Error::new(fault, Place::argument("table")));
    }
    let occupied = Occupied::of(table);
    let test = Test::new(YATES, super::count(table)).warned_if_missing(table.missing(), table.records());
    let test = occupied.warnings().into_iter().fold(test, Test::warned);
    if occupied.fewest() < 2 {
        return Ok(test);
    }
    let statistic = occupied.statistic(0.5);
    Ok(test.with_statistic(statistic, Some(1.0)).with_p(upper_tail(statistic, 1.0)))
}
