//! Rows that are asked for and rows that are not, batch by batch.

use arrow_array::{BooleanArray, RecordBatch};
use arrow_select::filter::filter_record_batch;
use helhed::error::{Error, Fault, Place, Result, Spot};

use super::among::{Among, Known};

/// What is left of a batch.
pub(crate) enum Left {
    /// All of it.
    All,
    /// These rows; the second says of each row of the batch whether it is among them.
    Some(RecordBatch, Vec<bool>),
}

/// One worker's sieve: what it has looked up.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    known: Vec<Known>,
}

impl Sieve {
    /// The rows of a batch whose columns hold what is asked for.
    ///
    /// # Errors
    /// `H102`, `H802` with the column.
    pub(crate) fn sift(&mut self, asked: &[Among], batch: &RecordBatch) -> Result<Left> {
        if asked.is_empty() {
            return Ok(Left::All);
        }
        self.known.resize_with(asked.len(), Known::default);
        let mut kept = vec![true; batch.num_rows()];
        for (among, known) in asked.iter().zip(&mut self.known) {
            among.sift(batch, known, &mut kept)?;
        }
        if kept.iter().all(|kept| *kept) {
            return Ok(Left::All);
        }
        let left = filter_record_batch(batch, &BooleanArray::from(kept.clone()));
        let left = left.map_err(|_| Fault::Bug { what: "the rows that are asked for could not be taken".into() })?;
        Ok(Left::Some(left, kept))
    }
}

/// An error about a row of those that are left, at its row among all: `first_row` rows lie before the batch.
pub(crate) fn at_row_of_all(error: &Error, kept: &[bool], first_row: u64) -> Error {
    let back = |row: u64| {
        let mut left = (0_u64..).zip(kept).filter(|(_, kept)| **kept).map(|(row, _)| row);
        left.nth(usize::try_from(row - 1).unwrap_or(usize::MAX)).map_or(row, |row| first_row + row + 1)
    };
    let spots = error.at().spots().iter().map(|spot| match spot {
        Spot::Row(row @ 1..) => Spot::Row(back(*row)),
        other => other.clone(),
    });
    Error::new(error.fault().clone(), spots.fold(Place::default(), Place::and))
}
