//! Spells that end before they start, and spells of one person that overlap.

use helhed::error::{Finding, Result};
use helhed::records::check::{OPEN_FROM, backwards, overlaps};
use helhed::records::{ColumnRole, Doubt, Notice, Policy, Roles};

use super::inspection::Inspection;

/// Checks spells. A last day from 31 December 2099 on is an open end, and so is none.
///
/// # Errors
/// `H116` and `H117`, where the policy refuses them; `H102` if the columns hold no dates.
pub(super) fn check(inspection: &mut Inspection<'_>, roles: &Roles) -> Result<()> {
    let table = inspection.table;
    let start = super::first(table, roles, ColumnRole::From)?;
    let end = super::first(table, roles, ColumnRole::To)?;
    let (Some(start), Some(end)) = (start, end) else { return Ok(()) };
    let (from, mut to) = (start.days()?, end.days()?);
    inspection.report(backwards(&from, &to), end.name, |row| Finding::SpellBackwards {
        from: start.shown(row),
        to: end.shown(row),
    })?;
    let mut open = (0, None);
    for (row, day) in to.iter_mut().enumerate().filter(|(_, day)| day.is_some_and(|day| day >= OPEN_FROM)) {
        *day = None;
        open = (open.0 + 1, open.1.or(Some(row)));
    }
    if let (rows, Some(row)) = open {
        let doubt = Doubt::OpenEnds { found: end.shown(row), rows };
        inspection.notices.push(Notice::new(doubt, table.place(Some(row), end.name)));
    }
    let Some(person) = super::first(table, roles, ColumnRole::Person)? else { return Ok(()) };
    let groups = super::all(table, roles, ColumnRole::Group)?;
    let keys = inspection.only_fresh(super::combined(person.codes(), &groups));
    let found = overlaps(&keys, &from, &to);
    // Where every overlap is one day, the file counts the last day of a spell as the first of the next.
    let most = if found.iter().all(|overlap| overlap.days == 1) { Policy::Warn } else { Policy::Refuse };
    inspection.report_at_most(most, found.iter().map(|overlap| overlap.row), start.name, |row| {
        let with = found.binary_search_by_key(&row, |overlap| overlap.row).ok().and_then(|at| found.get(at));
        let with = with.map_or(row, |overlap| overlap.with);
        let first_to = to[with].map_or_else(|| "an open end".into(), |day| end.day(day));
        Finding::SpellsOverlap {
            person: person.shown(row),
            from: start.shown(row),
            first_to,
            first: table.number(with),
        }
    })
}
