//! What cells of transitions hold.

use helhed::design::{Indicator, Measure, Names};
use helhed::error::Result;
use helhed::estimate::Unit;

/// The indicator that counts persons, and the last two key columns: the state before and the state after.
pub const PERSONS: &str = "persons";
pub(crate) const BEFORE: &str = "before";
pub(crate) const AFTER: &str = "after";
/// The indicator of how much a number has changed.
pub(crate) const CHANGE: &str = "change";

/// How many persons, and how much a number has changed, if one is asked for.
pub(crate) fn indicators(change: bool) -> Result<Vec<Indicator>> {
    let persons = Indicator::new(PERSONS, Measure::Count { events: PERSONS.into() })?;
    let persons = persons.named(Names::new("personer", "persons")).in_unit(Unit::Named("persons".into()));
    if !change {
        return Ok(vec![persons]);
    }
    let mean = Indicator::new(CHANGE, Measure::Mean { value: CHANGE.into() })?;
    Ok(vec![persons, mean.named(Names::new("ændring", "change"))])
}

/// Key columns of the cells.
pub(crate) fn dimensions(by: &[String]) -> Vec<String> {
    by.iter().cloned().chain([BEFORE.to_owned(), AFTER.to_owned()]).collect()
}
