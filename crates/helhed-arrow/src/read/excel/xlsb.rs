//! Workbooks of binary parts: `.xlsb`. Their records are read by calamine.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, XlsbError};
use helhed::error::{Error, FileFault, Result};

use super::Book;
use super::grid::{DATE_STYLE, DURATION_STYLE, Grid, Value, error_number};
use super::package::Package;
use super::texts::Texts;
use super::workbook::Listed;
use crate::file::quietly;

/// Bytes that the parts may unpack to: a text of them can take three times its room once it is read.
const MOST_BYTES: u64 = 256 << 20;

/// A workbook of binary parts.
pub(super) struct Xlsb {
    book: calamine::Xlsb<BufReader<File>>,
    sheets: Vec<Listed>,
}

impl Xlsb {
    /// Unpacks every binary part once to see that none is a trap, and then reads the list of sheets.
    ///
    /// # Errors
    /// `H820`, `H821`, `H822`.
    pub(super) fn open(path: &Path, mut package: Package) -> Result<Self> {
        let names: Vec<String> = package.names().filter(|name| name.ends_with(".bin")).map(str::to_owned).collect();
        let mut total = 0;
        let mut buffer = vec![0; 1 << 16];
        for name in names {
            let Some(mut part) = package.bytes(&name)? else { continue };
            loop {
                part.next_token();
                match part.read(&mut buffer) {
                    Ok(0) => break,
                    Ok(count) => total += count as u64,
                    Err(_) => return Err(part.fault()),
                }
                if total > MOST_BYTES {
                    return Err(
                        FileFault::WorkbookUnsafe { what: "its binary parts unpack to more than 256 MB" }.into()
                    );
                }
            }
        }
        let book: calamine::Xlsb<_> = guarded(|| calamine::open_workbook(path))?;
        let of_cells = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
        let listed = |sheet: &calamine::Sheet| {
            let hidden = sheet.visible != SheetVisible::Visible;
            Listed { name: sheet.name.clone(), hidden, part: String::new() }
        };
        let sheets = book.sheets_metadata().iter().filter(of_cells).map(listed).collect();
        Ok(Self { book, sheets })
    }
}

impl Book for Xlsb {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn grid(&mut self, index: usize, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid> {
        let name = self.sheets.get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let mut grid = Grid::new(Arc::new(Texts::default()), Arc::new([]), self.book.has_1904_epoch());
        let mut cells = guarded(|| self.book.worksheet_cells_reader(&name))?;
        while let Some(cell) = guarded(|| cells.next_cell())? {
            let (row, column) = cell.get_position();
            let value = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::Int(number) => Value::Number(*number as f64, 0),
                DataRef::Float(number) => Value::Number(*number, 0),
                DataRef::DateTime(day) => {
                    Value::Number(day.as_f64(), if day.is_duration() { DURATION_STYLE } else { DATE_STYLE })
                }
                DataRef::Bool(value) => Value::Bool(*value),
                DataRef::Error(error) => Value::Error(error_number(&error.to_string())),
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) if text.is_empty() => {
                    continue;
                }
                DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                    grid.text_value(text)?
                }
                DataRef::SharedString("") => continue,
                DataRef::SharedString(text) => grid.text_value(text)?,
            };
            if matches!(value, Value::Number(number, _) if !number.is_finite()) {
                return Err(damaged());
            }
            grid.put(row, column, value)?;
            if grid.cells() >= most {
                break;
            }
            if grid.cells().is_multiple_of(1 << 16) {
                seen(u64::from(row))?;
            }
        }
        grid.in_order()
    }
}

/// Runs a step of calamine, whose panic on a damaged file is as good as an error.
fn guarded<T>(step: impl FnOnce() -> std::result::Result<T, XlsbError>) -> Result<T> {
    match quietly(step) {
        Some(Ok(value)) => Ok(value),
        Some(Err(XlsbError::Password)) => Err(FileFault::WorkbookPassword.into()),
        _ => Err(damaged()),
    }
}

fn damaged() -> Error {
    FileFault::WorkbookBroken { what: "a binary part of it is damaged".into() }.into()
}
