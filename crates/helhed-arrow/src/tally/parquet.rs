//! The tally of Parquet files.

use std::ops::Range;
use std::path::{Path, PathBuf};

use helhed::cells::Cells;
use helhed::error::{Error, Fault, Place, Result, Within};

use super::account::{asked_is_there, look_further};
use super::among::Among;
use super::crew::{BLOCK, Counter, tally_blocks};
use super::kinds::{Kinds, alike};
use super::part::Worker;
use super::plan::Plan;
use super::runs::{self, Run};
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
    tally_parquet_files(&[path.as_ref().to_owned()], spec, observer)
}

/// Counts the rows of Parquet files as one table, several files at a time.
///
/// Files are taken in the order of their names, whatever order they come in, and each begins a block of its own: so the
/// result is the same to the last bit for any order, number of threads, and row groups. All footers are looked at before
/// the first row is counted.
///
/// # Errors
/// As [`tally_parquet`]; `H860` if a key column is of another kind in one file than in the first, `H103` without files
/// or rows.
pub fn tally_parquet_files(
    paths: &[PathBuf],
    spec: &Tally,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let (cells, asked) = counted_parquet(paths, spec, observer)?;
    let asked: Vec<&[Among]> = asked.iter().map(Vec::as_slice).collect();
    asked_is_there(spec, &asked, cells)
}

/// The cells, and which values in `where` have occurred in each file.
///
/// # Errors
/// As [`tally_parquet_files`], but for values that do not occur.
pub(super) fn counted_parquet(
    paths: &[PathBuf],
    spec: &Tally,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<(Cells, Vec<Vec<Among>>)> {
    let (files, rows) = open_files(paths, spec)?;
    let Some(first) = files.first() else { return Err(Fault::EmptyTable.into()) };
    let each = |worker: &mut Worker<'_>, block: (&File, Range<u64>)| count_block(worker, block);
    let cells = tally_blocks(spec, &first.plan, Some(rows), blocks(&files), each, &mut observer)?;
    let asked: Vec<_> = files.iter().map(|file| (&file.source, file.plan.asked.as_slice())).collect();
    look_further(&asked, || observer(Progress { rows, of: Some(rows) }))?;
    Ok((cells, files.into_iter().map(|file| file.plan.asked).collect()))
}

/// The files in the order of their names, and their rows.
///
/// # Errors
/// As [`tally_parquet_files`], for all that the footers say.
pub(super) fn open_files(paths: &[PathBuf], spec: &Tally) -> Result<(Vec<File>, u64)> {
    let mut paths = paths.to_vec();
    paths.sort();
    let files = paths.iter().map(|path| File::open(path, spec)).collect::<Result<Vec<_>>>()?;
    let Some(first) = files.first() else { return Err(Fault::EmptyTable.into()) };
    alike(files.iter().map(|file| (&file.source, &file.kinds)))?;
    let rows: u64 = files.iter().map(|file| file.source.rows()).sum();
    if rows == 0 {
        let place = Place::default().within(first.source.spot());
        return Err(if files.len() == 1 { Error::new(Fault::EmptyTable, place) } else { Fault::EmptyTable.into() });
    }
    Ok((files, rows))
}

/// The blocks of files: each file begins one.
pub(super) fn blocks(files: &[File]) -> impl Iterator<Item = Result<(&File, Range<u64>)>> {
    files.iter().flat_map(|file| {
        let rows = file.source.rows();
        (0..rows).step_by(BLOCK).map(move |first| Ok((file, first..rows.min(first + BLOCK as u64))))
    })
}

/// Counts a block: the rows that may be asked for are read, the others passed over.
pub(super) fn count_block(counter: &mut impl Counter, (file, block): (&File, Range<u64>)) -> Result<()> {
    for run in runs::within(&file.runs, &block) {
        if !run.read {
            counter.pass_over(run.rows.end - run.rows.start);
            continue;
        }
        let mut row = run.rows.start;
        for batch in file.source.read(run.rows, STEP)? {
            let batch = batch?;
            counter.push_as(&file.plan, &batch, row).within(|| file.source.spot())?;
            row += batch.num_rows() as u64;
        }
    }
    Ok(())
}

/// A file, and where its columns are.
pub(super) struct File {
    pub(super) source: Source,
    pub(super) plan: Plan,
    /// What its key columns hold.
    kinds: Kinds,
    /// Its rows, as they are read or passed over.
    runs: Vec<Run>,
}

impl File {
    fn open(path: &Path, spec: &Tally) -> Result<Self> {
        let source = Source::open(path)?;
        let file = || source.spot();
        // The types that the user sees are checked, and the smaller table that is read is checked again for its places.
        Plan::new(spec, source.schema()).within(file)?;
        let kinds = Kinds::of(source.schema(), spec.by().iter());
        let source = source.only(spec.columns(), &spec.texts())?;
        let plan = Plan::new(spec, source.schema()).within(|| source.spot())?;
        let runs = runs::runs(&source, &plan.asked);
        Ok(Self { source, plan, kinds, runs })
    }
}
