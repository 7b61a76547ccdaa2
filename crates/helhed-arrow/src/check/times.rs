//! Days that cannot be, and days that no register holds.

use std::time::{SystemTime, UNIX_EPOCH};

use helhed::error::{Finding, Result};
use helhed::records::check::{ImpossibleBirth, OPEN_FROM, impossible_births};
use helhed::records::{ColumnRole, Roles};

use super::inspection::Inspection;

/// 1 January 1900: what lies before, or on it, stands for an unknown day.
const UNKNOWN_UNTIL: i32 = -25_567;

/// Checks days of birth and other days.
///
/// # Errors
/// `H147` and `H148`, where the policy refuses them; `H102` if the columns hold no dates.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    for column in super::all(table, roles, ColumnRole::BirthDate)? {
        let births = column.days()?;
        let dates = super::first(table, roles, ColumnRole::Date)?.or(super::first(table, roles, ColumnRole::From)?);
        let days = dates.map(|dates| dates.days()).transpose()?;
        let found = impossible_births(&births, days.as_deref(), today);
        inspection.report(found.iter().map(|(row, _)| *row), column.name, |row| {
            let why = found.binary_search_by_key(&row, |(row, _)| *row).ok().and_then(|at| found.get(at));
            let against = match why.map(|(_, why)| *why) {
                Some(ImpossibleBirth::AfterRow) => {
                    format!("after {}", dates.map_or_else(String::new, |dates| dates.shown(row)))
                }
                Some(ImpossibleBirth::TooEarly) => "before 1890".into(),
                _ => "in the future".into(),
            };
            Finding::BirthImpossible { born: column.shown(row), against }
        })?;
    }
    for role in [ColumnRole::Date, ColumnRole::From, ColumnRole::To] {
        for column in super::all(table, roles, role)? {
            let days = column.days()?;
            let far = |day: i32| day <= UNKNOWN_UNTIL || day >= OPEN_FROM && role != ColumnRole::To;
            let rows = (0..days.len()).filter(|row| days[*row].is_some_and(far));
            inspection.report(rows, column.name, |row| Finding::DateImplausible { found: column.shown(row) })?;
        }
    }
    Ok(())
}
