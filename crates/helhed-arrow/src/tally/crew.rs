//! Blocks of rows on several threads, with the same bits whatever their number.
//!
//! Rows are cut into blocks of a fixed size, counted from the first row. A worker counts one block at a time, and the
//! calling thread hands out blocks, merges the parts in the order of the blocks, and alone calls the observer (Python
//! takes signals only there). Few blocks are under way at a time, so memory does not grow with the rows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use arrow_array::RecordBatch;
use helhed::cells::Cells;
use helhed::error::{Fault, Result};

use super::part::Worker;
use super::plan::Plan;
use super::whole::Whole;
use super::{Progress, Tally};

/// Rows in a block. Another number would be another rounding of means and sums.
pub(crate) const BLOCK: usize = 1 << 20;

/// Longest time between two calls of the observer.
const PATIENCE: Duration = Duration::from_millis(100);

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

    /// Ends the block.
    ///
    /// # Errors
    /// What is wrong with a sum.
    fn finish(&mut self) -> Result<Self::Part>;
}

/// Merges the parts of blocks in the order of the blocks.
pub(crate) trait Merge {
    /// What is made of a block.
    type Part;
    /// What all of them come to.
    type Sum;

    /// Takes a part, and merges all that is next in order.
    ///
    /// # Errors
    /// That of the first block, in their order, which has one.
    fn take(&mut self, block: usize, worker: usize, part: Result<Self::Part>) -> Result<()>;

    /// Blocks that are merged.
    fn merged(&self) -> usize;

    /// Rows that are merged.
    fn rows(&self) -> u64;

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
    mut blocks: impl Iterator<Item = Result<B>>,
    count: impl Fn(&mut C, B) -> Result<()> + Sync,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<M::Sum> {
    let (hand_out, tasks) = mpsc::channel();
    let (tasks, count) = (&Mutex::new(tasks), &count);
    // Workers end when the channel of tasks does: the scope owns its only sender.
    thread::scope(move |scope| {
        let (done, parts) = mpsc::channel();
        let mut handed_out = 0;
        let mut more = true;
        loop {
            // One block for each worker, and one ready for whoever ends first.
            while more && handed_out - whole.merged() <= threads {
                match blocks.next() {
                    None => more = false,
                    Some(Err(error)) => {
                        more = false;
                        whole.take(handed_out, 0, Err(error))?;
                        handed_out += 1;
                    }
                    Some(Ok(block)) => {
                        if handed_out < threads {
                            let (id, done) = (handed_out, done.clone());
                            scope.spawn(move || work(id, counter, tasks, count, &done));
                        }
                        hand_out.send((handed_out, block)).map_err(|_| lost())?;
                        handed_out += 1;
                    }
                }
            }
            if whole.merged() == handed_out {
                return whole.sum();
            }
            match parts.recv_timeout(PATIENCE) {
                Ok(Done { block, worker, part }) => whole.take(block, worker, part)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(lost().into()),
            }
            observer(Progress { rows: whole.rows(), of })?;
        }
    })
}

struct Done<P> {
    block: usize,
    worker: usize,
    part: Result<P>,
}

fn work<B, C: Counter>(
    id: usize,
    counter: impl Fn() -> C,
    tasks: &Mutex<Receiver<(usize, B)>>,
    count: impl Fn(&mut C, B) -> Result<()>,
    done: &Sender<Done<C::Part>>,
) {
    let mut worker = counter();
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((block, rows)) = task else { return };
        // A panic must come back as an error, or the calling thread would wait for this block for ever.
        let part = match catch_unwind(AssertUnwindSafe(|| count(&mut worker, rows).and_then(|()| worker.finish()))) {
            Ok(part) => part,
            Err(_) => Err(Fault::Bug { what: "counting a block of rows panicked".into() }.into()),
        };
        if done.send(Done { block, worker: id, part }).is_err() {
            return;
        }
    }
}

fn lost() -> Fault {
    Fault::Bug { what: "the workers of a tally are gone".into() }
}
