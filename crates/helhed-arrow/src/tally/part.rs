//! The tally of one block of rows, and the worker that makes it.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use helhed::error::{Error, Result};
use helhed::estimate::KeyValue;

use super::crew::Counter;
use super::ordered::Made;
use super::plan::Plan;
use super::shelves::{Shelves, Take};
use super::sieve::{Left, Sieve, at_row_of_all};
use super::sums::Sums;
use crate::column::at_row;
use crate::keys::Keys;

/// What one worker counted in one block.
#[derive(Debug)]
pub(crate) struct Part {
    /// Sums of each indicator, by the worker's group numbers. They are smaller than cells.
    pub(crate) sums: Vec<Sums>,
    /// Keys of the groups that this worker has numbered since its last part.
    pub(crate) new_keys: Vec<Vec<KeyValue>>,
    /// Rows in the block.
    pub(crate) rows: u64,
    /// Rows whose value is missing, one a column of [`Plan::values`].
    pub(crate) missing: Vec<u64>,
    /// Rows whose value is a code for a missing one, by column and code; they are among the missing.
    pub(crate) coded: Vec<Vec<u64>>,
    /// Rows that are not asked for.
    pub(crate) not_asked: u64,
}

/// Counts block after block, and keeps the numbers of its groups from one to the next.
#[derive(Debug)]
pub(crate) struct Worker<'a> {
    plan: &'a Plan,
    keys: Keys,
    told: usize,
    sums: Vec<Sums>,
    shelves: Shelves,
    missing: Vec<u64>,
    rows: u64,
    sieve: Sieve,
    coded: Vec<Vec<u64>>,
    not_asked: u64,
}

impl<'a> Worker<'a> {
    /// A worker that has seen nothing.
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let keys = Keys::new(plan.keys.len());
        let sums: Vec<Sums> = plan.reads.iter().map(|reads| Sums::new(*reads)).collect();
        let shelves = Shelves::new(sums.iter().map(Sums::bytes).sum(), plan.values.len());
        Self {
            plan,
            keys,
            told: 0,
            sums,
            shelves,
            missing: vec![0; plan.values.len()],
            rows: 0,
            sieve: Sieve::default(),
            coded: no_codes(plan),
            not_asked: 0,
        }
    }

    /// Counts the rows of a batch whose columns lie where `plan`, which is of the same tally, says; `first_row` rows lie
    /// before it.
    ///
    /// # Errors
    /// `H008`, `H102`, `H104`, `H105`, `H202`, `H203`, `H204`, `H208` with column and row.
    pub(crate) fn push_as(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        match self.sieve.sift(&plan.asked, batch)? {
            Left::All => self.count(plan, batch, first_row),
            Left::Some(left, kept) => {
                self.pass_over((batch.num_rows() - left.num_rows()) as u64);
                self.count(plan, &left, 0).map_err(|error| at_row_of_all(&error, &kept, first_row))
            }
        }
    }

    /// Passes over rows that are not asked for.
    pub(crate) fn pass_over(&mut self, rows: u64) {
        self.rows += rows;
        self.not_asked += rows;
    }

    fn count(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        let columns: Vec<Cow<'_, [f64]>> =
            plan.values.iter().map(|column| column.numbers(batch)).collect::<Result<_>>()?;
        let coded = plan.codes.iter().zip(&mut self.coded);
        let columns: Vec<_> =
            columns.into_iter().zip(coded).map(|(column, (codes, found))| codes.blanked(column, found)).collect();
        let values: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
        let groups = self.keys.groups(batch, first_row, &plan.keys)?;
        for sums in &mut self.sums {
            sums.grow(groups.count);
            sums.check(&values).map_err(|(column, (row, fault))| {
                Error::new(fault, at_row(&plan.values[column].name, first_row + row as u64))
            })?;
        }
        let add = &mut adder(&mut self.sums);
        if self.shelves.spare(groups.count) {
            add(groups.of_rows, &values);
        } else {
            self.shelves.put(groups.count, groups.of_rows, &values, add);
        }
        for (missing, values) in self.missing.iter_mut().zip(&values) {
            *missing += values.iter().filter(|value| value.is_nan()).count() as u64;
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Ends the block.
    pub(crate) fn finish(&mut self) -> Part {
        self.shelves.clear(&mut adder(&mut self.sums));
        let missing = std::mem::replace(&mut self.missing, vec![0; self.plan.values.len()]);
        let told = std::mem::replace(&mut self.told, self.keys.len());
        Part {
            sums: self.sums.iter_mut().map(Sums::take).collect(),
            new_keys: (told..self.keys.len()).map(|group| self.keys.key(group)).collect(),
            rows: std::mem::take(&mut self.rows),
            missing,
            coded: std::mem::replace(&mut self.coded, no_codes(self.plan)),
            not_asked: std::mem::take(&mut self.not_asked),
        }
    }
}

impl Counter for Worker<'_> {
    type Part = Part;

    fn push_as(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        Worker::push_as(self, plan, batch, first_row)
    }

    fn pass_over(&mut self, rows: u64) {
        Worker::pass_over(self, rows);
    }

    fn finish(&mut self) -> Result<Made<Part>> {
        let part = Worker::finish(self);
        let rows = part.rows;
        Ok((part, rows))
    }
}

/// Adds rows to the sums of each indicator.
fn adder(sums: &mut [Sums]) -> impl Take {
    |groups: &[u32], values: &[&[f64]]| sums.iter_mut().for_each(|sums| sums.add(groups, values))
}

/// Counts of no rows, one a code of each column.
fn no_codes(plan: &Plan) -> Vec<Vec<u64>> {
    plan.codes.iter().map(|codes| vec![0; codes.len()]).collect()
}
