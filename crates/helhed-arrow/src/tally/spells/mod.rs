//! The tally of spells: a row a person and time from a day to another becomes person-time in each period, without a row
//! for each period.

mod cut;
mod rows;
mod spec;

use std::path::PathBuf;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use helhed::cells::Cells;
use helhed::error::{Error, Fault, Result, Within};
use helhed::estimate::KeyValue;

pub use spec::Spells;

use super::kinds::{Kinds, alike};
use super::wide::period_key;
use super::{Progress, STEP, tally};
use crate::file::Source;
use cut::{Cut, schema_of_cut};
use rows::Rows;

/// Counts spells into the periods that they overlap.
///
/// Each spell is cut at the ends of the periods. Indicators read of each piece: `days` and `years` (of 365.25 days) of
/// exposure, `spells` (1), `at_start` (1 on the first day of the period), `starts` and `ends` (1 where the spell begins or
/// has its last day), and `persons`, where a column of persons is named. A spell without an end is open.
///
/// Without persons every row counts by itself: days that two rows of a person share are counted twice. With them, spells
/// of one person and key that overlap or follow each other without a gap are one, and `persons` counts nobody twice in a
/// cell; then the rows of a person must stand together.
///
/// # Errors
/// `H897` for a spell that ends before it begins and `H898` for a person whose rows do not stand together, with the row;
/// `H101`, `H102`, `H106` for columns, `H103` without rows, `H802` if the stream of batches breaks off.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Date32Array, RecordBatch, StringArray};
/// use helhed::design::{Indicator, Measure, PeriodUnit};
/// use helhed_arrow::{Spells, tally_spells};
///
/// let rows = RecordBatch::try_from_iter_with_nullable([
///     ("area", Arc::new(StringArray::from(vec!["A", "A"])) as _, false),
///     // From 1 January 1970 to 31 March, and from 11 January on.
///     ("from", Arc::new(Date32Array::from(vec![0, 10])) as _, false),
///     ("to", Arc::new(Date32Array::from(vec![Some(90), None])) as _, true),
/// ])?;
/// let moves = Indicator::new("moves", Measure::Rate { events: "ends".into(), exposure: "years".into(), per: 1000.0 })?;
/// let spec = Spells::new([moves], ["area"], "from", "to", ("1970K1".parse()?, "1970K2".parse()?))?;
/// let cells = tally_spells([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// assert_eq!(cells.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tally_spells(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Spells,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let broken = |_| Error::from(Fault::Damaged { reason: "the stream of batches was ended by an error".into() });
    counted(batches.into_iter().map(|batch| batch.map_err(broken)), schema, spec, observer)
}

/// Counts spells in Parquet files, as one table in the order of the names of the files.
///
/// # Errors
/// Those of [`tally_spells`], with the file, and of [`tally_parquet_files`](super::tally_parquet_files).
pub fn tally_spells_parquet_files(
    paths: &[PathBuf],
    spec: &Spells,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let mut paths = paths.to_vec();
    paths.sort();
    let open = |path: &PathBuf| -> Result<(Source, Kinds)> {
        let source = Source::open(path)?;
        Rows::new(spec, source.schema()).within(|| source.spot())?;
        let kinds = Kinds::of(source.schema(), spec.by().iter());
        Ok((source.only(spec.columns(), spec.by())?, kinds))
    };
    let files = paths.iter().map(open).collect::<Result<Vec<_>>>()?;
    let Some((first, _)) = files.first() else { return Err(Fault::EmptyTable.into()) };
    alike(files.iter().map(|(file, kinds)| (file, kinds)))?;
    let other = files.iter().find(|(file, _)| file.schema().fields() != first.schema().fields());
    if let Some((other, _)) = other {
        let differ = Fault::Damaged { reason: "its columns are of other types than those of the first file".into() };
        return Err(Error::from(differ).within(other.spot()));
    }
    let batches = files.iter().flat_map(|(file, _)| match file.batches(STEP) {
        Ok(batches) => Box::new(batches) as Box<dyn Iterator<Item = Result<RecordBatch>>>,
        Err(error) => Box::new(std::iter::once(Err(error))),
    });
    counted(batches, first.schema(), spec, observer)
}

/// Cuts spells, tallies the pieces by the numbers of their groups and periods, and gives those their names.
fn counted(
    batches: impl Iterator<Item = Result<RecordBatch>>,
    schema: &SchemaRef,
    spec: &Spells,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let mut cut = Cut::new(spec, Rows::new(spec, schema)?, batches)?;
    let pieces = spec.pieces()?;
    let mut failed: Option<Error> = None;
    let stream = std::iter::from_fn(|| match cut.next()? {
        Ok(batch) => Some(Ok(batch)),
        Err(error) if failed.is_none() => {
            failed = Some(error);
            Some(Err(ArrowError::ComputeError("the spells broke off".into())))
        }
        Err(_) => None,
    });
    let found = tally(stream, &schema_of_cut(spec.person().is_some()), &pieces, observer);
    if let Some(error) = failed {
        return Err(error);
    }
    let mut cells = Cells::new(spec.dimensions(), spec.indicators().iter().cloned())?;
    match found {
        // Rows there were, but none with a day in the periods.
        Err(error) if matches!(error.fault(), Fault::EmptyTable) && cut.rows() > 0 => {}
        Err(error) => return Err(error),
        Ok(found) => {
            for (key, blocks) in found.iter() {
                let [KeyValue::Integer(group), KeyValue::Integer(period)] = key else { continue };
                let (Ok(group), Ok(period)) = (usize::try_from(*group), usize::try_from(*period)) else { continue };
                let Some(period) = cut.periods().get(period) else { continue };
                let mut named = cut.key(group);
                named.push(period_key(*period));
                for (index, block) in blocks.iter().enumerate() {
                    cells.add(named.clone(), index, block)?;
                }
            }
        }
    }
    Ok(cells.with_ledger(cut.ledger()))
}
