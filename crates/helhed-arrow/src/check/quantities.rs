//! Counts, exposures, weights and ages that cannot be.

use helhed::error::{Finding, Result};
use helhed::records::check::{above, below_zero, impossible_ages, part_of_one, unexposed, without_weight};
use helhed::records::{ColumnRole, Roles};

use super::inspection::Inspection;
use crate::values;

/// Checks numbers by role.
///
/// # Errors
/// `H140` to `H144` and `H146`, where the policy refuses them; `H102` if a column holds no numbers.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    for role in [ColumnRole::Events, ColumnRole::N, ColumnRole::Exposure, ColumnRole::Weight] {
        for column in super::all(table, roles, role)? {
            let numbers = column.numbers()?;
            inspection.report(below_zero(&numbers), column.name, |row| Finding::BelowZero { found: numbers[row] })?;
            if matches!(role, ColumnRole::Events | ColumnRole::N) {
                let parts = part_of_one(&numbers);
                inspection.report(parts, column.name, |row| Finding::PartOfOne { found: numbers[row] })?;
            }
        }
    }
    for column in super::all(table, roles, ColumnRole::Value)? {
        column.numbers()?;
    }
    for column in super::all(table, roles, ColumnRole::Events)? {
        let events = column.numbers()?;
        if let Some(units) = super::first(table, roles, ColumnRole::N)? {
            let n = units.numbers()?;
            let finding = |row: usize| Finding::EventsAboveN { events: events[row], n: n[row] };
            inspection.report(above(&events, &n), column.name, finding)?;
        }
        if let Some(time) = super::first(table, roles, ColumnRole::Exposure)? {
            let exposure = time.numbers()?;
            let known = |row: usize| Some(exposure[row]).filter(|one| !one.is_nan());
            let finding = |row: usize| Finding::EventsUnexposed { events: events[row], exposure: known(row) };
            inspection.report(unexposed(&events, &exposure), time.name, finding)?;
        }
    }
    for column in super::all(table, roles, ColumnRole::Weight)? {
        let weights = column.numbers()?;
        let (missing, zero) = without_weight(&weights);
        inspection.report(missing, column.name, |_| Finding::WithoutWeight { found: None })?;
        inspection.report(zero, column.name, |row| Finding::WithoutWeight { found: Some(weights[row]) })?;
    }
    for column in super::all(table, roles, ColumnRole::Age)? {
        // Age groups such as `18-24` are texts, and no ages in years.
        if values::is_number(column.data_type()) {
            let ages = column.numbers()?;
            let finding = |row: usize| Finding::AgeImpossible { found: ages[row] };
            inspection.report(impossible_ages(&ages), column.name, finding)?;
        }
    }
    Ok(())
}
