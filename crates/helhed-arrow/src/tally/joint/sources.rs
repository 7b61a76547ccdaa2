//! Co-moments of records, and of files of any kind.

use std::path::PathBuf;

use helhed::cells::Comoments;
use helhed::error::Result;

use super::spec::Joint;
use super::{comoments, comoments_parquet};
use crate::read::{Ask, Kind, Records, kind_of_file, read_files};
use crate::tally::Progress;

/// Counts the rows of records. The ledger begins with the rows that the file held, as that of
/// [`tally_records`](crate::tally_records) does.
///
/// # Errors
/// Those of [`comoments`].
pub fn comoments_records(
    records: &Records,
    spec: &Joint,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Comoments> {
    let found = comoments(records.batches().iter().cloned().map(Ok), records.schema(), spec, observer)?;
    let mut ledger = records.ledger().clone();
    for (reason, rows) in found.ledger().reasons() {
        ledger.left_out(reason, rows);
    }
    Ok(found.with_ledger(ledger))
}

/// Counts the rows of files as one table: Parquet piece by piece, what is of other kinds as [`read_files`] reads it.
///
/// # Errors
/// Those of [`comoments_parquet`] and of [`read_files`].
pub fn comoments_files(
    paths: &[PathBuf],
    spec: &Joint,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Comoments> {
    let kinds = paths.iter().map(kind_of_file).collect::<Result<Vec<_>>>()?;
    if kinds.iter().all(|kind| matches!(kind, Kind::Parquet)) {
        return comoments_parquet(paths, spec, observer);
    }
    let mut paths = paths.to_vec();
    paths.sort();
    let records = read_files(&paths, &Ask::default(), &mut observer)?;
    comoments_records(&records, spec, observer)
}
