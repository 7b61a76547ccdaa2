//! Tables with one row for each area and period.

use helhed::error::{Finding, Result};
use helhed::records::check::{MISSING, combine, gaps, twice};
use helhed::records::{ColumnRole, Doubt, Notice, Roles};

use super::inspection::Inspection;
use super::persons::first_of;
use crate::examine::Column;

/// Roles of what is counted or measured; every other column tells rows apart.
const MEASURED: [ColumnRole; 6] =
    [ColumnRole::Events, ColumnRole::N, ColumnRole::Exposure, ColumnRole::Weight, ColumnRole::Value, ColumnRole::Event];

/// Checks that no area has two rows for one period, and that few have none, in a table of counts. Rows that differ in a
/// column without a role may be different groups, and are left alone.
///
/// # Errors
/// `H119`, where the policy refuses it.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    let area = super::first(table, roles, ColumnRole::Area)?;
    let period = super::first(table, roles, ColumnRole::Period)?;
    let (Some(area), Some(period)) = (area, period) else { return Ok(()) };
    let has = |role| roles.column(role).is_some();
    let counted = has(ColumnRole::Events) || has(ColumnRole::N) || has(ColumnRole::Exposure);
    if !counted || has(ColumnRole::Person) || has(ColumnRole::Event) {
        return Ok(());
    }
    let (areas, periods) = (area.codes(), period.codes());
    let mut keys = combine(&areas, &periods);
    let is_measure = |name: &str| roles.of(name).any(|role| MEASURED.contains(&role));
    for index in 0..table.schema().fields().len() {
        if twice(&keys).is_empty() {
            break;
        }
        let tells = |column: &Column<'_>| {
            !is_measure(column.name) && column.index != area.index && column.index != period.index
        };
        if let Some(column) = Column::at(table, index).filter(tells) {
            // Missing is a value here: two rows without one agree.
            let codes: Vec<u32> = column.codes().into_iter().map(|code| code.wrapping_add(1)).collect();
            keys = combine(&keys, &codes.iter().map(|code| (*code).min(MISSING - 1)).collect::<Vec<_>>());
        }
    }
    let pairs = twice(&keys);
    inspection.report(pairs.iter().map(|pair| pair.row), area.name, |row| Finding::CellTwice {
        area: area.shown(row),
        period: period.shown(row),
        first: first_of(&pairs, row).map_or(0, |with| table.number(with)),
    })?;
    if let Some(gaps) = gaps(&areas, &periods) {
        let row_of = |codes: &[u32], code: u32| codes.iter().position(|each| *each == code);
        if let (Some(at), Some(when)) = (row_of(&areas, gaps.first.0), row_of(&periods, gaps.first.1)) {
            let (area_shown, period) = (area.shown(at), period.shown(when));
            let doubt = Doubt::PeriodMissing { area: area_shown, period, cells: gaps.count };
            inspection.notices.push(Notice::new(doubt, table.place(None, area.name)));
        }
    }
    Ok(())
}
