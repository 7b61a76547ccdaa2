//! A table that is looked at as a whole, and where its rows came from.

use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::SchemaRef;
use arrow_select::filter::filter_record_batch;
use helhed::error::{Error, Fault, Place, Result};

use crate::known::Different;
use crate::read::{ColumnReading, Locator};
use crate::repeats::Each;

/// Columns of rows, the reports of their columns, and the place of every row in the file.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    locator: Locator,
    columns: Vec<ColumnReading>,
    /// Row of the file of each row, both counted from 0; none as long as they are the same.
    origins: Option<Vec<u64>>,
    /// The different texts of each column and batch, as far as they are known.
    different: Vec<Vec<Different>>,
}

impl Table {
    pub(crate) fn new(
        schema: SchemaRef,
        batches: Vec<RecordBatch>,
        locator: Locator,
        columns: Vec<ColumnReading>,
    ) -> Self {
        Self { schema, batches, locator, columns, origins: None, different: Vec::new() }
    }

    /// The same table, of which the different texts of each column and batch are known.
    pub(crate) fn knowing(self, different: Vec<Vec<Different>>) -> Self {
        Self { different, ..self }
    }

    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(crate) fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    pub(crate) fn columns(&self) -> &[ColumnReading] {
        &self.columns
    }

    pub(crate) fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The arrays of a column, one a batch.
    pub(crate) fn arrays(&self, index: usize) -> impl Iterator<Item = &ArrayRef> + Clone {
        self.batches.iter().filter_map(move |batch| batch.columns().get(index))
    }

    /// The arrays of a column, and the different texts of each, where they are known.
    pub(crate) fn texts(&self, index: usize) -> impl Iterator<Item = (&ArrayRef, Option<&[Each]>)> {
        let known = self.different.get(index).map_or(&[][..], Vec::as_slice);
        self.arrays(index).enumerate().map(|(batch, array)| (array, known.get(batch).and_then(Option::as_deref)))
    }

    /// The array that holds a row of a column, and the row in it.
    pub(crate) fn cell(&self, index: usize, mut row: usize) -> Option<(&ArrayRef, usize)> {
        for array in self.arrays(index) {
            if row < array.len() {
                return Some((array, row));
            }
            row -= array.len();
        }
        None
    }

    /// The number of a row in the file, counted from 1.
    pub(crate) fn number(&self, row: usize) -> u64 {
        self.origin(row) + 1
    }

    /// The place of a row and a column.
    pub(crate) fn place(&self, row: Option<usize>, column: &str) -> Place {
        self.locator.place(row.map(|row| self.origin(row)), Some(column))
    }

    fn origin(&self, row: usize) -> u64 {
        self.origins.as_ref().map_or(row as u64, |origins| origins.get(row).copied().unwrap_or(row as u64))
    }

    /// The same, and below it the rows of another file with the same columns.
    pub(crate) fn followed_by(mut self, batches: Vec<RecordBatch>, other: Self) -> Self {
        let (mine, theirs) = (self.rows() as u64, other.rows() as u64);
        // Rows of a file that lost some keep their numbers in it.
        let first = self.origins.as_ref().map_or(mine, |origins| origins.last().map_or(0, |last| last + 1));
        if self.origins.is_some() || other.origins.is_some() {
            let origins = self.origins.get_or_insert_with(|| (0..mine).collect());
            origins.extend((0..theirs).map(|row| first + other.origin(row as usize)));
        }
        for column in &mut self.columns {
            if let Some(same) = other.columns.iter().find(|other| other.name == column.name) {
                column.nulls += same.nulls;
                column.suppressed += same.suppressed;
            }
        }
        self.batches.extend(batches);
        self.different.clear();
        self.locator = self.locator.followed_by(first, other.locator);
        self
    }

    /// Leaves out the rows that are not kept.
    ///
    /// # Errors
    /// `H901` if the mask does not go with the rows.
    pub(crate) fn keep(&mut self, keep: &[bool]) -> Result<()> {
        let bug = |_| Error::from(Fault::Bug { what: "rows and their mask differ".into() });
        let rows = keep.iter().enumerate().filter(|(_, keep)| **keep);
        let origins = rows.map(|(row, _)| self.origin(row)).collect();
        let mut start = 0;
        for batch in &mut self.batches {
            let end = start + batch.num_rows();
            let mask = BooleanArray::from(keep.get(start..end).unwrap_or_default().to_vec());
            start = end;
            *batch = filter_record_batch(batch, &mask).map_err(bug)?;
        }
        self.origins = Some(origins);
        self.different.clear();
        for (index, column) in self.columns.iter_mut().enumerate() {
            let arrays = self.batches.iter().filter_map(|batch| batch.columns().get(index));
            column.nulls = arrays.map(|array| array.null_count() as u64).sum();
            column.suppressed = column.suppressed.min(column.nulls);
        }
        Ok(())
    }
}
