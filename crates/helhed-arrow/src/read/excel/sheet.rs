//! The XML of a sheet: its cells, its merged areas, and what it hides.

use helhed::error::{Error, FileFault, Place, Result, Spot};
use quick_xml::events::{BytesStart, Event};

use super::dates;
use super::grid::{Area, DATE_STYLE, Grid, Value, address, area, error_number, position};
use super::texts::unescaped;
use super::xml::{Xml, attribute, is_true};

/// Hidden columns that are kept: more stretches than a sheet has columns say nothing.
const MOST_STRETCHES: usize = 1 << 14;

/// A cell whose value has yet to be read.
struct Start {
    row: u32,
    column: u32,
    style: u16,
    kind: String,
}

/// Reads the cells of a sheet until there are `most`; `seen` is told now and then how many rows were read.
///
/// # Errors
/// `H821`, `H822`; what `seen` says.
pub(super) fn read(
    mut xml: Xml<'_>,
    mut grid: Grid,
    most: u64,
    seen: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<Grid> {
    let (mut row, mut next_row, mut next_column) = (0_u32, 0_u32, 0_u32);
    let mut is_sheet = false;
    let mut text = String::new();
    loop {
        let start = match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sheetData" => {
                    is_sheet = true;
                    continue;
                }
                "row" => {
                    let number = attribute(&tag, "r");
                    row = match number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
                        Some(number) => row_number(number)?,
                        None => next_row,
                    };
                    (next_row, next_column) = (row.saturating_add(1), 0);
                    let hidden = attribute(&tag, "hidden").is_some_and(|hidden| is_true(&hidden))
                        || attribute(&tag, "ht").is_some_and(|height| height.parse() == Ok(0.0));
                    if hidden && grid.hidden_rows.last() != Some(&row) {
                        grid.hidden_rows.push(row);
                    }
                    if next_row.is_multiple_of(1 << 14) {
                        seen(u64::from(next_row))?;
                    }
                    continue;
                }
                "c" if is_sheet => cell_start(&tag, row, next_column)?,
                "col" => {
                    hide_columns(&tag, &mut grid);
                    continue;
                }
                "mergeCell" => {
                    let reference = attribute(&tag, "ref");
                    reference.as_deref().and_then(area).into_iter().for_each(|area: Area| grid.merge(area));
                    continue;
                }
                "filterColumn" => {
                    grid.filtered = true;
                    continue;
                }
                _ => continue,
            },
            Event::Eof if !is_sheet => {
                return Err(FileFault::WorkbookBroken { what: "the part of the sheet holds no sheet".into() }.into());
            }
            Event::Eof => return grid.in_order(),
            _ => continue,
        };
        next_column = start.column.saturating_add(1);
        if let Some(value) = cell(&mut xml, &start, &mut grid, &mut text)? {
            grid.put(start.row, start.column, value)?;
            if grid.cells() >= most {
                return grid.in_order();
            }
        }
    }
}

fn row_number(text: &str) -> Result<u32> {
    let number = text.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
    number.filter(|number| *number < super::grid::MOST_ROWS).ok_or_else(|| {
        let what = format!("it says it has a row {}, and no sheet has", helhed::error::shown(text));
        FileFault::WorkbookBroken { what }.into()
    })
}

/// Where a cell is and what it says it holds.
fn cell_start(tag: &BytesStart<'_>, row: u32, next_column: u32) -> Result<Start> {
    let mut start = Start { row, column: next_column, style: 0, kind: String::new() };
    for found in tag.attributes().with_checks(false).flatten() {
        match found.key.as_ref() {
            "r" => {
                (start.row, start.column) = position(&found.value).ok_or_else(|| {
                    let what = format!("`{}` is no address of a cell", helhed::error::shown(&found.value));
                    FileFault::WorkbookBroken { what }
                })?;
            }
            "s" => start.style = found.value.parse().unwrap_or(0),
            "t" => start.kind.push_str(&found.value),
            _ => {}
        }
    }
    Ok(start)
}

/// What a cell holds, read to its end; nothing if it is empty.
fn cell(xml: &mut Xml<'_>, start: &Start, grid: &mut Grid, text: &mut String) -> Result<Option<Value>> {
    text.clear();
    let mut formula = false;
    let mut inline = false;
    let mut depth = 0_u32;
    loop {
        enum Part {
            Value,
            Formula,
            Inline,
            Other,
        }
        let part = match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "v" if depth == 0 => Part::Value,
                "f" if depth == 0 => Part::Formula,
                "is" if depth == 0 => Part::Inline,
                _ => Part::Other,
            },
            Event::End(_) if depth == 0 => break,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Eof => return Err(FileFault::WorkbookBroken { what: "its XML ends too early".into() }.into()),
            _ => continue,
        };
        match part {
            Part::Value => xml.text(text, &[])?,
            // The text of a formula is passed over: it is never run, and what it points to never fetched.
            Part::Formula => {
                formula = true;
                xml.text(&mut String::new(), &[])?;
            }
            Part::Inline => {
                inline = true;
                xml.runs(text)?;
            }
            Part::Other => depth += 1,
        }
    }
    let wrong = |what: String| {
        let place = Place::default().and(Spot::Cell(address(start.row, start.column)));
        Error::new(FileFault::WorkbookBroken { what }.into(), place)
    };
    let shown = || helhed::error::shown(text);
    let plain = text.trim();
    let value = match start.kind.as_str() {
        "str" | "inlineStr" => {
            let text = unescaped(text);
            if text.is_empty() { return Ok(None) } else { grid.text_value(&text)? }
        }
        _ if inline => {
            let text = unescaped(text);
            if text.is_empty() { return Ok(None) } else { grid.text_value(&text)? }
        }
        _ if plain.is_empty() && formula => Value::Unstored,
        _ if plain.is_empty() => return Ok(None),
        "s" => {
            let number = plain.parse::<u32>().ok().filter(|number| grid.shared_value(*number).is_some());
            let number =
                number.ok_or_else(|| wrong(format!("a cell points to the text {}, which is not there", shown())))?;
            if grid.text(number).is_empty() { return Ok(None) } else { Value::Text(number) }
        }
        "b" if is_true(plain) => Value::Bool(true),
        "b" if matches!(plain, "0" | "false" | "FALSE") => Value::Bool(false),
        "e" => Value::Error(error_number(plain)),
        "d" => {
            let day = dates::serial(plain, grid.from_1904);
            Value::Number(day.ok_or_else(|| wrong(format!("a cell holds `{}` as a date", shown())))?, DATE_STYLE)
        }
        "" | "n" => {
            let number = plain.parse::<f64>().ok().filter(|number| number.is_finite());
            Value::Number(number.ok_or_else(|| wrong(format!("a cell holds `{}` as a number", shown())))?, start.style)
        }
        _ => return Err(wrong(format!("a cell holds `{}` of a kind that Excel does not have", shown()))),
    };
    Ok(Some(value))
}

/// Notes the columns that a `col` hides.
fn hide_columns(tag: &BytesStart<'_>, grid: &mut Grid) {
    let number = |name| attribute(tag, name).and_then(|number| number.parse::<u32>().ok()?.checked_sub(1));
    let hidden = attribute(tag, "hidden").is_some_and(|hidden| is_true(&hidden))
        || attribute(tag, "width").is_some_and(|width| width.parse() == Ok(0.0));
    if let (true, Some(first), Some(last)) = (hidden, number("min"), number("max"))
        && grid.hidden_columns.len() < MOST_STRETCHES
    {
        grid.hidden_columns.push((first, last));
    }
}
