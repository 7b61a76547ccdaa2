//! Where the names of the columns stand: below titles, in one line or two, or nowhere.

use super::look::{Look, is_note, look};
use super::record::{Cell, Record};

/// Records below a header that are looked at.
const SAMPLE: usize = 200;

/// Where the names stand, as places in a list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// In one record.
    One(usize),
    /// In two records, heads over heads.
    Two(usize),
    /// Nowhere: this record would have to be the header and looks like data.
    Data(usize),
    /// There is no record that holds anything.
    Nothing,
}

/// Finds the header among the records of a text most of which have `fields` fields.
pub(super) fn find(records: &[Record<'_>], fields: usize) -> Found {
    let Some(first) = records.iter().position(|record| is_candidate(record, fields)) else {
        // No record is as wide as most: the first that holds anything stands for the header.
        return records.iter().position(|record| !record.is_blank()).map_or(Found::Nothing, Found::One);
    };
    let below = |at: usize| records.get(at + 1..).unwrap_or_default();
    let record = &records[first];
    if is_data(record, below(first)) {
        // A narrower or wider line of names right above it: the rows do not fit it, and that is said row by row.
        let above = first.checked_sub(1).and_then(|at| records.get(at));
        let names = above.is_some_and(|above| filled(above) >= 2 && above.cells.iter().all(is_name));
        return if names { Found::One(first - 1) } else { Found::Data(first) };
    }
    if records.get(first + 1).is_some_and(|second| are_two(record, second, below(first + 1))) {
        return Found::Two(first);
    }
    Found::One(first)
}

/// Whether a record can be a header: as wide as most, or wider by empty fields, with more than a title in it.
fn is_candidate(record: &Record<'_>, fields: usize) -> bool {
    if fields <= 1 {
        return !record.is_blank();
    }
    let width = record.cells.len();
    let trailing = record.cells.iter().skip(fields).all(Cell::is_blank);
    let beyond_first = record.cells.iter().skip(1).any(|cell| !cell.is_blank());
    // A line that lacks the last fields, as when a program leaves out empty ones, is a header if it has all but one.
    let wide = width >= fields && trailing || width + 1 == fields && width > 2 && record.cells.iter().all(is_name);
    wide && beyond_first && !is_title(record)
}

/// Whether a record is a note in the first field and holds next to nothing beside it.
fn is_title(record: &Record<'_>) -> bool {
    let first = record.cells.first().map(Cell::trimmed).unwrap_or_default();
    filled(record) == 1 && !first.is_empty() || is_note(first) && filled(record) * 2 < record.cells.len()
}

/// Fields that hold something.
fn filled(record: &Record<'_>) -> usize {
    record.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether a cell could be a name: letters in it.
fn is_name(cell: &Cell<'_>) -> bool {
    look(&cell.text) == Look::Text
}

/// What most cells of a column look like, if most look alike.
fn column(rows: &[Record<'_>], at: usize, skip: &Record<'_>) -> Option<Look> {
    let mut counts = [(Look::Year, 0_usize), (Look::Number, 0), (Look::Date, 0), (Look::Text, 0)];
    let mut all = 0;
    for row in rows.iter().take(SAMPLE).filter(|row| row.cells != skip.cells) {
        let found = row.cells.get(at).map_or(Look::Nothing, |cell| look(&cell.text));
        if let Some((_, count)) = counts.iter_mut().find(|(look, _)| *look == found) {
            *count += 1;
            all += 1;
        }
    }
    counts.into_iter().find(|(_, count)| *count * 5 > all * 3).map(|(look, _)| look)
}

/// Whether a record looks like data: numbers where a name should stand, over numbers of the same look.
fn is_data(record: &Record<'_>, rows: &[Record<'_>]) -> bool {
    let looks: Vec<Look> = record.cells.iter().map(|cell| look(&cell.text)).collect();
    if looks.iter().all(|look| matches!(look, Look::Text | Look::Nothing)) {
        return is_repeated_in_columns(record, rows);
    }
    if is_run(record) {
        return false;
    }
    let (mut data, mut names) = (0, 0);
    for (at, found) in looks.iter().enumerate() {
        match (found, column(rows, at, record)) {
            (Look::Year | Look::Date, None) => {}
            (Look::Number, None) => data += usize::from(rows.is_empty()),
            (Look::Number | Look::Year | Look::Date, Some(below)) if below == *found => data += 1,
            (Look::Number, Some(Look::Year)) => data += 1,
            (Look::Year, Some(Look::Number)) | (Look::Number | Look::Year | Look::Date, Some(_)) => {}
            (Look::Text, Some(Look::Number | Look::Year | Look::Date)) => names += 1,
            (Look::Text | Look::Nothing, _) => {}
        }
    }
    data > names
}

/// Whether the numbers of a record count up one by one beside a name, as the heads of ages, weeks and months do.
fn is_run(record: &Record<'_>) -> bool {
    let numbers: Vec<u32> = record.cells.iter().filter_map(|cell| cell.trimmed().parse().ok()).collect();
    let others = record.cells.iter().filter(|cell| !matches!(look(&cell.text), Look::Text | Look::Nothing)).count();
    let first = numbers.first().copied().unwrap_or_default();
    (numbers.len() >= 4 || numbers.len() == 3 && first <= 1)
        && others < record.cells.len()
        && numbers.len() == others
        && numbers.iter().zip(numbers.iter().skip(1)).all(|(left, right)| left.checked_add(1) == Some(*right))
}

/// Whether each text of a record is found again in its own column, as a name of a column hardly is.
fn is_repeated_in_columns(record: &Record<'_>, rows: &[Record<'_>]) -> bool {
    let rows = rows.get(..SAMPLE.min(rows.len())).unwrap_or_default();
    let again = |at: usize, cell: &Cell<'_>| {
        rows.iter().any(|row| row.cells != record.cells && row.cells.get(at).is_some_and(|one| one.text == cell.text))
    };
    record.cells.len() > 1
        && filled(record) == record.cells.len()
        && record.cells.iter().enumerate().all(|(at, cell)| again(at, cell))
}

/// Whether two records are heads over heads: the upper has gaps that the lower fills, or the lower holds what the upper
/// lacks, and numbers follow below both.
fn are_two(upper: &Record<'_>, lower: &Record<'_>, rows: &[Record<'_>]) -> bool {
    if lower.cells.len() != upper.cells.len() || lower.cells.len() < 2 || filled(lower) < 2 || rows.is_empty() {
        return false;
    }
    let pairs = || upper.cells.iter().zip(&lower.cells);
    let gaps = upper.cells.iter().skip(1).filter(|cell| cell.is_blank()).count();
    let lower_gaps = lower.cells.first().is_some_and(Cell::is_blank);
    let heads = |cell: &Cell<'_>| matches!(look(&cell.text), Look::Text | Look::Year | Look::Nothing);
    let complete = pairs().all(|(upper, lower)| !upper.is_blank() || !lower.is_blank());
    if !(gaps > 0 || lower_gaps) || !complete || !pairs().all(|(upper, lower)| heads(upper) && heads(lower)) {
        return false;
    }
    // Every head of the lower line, but for the first, stands over numbers.
    let over = |at: usize| matches!(column(rows, at, lower), Some(Look::Number | Look::Year) | None);
    let numbers = (0..lower.cells.len()).any(|at| matches!(column(rows, at, lower), Some(Look::Number)));
    let all = lower.cells.iter().enumerate().skip(1).all(|(at, cell)| cell.is_blank() || over(at));
    // A year over numbers that are no years.
    let years = lower
        .cells
        .iter()
        .enumerate()
        .all(|(at, cell)| look(&cell.text) != Look::Year || column(rows, at, lower) != Some(Look::Year));
    numbers && all && years
}
