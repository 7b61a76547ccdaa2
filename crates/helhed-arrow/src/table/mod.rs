//! Cells and estimates as one Arrow table each, and back.

mod cells;
mod comoments;
mod estimates;
mod fields;
mod header;
mod key;
mod row;

use std::path::Path;

use helhed::cells::Cells;
use helhed::error::{Result, Within};
use helhed::estimate::Estimates;

pub use cells::{cells_from_batches, cells_to_batch};
pub use comoments::comoments_to_batch;
pub use estimates::{estimates_from_batches, estimates_to_batch};

pub(crate) use fields::Fields;

use crate::file::Source;

/// Reads cells from a Parquet file.
///
/// # Errors
/// `H801`, `H802`, `H804` for the file, and those of [`cells_from_batches`], with the file.
pub fn read_cells(path: impl AsRef<Path>) -> Result<Cells> {
    let source = Source::open(path.as_ref())?;
    let (schema, batches) = source.all()?;
    cells_from_batches(batches.into_iter().map(Ok), &schema).within(|| source.spot())
}

/// Reads estimates from a Parquet file.
///
/// # Errors
/// `H801`, `H802`, `H804` for the file, and those of [`estimates_from_batches`], with the file.
pub fn read_estimates(path: impl AsRef<Path>) -> Result<Estimates> {
    let source = Source::open(path.as_ref())?;
    let (schema, batches) = source.all()?;
    estimates_from_batches(batches.into_iter().map(Ok), &schema).within(|| source.spot())
}
