//! Persons who stand twice, or in two areas.

use helhed::error::{Finding, Result};
use helhed::records::check::{MISSING, Pair, in_two_areas, repeats, twice};
use helhed::records::{ColumnRole, Policy, Roles};

use super::inspection::Inspection;
use crate::examine::Column;

/// Rows of a person and a time that repeat another in every column. Where the time is a day only, a person can come twice
/// on it, and unless something else was said it is only warned of.
///
/// # Errors
/// `H113`, where the policy refuses it.
pub(super) fn check_rows(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    let Some(person) = super::first(table, roles, ColumnRole::Person)? else { return Ok(()) };
    let has = |role| roles.column(role).is_some();
    let most = match has(ColumnRole::Period) || has(ColumnRole::From) {
        true => Policy::Refuse,
        false if has(ColumnRole::Date) => Policy::Warn,
        false => return Ok(()),
    };
    let codes = person.codes();
    let rows: Vec<usize> = (0..codes.len()).filter(|row| codes[*row] != MISSING).collect();
    let own: Vec<u32> = rows.iter().map(|row| codes[*row]).collect();
    let (mut rows, mut groups) = repeats(&rows, &vec![0; own.len()], &own);
    // Only rows that agree so far are looked at in the next column, so that most columns cost little.
    for index in 0..table.schema().fields().len() {
        if rows.is_empty() {
            return Ok(());
        }
        let Some(column) = Column::at(table, index).filter(|column| column.index != person.index) else { continue };
        let codes = column.codes_of(&rows);
        (rows, groups) = repeats(&rows, &groups, &codes);
    }
    let pairs: Vec<Pair> =
        twice(&groups).into_iter().map(|pair| Pair { row: rows[pair.row], with: rows[pair.with] }).collect();
    inspection.report_at_most(most, pairs.iter().map(|pair| pair.row), person.name, |row| Finding::RowTwice {
        first: first_of(&pairs, row).map_or(0, |with| table.number(with)),
    })
}

/// Persons in two areas in one period, and persons twice in one. Rows of days or spells are left alone: a person has
/// many of them.
///
/// # Errors
/// `H114` and `H115`, where the policy refuses them.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    let person = super::first(table, roles, ColumnRole::Person)?;
    let (Some(person), periods) = (person, super::all(table, roles, ColumnRole::Period)?) else { return Ok(()) };
    let has = |role| roles.column(role).is_some();
    let Some(period) = periods.first() else { return Ok(()) };
    if has(ColumnRole::Date) || has(ColumnRole::From) || has(ColumnRole::To) {
        return Ok(());
    }
    let mut keys = inspection.only_fresh(super::combined(person.codes(), &periods));
    if let Some(area) = super::first(table, roles, ColumnRole::Area)? {
        let pairs = in_two_areas(&keys, &area.codes());
        let mut rows: Vec<usize> = pairs.iter().map(|pair| pair.row).collect();
        // The example is the later row; the earlier one goes with it.
        rows.extend(pairs.iter().map(|pair| pair.with));
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert(*row));
        inspection.report(rows, area.name, |row| {
            let first = first_of(&pairs, row).unwrap_or(row);
            Finding::PersonInTwoAreas {
                person: person.shown(row),
                period: period.shown(row),
                first_area: area.shown(first),
                first: table.number(first),
                area: area.shown(row),
                row: table.number(row),
            }
        })?;
        keys = inspection.only_fresh(keys);
    }
    let keys = super::combined(keys, &super::all(table, roles, ColumnRole::Group)?);
    let pairs = twice(&keys);
    inspection.report(pairs.iter().map(|pair| pair.row), person.name, |row| Finding::PersonTwice {
        person: person.shown(row),
        period: period.shown(row),
        first: first_of(&pairs, row).map_or(0, |with| table.number(with)),
    })
}

/// The row that a row collides with; pairs are in the order of their rows.
pub(super) fn first_of(pairs: &[Pair], row: usize) -> Option<usize> {
    pairs.binary_search_by_key(&row, |pair| pair.row).ok().and_then(|at| pairs.get(at)).map(|pair| pair.with)
}
