//! Checks of rows by what their columns are for.

mod aggregates;
mod events;
mod inspection;
mod keys;
mod periods;
mod persons;
mod quantities;
mod spells;
mod times;

use helhed::error::Result;
use helhed::records::{Ledger, Notice, Policies, Roles};

use inspection::Inspection;

use crate::examine::{Column, Table};

/// Checks a table; rows that a policy sets aside leave it and are counted in the ledger.
///
/// # Errors
/// `H101`, `H102`, `H106` for a role whose column does not fit, `H004` for a period that is none, and the findings that a
/// policy refuses.
pub(crate) fn check(table: &mut Table, roles: &Roles, policies: &Policies, ledger: &mut Ledger) -> Result<Vec<Notice>> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    for (_, name) in roles.iter() {
        Column::find(table, name)?;
    }
    let mut inspection = Inspection::new(table, policies);
    periods::check(table, roles)?;
    persons::check_rows(&mut inspection, roles)?;
    keys::check(&mut inspection, roles)?;
    spells::check(&mut inspection, roles)?;
    persons::check(&mut inspection, roles)?;
    aggregates::check(&mut inspection, roles)?;
    quantities::check(&mut inspection, roles)?;
    events::check(&mut inspection, roles)?;
    times::check(&mut inspection, roles)?;
    let (keep, fallen, notices) = inspection.finish();
    ledger.merge(&fallen);
    if let Some(keep) = keep {
        table.keep(&keep)?;
    }
    Ok(notices)
}

/// The first column of a role, if one is declared.
///
/// # Errors
/// `H101` and `H106`.
fn first<'a>(table: &'a Table, roles: &Roles, role: helhed::records::ColumnRole) -> Result<Option<Column<'a>>> {
    roles.column(role).map(|name| Column::find(table, name)).transpose()
}

/// The codes of several columns as one; missing in one is missing.
fn combined(codes: Vec<u32>, columns: &[Column<'_>]) -> Vec<u32> {
    columns.iter().fold(codes, |codes, column| helhed::records::check::combine(&codes, &column.codes()))
}

/// The columns of a role.
///
/// # Errors
/// `H101` and `H106`.
fn all<'a>(table: &'a Table, roles: &Roles, role: helhed::records::ColumnRole) -> Result<Vec<Column<'a>>> {
    roles.columns(role).iter().map(|name| Column::find(table, name)).collect()
}
