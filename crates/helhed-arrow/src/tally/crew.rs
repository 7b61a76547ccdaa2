//! Blocks of rows on several threads, with the same bits whatever their number.
//!
//! Rows are cut into blocks of a fixed size, counted from the first row. A worker counts one block at a time, and the parts
//! are merged in the order of the blocks.

use std::sync::atomic::{AtomicUsize, Ordering};

use arrow_array::RecordBatch;
use helhed::cells::Cells;
use helhed::error::Result;

use super::ordered::{Made, in_order};
use super::part::Worker;
use super::plan::Plan;
use super::whole::Whole;
use super::{Progress, Tally};

/// Rows in a block. Another number would be another rounding of means and sums.
pub(crate) const BLOCK: usize = 1 << 20;

/// Counts the rows of blocks, and makes a part of each.
pub(crate) trait Counter {
    /// What it makes of a block.
    type Part: Send;

    /// Counts the rows of a batch whose columns lie where `plan` says; `first_row` rows lie before it.
    ///
    /// # Errors
    /// What is wrong with a value, with its column and row.
    fn push_as(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()>;

    /// Passes over rows that are not asked for.
    fn pass_over(&mut self, rows: u64);

    /// Ends the block: what was made of it, and how many rows it had.
    ///
    /// # Errors
    /// What is wrong with a sum.
    fn finish(&mut self) -> Result<Made<Self::Part>>;
}

/// Merges the parts of blocks, which come in the order of the blocks.
pub(crate) trait Merge {
    /// What is made of a block.
    type Part;
    /// What all of them come to.
    type Sum;

    /// Merges a part that this worker has made. Workers are counted from 0.
    ///
    /// # Errors
    /// What does not go together.
    fn take(&mut self, worker: usize, part: Self::Part) -> Result<()>;

    /// The sum.
    ///
    /// # Errors
    /// `H103` without rows.
    fn sum(self) -> Result<Self::Sum>;
}

/// Counts `blocks` by `count` into cells. `of` is the number of rows, where it is known.
///
/// # Errors
/// The first in the order of the blocks, whether from the blocks, from `count` or from merging; `H103` without rows;
/// that of the observer, at once.
pub(crate) fn tally_blocks<B: Send>(
    spec: &Tally,
    plan: &Plan,
    of: Option<u64>,
    blocks: impl Iterator<Item = Result<B>>,
    count: impl Fn(&mut Worker<'_>, B) -> Result<()> + Sync,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let whole = Whole::new(spec, plan);
    in_blocks(spec.threads(), &|| Worker::new(plan), whole, of, blocks, count, observer)
}

/// Counts `blocks` by `count`, each thread with a counter of its own, and merges them into `whole`.
///
/// # Errors
/// As [`tally_blocks`].
pub(crate) fn in_blocks<B: Send, C: Counter, M: Merge<Part = C::Part>>(
    threads: usize,
    counter: &(impl Fn() -> C + Sync),
    mut whole: M,
    of: Option<u64>,
    blocks: impl Iterator<Item = Result<B>>,
    count: impl Fn(&mut C, B) -> Result<()> + Sync,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<M::Sum> {
    let workers = AtomicUsize::new(0);
    let worker = || (workers.fetch_add(1, Ordering::Relaxed), counter());
    let make = |(id, counter): &mut (usize, C), block: B| {
        count(counter, block)?;
        let (part, rows) = counter.finish()?;
        Ok(((*id, part), rows))
    };
    in_order(threads, of, blocks, worker, make, |(worker, part)| whole.take(worker, part), observer)?;
    whole.sum()
}
