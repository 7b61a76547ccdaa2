//! Odds ratios of whole columns.

use super::SHARES;
use crate::comparisons::columns::{Group, by_id};
use crate::error::Result;
use crate::estimate::{EstimateColumns, Level};

/// Odds ratios of whole columns by the method of that id, on all processors: row by row what the method gives for the
/// two groups. Each group has two columns: counts and sizes for shares, events and exposures for rates.
///
/// Not-a-number in any column is missing: the row has no value, and W101.
///
/// # Errors
/// `H302` if there is no such method, `H108` if the columns differ in length, and those of the cells and of the method, with
/// the row.
pub fn columns(id: &str, of: Group<'_>, against: Group<'_>, level: Level) -> Result<EstimateColumns> {
    by_id((SHARES, &[]), id, of, against, level)
}
