//! What is odd about a whole table, whatever its columns are for. Nothing here refuses, and nothing is changed unless it
//! was asked for: notices say what a person should look at.

mod characters;
mod codes;
mod column;
mod distinct;
pub(crate) mod label;
mod spelling;
mod stand_ins;
mod table;
mod totals;

use helhed::error::Result;
use helhed::records::{ColumnRole, Ledger, Notice};
use rayon::prelude::*;

pub(crate) use column::Column;
pub(crate) use table::Table;

use crate::read::Ask;

/// Looks at a table; leaves out its totals if that was asked for.
///
/// # Errors
/// `H901` for a bug of ours.
pub(crate) fn examine(table: &mut Table, ask: &Ask, ledger: &mut Ledger) -> Result<Vec<Notice>> {
    let mut notices = totals::look(table, ask.leave_out_totals, ledger)?;
    let table = &*table;
    let columns: Vec<Column<'_>> = (0..table.schema().fields().len()).filter_map(|at| Column::at(table, at)).collect();
    let each = |column: &Column<'_>| {
        let mut notices = characters::look(column);
        if !ask.roles.of(column.name).any(|role| role == ColumnRole::Person) {
            notices.extend(spelling::look(column));
        }
        notices.extend(stand_ins::look(column));
        notices
    };
    let all = || -> Vec<Vec<Notice>> { columns.par_iter().map(each).collect() };
    let (found, contradictions) = rayon::join(all, || codes::look(&columns, &ask.roles));
    notices.extend(found.into_iter().flatten());
    notices.extend(contradictions);
    Ok(notices)
}
