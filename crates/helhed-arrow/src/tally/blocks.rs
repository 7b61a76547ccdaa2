//! A stream of batches cut into blocks of a fixed number of rows.

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use helhed::error::{Fault, Result};

use super::crew::BLOCK;

/// Consecutive rows.
#[derive(Debug)]
pub(crate) struct Block {
    /// Rows before it.
    pub(crate) first_row: u64,
    /// The rows.
    pub(crate) batches: Vec<RecordBatch>,
}

/// Cuts batches where the blocks end, without copying them.
#[derive(Debug)]
pub(crate) struct Blocks<I> {
    batches: I,
    rest: Option<RecordBatch>,
    next_row: u64,
    size: usize,
}

impl<I> Blocks<I> {
    /// Of these batches.
    pub(crate) fn new(batches: I) -> Self {
        Self::of_size(batches, BLOCK)
    }

    /// Of these batches, with so many rows in a block.
    pub(crate) fn of_size(batches: I, size: usize) -> Self {
        Self { batches, rest: None, next_row: 0, size }
    }
}

impl<I: Iterator<Item = Result<RecordBatch, ArrowError>>> Iterator for Blocks<I> {
    type Item = Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut block = Block { first_row: self.next_row, batches: Vec::new() };
        let mut room = self.size;
        while room > 0 {
            let batch = match self.rest.take().map(Ok).or_else(|| self.batches.next()) {
                None => break,
                Some(Err(error)) => return Some(Err(Fault::Damaged { reason: broken_off(&error) }.into())),
                Some(Ok(batch)) => batch,
            };
            let taken = batch.num_rows().min(room);
            if taken < batch.num_rows() {
                self.rest = Some(batch.slice(taken, batch.num_rows() - taken));
            }
            if taken > 0 {
                block.batches.push(batch.slice(0, taken));
            }
            room -= taken;
        }
        self.next_row += (self.size - room) as u64;
        (room < self.size).then_some(Ok(block))
    }
}

/// What kind of error ended a stream. Its own text may quote the data, so it is not repeated.
fn broken_off(error: &ArrowError) -> String {
    let kind = match error {
        ArrowError::ExternalError(_) => "an error of the program that hands them over",
        ArrowError::CDataInterface(_) => "an error behind the Arrow C interface",
        ArrowError::IoError(_, _) => "an error of reading",
        ArrowError::ParseError(_) | ArrowError::CsvError(_) | ArrowError::JsonError(_) => "an error of parsing",
        ArrowError::CastError(_) => "an error of conversion",
        ArrowError::MemoryError(_) => "too little memory",
        ArrowError::SchemaError(_) | ArrowError::InvalidArgumentError(_) => "batches that do not fit their schema",
        _ => "an error",
    };
    format!("the stream of batches was ended by {kind}")
}
