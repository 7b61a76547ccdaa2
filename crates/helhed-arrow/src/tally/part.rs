//! The tally of one block of rows, and the worker that makes it.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use helhed::error::{Error, Result};
use helhed::estimate::KeyValue;

use super::plan::Plan;
use super::sums::{Rejected, Sums};
use crate::column::at_row;
use crate::keys::Keys;

/// What one worker counted in one block.
#[derive(Debug)]
pub(crate) struct Part {
    /// One an indicator, by the worker's group numbers.
    pub(crate) sums: Vec<Sums>,
    /// Keys of the groups that this worker has numbered since its last part.
    pub(crate) new_keys: Vec<Vec<KeyValue>>,
    /// Rows in the block.
    pub(crate) rows: u64,
    /// Rows whose value is missing, one a column of [`Plan::values`].
    pub(crate) missing: Vec<u64>,
}

impl Part {
    /// No rows.
    pub(crate) fn new(plan: &Plan) -> Self {
        Self {
            sums: plan.reads.iter().map(|reads| Sums::new(*reads)).collect(),
            new_keys: Vec::new(),
            rows: 0,
            missing: vec![0; plan.values.len()],
        }
    }
}

/// Counts block after block, and keeps the numbers of its groups from one to the next.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    plan: &'a Plan,
    keys: Keys,
    told: usize,
    part: Part,
}

impl<'a> Worker<'a> {
    /// A worker that has seen nothing.
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Self { plan, keys: Keys::new(plan.keys.len()), told: 0, part: Part::new(plan) }
    }

    /// Counts the rows of a batch; `first_row` rows lie before it.
    ///
    /// # Errors
    /// `H102`, `H104`, `H105`, `H202`, `H203`, `H204`, `H208` with column and row.
    pub(crate) fn push(&mut self, batch: &RecordBatch, first_row: u64) -> Result<()> {
        let plan = self.plan;
        let columns: Vec<Cow<'_, [f64]>> =
            plan.values.iter().map(|column| column.numbers(batch)).collect::<Result<_>>()?;
        let values: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        let groups = self.keys.groups(batch, first_row, &plan.keys)?;
        for (sums, reads) in self.part.sums.iter_mut().zip(&plan.reads) {
            sums.grow(groups.count);
            sums.push(*reads, groups.of_rows, &values).map_err(|Rejected { column, row, fault }| {
                Error::new(fault, at_row(&plan.values[column].name, first_row + row as u64))
            })?;
        }
        for (missing, values) in self.part.missing.iter_mut().zip(&values) {
            *missing += values.iter().filter(|value| value.is_nan()).count() as u64;
        }
        self.part.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Ends the block.
    pub(crate) fn finish(&mut self) -> Part {
        let new_keys = (self.told..self.keys.len()).map(|group| self.keys.key(group)).collect();
        self.told = self.keys.len();
        Part { new_keys, ..std::mem::replace(&mut self.part, Part::new(self.plan)) }
    }
}
