//! Workbooks of Excel 97-2003, and of Excel 95.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use helhed::error::{Error, Fault, FileFault, Result};

use super::Book;
use super::biff::{Bound, Letters, Record, globals, records};
use super::grid::{Area, Grid, Value, error_number};
use super::styles::Format;
use super::texts::Texts;
use super::workbook::Listed;
use crate::file::quietly;
use crate::read::{Kind, kind};

/// Bytes of the stream of a workbook: 65 536 rows of 256 numbers take about so many.
const MOST_BYTES: u64 = 400 << 20;

/// A workbook of Excel 97-2003.
pub(super) struct Xls {
    stream: Vec<u8>,
    sheets: Vec<Listed>,
    bounds: Vec<usize>,
    texts: Arc<Texts>,
    formats: Arc<[Format]>,
    letters: Letters,
    from_1904: bool,
}

impl Xls {
    /// Reads its stream, its list of sheets, its texts and its formats.
    ///
    /// # Errors
    /// `H801`, `H820` for an encrypted workbook (also one of XML parts), `H821`, `H822`.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| Error::from(Fault::CannotOpen { reason: error.to_string() }))?;
        // The container's reader has no promise of its own; a panic on a damaged file is as good as an error.
        let stream = quietly(|| stream(file)).unwrap_or_else(|| Err(damaged()))?;
        let globals = globals(&stream)?;
        let (mut sheets, mut bounds) = (Vec::new(), Vec::new());
        for Bound { name, hidden, at, .. } in globals.sheets.into_iter().filter(|bound| bound.cells) {
            sheets.push(Listed { name, hidden, part: String::new() });
            bounds.push(at);
        }
        let (texts, formats) = (Arc::new(globals.texts), globals.formats.into());
        let (letters, from_1904) = (globals.letters, globals.from_1904);
        Ok(Self { stream, sheets, bounds, texts, formats, letters, from_1904 })
    }
}

/// The stream of the workbook in its container.
fn stream(file: File) -> Result<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(file).map_err(|_| damaged())?;
    if container.exists("/EncryptedPackage") || container.exists("/EncryptionInfo") {
        return Err(FileFault::WorkbookPassword.into());
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name));
    let name = name.ok_or_else(|| kind::refused(Kind::Unknown))?;
    let mut bytes = Vec::new();
    let stream = container.open_stream(name).map_err(|_| damaged())?;
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(FileFault::WorkbookUnsafe { what: "it is larger than Excel 97-2003 could make it" }.into());
    }
    Ok(bytes)
}

impl Book for Xls {
    fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    fn grid(&mut self, index: usize, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid> {
        let mut grid = Grid::new(self.texts.clone(), self.formats.clone(), self.from_1904);
        let start = self.bounds.get(index).copied().unwrap_or(usize::MAX);
        if start >= self.stream.len() {
            let name = self.sheets.get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
            return Err(FileFault::SheetNotInFile { name }.into());
        }
        let mut depth = 0_u32;
        let mut awaited = None;
        for (count, record) in (0_u64..).zip(records(&self.stream, start)) {
            match record.number {
                // Charts on the sheet have records of their own.
                0x0809 => depth += 1,
                0x000a if depth <= 1 => return grid.in_order(),
                0x000a => depth -= 1,
                _ if depth != 1 => {}
                0x0006 => awaited = formula(&record, &mut grid)?,
                0x0207 => {
                    if let Some((row, column)) = awaited.take() {
                        let text = self.letters.text(&record, 0, true)?;
                        put_text(&mut grid, row, column, &text)?;
                    }
                }
                0x0204 | 0x00d6 => {
                    let text = self.letters.text(&record, 6, true)?;
                    let (row, column) = place(&record)?;
                    put_text(&mut grid, row, column, &text)?;
                }
                _ => cell(&record, &mut grid)?,
            }
            if grid.cells() >= most {
                return grid.in_order();
            }
            if count % (1 << 16) == 0 {
                seen(grid.cells() / grid.columns.len().max(1) as u64)?;
            }
        }
        Err(damaged())
    }
}

/// Row and column of a cell.
fn place(record: &Record<'_>) -> Result<(u32, u32)> {
    Ok((record.short(0)?.into(), record.short(2)?.into()))
}

fn put_text(grid: &mut Grid, row: u32, column: u32, text: &str) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let value = grid.text_value(text)?;
    grid.put(row, column, value)
}

/// Takes a record of cells, or of what is hidden or merged.
fn cell(record: &Record<'_>, grid: &mut Grid) -> Result<()> {
    match record.number {
        0x0203 => {
            let (row, column) = place(record)?;
            put_number(grid, row, column, record.number(6)?, record.short(4)?)?;
        }
        0x027e => {
            let (row, column) = place(record)?;
            put_number(grid, row, column, packed(record.long(6)?), record.short(4)?)?;
        }
        0x00bd => {
            let (row, first) = place(record)?;
            let count = record.bytes.len().saturating_sub(6) / 6;
            for (column, at) in (first..).zip((0..count).map(|index| 4 + 6 * index)) {
                put_number(grid, row, column, packed(record.long(at + 2)?), record.short(at)?)?;
            }
        }
        0x00fd => {
            let (row, column) = place(record)?;
            let value = grid.shared_value(record.long(6)?).ok_or_else(damaged)?;
            if let Value::Text(number) = value
                && !grid.text(number).is_empty()
            {
                grid.put(row, column, value)?;
            }
        }
        0x0205 => {
            let (row, column) = place(record)?;
            let (value, is_error) = (record.byte(6)?, record.byte(7)? != 0);
            grid.put(row, column, if is_error { Value::Error(error(value)) } else { Value::Bool(value != 0) })?;
        }
        0x0208 if record.bytes.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
            let row = u32::from(record.short(0)?);
            if grid.hidden_rows.last().is_none_or(|last| *last < row) {
                grid.hidden_rows.push(row);
            }
        }
        0x007d if record.short(8)? & 1 == 1 && grid.hidden_columns.len() < 1 << 14 => {
            grid.hidden_columns.push((record.short(0)?.into(), record.short(2)?.into()));
        }
        0x009b => grid.filtered = true,
        0x00e5 => {
            for at in (0..usize::from(record.short(0)?)).map(|index| 2 + 8 * index) {
                let rows = (record.short(at)?.into(), record.short(at + 2)?.into());
                let columns = (record.short(at + 4)?.into(), record.short(at + 6)?.into());
                grid.merge(Area { rows, columns });
            }
        }
        _ => {}
    }
    Ok(())
}

/// The mark of a formula that is calculated when the workbook is opened.
const CALCULATE: u16 = 2;

/// Takes the stored result of a formula. A text comes in the next record; then the place of the cell is given.
fn formula(record: &Record<'_>, grid: &mut Grid) -> Result<Option<(u32, u32)>> {
    let (row, column) = place(record)?;
    if record.short(12)? != 0xffff {
        put_number(grid, row, column, record.number(6)?, record.short(4)?)?;
        return Ok(None);
    }
    match (record.byte(6)?, record.byte(8)?) {
        (0, _) => return Ok(Some((row, column))),
        (1, value) => grid.put(row, column, Value::Bool(value != 0))?,
        (2, value) => grid.put(row, column, Value::Error(error(value)))?,
        // Nothing, and to be calculated when it is opened: a program wrote the formula and never knew its result.
        (3, _) if record.short(14)? & CALCULATE != 0 => grid.put(row, column, Value::Unstored)?,
        _ => {}
    }
    Ok(None)
}

fn put_number(grid: &mut Grid, row: u32, column: u32, number: f64, style: u16) -> Result<()> {
    if !number.is_finite() {
        return Err(damaged());
    }
    grid.put(row, column, Value::Number(number, style))
}

/// A number in four bytes: a whole one or the upper half of one of eight bytes, and perhaps a hundredth of it.
fn packed(bits: u32) -> f64 {
    let number =
        if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// The number of an error by its code.
fn error(code: u8) -> u8 {
    error_number(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR",
    })
}

fn damaged() -> Error {
    FileFault::WorkbookBroken { what: "it is incomplete or damaged".into() }.into()
}
