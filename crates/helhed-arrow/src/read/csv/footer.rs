//! What stands below the rows: blank lines, notes, sources.

use super::look::{Look, is_note, is_sentence, look};
use super::record::{Cell, Record};
use crate::read::LeftOut;

/// How much a record looks like a line below the table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Foot {
    /// It cannot be a row.
    Certain,
    /// It could be a row, and is below the table only if it follows what is.
    Likely,
    /// It is a row.
    No,
}

/// The number of records, from the first, that are rows, and what the others are.
pub(super) fn split(records: &[Record<'_>], fields: usize) -> (usize, Vec<LeftOut>) {
    // Where rows begin with whole sentences, as those of a survey do, a sentence is no note: the last row may be cut.
    let asks = |record: &Record<'_>| record.cells.len() == fields && record.cells.first().is_some_and(of_survey);
    let sentences = fields > 1 && records.iter().any(asks);
    let foot = |record: &Record<'_>| match foot(record, fields) {
        Foot::Certain
            if sentences && !record.is_blank() && !record.cells.first().is_some_and(|cell| is_note(&cell.text)) =>
        {
            Foot::No
        }
        foot => foot,
    };
    let mut rows = records.len();
    while let Some(last) = rows.checked_sub(1).and_then(|at| records.get(at)) {
        if foot(last) == Foot::No {
            break;
        }
        rows -= 1;
    }
    // What only could be a note is a row, unless something that cannot be one stands above it.
    while records.get(rows).is_some_and(|record| foot(record) == Foot::Likely) {
        rows += 1;
    }
    let mut left_out: Vec<LeftOut> = Vec::new();
    for record in records.get(rows..).unwrap_or_default() {
        let what = if record.is_blank() { "blank" } else { "footnote" };
        match left_out.last_mut() {
            Some(last) if last.what == what => last.last = record.last_line(),
            _ => left_out.push(LeftOut { first: record.line, last: record.last_line(), what }),
        }
    }
    (rows, left_out)
}

/// How much a record looks like a line below the table.
fn foot(record: &Record<'_>, fields: usize) -> Foot {
    if record.is_blank() && !record.cells.iter().any(|cell| cell.quoted) {
        return Foot::Certain;
    }
    if record.open || fields <= 1 && !is_lone_note(record) {
        return Foot::No;
    }
    let first = record.cells.first().map(Cell::trimmed).unwrap_or_default();
    let others = || record.cells.iter().skip(1);
    let numbers = others().any(|cell| !matches!(look(&cell.text), Look::Nothing | Look::Text));
    let alone = others().all(Cell::is_blank);
    let full = record.cells.len() == fields && others().all(|cell| !cell.is_blank());
    match () {
        // A note may hold the delimiter, and a number in the part behind it; a row of the table has all its fields.
        () if is_note(first) && !full && (!numbers || record.cells.len() < fields) => Foot::Certain,
        () if alone && is_sentence(first) && (record.cells.len() < fields || first.ends_with('.')) => Foot::Certain,
        () if alone && look(first) == Look::Text => Foot::Likely,
        () if !numbers && !full && is_sentence(first) => Foot::Likely,
        () => Foot::No,
    }
}

/// Whether a field holds a sentence, and no note.
fn of_survey(cell: &Cell<'_>) -> bool {
    is_sentence(&cell.text) && !is_note(&cell.text)
}

/// Whether the only field of a record is a note with a word for it, as far as one column can tell.
fn is_lone_note(record: &Record<'_>) -> bool {
    record.cells.first().is_some_and(|cell| is_note(&cell.text) && is_sentence(&cell.text))
}
