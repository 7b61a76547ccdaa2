//! A file that is read piece by piece.

use std::fmt;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;

use super::draft::Draft;
use super::{Ask, Reading};
use crate::person::{Gate, Suspicion};

/// Batches of rows, one after the other.
pub type Batches = Box<dyn Iterator<Item = Result<RecordBatch>> + Send>;

/// Opens the file and gives its batches.
pub(crate) type Open = Arc<dyn Fn() -> Result<Batches> + Send + Sync>;

/// A file whose columns are known and whose rows are read when they are asked for, in bounded memory, as often as they
/// are asked for.
///
/// The numbers of persons leave it no more than they leave [`read`](super::read()): a column that holds them is refused
/// with the same error, and a declared key of persons is replaced by the same pseudonyms. Delimited text is gone through as
/// a whole before the first row leaves, and a table that has to be in memory is looked at as a whole, too: the error comes
/// at once. Of Parquet only the first rows are looked at before; after that every batch is judged together with all rows
/// before it when it is about to leave, and the error comes in its place. Batches before it have left: each as `read` would
/// give it, were the file to end there. So a number of a person that `read` only warns of, few among others of ten digits,
/// can have left before there are enough of them to refuse the column; but what counts all rows, such as a tally, gives
/// nothing of a column that `read` refuses. Doubts (`W167`, `W169`) are told of the first rows.
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

    /// A file of typed columns, of which the draft knows the first rows, and `persons` what all rows say of the columns
    /// that are declared as persons. `open` gives its rows; none of them leaves unwatched.
    ///
    /// # Errors
    /// Those of the draft, as far as its rows show them.
    pub(super) fn watched(draft: Draft, persons: Vec<(String, Suspicion)>, ask: &Ask, open: Open) -> Result<Self> {
        let gate = Gate::new(&draft.schema, &draft.batches, persons, ask, draft.locator.clone(), open)?;
        let schema = gate.judged().schema().clone();
        let guarded = gate.judged().clone().over(&draft.batches)?;
        let reading = draft.guarded(guarded, ask)?.check(&ask.roles, &ask.policies)?.reading().clone();
        Ok(Self::new(schema, reading, Arc::new(move || gate.batches())))
    }

    /// The same, with more that is known of the file without its rows.
    pub(super) fn counted(mut self, count: impl FnOnce(&mut Reading)) -> Self {
        count(&mut self.reading);
        self
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
    /// `H801`, and those of reading; among the batches `H112` for a column with the numbers of persons.
    pub fn batches(&self) -> Result<Batches> {
        (self.open)()
    }
}

impl fmt::Debug for Scan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("schema", &self.schema).field("reading", &self.reading).finish_non_exhaustive()
    }
}
