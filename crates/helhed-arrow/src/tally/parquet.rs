//! The tally of a Parquet file.

use std::ops::Range;
use std::path::Path;

use helhed::cells::Cells;
use helhed::error::{Error, Fault, Place, Result, Within};

use super::crew::{BLOCK, tally_blocks};
use super::plan::Plan;
use super::{Progress, STEP, Tally};
use crate::file::Source;

/// Counts the rows of a Parquet file, reading only the columns it needs.
///
/// The file is read in blocks of 2^20 rows, whatever its row groups, on the threads of `spec`, and gives the same bits
/// as [`tally`](super::tally) of the same rows. `observer` is called on the calling thread at least every block; its
/// error ends the tally.
///
/// # Errors
/// `H801` if the file cannot be opened, `H802` if it is damaged, `H804` if it is not Parquet, and those of
/// [`tally`](super::tally), with the file.
pub fn tally_parquet(
    path: impl AsRef<Path>,
    spec: &Tally,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let source = Source::open(path.as_ref())?;
    let file = || source.spot();
    // The types that the user sees are checked, and the smaller table that is read is checked again for its places.
    Plan::new(spec, source.schema()).within(file)?;
    let source = source.only(spec.columns(), spec.by())?;
    let file = || source.spot();
    let plan = Plan::new(spec, source.schema()).within(file)?;
    let rows = source.rows();
    if rows == 0 {
        return Err(Error::new(Fault::EmptyTable, Place::default().within(file())));
    }
    let blocks = (0..rows).step_by(BLOCK).map(|first| Ok(first..rows.min(first + BLOCK as u64)));
    let count = |worker: &mut super::part::Worker<'_>, block: Range<u64>| {
        let mut row = block.start;
        for batch in source.read(block, STEP)? {
            let batch = batch?;
            worker.push(&batch, row).within(file)?;
            row += batch.num_rows() as u64;
        }
        Ok(())
    };
    tally_blocks(spec, &plan, Some(rows), blocks, count, observer)
}
