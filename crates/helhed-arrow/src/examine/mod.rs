//! What is odd about a whole table, whatever its columns are for. Nothing here refuses, and nothing is changed unless it
//! was asked for: notices say what a person should look at.

mod table;

use helhed::error::Result;
use helhed::records::{Ledger, Notice};

pub(crate) use table::Table;

use crate::read::Ask;

/// Looks at a table.
///
/// # Errors
/// None of its own.
pub(crate) fn examine(table: &mut Table, ask: &Ask, ledger: &mut Ledger) -> Result<Vec<Notice>> {
    let _ = (table, ask, ledger);
    Ok(Vec::new())
}
