//! Rows that were read.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use arrow_select::concat::concat_batches;
use helhed::error::{Fault, Result};
use helhed::records::{Ledger, Policies, Roles};

use super::{Reading, once};
use crate::check::check;
use crate::examine::Table;

/// Rows of typed columns, the report of how they were read, and the account of the rows that fell out.
#[derive(Debug, Clone)]
pub struct Records {
    table: Table,
    reading: Reading,
    ledger: Ledger,
}

impl Records {
    /// Rows with the report of their reading.
    pub(crate) fn new(table: Table, reading: Reading, ledger: Ledger) -> Self {
        Self { table, reading, ledger }
    }

    /// Its parts.
    pub(crate) fn into_parts(self) -> (Table, Reading, Ledger) {
        (self.table, self.reading, self.ledger)
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        self.table.schema()
    }

    /// The rows.
    #[must_use]
    pub fn batches(&self) -> &[RecordBatch] {
        self.table.batches()
    }

    /// What the reader understood.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Rows that came in, and rows that fell out by reason.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.table.rows() as u64
    }

    /// The rows as one batch.
    ///
    /// # Errors
    /// `H901` if the batches do not fit together, which would be a bug.
    pub fn batch(&self) -> Result<RecordBatch> {
        concat_batches(self.schema(), self.batches())
            .map_err(|_| Fault::Bug { what: "the batches of a table do not fit together".into() }.into())
    }

    /// The same rows, checked by what their columns are for. What is set aside is counted in the ledger, what is warned of
    /// stands among the notices.
    ///
    /// # Errors
    /// `H101`, `H102`, `H106` for a role whose column is missing, of another type or there twice; `H004` for a period that
    /// is none; `H113` to `H149` for rows that contradict themselves or each other, where the policy refuses them.
    pub fn check(mut self, roles: &Roles, policies: &Policies) -> Result<Self> {
        let notices = check(&mut self.table, roles, policies, &mut self.ledger)?;
        once::told(&mut self.reading.notices, notices);
        self.reading.columns = self.table.columns().to_vec();
        self.reading.rows = self.table.rows() as u64;
        Ok(self)
    }
}
