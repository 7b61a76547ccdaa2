//! The tally of one block of rows, and the worker that makes it.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use helhed::cells::Block;
use helhed::error::{Error, Result, Spot};
use helhed::estimate::KeyValue;

use super::plan::Plan;
use super::sums::Sums;
use crate::column::at_row;
use crate::keys::Keys;

/// What one worker counted in one block.
#[derive(Debug)]
pub(crate) struct Part {
    /// Cells of each indicator, by the worker's group numbers.
    pub(crate) blocks: Vec<Vec<Block>>,
    /// Keys of the groups that this worker has numbered since its last part.
    pub(crate) new_keys: Vec<Vec<KeyValue>>,
    /// Rows in the block.
    pub(crate) rows: u64,
    /// Rows whose value is missing, one a column of [`Plan::values`].
    pub(crate) missing: Vec<u64>,
}

/// Counts block after block, and keeps the numbers of its groups from one to the next.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    plan: &'a Plan,
    keys: Keys,
    told: usize,
    sums: Vec<Sums>,
    missing: Vec<u64>,
    rows: u64,
}

impl<'a> Worker<'a> {
    /// A worker that has seen nothing.
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let keys = Keys::new(plan.keys.len());
        let sums = plan.reads.iter().map(|reads| Sums::new(*reads)).collect();
        Self { plan, keys, told: 0, sums, missing: vec![0; plan.values.len()], rows: 0 }
    }

    /// Counts the rows of a batch; `first_row` rows lie before it.
    ///
    /// # Errors
    /// `H008`, `H102`, `H104`, `H105`, `H202`, `H203`, `H204`, `H208` with column and row.
    pub(crate) fn push(&mut self, batch: &RecordBatch, first_row: u64) -> Result<()> {
        self.push_as(self.plan, batch, first_row)
    }

    /// The same for a batch whose columns lie elsewhere: `plan` is of the same tally.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub(crate) fn push_as(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        let columns: Vec<Cow<'_, [f64]>> =
            plan.values.iter().map(|column| column.numbers(batch)).collect::<Result<_>>()?;
        let values: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        let groups = self.keys.groups(batch, first_row, &plan.keys)?;
        for (sums, reads) in self.sums.iter_mut().zip(&plan.reads) {
            sums.grow(groups.count);
            sums.push(*reads, groups.of_rows, &values).map_err(|(column, (row, fault))| {
                Error::new(fault, at_row(&plan.values[column].name, first_row + row as u64))
            })?;
        }
        for (missing, values) in self.missing.iter_mut().zip(&values) {
            *missing += values.iter().filter(|value| value.is_nan()).count() as u64;
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Ends the block.
    ///
    /// # Errors
    /// Those of [`Sums::blocks`], with the indicator.
    pub(crate) fn finish(&mut self) -> Result<Part> {
        let named = self.sums.iter_mut().zip(&self.plan.indicators);
        let blocks = named.map(|(sums, id)| {
            // The place that a cell names is an argument of its constructor, which nobody called here.
            let at = |error: Error| Error::from(error.fault().clone()).within(Spot::Indicator(id.clone()));
            sums.blocks().map_err(at)
        });
        let missing = std::mem::replace(&mut self.missing, vec![0; self.plan.values.len()]);
        let told = std::mem::replace(&mut self.told, self.keys.len());
        Ok(Part {
            blocks: blocks.collect::<Result<_>>()?,
            new_keys: (told..self.keys.len()).map(|group| self.keys.key(group)).collect(),
            rows: std::mem::take(&mut self.rows),
            missing,
        })
    }
}
