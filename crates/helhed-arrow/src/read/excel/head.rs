//! Which rows of a sheet hold the names of the columns.

use std::collections::BTreeMap;

use helhed::error::{FileFault, Result};

use super::dates;
use super::grid::{Grid, Value};
use super::styles::Format;
use crate::read::csv::names::cleaned;
use crate::recognise::{Family, Shape, shape};

/// Rows at the start of a sheet among which its header is.
const SAMPLE: usize = 60;
/// Rows that names may take: heads over heads.
const MOST_HEADS: u32 = 4;

/// The first rows of a sheet, each with its cells.
type Rows = BTreeMap<u32, Vec<(u32, Value)>>;

/// The first rows of a sheet.
pub(super) fn first_rows(grid: &Grid, rows: &[u32]) -> Rows {
    let mut sample: Rows = rows.iter().take(SAMPLE).map(|row| (*row, Vec::new())).collect();
    let (Some(first), Some(last)) = (rows.first(), sample.keys().next_back().copied()) else { return sample };
    for (index, column) in &grid.columns {
        for (row, value) in column.within(*first..=last) {
            if let Some(cells) = sample.get_mut(&row) {
                cells.push((*index, value));
            }
        }
    }
    sample
}

/// First and last row of the names of the columns.
///
/// # Errors
/// `H813` if the first row of the table looks like data.
pub(super) fn header(grid: &Grid, rows: &[u32]) -> Result<(u32, u32)> {
    let sample = first_rows(grid, rows);
    // The width of most rows: a note far to the right must not count, nor a title.
    let mut widths: Vec<usize> = sample.values().map(Vec::len).collect();
    if widths.iter().any(|width| *width > 1) {
        widths.retain(|width| *width > 1);
    }
    widths.sort_unstable();
    let width = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let wide = |cells: &Vec<(u32, Value)>| cells.len() * 3 >= width * 2 && cells.len() >= width.min(2);
    let Some((first, cells)) = sample.iter().find(|(_, cells)| wide(cells)) else {
        return Err(FileFault::Empty.into());
    };
    let below = sample.range(*first + 1..).next().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
    let first = *first;
    if !is_head(grid, cells) || are_years_of_rows(grid, cells, below) {
        // Names over all but the first columns: those of keys often have none.
        let above = first.checked_sub(1).and_then(|row| Some((row, sample.get(&row)?)));
        let names = above.filter(|(_, names)| {
            let under = names.iter().all(|(column, _)| cells.iter().any(|(other, _)| other == column));
            let aside = names.first().map(|(column, _)| column) > cells.first().map(|(column, _)| column);
            under && aside && names.len() * 2 >= cells.len() && is_head(grid, names)
        });
        if let Some((row, _)) = names {
            return Ok((row, row));
        }
        let first = cells.iter().take(5).map(|(_, value)| name(grid, *value)).collect();
        return Err(FileFault::NoHeader { first }.into());
    }
    let (mut top, mut bottom) = (first, first);
    while let Some(next) = sample.get(&(bottom + 1)).filter(|_| bottom - top < MOST_HEADS)
        && let Some(here) = sample.get(&bottom)
        && is_under(grid, here, next, bottom, sample.get(&(bottom + 2)))
    {
        bottom += 1;
    }
    while let Some(above) = top.checked_sub(1).and_then(|row| sample.get(&row)).filter(|_| bottom - top < MOST_HEADS)
        && let Some(here) = sample.get(&top)
        && is_over(grid, above, here, top - 1)
    {
        top -= 1;
    }
    Ok((top, bottom))
}

/// Whether all cells could be names, and at least one can be nothing else.
pub(super) fn is_head(grid: &Grid, cells: &[(u32, Value)]) -> bool {
    let names = cells.iter().filter(|(_, value)| matches!(value, Value::Text(_))).count();
    let years = cells.len() > 1;
    (names > 0 || years) && cells.iter().all(|(_, value)| is_name(grid, *value))
}

/// Whether the years and days of a row go on in the row below: then they are data.
fn are_years_of_rows(grid: &Grid, cells: &[(u32, Value)], below: &[(u32, Value)]) -> bool {
    let mut numbers = cells.iter().filter(|(_, value)| matches!(value, Value::Number(..))).peekable();
    let goes_on = |(column, _): &(u32, Value)| {
        below
            .iter()
            .any(|(other, value)| other == column && matches!(value, Value::Number(..)) && is_name(grid, *value))
    };
    numbers.peek().is_some() && numbers.all(goes_on)
}

/// Whether a cell could be the name of a column: words, a year, a day.
fn is_name(grid: &Grid, value: Value) -> bool {
    match value {
        Value::Text(number) => {
            let text = grid.text(number).trim();
            let year = text.parse().is_ok_and(|year: u32| (1900..=2100).contains(&year));
            let shape = shape(text);
            let words = text.chars().any(char::is_alphabetic) && shape.family() != Family::Number;
            // Ages, such as 0-17.
            year || words || shape == Shape::Range
        }
        Value::Number(number, style) => match grid.format(style) {
            Format::Date => true,
            _ => dates::is_whole(number) && (1900.0..=2100.0).contains(&number),
        },
        _ => false,
    }
}

/// Whether `next`, the row below `here`, belongs to the names: cells of `here` span several of its own.
fn is_under(
    grid: &Grid,
    here: &[(u32, Value)],
    next: &[(u32, Value)],
    row: u32,
    after: Option<&Vec<(u32, Value)>>,
) -> bool {
    if !is_head(grid, next) {
        return false;
    }
    let merged = grid.merged.iter().any(|area| {
        let across = area.rows.0 <= row && area.rows.1 >= row && area.columns.1 > area.columns.0;
        let down = area.rows.0 <= row && area.rows.1 > row;
        (across && here.len() > 1) || down
    });
    let named = |column: &u32| here.binary_search_by_key(column, |(column, _)| *column).is_ok();
    let gaps = next.iter().filter(|(column, _)| !named(column)).count();
    // Without merged cells: names under gaps, none under the first, and something else than names below.
    let under_gaps = gaps > 0
        && next.first().map(|(column, _)| column) > here.first().map(|(column, _)| column)
        && after.is_some_and(|after| !is_head(grid, after));
    merged || under_gaps
}

/// Whether `above`, the row over `here`, belongs to the names: it spans several of its cells, and not all as a title does.
fn is_over(grid: &Grid, above: &[(u32, Value)], here: &[(u32, Value)], row: u32) -> bool {
    let Some((first, last)) = here.first().zip(here.last()).map(|((first, _), (last, _))| (*first, *last)) else {
        return false;
    };
    let title = |area: &super::grid::Area| area.columns.0 <= first && area.columns.1 >= last;
    let merged = grid
        .merged
        .iter()
        .any(|area| area.rows.0 <= row && area.rows.1 >= row && area.columns.1 > area.columns.0 && !title(area));
    let mut names: Vec<String> = here.iter().map(|(_, value)| name(grid, *value)).collect();
    names.sort();
    let twice = names.windows(2).any(|pair| matches!(pair, [one, other] if one == other));
    is_head(grid, above)
        && (merged && (above.len() > 1 || first < above.first().map_or(0, |(column, _)| *column))
            || twice && above.len() > 1)
}

/// A cell as the name of a column: in one line.
pub(super) fn name(grid: &Grid, value: Value) -> String {
    cleaned(&super::shown::text(grid, value, '.'))
}

/// The names of these columns from the rows `top` to `bottom`; empty where there is none.
pub(super) fn names(grid: &Grid, columns: &[u32], (top, bottom): (u32, u32)) -> Vec<String> {
    let merged = |row: u32, column: u32| {
        let over = |area: &&super::grid::Area| {
            (area.rows.0..=area.rows.1).contains(&row) && (area.columns.0..=area.columns.1).contains(&column)
        };
        grid.merged.iter().find(over).and_then(|area| grid.at(area.rows.0, area.columns.0))
    };
    let any_merged = grid.merged.iter().any(|area| area.rows.0 <= bottom && area.rows.1 >= top);
    let mut names = vec![Vec::<String>::new(); columns.len()];
    for row in top..=bottom {
        let mut left = None;
        for (column, parts) in columns.iter().zip(&mut names) {
            let own = grid.at(row, *column).or_else(|| merged(row, *column));
            left = own.or(left);
            // A head over several columns stands over the first of them; the others are empty.
            let over = || left.filter(|_| row < bottom && !any_merged && grid.at(bottom, *column).is_some());
            let part = own.or_else(over).map(|value| name(grid, value)).unwrap_or_default();
            if !part.is_empty() && parts.last() != Some(&part) {
                parts.push(part);
            }
        }
    }
    names.into_iter().map(|parts| parts.join(" / ")).collect()
}
