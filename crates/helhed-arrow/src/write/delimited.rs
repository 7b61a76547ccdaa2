//! CSV as Danish spreadsheets open it.

use std::fs::File;
use std::io::{BufWriter, Write};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;

use super::beside::Failure;
use super::cell::{Cell, cell, check, is_formula, text};

/// Without it Excel takes the text for Windows-1252.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn write(schema: &SchemaRef, batches: &[RecordBatch], file: &mut File) -> Result<(), Failure> {
    check(schema)?;
    let mut file = BufWriter::new(file);
    file.write_all(BYTE_ORDER_MARK)?;
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(&mut file);
    writer.write_record(schema.fields().iter().map(|field| inert(field.name())))?;
    for batch in batches {
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                let cell = cell(column.as_ref(), row);
                match &cell {
                    Cell::Text(text) => writer.write_field(inert(text))?,
                    other => writer.write_field(text(other).as_ref())?,
                }
            }
            writer.write_record(None::<&[u8]>)?;
        }
    }
    writer.flush()?;
    drop(writer);
    file.flush()?;
    Ok(())
}

/// The text, behind an apostrophe where a spreadsheet would run it.
fn inert(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}
