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

use helhed::cells::Cells;
use helhed::error::{Fault, Result};

use super::part::{Part, Worker};
use super::plan::Plan;
use super::whole::Whole;
use super::{Progress, Tally};

/// Rows in a block. Another number would be another rounding of means and sums.
pub(crate) const BLOCK: usize = 1 << 20;

/// Longest time between two calls of the observer.
const PATIENCE: Duration = Duration::from_millis(100);

/// Counts `blocks` by `count` and merges them. `of` is the number of rows, where it is known.
///
/// # Errors
/// The first in the order of the blocks, whether from the blocks, from `count` or from merging; `H103` without rows;
/// that of the observer, at once.
pub(crate) fn tally_blocks<B: Send>(
    spec: &Tally,
    plan: &Plan,
    of: Option<u64>,
    mut blocks: impl Iterator<Item = Result<B>>,
    count: impl Fn(&mut Worker<'_>, B) -> Result<()> + Sync,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let threads = spec.threads();
    let (hand_out, tasks) = mpsc::channel();
    let (tasks, count) = (&Mutex::new(tasks), &count);
    // Workers end when the channel of tasks does: the scope owns its only sender.
    thread::scope(move |scope| {
        let (done, parts) = mpsc::channel();
        let mut whole = Whole::new(spec, plan);
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
                            scope.spawn(move || work(id, plan, tasks, count, &done));
                        }
                        hand_out.send((handed_out, block)).map_err(|_| lost())?;
                        handed_out += 1;
                    }
                }
            }
            if whole.merged() == handed_out {
                return whole.cells();
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

struct Done {
    block: usize,
    worker: usize,
    part: Result<Part>,
}

fn work<B>(
    id: usize,
    plan: &Plan,
    tasks: &Mutex<Receiver<(usize, B)>>,
    count: impl Fn(&mut Worker<'_>, B) -> Result<()>,
    done: &Sender<Done>,
) {
    let mut worker = Worker::new(plan);
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
