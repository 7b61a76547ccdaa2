//! # Chi-square test of a table
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that the row category and the column category are independent, in other words that
//! every row has the same shares.
//!
//! ## When to use
//! For two or more independent groups and an outcome of two or more categories, when no expected count is below 5. An
//! exact test is better where some are; for two groups and one event an interval for the difference says more.
//!
//! ## Equation
//! With O the count of a cell, R and C the sums of its row and column, and N the whole: E = R C / N and
//! chi-square = sum of (O - E)^2 / E, with (rows - 1)(columns - 1) degrees of freedom.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution; for two groups and one event the test is that of
//! the difference with a pooled variance, two-sided.
//!
//! ## Edge cases
//! Rows and columns without any unit are left out, W420, and do not count in the degrees of freedom. Only one row or
//! column left: no statistic, W421. No units at all: W301. Expected counts below 5 warn W422. Rows of different length
//! are refused (H108), and so is an empty table (H103). The distances O - E are found in whole numbers, so that large
//! counts lose no digits.
//!
//! ## Example
//! ```
//! use helhed::{cells::CrossTable, comparisons::table};
//! let by_area = CrossTable::from_rows(&[[10.0, 20.0, 30.0], [15.0, 15.0, 25.0]])?;
//! let test = table::chi_square(&by_area)?;
//! assert!((test.statistic.unwrap() - 1.955_135_773_317_59).abs() < 1e-12);
//! assert!((test.p_value.unwrap() - 0.376_225_008_897_932).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Pearson (1900), Philosophical Magazine 50: 157-175. Fisher (1922), Journal of the Royal Statistical Society 85:
//! 87-94, for the degrees of freedom.
//!
//! ## Checked against
//! R 4.2.2 `chisq.test(correct = FALSE)` and scipy 1.17.1 `chi2_contingency(correction=False)`, 21 cases, relative
//! 1e-8. Both give not-a-number or an error where a row or column is empty.

use super::Occupied;
use crate::cells::CrossTable;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::chi_square::upper_tail;

/// The method.
pub const CHI_SQUARE: Method = Method::new("table/chi_square", 1, "Pearson (1900)");

/// Pearson's chi-square test of independence.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn chi_square(table: &CrossTable) -> Result<Test> {
    let occupied = Occupied::of(table);
    let test = Test::new(CHI_SQUARE, super::count(table)).warned_if_missing(table.missing(), table.records());
    let test = occupied.warnings().into_iter().fold(test, Test::warned);
    if occupied.fewest() < 2 {
        return Ok(test);
    }
    let (statistic, df) = (occupied.statistic(0.0), occupied.df());
    Ok(test.with_statistic(statistic, Some(df)).with_p(upper_tail(statistic, df)))
}
