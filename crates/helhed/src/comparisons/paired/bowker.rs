//! # Bowker test of symmetry
//!
//! ## What it estimates
//! Nothing: it tests the hypothesis that as many units change from one category to another as change back, for every
//! pair of categories.
//!
//! ## When to use
//! For the same persons before and after in more than two categories, where the flows themselves are of interest. The
//! Stuart-Maxwell test asks only whether the shares are the same both times.
//!
//! ## Equation
//! With n_ij units in category i the first time and j the second time, and k categories: chi-square = sum over i < j of
//! (n_ij - n_ji)^2 / (n_ij + n_ji), with k (k - 1) / 2 degrees of freedom.
//!
//! ## Interval
//! None. The p-value is the upper tail of the chi-square distribution.
//!
//! ## Edge cases
//! Pairs of categories between which nobody changes add nothing to the statistic, but count in the degrees of freedom.
//! Categories that never occur are left out of both, W420. Nobody changed: no statistic, W424. No units: W301. A table
//! that is not square is refused (H420). Two categories give McNemar's test without correction.
//!
//! ## Example
//! ```
//! use helhed::{cells::CrossTable, comparisons::paired};
//! let flows = CrossTable::from_rows(&[[20.0, 10.0, 5.0], [3.0, 30.0, 15.0], [0.0, 5.0, 40.0]])?;
//! let test = paired::bowker(&flows)?;
//! assert_eq!(test.df, Some(3.0));
//! assert!((test.statistic.unwrap() - 13.769_230_769_230_77).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Bowker (1948), Journal of the American Statistical Association 43: 572-574.
//!
//! ## Checked against
//! R 4.2.2 `mcnemar.test` and statsmodels 0.15.0 `SquareTable.symmetry`, 8 cases, relative 1e-8. R gives not-a-number
//! where nobody changes between a pair of categories.

use crate::cells::CrossTable;
use crate::error::Result;
use crate::estimate::{Method, Test};
use crate::numeric::chi_square::upper_tail;

/// The method.
pub const BOWKER: Method = Method::new("paired/bowker", 1, "Bowker (1948)");

/// Flows there against flows back, for every pair of categories.
///
/// # Errors
/// `H420` if the table is not square.
pub fn bowker(table: &CrossTable) -> Result<Test> {
    let occurring = super::square(table)?;
    let test = super::test_of_square(table, BOWKER, &occurring);
    let counts = table.counts();
    let mut statistic = 0.0;
    let mut changed = false;
    for (at, one) in occurring.iter().enumerate() {
        for two in &occurring[..at] {
            let (there, back) = (counts[*one][*two], counts[*two][*one]);
            if there > 0 || back > 0 {
                let distance = there.abs_diff(back) as f64;
                statistic += distance * distance / (there + back) as f64;
                changed = true;
            }
        }
    }
    if !changed {
        return Ok(test);
    }
    let df = (occurring.len() * (occurring.len() - 1) / 2) as f64;
    Ok(test.with_statistic(statistic, Some(df)).with_p(upper_tail(statistic, df)))
}
