//! Co-moments: rows become what a regression needs of them, by the same crew as a tally and with the same bits.

mod products;
mod sources;
mod spec;
mod whole;

use std::path::PathBuf;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use helhed::cells::Comoments;
use helhed::error::{Error, Place, Result, Spot};

pub use sources::{comoments_files, comoments_records};
pub use spec::Joint;

use super::account::{asked, look_further};
use super::blocks::Blocks;
use super::crew::in_blocks;
use super::parquet::{blocks, count_block, open_files};
use super::plan::Plan;
use super::{Progress, count};
use products::Products;
use whole::Whole;

/// Counts the rows of record batches into co-moments by key.
///
/// A row that lacks one of the variables or the weight is left out whole, and is in the ledger once: by the first that it
/// lacks, the outcome first, then the covariates in their order, then the weight. Bits are equal as they are in
/// [`tally`](super::tally).
///
/// # Errors
/// As [`tally`](super::tally), for columns that hold no measurements or weights.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Float64Array, RecordBatch};
/// use helhed_arrow::{Joint, comoments};
///
/// let rows = RecordBatch::try_from_iter([
///     ("income", Arc::new(Float64Array::from(vec![300.0, 330.0, 390.0])) as _),
///     ("age", Arc::new(Float64Array::from(vec![Some(30.0), Some(40.0), None])) as _),
/// ])?;
/// let spec = Joint::new("income", ["age"], None, [""; 0])?;
/// let comoments = comoments([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// assert_eq!(comoments.total().comoment(0, 1), Some(150.0));
/// assert_eq!(comoments.ledger().reasons().collect::<Vec<_>>(), [("age: missing", 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn comoments(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Joint,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Comoments> {
    let plan = Plan::new(spec.tally(), schema).map_err(nobodys)?;
    let whole = Whole::new(spec, &plan);
    let each = |worker: &mut Products<'_>, block| count(worker, &plan, block);
    let blocks = Blocks::new(batches.into_iter());
    let found = in_blocks(spec.threads(), &|| Products::new(spec, &plan), whole, None, blocks, each, observer)?;
    asked(spec.tally(), &[&plan.asked], found.is_empty(), found.ledger().rows_in())?;
    Ok(found)
}

/// Counts the rows of Parquet files into co-moments by key, as one table.
///
/// # Errors
/// As [`tally_parquet_files`](super::tally_parquet_files).
pub fn comoments_parquet(
    paths: &[PathBuf],
    spec: &Joint,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Comoments> {
    let (files, rows) = open_files(paths, spec.tally()).map_err(nobodys)?;
    let Some(first) = files.first() else { return Err(helhed::error::Fault::EmptyTable.into()) };
    let whole = Whole::new(spec, &first.plan);
    let counter = || Products::new(spec, &first.plan);
    let found = in_blocks(spec.threads(), &counter, whole, Some(rows), blocks(&files), count_block, &mut observer)?;
    let sources: Vec<_> = files.iter().map(|file| (&file.source, file.plan.asked.as_slice())).collect();
    look_further(&sources, || observer(Progress { rows, of: Some(rows) }))?;
    let plans: Vec<_> = sources.iter().map(|(_, asked)| *asked).collect();
    asked(spec.tally(), &plans, found.is_empty(), found.ledger().rows_in())?;
    Ok(found)
}

/// An error without an indicator: variables have none.
fn nobodys(error: Error) -> Error {
    let spots = error.at().spots().iter().filter(|spot| !matches!(spot, Spot::Indicator(_))).cloned();
    Error::new(error.fault().clone(), spots.fold(Place::default(), Place::and))
}
