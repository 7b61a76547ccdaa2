//! Excel workbooks of one sheet.

use std::fs::File;
use std::io::BufWriter;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use helhed::error::{Error, FileFault, Place, Result, Spot};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::beside::Failure;
use super::cell::{Cell, cell, check, text};

/// Rows of a sheet below its header, and columns: what Excel opens.
const MOST_ROWS: u64 = 1_048_575;
const MOST_COLUMNS: usize = 16_384;

/// Letters that a cell of Excel holds, counted as it counts them.
const MOST_LETTERS: usize = 32_767;

/// Whole numbers up to here are exact in a cell, which holds doubles.
const LARGEST_WHOLE: u128 = 1 << 53;

/// Excel's calendar begins with the year 1900.
const FIRST_YEAR: i16 = 1900;

pub(super) fn write(schema: &SchemaRef, batches: &[RecordBatch], file: &mut File) -> Result<(), Failure> {
    check(schema)?;
    let rows: u64 = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    if rows > MOST_ROWS || schema.fields().len() > MOST_COLUMNS {
        return Err(Error::from(FileFault::SheetTooSmall { rows, columns: schema.fields().len() }).into());
    }
    let mut workbook = Workbook::new();
    // The same table is the same file, whenever it is written.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&epoch));
    let sheet = workbook.add_worksheet();
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
    for (column, field) in (0..).zip(schema.fields()) {
        sheet.write_string_with_format(0, column, short(field.name(), field.name(), None)?, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // A column is of one kind: all its days are texts if Excel's calendar does not have one of them.
    let as_text: Vec<bool> = (0..schema.fields().len()).map(|column| has_early_day(batches, column)).collect();
    let mut row = 1;
    for batch in batches {
        for index in 0..batch.num_rows() {
            let columns = batch.columns().iter().zip(schema.fields()).zip(&as_text);
            for (column, ((array, field), as_text)) in (0..).zip(columns) {
                let mut cell = cell(array.as_ref(), index);
                if let (Cell::Day(_), true) = (&cell, as_text) {
                    cell = Cell::Text(text(&cell).into_owned().into());
                }
                if let Cell::Text(text) = &cell {
                    short(text, field.name(), Some(row))?;
                }
                put(sheet, row, column, &cell, &day)?;
            }
            row += 1;
        }
    }
    workbook.save_to_writer(BufWriter::new(file))?;
    Ok(())
}

/// Whether a column holds a day before the calendar of Excel.
fn has_early_day(batches: &[RecordBatch], column: usize) -> bool {
    let is_early = |cell: Cell<'_>| matches!(cell, Cell::Day(date) if date.year() < FIRST_YEAR);
    let arrays = batches.iter().filter_map(|batch| batch.columns().get(column));
    let mut days = arrays.filter(|array| *array.data_type() == DataType::Date32);
    days.any(|array| (0..array.len()).any(|row| is_early(cell(array.as_ref(), row))))
}

/// Writes a value; what a cell cannot hold exactly stands as text.
fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>, day: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => return Ok(()),
        Cell::Whole(number) if number.unsigned_abs() <= LARGEST_WHOLE => {
            sheet.write_number(row, column, *number as f64)?
        }
        Cell::Number(number) if number.is_finite() => sheet.write_number(row, column, *number)?,
        Cell::Truth(truth) => sheet.write_boolean(row, column, *truth)?,
        Cell::Day(date) if date.year() >= FIRST_YEAR => {
            let date = ExcelDateTime::from_ymd(
                date.year().unsigned_abs(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            )?;
            sheet.write_datetime_with_format(row, column, &date, day)?
        }
        // Never `write`, which would make a formula of a text that begins with `=`.
        other => sheet.write_string(row, column, text(other).as_ref())?,
    };
    Ok(())
}

/// The text, if a cell holds it.
fn short<'a>(text: &'a str, column: &str, row: Option<u32>) -> Result<&'a str> {
    let letters = text.encode_utf16().count();
    if letters <= MOST_LETTERS {
        return Ok(text);
    }
    let place = row.map_or(Place::column(column), |row| Place::column(column).and(Spot::Row(row.into())));
    Err(Error::new(FileFault::TextTooLongForCell { letters }.into(), place))
}
