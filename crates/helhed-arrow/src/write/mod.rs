//! Writing tables: rows, cells and estimates to Parquet, Arrow, CSV and Excel.

mod beside;
mod cell;
mod columnar;
mod delimited;
mod workbook;

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, Place, Result, Spot};

use beside::beside;

/// Writes a table, such as one of rows, cells or estimates. The ending of the name says how:
///
/// - `.parquet`: Parquet, compressed with zstd;
/// - `.arrow` or `.feather`: an Arrow IPC file; `.arrows`: an Arrow IPC stream;
/// - `.csv`: as Danish spreadsheets open it: UTF-8 with a byte order mark, semicolons, decimal comma, days as 2014-03-31;
/// - `.xlsx`: an Excel workbook of one sheet.
///
/// In CSV and Excel a text stays a text: one that a spreadsheet would run as a formula begins with an apostrophe in CSV
/// and is stored as text in Excel. What is infinite stands as `∞`, a list as its values with `; ` between.
///
/// The file is written beside `path` under another name, flushed to the disk, and then renamed: if anything fails or the
/// program is killed, an older file of that name stays as it was.
///
/// # Errors
/// `H803` if it cannot be written, `H804` for another ending, `H850` for a table that is too large for a sheet, `H851`
/// for a column of a type that has no place in CSV or Excel, `H852` for a text that is too long for a cell of Excel.
pub fn write(schema: &SchemaRef, batches: &[RecordBatch], path: impl AsRef<Path>) -> Result<()> {
    let path = path.as_ref();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "parquet" => beside(path, |file| columnar::parquet(schema, batches, file)),
        "arrow" | "feather" => beside(path, |file| columnar::ipc_file(schema, batches, file)),
        "arrows" => beside(path, |file| columnar::ipc_stream(schema, batches, file)),
        "csv" => beside(path, |file| delimited::write(schema, batches, file)),
        "xlsx" => beside(path, |file| workbook::write(schema, batches, file)),
        _ => {
            let found = if ending.is_empty() { "(no ending)".into() } else { format!(".{ending}") };
            let place = Place::default().within(Spot::File(path.display().to_string()));
            Err(Error::new(Fault::UnknownFormat { found }, place))
        }
    }
}

/// Writes a table of one batch, such as one of cells or estimates, as a Parquet file, whatever its name's ending.
///
/// # Errors
/// `H803` if it cannot be written.
pub fn write_parquet(batch: &RecordBatch, path: impl AsRef<Path>) -> Result<()> {
    beside(path.as_ref(), |file| columnar::parquet(&batch.schema(), std::slice::from_ref(batch), file))
}
