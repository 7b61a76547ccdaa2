//! A file that is read piece by piece.

use std::fmt;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;

use super::Reading;

/// Batches of rows, one after the other.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch>> + Send>;

/// Opens the file and gives its batches.
type Open = Arc<dyn Fn() -> Result<Batches> + Send + Sync>;

/// A file whose columns are known and whose rows are read when they are asked for, in bounded memory, as often as they
/// are asked for.
#[derive(Clone)]
pub struct Scan {
    schema: SchemaRef,
    reading: Reading,
    open: Open,
}

impl Scan {
    /// A file that was recognised.
    pub(crate) fn new(schema: SchemaRef, reading: Reading, open: Open) -> Self {
        Self { schema, reading, open }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// What the reader understood.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The rows, from the first.
    ///
    /// # Errors
    /// `H801`, and those of reading.
    pub fn batches(&self) -> Result<Batches> {
        (self.open)()
    }
}

impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("schema", &self.schema).field("reading", &self.reading).finish_non_exhaustive()
    }
}
