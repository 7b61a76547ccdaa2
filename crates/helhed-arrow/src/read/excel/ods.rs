//! Workbooks of OpenDocument: `.ods`.

use std::sync::Arc;

use helhed::error::{FileFault, Result};
use quick_xml::events::{BytesStart, Event};

use super::Book;
use super::dates;
use super::grid::{Area, DATE_STYLE, DURATION_STYLE, Grid, MOST_COLUMNS, MOST_ROWS, Value, address, error_number};
use super::package::Package;
use super::styles::Format;
use super::texts::Texts;
use super::workbook::Listed;
use super::xml::{Xml, prefixed};

/// The part that holds the sheets.
const CONTENT: &str = "content.xml";
/// Style of cells that are shown as percentages. Those that follow are of numbers shown with so many digits.
const PERCENT_STYLE: u16 = 1;
/// Digits of a code: of more a number is not exact.
const MOST_DIGITS: usize = 15;

/// A workbook of OpenDocument.
pub(super) struct Ods {
    package: Package,
    sheets: Vec<Listed>,
}

impl Ods {
    /// Whether the package is one of OpenDocument.
    pub(super) fn is(package: &Package) -> bool {
        package.has(CONTENT) && package.has("META-INF/manifest.xml")
    }

    /// Reads its list of sheets.
    ///
    /// # Errors
    /// `H820`, `H821`, `H822`.
    pub(super) fn open(mut package: Package) -> Result<Self> {
        if let Some(mut xml) = package.xml("META-INF/manifest.xml")? {
            loop {
                match xml.next()? {
                    Event::Start(tag) if tag.local_name().as_ref() == "encryption-data" => {
                        return Err(FileFault::WorkbookPassword.into());
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        let mut sheets = Vec::new();
        if let Some(mut xml) = package.xml(CONTENT)? {
            let (mut hidden_styles, mut style) = (Vec::new(), String::new());
            loop {
                match xml.next()? {
                    Event::Start(tag) => match tag.local_name().as_ref() {
                        "style" => style = prefixed(&tag, "name").unwrap_or_default(),
                        "table-properties" if prefixed(&tag, "display").as_deref() == Some("false") => {
                            hidden_styles.push(style.clone());
                        }
                        "table" => {
                            let hidden = prefixed(&tag, "style-name").is_some_and(|name| hidden_styles.contains(&name));
                            let name = prefixed(&tag, "name").unwrap_or_default();
                            sheets.push(Listed { name, hidden, part: CONTENT.to_owned() });
                        }
                        _ => {}
                    },
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        Ok(Self { package, sheets })
    }
}

impl Book for Ods {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn grid(&mut self, index: usize, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid> {
        let name = || self.sheets.get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let missing = || FileFault::SheetNotInFile { name: name() };
        let mut xml = self.package.xml(CONTENT)?.ok_or_else(missing)?;
        let mut tables = 0;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                    tables += 1;
                    if tables == index + 1 {
                        let mut formats = vec![Format::Plain, Format::Percent];
                        formats.extend((2..=MOST_DIGITS).map(|digits| Format::Zeros(digits as u8)));
                        let grid = Grid::new(Arc::new(Texts::default()), formats.into(), false);
                        return table(xml, grid, most, seen);
                    }
                }
                Event::Eof => return Err(missing().into()),
                _ => {}
            }
        }
    }
}

/// A cell: its value and how many rows and columns it spans.
struct Spanned {
    value: Option<Value>,
    repeated: u32,
    rows: u32,
    columns: u32,
}

/// Reads the rows of the table that was just opened.
fn table(mut xml: Xml<'_>, mut grid: Grid, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid> {
    let (mut row, mut column, mut next_column) = (0_u32, 0_u32, 0_u32);
    let (mut repeated, mut depth) = (1_u32, 0_u32);
    let mut cells: Vec<(u32, Value)> = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                // Tables inside cells, and what cells held before they were changed, are not of this table.
                "table" | "tracked-changes" => depth += 1,
                "table-row" if depth == 0 => {
                    repeated = times(&tag, "number-rows-repeated");
                    column = 0;
                    cells.clear();
                    let visibility = prefixed(&tag, "visibility").unwrap_or_default();
                    if ["collapse", "filter"].contains(&visibility.as_str()) {
                        grid.filtered |= visibility == "filter";
                        let last = row.saturating_add(repeated).min(MOST_ROWS);
                        grid.hidden_rows.extend(row..last);
                    }
                }
                "table-column" if depth == 0 => {
                    let last = next_column.saturating_add(times(&tag, "number-columns-repeated"));
                    if prefixed(&tag, "visibility").is_some_and(|visibility| visibility == "collapse") {
                        grid.hidden_columns.push((next_column, last.saturating_sub(1)));
                    }
                    next_column = last;
                }
                "table-cell" | "covered-table-cell" if depth == 0 => {
                    let mut cell = start(&tag, row, column)?;
                    let typed = cell.value;
                    let is_error = tag
                        .attributes()
                        .with_checks(false)
                        .flatten()
                        .any(|one| one.key.local_name().as_ref() == "value-type" && one.value == "error");
                    // A text may stand in an attribute alone.
                    let said = office(&tag, "string-value");
                    let (is_formula, has_type) =
                        (prefixed(&tag, "formula").is_some(), office(&tag, "value-type").is_some());
                    let mut text = String::new();
                    xml.paragraphs(&mut text)?;
                    if text.is_empty() {
                        text = said.unwrap_or_default();
                    }
                    cell.value = match typed {
                        _ if is_error => Some(Value::Error(error_number(&text))),
                        Some(Value::Number(number, 0)) => Some(Value::Number(number, zeros_style(&text))),
                        None if is_formula && !has_type && text.is_empty() => Some(Value::Unstored),
                        None if !text.is_empty() => Some(grid.text_value(&text)?),
                        typed => typed,
                    };
                    if cell.rows > 1 || cell.columns > 1 {
                        let rows = (row, row.saturating_add(cell.rows - 1));
                        grid.merge(Area { rows, columns: (column, column.saturating_add(cell.columns - 1)) });
                    }
                    let last = column.saturating_add(cell.repeated);
                    if let Some(value) = cell.value {
                        if last > MOST_COLUMNS {
                            let what =
                                format!("it says it has a cell {}, and no sheet has so many", address(row, last));
                            return Err(FileFault::WorkbookBroken { what }.into());
                        }
                        cells.extend((column..last).map(|column| (column, value)));
                    }
                    column = last;
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "table" if depth == 0 => return grid.in_order(),
                "table" | "tracked-changes" => depth = depth.saturating_sub(1),
                "table-row" if depth == 0 => {
                    let last = row.saturating_add(repeated);
                    if !cells.is_empty() {
                        for row in row..last {
                            for (column, value) in &cells {
                                grid.put(row, *column, *value)?;
                            }
                        }
                        seen(u64::from(last))?;
                    }
                    row = last;
                    if grid.cells() >= most {
                        return grid.in_order();
                    }
                }
                _ => {}
            },
            Event::Eof => return grid.in_order(),
            _ => {}
        }
    }
}

/// How often a row or cell is repeated: at least once.
fn times(tag: &BytesStart<'_>, name: &str) -> u32 {
    prefixed(tag, name).and_then(|times| times.parse().ok()).unwrap_or(1).clamp(1, MOST_ROWS)
}

/// An attribute of a cell, that of OpenDocument itself before one of the same name in an extension.
fn office(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = |one: &quick_xml::events::attributes::Attribute<'_>| one.key.as_ref() == format!("office:{name}");
    let found = tag.attributes().with_checks(false).flatten().find(own);
    found.map(|one| one.value.into_owned()).or_else(|| prefixed(tag, name))
}

/// The style of a number that is shown as this text: digits with a zero in front are a code.
fn zeros_style(shown: &str) -> u16 {
    let digits = shown.len();
    let is_code = (2..=MOST_DIGITS).contains(&digits)
        && shown.starts_with('0')
        && shown.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { u16::try_from(digits).unwrap_or_default() } else { 0 }
}

/// What the attributes of a cell say: its value, unless it is a text.
fn start(tag: &BytesStart<'_>, row: u32, column: u32) -> Result<Spanned> {
    let wrong = |found: &str| {
        let what = format!("the cell {} holds `{}`", address(row, column), helhed::error::shown(found));
        FileFault::WorkbookBroken { what }
    };
    let attribute = |name: &str| office(tag, name);
    let number = || {
        let text = attribute("value").unwrap_or_default();
        text.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| wrong(&text))
    };
    let value = match attribute("value-type").unwrap_or_default().as_str() {
        "float" | "currency" => Some(Value::Number(number()?, 0)),
        "percentage" => Some(Value::Number(number()?, PERCENT_STYLE)),
        "boolean" => Some(Value::Bool(attribute("boolean-value").is_some_and(|value| value == "true"))),
        "date" => {
            let text = attribute("date-value").unwrap_or_default();
            Some(Value::Number(dates::serial(&text, false).ok_or_else(|| wrong(&text))?, DATE_STYLE))
        }
        "time" => {
            let text = attribute("time-value").unwrap_or_default();
            Some(Value::Number(dates::duration(&text).ok_or_else(|| wrong(&text))?, DURATION_STYLE))
        }
        _ => None,
    };
    let repeated = times(tag, "number-columns-repeated");
    Ok(Spanned {
        value,
        repeated,
        rows: times(tag, "number-rows-spanned"),
        columns: times(tag, "number-columns-spanned"),
    })
}
