//! The unit behind the numbers of a column.

use helhed::error::{RecordFault, shown};
use helhed::records::Doubt;

use super::numbers::weigh;
use super::{Doubted, Misfit};
use crate::recognise::{Evidence, Family, Seen};

/// Units that are not those of a bare number: without them a number means another amount.
const SCALED: [&str; 7] = ["%", "‰", "t.kr.", "mio. kr.", "mia. kr.", "mio.", "mia."];

/// Units whose examples a message names at most.
const NAMED: usize = 4;

/// The unit of a column.
pub(super) struct Unit {
    pub(super) name: String,
    /// What is to be said of it.
    pub(super) doubt: Option<Doubted>,
}

/// The unit of a column of numbers, if it has one.
///
/// # Errors
/// `H111` for several units in one column, and for numbers without a unit beside numbers in per cent or millions.
pub(super) fn decide(evidence: &Evidence) -> Result<Option<Unit>, Misfit> {
    let mut units: Vec<(&str, &Seen)> = evidence.units().chain(evidence.others()).collect();
    units.sort_by_key(|(_, seen)| seen.row);
    let Some((name, first)) = units.first().copied() else { return Ok(None) };
    if let Some((_, second)) = units.get(1) {
        let forms = units.iter().take(NAMED).map(|(_, seen)| shown(&seen.example)).collect();
        let fault = RecordFault::MixedForms { forms, cure: "give all values in one unit" };
        return Err(Misfit { fault: fault.into(), row: Some(second.row) });
    }
    let numbers = evidence.family(Family::Number);
    let without = numbers.saturating_sub(first.count);
    if without > 0 && SCALED.contains(&name) {
        let bare = evidence.bare().map_or("", |seen| &*seen.example);
        let forms = vec![shown(&first.example), shown(bare)];
        let fault = RecordFault::MixedForms { forms, cure: "write the unit with all values, or with none" };
        let row = evidence.bare().map_or(first.row, |bare| bare.row.max(first.row));
        return Err(Misfit { fault: fault.into(), row: Some(row) });
    }
    let unknown = weigh(evidence).words == 0 && evidence.others().next().is_some();
    let doubt = (without > 0 || unknown).then(|| {
        let example = first.example.to_string();
        Doubted::at(Doubt::UnitAssumed { unit: name.to_owned(), without, example }, first)
    });
    Ok(Some(Unit { name: name.to_owned(), doubt }))
}
