//! The tally of wide registers: a row a person, a column a week, and no long table between them and the cells.

mod calendar;
mod codes;
mod layout;
mod part;
mod pattern;
mod spec;
mod whole;

use std::ops::Range;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use helhed::cells::Cells;
use helhed::error::{Error, Fault, FileFault, Place, Result, Within};

pub(crate) use calendar::{key as period_key, next as next_period};
pub use pattern::Pattern;
pub use spec::{Wide, WideUnit};

use codes::Codes;
use layout::{Layout, Stretch};
use part::{Part, Worker};
use whole::Whole;

use super::Progress;
use super::blocks::{Block, Blocks};
use super::kinds::{Kinds, alike};
use super::ordered::in_order;
use crate::file::Source;

/// Persons in a block. Another number would be another rounding of means.
const PERSONS: usize = 1 << 15;

/// Counts a wide register that is handed over in record batches.
///
/// The cells are those of a tally of the long table, without the long table: one row for each person and time, with the
/// period that the time lies in. A missing key is a key of its own. A missing value, and one whose code says that it is,
/// is counted in the cell's `missing` and, by reason, in the ledger. The result is the same to the last bit whatever the
/// sizes of the batches and the number of threads. `observer` is called on the calling thread many times a second; its
/// error ends the tally.
///
/// # Errors
/// `H890` if no column has a name of the pattern, `H891` if some times are lacking, `H892` if one is there twice, `H894`
/// for a number that is no code, `H895` for what does not go together; `H101`, `H102`, `H106` for columns, `H103` without
/// rows, and those of a value as in [`tally`](super::tally); `H802` if the stream of batches breaks off.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Int8Array, RecordBatch, StringArray};
/// use helhed::design::{Indicator, Measure, PeriodUnit};
/// use helhed_arrow::{Wide, tally_wide};
///
/// let rows = RecordBatch::try_from_iter([
///     ("area", Arc::new(StringArray::from(vec!["A", "A", "B"])) as _),
///     ("y_2008w13", Arc::new(Int8Array::from(vec![Some(3), Some(4), None])) as _),
///     ("y_2008w14", Arc::new(Int8Array::from(vec![Some(3), Some(3), None])) as _),
/// ])?;
/// let employed = Indicator::new("employed", Measure::Proportion { event: "employed".into() })?;
/// let spec = Wide::new([employed], ["area"], "y_{week}".parse()?)?
///     .event("employed", [3_i64])?
///     .by_period(PeriodUnit::Quarter)?;
/// let cells = tally_wide([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// // Both areas in both quarters: the Thursday of week 14 is 3 April.
/// assert_eq!(cells.len(), 4);
/// assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("y: missing", 2)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tally_wide(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Wide,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let layout = Layout::new(spec, schema)?;
    let codes = Codes::new(spec);
    let mut whole = Whole::new(spec, &layout);
    let blocks = Blocks::of_size(batches.into_iter(), PERSONS);
    let make = |worker: &mut Worker<'_>, block: Block| {
        let parts = layout.stretches.iter().map(|stretch| {
            let batch = of_stretch(&block, schema, stretch)?;
            worker.count(&layout, stretch, &batch, block.first_row)
        });
        made(parts.collect::<Result<Vec<_>>>()?)
    };
    let take = |parts: Vec<Part>| parts.into_iter().try_for_each(|part| whole.take(part));
    in_order(spec.threads(), None, blocks, || Worker::new(spec, &codes), make, take, observer)?;
    whole.cells()
}

fn made(parts: Vec<Part>) -> Result<(Vec<Part>, u64)> {
    let units = parts.iter().map(|part| part.units).sum();
    Ok((parts, units))
}

/// The columns of a stretch of a block, as one batch.
fn of_stretch(block: &Block, schema: &SchemaRef, stretch: &Stretch) -> Result<RecordBatch> {
    let refused = |_: ArrowError| Error::from(Fault::Damaged { reason: "batches that do not fit their schema".into() });
    let wanted = |name: &String| stretch.names.binary_search(name).is_ok();
    let wanted = schema.fields().iter().enumerate().filter(|(_, field)| wanted(field.name()));
    let indices: Vec<usize> = wanted.map(|(index, _)| index).collect();
    let batches =
        block.batches.iter().map(|batch| batch.project(&indices).map_err(refused)).collect::<Result<Vec<_>>>()?;
    match batches.as_slice() {
        [one] => Ok(one.clone()),
        several => {
            let schema = schema.project(&indices).map_err(refused)?;
            concat_batches(&schema.into(), several).map_err(refused)
        }
    }
}

/// Counts a wide register in a Parquet file, reading only the columns it needs.
///
/// # Errors
/// `H801` if the file cannot be opened, `H802` if it is damaged, `H804` if it is not Parquet, and those of
/// [`tally_wide`], with the file.
pub fn tally_wide_parquet(
    path: impl AsRef<Path>,
    spec: &Wide,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    tally_wide_parquet_files(&[path.as_ref().to_owned()], spec, observer)
}

/// Counts a wide register in several Parquet files, each with other persons.
///
/// Files are taken in the order of their names, whatever order they come in, and each begins a block of its own: so the
/// result is the same to the last bit for any order, number of threads, and row groups.
///
/// # Errors
/// As [`tally_wide_parquet`]; `H860` if a file has other times or keys than the first, `H103` without files or rows.
pub fn tally_wide_parquet_files(
    paths: &[PathBuf],
    spec: &Wide,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let mut paths = paths.to_vec();
    paths.sort();
    let files = paths.iter().map(|path| File::open(path, spec)).collect::<Result<Vec<_>>>()?;
    let Some(first) = files.first() else { return Err(Fault::EmptyTable.into()) };
    for file in &files {
        file.like(first).within(|| file.source.spot())?;
    }
    alike(files.iter().map(|file| (&file.source, &file.kinds)))?;
    let persons: u64 = files.iter().map(|file| file.source.rows()).sum();
    if persons == 0 {
        let place = Place::default().within(first.source.spot());
        return Err(if files.len() == 1 { Error::new(Fault::EmptyTable, place) } else { Fault::EmptyTable.into() });
    }
    let units = match spec.unit() {
        WideUnit::PersonTime => first.layout.times(),
        WideUnit::PersonPeriod => first.layout.periods.len() as u64,
    };
    let codes = Codes::new(spec);
    let mut whole = Whole::new(spec, &first.layout);
    let tasks = files.iter().flat_map(|file| {
        let rows = file.source.rows();
        let blocks = (0..rows).step_by(PERSONS).map(move |first| first..rows.min(first + PERSONS as u64));
        blocks.flat_map(move |block| (0..file.parts.len()).map(move |stretch| Ok((file, stretch, block.clone()))))
    });
    let make = |worker: &mut Worker<'_>, (file, stretch, block): (&File, usize, Range<u64>)| {
        let part = file.count(worker, stretch, block).within(|| file.source.spot())?;
        let units = part.units;
        Ok((part, units))
    };
    let of = persons.checked_mul(units);
    in_order(spec.threads(), of, tasks, || Worker::new(spec, &codes), make, |part| whole.take(part), observer)?;
    whole.cells()
}

/// A file, and where its columns are.
struct File {
    source: Source,
    layout: Layout,
    kinds: Kinds,
    /// The file with the columns of each stretch.
    parts: Vec<Source>,
}

impl File {
    fn open(path: &Path, spec: &Wide) -> Result<Self> {
        let source = Source::open(path)?;
        let layout = Layout::new(spec, source.schema()).within(|| source.spot())?;
        let kinds = Kinds::of(source.schema(), layout.keys().iter());
        // The index of pages is read once for all stretches.
        let source = source.only(layout.names(), &layout.keys())?;
        let part = |stretch: &Stretch| source.clone().choose(stretch.names.iter().map(String::as_str));
        let parts = layout.stretches.iter().map(part).collect();
        Ok(Self { source, layout, kinds, parts })
    }

    /// Refuses a file of other times than the first.
    fn like(&self, first: &Self) -> Result<()> {
        let times = |file: &Self| -> Vec<String> {
            let buckets = file.layout.stretches.iter().flat_map(|stretch| &stretch.buckets);
            buckets.flat_map(|bucket| bucket.times.iter().map(|(name, _)| name.clone())).collect()
        };
        let (own, theirs) = (times(self), times(first));
        let differs = |column: &String, first: bool| {
            let there = || Some("there".to_owned());
            let (first, other) = if first { (there(), None) } else { (None, there()) };
            Err(FileFault::FilesDiffer { column: column.clone(), first, other }.into())
        };
        if let Some(column) = theirs.iter().find(|column| !own.contains(column)) {
            return differs(column, true);
        }
        match own.iter().find(|column| !theirs.contains(column)) {
            Some(column) => differs(column, false),
            None => Ok(()),
        }
    }

    fn count(&self, worker: &mut Worker<'_>, stretch: usize, block: Range<u64>) -> Result<Part> {
        let (source, first) = (&self.parts[stretch], block.start);
        let batches = source.read(block, PERSONS)?.collect::<Result<Vec<_>>>()?;
        let batch = match batches.as_slice() {
            [one] => one.clone(),
            several => {
                let refused = |_| Error::from(Fault::Damaged { reason: "batches that do not fit their schema".into() });
                concat_batches(source.schema(), several).map_err(refused)?
            }
        };
        worker.count(&self.layout, &self.layout.stretches[stretch], &batch, first)
    }
}
