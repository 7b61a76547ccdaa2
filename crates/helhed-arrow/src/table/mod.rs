//! Cells and estimates as one Arrow table each, and back.

mod areas;
mod cells;
mod comoments;
mod estimates;
mod fields;
mod header;
mod key;
mod row;

use std::path::Path;

use helhed::cells::Cells;
use helhed::error::{Input, Result, Spot, Within};
use helhed::estimate::Estimates;

pub use areas::{funnel_columns_to_batch, funnel_to_batch, ranking_to_batch, shrunk_to_batch};
pub use cells::{cells_from_batches, cells_to_batch};
pub use comoments::comoments_to_batch;
pub use estimates::{estimates_from_batches, estimates_to_batch};

pub(crate) use fields::Fields;

use crate::file::Source;
use crate::read::{Kind, arrow_table, kind_of_file};

/// Reads cells from a Parquet or Arrow file. CSV and Excel files of cells are for people: they do not hold the definitions.
///
/// # Errors
/// `H801`, `H802`, `H804` for the file, and those of [`cells_from_batches`], with the file.
pub fn read_cells(path: impl AsRef<Path>) -> Result<Cells> {
    let path = path.as_ref();
    if matches!(kind_of_file(path), Ok(Kind::ArrowFile | Kind::ArrowStream)) {
        let (schema, batches) = arrow_table(path)?;
        return cells_from_batches(batches.into_iter().map(Ok), &schema).within(|| spot(path));
    }
    let source = Source::open(path)?;
    let (schema, batches) = source.all()?;
    cells_from_batches(batches.into_iter().map(Ok), &schema).within(|| source.spot())
}

/// Reads cells from several files and merges them: what pooling their rows would have given.
///
/// # Errors
/// Those of [`read_cells`]; `H205` with the names of two files that do not mean the same, and what differs; `H107` for no
/// file.
pub fn read_cells_of(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<Cells> {
    let one = |path: &Path| (Input::File(path.display().to_string()), read_cells(path));
    Cells::merge_all(paths.into_iter().map(|path| one(path.as_ref())))
}

fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
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
