//! Blocks on several threads, taken in their order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use helhed::error::{Error, Fault, Result};

/// Longest time between two calls of `now_and_then`.
const PATIENCE: Duration = Duration::from_millis(50);

/// Works on `blocks` and takes what comes of them, in the order of the blocks and on the calling thread, which alone
/// calls `now_and_then` (Python takes signals only there). Few blocks are under way at a time, so that memory does not
/// grow with their number.
///
/// # Errors
/// The first in the order of the blocks; that of `now_and_then`, at once.
pub(super) fn in_order<B: Send, P: Send>(
    threads: usize,
    blocks: &mut dyn Iterator<Item = Result<B>>,
    work: impl Fn(B) -> P + Sync,
    take: &mut dyn FnMut(P) -> Result<()>,
    now_and_then: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let (hand_out, tasks) = mpsc::channel::<(usize, B)>();
    let (tasks, work) = (&Mutex::new(tasks), &work);
    // Workers end when the channel of tasks does: the scope owns its only sender.
    thread::scope(move |scope| {
        let (done, parts) = mpsc::channel();
        let mut waiting = BTreeMap::new();
        let (mut handed_out, mut taken, mut more, mut ended) = (0, 0, true, Ok(()));
        loop {
            // One block for each worker, and one ready for whoever ends first.
            while more && handed_out - taken <= threads {
                match blocks.next() {
                    None => more = false,
                    Some(Err(error)) => (more, ended) = (false, Err(error)),
                    Some(Ok(block)) => {
                        if handed_out < threads {
                            let done = done.clone();
                            scope.spawn(move || {
                                loop {
                                    let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
                                    let Ok((number, block)) = task else { return };
                                    // A panic must come back, or the calling thread would wait for ever.
                                    let part = catch_unwind(AssertUnwindSafe(|| work(block))).map_err(|_| ());
                                    if done.send((number, part)).is_err() {
                                        return;
                                    }
                                }
                            });
                        }
                        hand_out.send((handed_out, block)).map_err(|_| lost())?;
                        handed_out += 1;
                        now_and_then()?;
                    }
                }
            }
            while let Some(part) = waiting.remove(&taken) {
                taken += 1;
                take(part)?;
            }
            if taken == handed_out && !more {
                return ended;
            }
            if handed_out - taken <= threads && more {
                continue;
            }
            match parts.recv_timeout(PATIENCE) {
                Ok((number, Ok(part))) => _ = waiting.insert(number, part),
                Ok((_, Err(()))) | Err(RecvTimeoutError::Disconnected) => return Err(lost()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            now_and_then()?;
        }
    })
}

fn lost() -> Error {
    Fault::Bug { what: "reading a block of text panicked".into() }.into()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use helhed::error::{Error, Fault};

    use super::in_order;

    fn stop() -> Error {
        Fault::EmptyTable.into()
    }

    #[test]
    fn parts_are_taken_in_order_and_the_first_error_wins() {
        for threads in 1..5 {
            let mut taken = Vec::new();
            let mut blocks = (0..40_u64).map(|block| if block == 30 { Err(stop()) } else { Ok(block) });
            let work = |block: u64| {
                std::thread::sleep(Duration::from_micros(block * 7919 % 500));
                block
            };
            let mut take = |part| {
                taken.push(part);
                Ok(())
            };
            let end = in_order(threads, &mut blocks, work, &mut take, &mut || Ok(()));
            assert_eq!(end, Err(stop()));
            assert_eq!(taken, (0..30).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_observer_ends_it_at_once() {
        let started = Instant::now();
        let mut calls = 0;
        let mut observer = || {
            calls += 1;
            if calls > 3 { Err(stop()) } else { Ok(()) }
        };
        let end = in_order(2, &mut (0..).map(Ok), |block: u64| block, &mut |_| Ok(()), &mut observer);
        assert_eq!(end, Err(stop()));
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_panic_comes_back_as_an_error() {
        let work = |block: u64| assert!(block < 5, "a panic for the test");
        let end = in_order(2, &mut (0..9).map(Ok), work, &mut |()| Ok(()), &mut || Ok(()));
        assert_eq!(end.map_err(|error| error.code()), Err("H901"));
    }
}
