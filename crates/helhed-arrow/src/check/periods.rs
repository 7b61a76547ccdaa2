//! Periods that are none.

use std::collections::HashSet;

use arrow_schema::DataType;
use foldhash::fast::RandomState;
use helhed::design::Period;
use helhed::error::{Error, Fault, Result, shown};
use helhed::records::check::MISSING;
use helhed::records::{ColumnRole, Roles};

use crate::examine::{Column, Table};

/// Checks that the columns of periods hold periods. Columns that were recognised from texts were judged there.
///
/// # Errors
/// `H004` for the first value that is none.
pub(super) fn check(table: &Table, roles: &Roles) -> Result<()> {
    for column in super::all(table, roles, ColumnRole::Period)? {
        let is_time = matches!(column.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _));
        if column.is_typed() && !is_time {
            every_value(&column)?;
        }
    }
    Ok(())
}

fn every_value(column: &Column<'_>) -> Result<()> {
    let mut seen: HashSet<u32, RandomState> = HashSet::default();
    for (row, code) in column.codes().into_iter().enumerate() {
        if code != MISSING && seen.insert(code) {
            let found = column.shown(row);
            if found.parse::<Period>().is_err() {
                let place = column.table.place(Some(row), column.name);
                return Err(Error::new(Fault::UnreadablePeriod { found: shown(&found) }, place));
            }
        }
    }
    Ok(())
}
