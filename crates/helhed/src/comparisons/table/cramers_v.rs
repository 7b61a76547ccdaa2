//! # Cramer's V of a table
//!
//! ## What it estimates
//! How closely the row category and the column category go together, from 0 (independent) to 1 (one tells the other).
//!
//! ## When to use
//! Beside the chi-square test, whose statistic grows with the number of units: V does not. It is biased upwards in
//! small tables.
//!
//! ## Equation
//! V = sqrt(chi-square / (N (k - 1))), where k is the number of rows or of columns, whichever is smaller.
//!
//! ## Interval
//! None is given, which warns W110. The p-value is that of the chi-square test.
//!
//! ## Edge cases
//! Rows and columns without any unit are left out, W420. Only one row or column left: no value, W421. No units at all:
//! W301. Expected counts below 5 warn W422.
//!
//! ## Example
//! ```
//! use helhed::{cells::CrossTable, comparisons::table};
//! let v = table::cramers_v(&CrossTable::from_rows(&[[5.0, 0.0], [3.0, 2.0], [0.0, 6.0]])?)?;
//! assert!((v.value.unwrap() - 0.836_660_026_534_076).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cramer (1946), Mathematical Methods of Statistics, section 21.9.
//!
//! ## Checked against
//! R 4.2.2 from `chisq.test` and scipy 1.17.1 `contingency.association(method="cramer")`, 8 cases, relative 1e-8.

use super::Occupied;
use crate::cells::CrossTable;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};
use crate::numeric::chi_square::upper_tail;

/// The method.
pub const CRAMERS_V: Method = Method::new("table/cramers_v", 1, "Cramer (1946)");

/// How closely rows and columns go together.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn cramers_v(table: &CrossTable) -> Result<Estimate> {
    let occupied = Occupied::of(table);
    let estimate = Estimate::new(Estimand::EffectSize, Unit::Ratio, CRAMERS_V, super::count(table))
        .warned_if_missing(table.missing(), table.records());
    let estimate = occupied.warnings().into_iter().fold(estimate, Estimate::warned);
    if occupied.fewest() < 2 {
        return Ok(estimate);
    }
    let statistic = occupied.statistic(0.0);
    let most = occupied.all as f64 * (occupied.fewest() - 1) as f64;
    let value = (statistic / most).sqrt().min(1.0);
    let p_value = upper_tail(statistic, occupied.df());
    Ok(estimate.valued(value).with_p(p_value).warned(Warning::NoIntervalDefined))
}
