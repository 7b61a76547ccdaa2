//! Work cut into numbered chunks, done by several threads, and taken in the order of the numbers.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use helhed::error::{Fault, Result};

/// Longest time between two looks at whether the work is still wanted.
const PATIENCE: Duration = Duration::from_millis(100);

/// Threads, and persons in a chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew {
    pub(super) threads: usize,
    pub(super) chunk: usize,
}

impl Crew {
    /// As many threads as are asked for, or as the machine has.
    pub(super) fn new(threads: Option<NonZeroUsize>, chunk: usize) -> Self {
        let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Self { threads, chunk }
    }

    /// The chunks of so many persons.
    pub(super) fn chunks(self, persons: usize) -> Vec<std::ops::Range<usize>> {
        (0..persons).step_by(self.chunk).map(|first| first..(first + self.chunk).min(persons)).collect()
    }
}

/// Whether the work is still wanted.
#[derive(Debug)]
pub(super) struct Wanted(AtomicBool);

impl Wanted {
    /// # Errors
    /// Where it is not; nobody sees the error.
    pub(super) fn check(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Fault::Bug { what: "work that nobody wanted went on".into() }.into())
    }
}

/// Does `count` chunks of work and hands each to `take` in their order. Few are under way at a time, so memory does not
/// grow with their number. `tick` is asked often whether to go on.
///
/// # Errors
/// The first of `work`, `take` and `tick`.
pub(super) fn in_order<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize, &Wanted) -> Result<T> + Sync,
    mut take: impl FnMut(usize, T) -> Result<()>,
    mut tick: impl FnMut() -> Result<()>,
) -> Result<()> {
    let wanted = &Wanted(AtomicBool::new(true));
    let work = &work;
    let (hand_out, tasks) = mpsc::channel::<usize>();
    let tasks = &Mutex::new(tasks);
    thread::scope(move |scope| {
        // Moved in, so that workers that wait for a task end when this closure does.
        let hand_out = hand_out;
        let (done, results) = mpsc::channel();
        let mut outcome = Ok(());
        let (mut handed_out, mut taken) = (0, 0);
        let mut early = BTreeMap::new();
        while outcome.is_ok() && taken < count {
            while handed_out < count && handed_out - taken <= threads {
                if handed_out < threads {
                    let done = done.clone();
                    scope.spawn(move || {
                        loop {
                            let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                            let Ok(number) = task else { return };
                            let result = catch_unwind(AssertUnwindSafe(|| work(number, wanted))).unwrap_or_else(|_| {
                                Err(Fault::Bug { what: "a part of the simulation panicked".into() }.into())
                            });
                            if done.send((number, result)).is_err() {
                                return;
                            }
                        }
                    });
                }
                // The receiver lives as long as the scope.
                let _ = hand_out.send(handed_out);
                handed_out += 1;
            }
            match results.recv_timeout(PATIENCE) {
                Ok((number, Ok(result))) => drop(early.insert(number, result)),
                Ok((_, Err(error))) => outcome = Err(error),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            while let (Ok(()), Some(result)) = (&outcome, early.remove(&taken)) {
                outcome = take(taken, result);
                taken += 1;
            }
            outcome = outcome.and_then(|()| tick());
        }
        wanted.0.store(false, Ordering::Relaxed);
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_taken_in_order_by_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |number: usize, _: &Wanted| {
                thread::sleep(Duration::from_millis(if number.is_multiple_of(3) { 4 } else { 0 }));
                Ok(number * number)
            };
            in_order(
                threads,
                20,
                work,
                |number, square| {
                    taken.push((number, square));
                    Ok(())
                },
                || Ok(()),
            )
            .expect("it is done");
            assert_eq!(taken, (0..20).map(|number| (number, number * number)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_work_ends_with_an_error_a_panic_or_no_interest() {
        let refused = || -> Result<()> { Err(Fault::EmptyTable.into()) };
        let work = |number: usize, _: &Wanted| if number == 3 { refused() } else { Ok(()) };
        assert_eq!(in_order(2, 9, work, |_, ()| Ok(()), || Ok(())).expect_err("it fails").code(), "H103");
        assert_eq!(in_order(2, 9, |_, _| Ok(()), |_, ()| refused(), || Ok(())).expect_err("it fails").code(), "H103");
        assert_eq!(in_order(2, 9, |_, _| Ok(()), |_, ()| Ok(()), refused).expect_err("it fails").code(), "H103");
        let panics = |_: usize, _: &Wanted| -> Result<()> { panic!("on purpose") };
        assert_eq!(in_order(2, 9, panics, |_, ()| Ok(()), || Ok(())).expect_err("it fails").code(), "H901");
    }
}
