//! The tally of files of any kind as one table.

use std::path::{Path, PathBuf};

use helhed::cells::Cells;
use helhed::error::{Fault, Result, Spot, Within};

use super::account::asked_is_there;
use super::among::Among;
use super::parquet::counted_parquet;
use super::records::counted_scan;
use super::{Progress, Tally, tally_parquet_files};
use crate::read::{Ask, Kind, kind_of_file, scan};

/// Counts the rows of files as one table, in the order of their names: Parquet as [`tally_parquet_files`] does, and what
/// is of other kinds, or in folders, as [`scan`] reads it, file after file.
///
/// # Errors
/// Those of [`tally_parquet_files`] and of [`scan`]; `H103` without files.
pub fn tally_files(paths: &[PathBuf], spec: &Tally, mut observer: impl FnMut(Progress) -> Result<()>) -> Result<Cells> {
    let mut paths = paths.to_vec();
    paths.sort();
    let kinds = paths.iter().map(kind_of_file).collect::<Result<Vec<_>>>()?;
    if kinds.iter().all(|kind| matches!(kind, Kind::Parquet)) {
        return tally_parquet_files(&paths, spec, observer);
    }
    let mut whole: Option<Cells> = None;
    let mut asked = Vec::new();
    for (path, kind) in paths.iter().zip(kinds) {
        let before = whole.as_ref().map_or(0, |cells| cells.ledger().rows_in());
        let alone = paths.len() == 1;
        let beyond =
            |progress: Progress| observer(Progress { rows: before + progress.rows, of: progress.of.filter(|_| alone) });
        let (cells, here) = counted(path, kind, spec, beyond)?;
        asked.push(here);
        whole = Some(match whole {
            Some(earlier) => earlier.merge(&cells).within(|| Spot::File(path.display().to_string()))?,
            None => cells,
        });
    }
    let cells = whole.ok_or(Fault::EmptyTable)?;
    let asked: Vec<&[Among]> = asked.iter().map(Vec::as_slice).collect();
    asked_is_there(spec, &asked, cells)
}

/// The cells of one file, and which values in `where` have occurred in it.
fn counted(
    path: &Path,
    kind: Kind,
    spec: &Tally,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<(Cells, Vec<Among>)> {
    if matches!(kind, Kind::Parquet) {
        let (cells, mut asked) = counted_parquet(&[path.to_owned()], spec, observer)?;
        return Ok((cells, asked.pop().unwrap_or_default()));
    }
    let recognised = scan(path, &Ask::default(), &mut |_| observer(Progress { rows: 0, of: None }))?;
    counted_scan(&recognised, spec, observer)
}
