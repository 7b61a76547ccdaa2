//! Tally of rows that helhed has read: what fell out when they were read is in the account of the cells, too.

use arrow_schema::ArrowError;
use helhed::cells::Cells;
use helhed::error::{Error, Result};
use helhed::records::Ledger;

use super::account::asked_is_there;
use super::among::Among;
use super::{Progress, Tally, counted, tally};
use crate::read::{Records, Scan};

/// Counts the rows of records. The ledger of the cells begins with the rows that the file held: those that were set
/// aside when it was read or checked are among its reasons.
///
/// # Errors
/// Those of [`tally`].
pub fn tally_records(records: &Records, spec: &Tally, observer: impl FnMut(Progress) -> Result<()>) -> Result<Cells> {
    let batches = records.batches().iter().cloned().map(Ok);
    let cells = tally(batches, records.schema(), spec, observer)?;
    let mut ledger: Ledger = records.ledger().clone();
    for (reason, rows) in cells.ledger().reasons() {
        ledger.left_out(reason, rows);
    }
    Ok(cells.with_ledger(ledger))
}

/// Counts the rows of a file while they are read, in bounded memory.
///
/// # Errors
/// Those of [`tally`], and those of reading.
pub fn tally_scan(scan: &Scan, spec: &Tally, observer: impl FnMut(Progress) -> Result<()>) -> Result<Cells> {
    let (cells, asked) = counted_scan(scan, spec, observer)?;
    asked_is_there(spec, &[&asked], cells)
}

/// The cells, and which values in `where` have occurred.
///
/// # Errors
/// As [`tally_scan`], but for values that do not occur.
pub(super) fn counted_scan(
    scan: &Scan,
    spec: &Tally,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<(Cells, Vec<Among>)> {
    // The tally knows only that its stream broke off: why is kept aside.
    let mut broken: Option<Error> = None;
    let batches = scan.batches()?.map_while(|batch| match batch {
        Ok(batch) => Some(Ok(batch)),
        Err(error) if broken.is_none() => {
            broken = Some(error);
            Some(Err(ArrowError::ComputeError("the reading broke off".into())))
        }
        Err(_) => None,
    });
    let cells = counted(batches, scan.schema(), spec, observer);
    match broken {
        Some(error) => Err(error),
        None => cells,
    }
}
