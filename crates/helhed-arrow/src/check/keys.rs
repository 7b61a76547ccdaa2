//! Rows that belong nowhere.

use helhed::error::{Finding, Result};
use helhed::records::check::MISSING;
use helhed::records::{ColumnRole, Roles};

use super::inspection::Inspection;

/// What a row must have to belong somewhere.
const NEEDED: [ColumnRole; 4] = [ColumnRole::Person, ColumnRole::Area, ColumnRole::Period, ColumnRole::From];

/// Checks that every row has a person, an area, a period and a start, where the columns are declared.
///
/// # Errors
/// `H149`, where the policy refuses it.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    for role in NEEDED {
        for column in super::all(inspection.table, roles, role)? {
            let codes = column.codes();
            let rows = (0..codes.len()).filter(|row| codes[*row] == MISSING);
            inspection.report(rows, column.name, |_| Finding::KeyMissing { role: role.name().into() })?;
        }
    }
    Ok(())
}
