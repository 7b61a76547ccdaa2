//! The one door to the core: releases the GIL, turns errors and panics into exceptions, and listens for Ctrl-C.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use helhed::error::{Fault, Result};
use helhed_arrow::Progress;
use pyo3::prelude::*;

use crate::error::{Raised, refused};
use crate::progress::Reporter;

/// How often long work is interrupted to look at Ctrl-C and to show progress.
const TICK: Duration = Duration::from_millis(50);

/// How long interrupted work may take to end, before nobody waits for it any longer.
const GRACE: Duration = Duration::from_millis(500);

/// Calls the core without the GIL.
pub(crate) fn door<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T> + Send) -> PyResult<T> {
    Ok(py.detach(|| guarded(work)).map_err(Raised::from)?)
}

/// Calls the core on a thread of its own, while this one listens for Ctrl-C and reports progress.
///
/// When it is interrupted it waits [`GRACE`] for the work to end, and then leaves it: the work ends by itself at its
/// next look at the [`Watch`].
pub(crate) fn long_door<T: Send + 'static>(
    py: Python<'_>,
    mut reporter: Reporter,
    total: Option<u64>,
    work: impl FnOnce(&Watch) -> Result<T> + Send + 'static,
) -> PyResult<T> {
    let watch = Arc::new(Watch::new(total));
    let (sender, mut receiver) = channel();
    let theirs = Arc::clone(&watch);
    thread::Builder::new()
        .name("helhed".into())
        // Nobody listens after an interruption: then the result is dropped here.
        .spawn(move || drop(sender.send(guarded(|| work(&theirs)))))
        .map_err(|error| refused(Fault::Bug { what: format!("no thread could be started: {}", error.kind()) }))?;
    loop {
        let answer;
        (receiver, answer) = py.detach(|| wait(receiver, TICK));
        match answer {
            Ok(result) => {
                let result = result.map_err(Raised::from)?;
                reporter.finish(py, watch.rows(), watch.total())?;
                return Ok(result);
            }
            Err(RecvTimeoutError::Disconnected) => return Err(refused(panicked())),
            Err(RecvTimeoutError::Timeout) => {
                let undisturbed = py.check_signals().and_then(|()| reporter.show(py, watch.rows(), watch.total()));
                if let Err(disturbance) = undisturbed {
                    watch.stop();
                    let _ = py.detach(|| wait(receiver, GRACE));
                    reporter.clear(py)?;
                    return Err(disturbance);
                }
            }
        }
    }
}

/// What the working thread and the listening one tell each other.
pub(crate) struct Watch {
    rows: AtomicU64,
    total: AtomicU64,
    stopped: AtomicBool,
}

impl Watch {
    /// Stands for a total that is not known.
    const UNKNOWN: u64 = u64::MAX;

    fn new(total: Option<u64>) -> Self {
        let total = total.unwrap_or(Self::UNKNOWN);
        Self { rows: AtomicU64::new(0), total: AtomicU64::new(total), stopped: AtomicBool::new(false) }
    }

    /// Whether somebody still waits for the work.
    pub(crate) fn goes_on(&self) -> bool {
        !self.stopped.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| *total != Self::UNKNOWN)
    }
}

/// Tells the watch how far a tally has come, beyond the rows `before` it; ends it where nobody waits any longer.
pub(crate) fn watched(watch: &Watch, before: u64, progress: Progress) -> Result<()> {
    watch.rows.store(before + progress.rows, Ordering::Relaxed);
    if let Some(total) = progress.of {
        watch.total.store(total, Ordering::Relaxed);
    }
    if watch.goes_on() {
        Ok(())
    } else {
        Err(Fault::Bug { what: "interrupted work was still listened to".into() }.into())
    }
}

/// The receiver comes back with the answer: it cannot be shared between threads, only moved.
fn wait<T>(receiver: Receiver<T>, patience: Duration) -> (Receiver<T>, std::result::Result<T, RecvTimeoutError>) {
    let answer = receiver.recv_timeout(patience);
    (receiver, answer)
}

/// A panic becomes an error: it is a bug of ours, and never the end of somebody's Python session.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(panicked().into()))
}

fn panicked() -> Fault {
    Fault::Bug { what: "a check inside it failed".into() }
}
