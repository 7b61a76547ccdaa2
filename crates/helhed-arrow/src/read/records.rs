//! Rows that were read.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::records::Ledger;

use super::Reading;

/// Rows of typed columns, the report of how they were read, and the account of the rows that fell out.
#[derive(Debug, Clone)]
pub struct Records {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    reading: Reading,
    ledger: Ledger,
}

impl Records {
    /// Rows with the report of their reading.
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>, reading: Reading, ledger: Ledger) -> Self {
        Self { schema, batches, reading, ledger }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The rows.
    #[must_use]
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// What the reader understood.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The same rows, with another report and account: of what was done before they were looked at once more.
    pub(crate) fn reported(self, reading: Reading, ledger: Ledger) -> Self {
        Self { reading, ledger, ..self }
    }

    /// Rows that came in, and rows that fell out by reason.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.batches.iter().map(|batch| batch.num_rows() as u64).sum()
    }
}
