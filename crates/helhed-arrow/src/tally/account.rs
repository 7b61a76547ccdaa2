//! Whether what was asked for is there: a value that occurs nowhere is misspelt, or it says something that must be known.

use std::collections::{BTreeMap, BTreeSet};

use helhed::cells::Cells;
use helhed::error::{Error, FileFault, Place, Result, Spot, Within};

use super::among::{Among, Known};
use super::asked::Sought;
use super::{STEP, Tally, runs};
use crate::file::Source;

/// The cells, if some row is left and every value of every list occurs in its column. `plans` are what was asked of each
/// file.
///
/// # Errors
/// `H872` for values that occur nowhere, `H871` if no row is left.
pub(crate) fn asked_is_there(spec: &Tally, plans: &[&[Among]], cells: Cells) -> Result<Cells> {
    asked(spec, plans, cells.is_empty(), cells.ledger().rows_in())?;
    Ok(cells)
}

/// The same where `nothing` was counted of so many rows, or something.
///
/// # Errors
/// As [`asked_is_there`].
pub(crate) fn asked(spec: &Tally, plans: &[&[Among]], nothing: bool, rows: u64) -> Result<()> {
    for (index, column) in spec.asked().keys().enumerate() {
        let values = nowhere(plans.iter().filter_map(|asked| asked.get(index)));
        if !values.is_empty() {
            let place = Place::argument("where").and(Spot::Column(column.clone()));
            return Err(Error::new(FileFault::NeverOccurs { values }.into(), place));
        }
    }
    if nothing && !spec.asked().is_empty() {
        let asked = spec.asked().iter().map(|(column, asked)| (column.clone(), asked.to_string())).collect();
        return Err(Error::new(FileFault::NothingLeft { rows, asked }.into(), Place::argument("where")));
    }
    Ok(())
}

/// The values of a list that have occurred in no file.
fn nowhere<'a>(files: impl IntoIterator<Item = &'a Among>) -> Vec<String> {
    let mut files = files.into_iter();
    let Some(first) = files.next() else { return Vec::new() };
    let mut unseen: BTreeMap<usize, &Sought> = first.unseen().collect();
    for file in files {
        let here: BTreeSet<usize> = file.unseen().map(|(place, _)| place).collect();
        unseen.retain(|place, _| here.contains(place));
    }
    unseen.values().map(|sought| sought.to_string()).collect()
}

/// Looks for values that have not occurred in the row groups that were passed over because of other columns. So it does
/// not depend on the row groups whether a value is said to be nowhere.
///
/// # Errors
/// Those of reading, and that of the observer.
pub(crate) fn look_further(files: &[(&Source, &[Among])], mut observer: impl FnMut() -> Result<()>) -> Result<()> {
    let columns = files.first().map_or(0, |(_, asked)| asked.len());
    for index in 0..columns {
        for (source, asked) in files {
            let all = files.iter().filter_map(|(_, asked)| asked.get(index));
            let Some(among) = asked.get(index).filter(|_| !nowhere(all).is_empty()) else { break };
            let column = || (*source).clone().choose(std::iter::once(among.column.name.as_str()));
            for (group, rows) in source.groups().into_iter().enumerate() {
                let passed_over = runs::excluded(source, group, asked);
                if !passed_over || !among.may_hold_more(source.extremes(group, &among.column.name).as_ref()) {
                    continue;
                }
                let mut known = Known::default();
                for batch in column().read(rows, STEP)? {
                    observer()?;
                    let batch = batch?;
                    let array = batch.columns().first().map(AsRef::as_ref);
                    let sift = |array| among.sift_array(array, &mut known, &mut vec![true; batch.num_rows()]);
                    array.map_or(Ok(()), sift).within(|| source.spot())?;
                }
            }
        }
    }
    Ok(())
}

/// What rows not asked for are called in the ledger. A row may be left out for several columns, and which of them would
/// depend on what was read first: so they are named together.
pub(crate) fn not_asked(spec: &Tally) -> String {
    let columns: Vec<&str> = spec.asked().keys().map(String::as_str).collect();
    format!("not asked for: {}", columns.join(", "))
}
