//! Tasks on several threads whose results are taken in the order of the tasks, whatever order they come in.
//!
//! The calling thread hands out tasks, takes results and alone calls the observer (Python takes signals only there). Few
//! tasks are under way at a time, so memory does not grow with their number.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use helhed::error::{Fault, Result};

use super::Progress;

/// Longest time between two calls of the observer.
const PATIENCE: Duration = Duration::from_millis(100);

/// What was made of a task, and how many rows it took.
pub(crate) type Made<P> = (P, u64);

/// Makes something of each task, and takes what was made in the order of the tasks. `of` is the number of rows, where it
/// is known.
///
/// # Errors
/// The first in the order of the tasks, whether from the tasks, from `make` or from `take`; that of the observer, at once.
pub(crate) fn in_order<T: Send, P: Send, W>(
    threads: usize,
    of: Option<u64>,
    mut tasks: impl Iterator<Item = Result<T>>,
    worker: impl Fn() -> W + Sync,
    make: impl Fn(&mut W, T) -> Result<Made<P>> + Sync,
    mut take: impl FnMut(P) -> Result<()>,
    mut observer: impl FnMut(Progress) -> Result<()>,
) -> Result<()> {
    let (hand_out, inbox) = mpsc::channel();
    let (inbox, worker, make) = (&Mutex::new(inbox), &worker, &make);
    // Workers end when the channel of tasks does: the scope owns its only sender.
    thread::scope(move |scope| {
        let (done, results) = mpsc::channel();
        let mut waiting = BTreeMap::new();
        let (mut handed_out, mut taken, mut rows, mut more) = (0, 0, 0, true);
        loop {
            // One task for each worker, and one ready for whoever ends first.
            while more && handed_out - taken <= threads {
                match tasks.next() {
                    None => more = false,
                    Some(Err(error)) => {
                        more = false;
                        waiting.insert(handed_out, Err(error));
                        handed_out += 1;
                    }
                    Some(Ok(task)) => {
                        if handed_out < threads {
                            let done = done.clone();
                            scope.spawn(move || work(inbox, worker, make, &done));
                        }
                        hand_out.send((handed_out, task)).map_err(|_| lost())?;
                        handed_out += 1;
                    }
                }
            }
            while let Some(made) = waiting.remove(&taken) {
                let (part, of_part) = made?;
                take(part)?;
                rows += of_part;
                taken += 1;
            }
            observer(Progress { rows, of })?;
            if taken == handed_out && !more {
                return Ok(());
            }
            if taken < handed_out {
                match results.recv_timeout(PATIENCE) {
                    Ok((task, made)) => drop(waiting.insert(task, made)),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Err(lost().into()),
                }
            }
        }
    })
}

/// A task's number and what was made of it.
type Done<P> = (usize, Result<Made<P>>);

fn work<T, P, W>(
    inbox: &Mutex<Receiver<(usize, T)>>,
    worker: impl Fn() -> W,
    make: impl Fn(&mut W, T) -> Result<Made<P>>,
    done: &Sender<Done<P>>,
) {
    let mut worker = worker();
    loop {
        let next = inbox.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, task)) = next else { return };
        // A panic must come back as an error, or the calling thread would wait for this task for ever.
        let made = match catch_unwind(AssertUnwindSafe(|| make(&mut worker, task))) {
            Ok(made) => made,
            Err(_) => Err(Fault::Bug { what: "counting a part of a table panicked".into() }.into()),
        };
        if done.send((number, made)).is_err() {
            return;
        }
    }
}

fn lost() -> Fault {
    Fault::Bug { what: "the workers of a tally are gone".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(threads: usize, tasks: Vec<Result<u64>>) -> Result<Vec<u64>> {
        let mut taken = Vec::new();
        let slow_first = |(): &mut (), task: u64| {
            thread::sleep(Duration::from_micros(200 * (7 - task % 7)));
            if task == 13 { Err(Fault::EmptyTable.into()) } else { Ok((task, 1)) }
        };
        let take = |task| {
            taken.push(task);
            Ok(())
        };
        in_order(threads, None, tasks.into_iter(), || (), slow_first, take, |_| Ok(()))?;
        Ok(taken)
    }

    #[test]
    fn results_are_taken_in_the_order_of_their_tasks() {
        for threads in [1, 2, 5] {
            let tasks: Vec<u64> = (20..60).collect();
            assert_eq!(run(threads, tasks.iter().copied().map(Ok).collect()), Ok(tasks));
            assert_eq!(run(threads, Vec::new()), Ok(Vec::new()));
        }
    }

    #[test]
    fn the_first_error_in_order_ends_it() {
        for threads in [1, 3] {
            let tasks = (10..20).map(Ok).chain([Err(Fault::ValueNeeded.into())]).collect();
            assert_eq!(run(threads, tasks).expect_err("an error").code(), "H103");
            let tasks = (20..24).map(Ok).chain([Err(Fault::ValueNeeded.into())]).collect();
            assert_eq!(run(threads, tasks).expect_err("an error").code(), "H107");
        }
    }

    #[test]
    fn the_observer_can_end_it() {
        let tasks = (0..1_000_u64).map(Ok);
        let make = |(): &mut (), task: u64| Ok((task, 1));
        let ended = in_order(
            2,
            None,
            tasks,
            || (),
            make,
            |_| Ok(()),
            |progress| {
                if progress.rows > 10 { Err(Fault::ValueNeeded.into()) } else { Ok(()) }
            },
        );
        assert_eq!(ended.expect_err("an error").code(), "H107");
    }
}
