//! What shows that the rows of a text are not one table: a second one below, or quotes that took in whole lines.

use helhed::error::{Error, FileFault, Place, Result, Spot};

use super::look::{Look, look};
use super::record::{Cell, Marks, Record};

/// Lines in a field, all of them like rows, that are no text of a person.
pub(super) const MANY: u64 = 20;
/// Letters of a field that a message about an open quote shows.
const SHOWN: usize = 40;

/// Refuses a second table: after a blank line, names over numbers where the first has numbers.
///
/// # Errors
/// `H819` with the line of the second header.
pub(super) fn refuse_second(rows: &[Record<'_>], fields: usize, names: &[String]) -> Result<()> {
    let mut blank = false;
    for (at, record) in rows.iter().enumerate() {
        if record.is_blank() {
            blank = true;
            continue;
        }
        // A title may stand between the blank line and the names.
        let filled: Vec<&Cell<'_>> = record.cells.iter().filter(|cell| !cell.is_blank()).collect();
        if blank && filled.len() >= 2 && is_header(record, rows.get(..at), rows.get(at + 1..), names) {
            let names = filled.iter().take(6).map(|cell| cell.text.clone().into_owned()).collect();
            let place = Place::default().and(Spot::Line(record.line));
            return Err(Error::new(FileFault::SeveralTables { names }.into(), place));
        }
        if filled.len() >= 2 || fields <= 1 {
            blank = false;
        }
    }
    Ok(())
}

/// Whether a record after a blank line is a header: texts over numbers, and not the header of the first table again.
fn is_header(
    record: &Record<'_>,
    above: Option<&[Record<'_>]>,
    below: Option<&[Record<'_>]>,
    names: &[String],
) -> bool {
    let (above, below) = (above.unwrap_or_default(), below.unwrap_or_default());
    let texts = record.cells.iter().all(|cell| matches!(look(&cell.text), Look::Text | Look::Nothing | Look::Year));
    let same = record.cells.iter().map(Cell::trimmed).eq(names.iter().map(String::as_str));
    let number = |record: &Record<'_>, at: usize| {
        record.cells.get(at).is_some_and(|cell| matches!(look(&cell.text), Look::Number | Look::Year | Look::Date))
    };
    let over = |rows: &[Record<'_>]| {
        let mut rows = rows.iter().filter(|row| !row.is_blank()).take(20);
        rows.any(|row| {
            let cells = record.cells.iter().enumerate();
            cells.filter(|(_, cell)| look(&cell.text) == Look::Text).any(|(at, _)| number(row, at))
        })
    };
    texts && !same && over(below) && (over(above) || above.iter().any(|row| row.cells.len() != record.cells.len()))
}

/// Refuses a quote that is open at the end, or that has taken in whole rows.
///
/// # Errors
/// `H816` with the line in which it was opened.
pub(super) fn refuse_swallowed(records: &[Record<'_>], marks: Marks, fields: usize) -> Result<()> {
    // Where the text begins with its header, the row is known.
    let filled = || records.iter().filter(|record| !record.is_blank());
    let headed = filled().next().is_some_and(|first| first.line == 1 && first.cells.len() == fields);
    for record in records.iter().filter(|record| record.lines > 1 || record.open) {
        let mut line = record.line;
        for cell in &record.cells {
            let last = record.cells.last().is_some_and(|last| std::ptr::eq(last, cell));
            let ends = memchr::memchr_iter(marks.line_end, cell.text.as_bytes()).count() as u64;
            let unfinished = last && record.open && records.last().is_some_and(|one| one.start == record.start);
            // A part of the text may end inside a quote that is closed further on.
            let lost = unfinished && !is_part(record);
            // A quote that is closed as it should be holds what it holds, unless that is a good part of a table.
            let stray = cell.followed || record.open || ends >= MANY;
            if cell.quoted && (lost || stray && holds_rows(&cell.text, marks, fields)) {
                let text = cell.text.chars().take(SHOWN).collect();
                let row = filled().position(|one| one.start == record.start).filter(|row| headed && *row > 0);
                let place = Place::default().and(Spot::Line(line));
                let place = row.into_iter().fold(place, |place, row| place.and(Spot::Row(row as u64)));
                return Err(Error::new(FileFault::OpenQuote { text }.into(), place));
            }
            line += ends;
        }
    }
    Ok(())
}

/// Bytes from which on an open record may go on beyond the part of the text that is known.
const PART: usize = 100_000;

fn is_part(record: &Record<'_>) -> bool {
    record.end >= PART
}

/// Whether a text in quotes holds rows: whole lines with as many marks as a row has.
pub(super) fn holds_rows(text: &str, marks: Marks, fields: usize) -> bool {
    if fields < 2 {
        return false;
    }
    let lines = text.as_bytes().split(|byte| *byte == marks.line_end);
    // The first line is the rest of the row in which the quote opens; the last may be a part of one.
    let (mut rows, mut others) = (0_usize, 0_usize);
    for line in lines.skip(1).take(100) {
        let wanted = memchr::memchr_iter(marks.delimiter, line).count() + 1 == fields;
        rows += usize::from(wanted);
        others += usize::from(!wanted);
    }
    let enough = if fields > 2 { 2 } else { 4 };
    rows >= enough && rows >= 2 * others
}
