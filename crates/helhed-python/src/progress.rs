//! How long work tells how far it has come: a callable of the user's, one line on standard error, or nothing.

use std::time::{Duration, Instant};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyBool;

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);
const WIDTH: u64 = 30;

/// Where progress is told.
pub(crate) enum Reporter {
    /// Nowhere.
    Silent,
    /// To a callable, as `(rows_done, rows_total)`.
    Callable(Py<PyAny>),
    /// One line on standard error.
    Bar { label: &'static str, start: Instant, shown: bool },
}

impl Reporter {
    /// From the argument `progress`: a callable; `False` for nothing; `None` for a bar where somebody sees it, which says
    /// by its label what is done.
    pub(crate) fn new(py: Python<'_>, label: &'static str, progress: Option<Bound<'_, PyAny>>) -> PyResult<Self> {
        match progress {
            None if is_watched(py)? => Ok(Self::Bar { label, start: Instant::now(), shown: false }),
            None => Ok(Self::Silent),
            Some(callable) if callable.is_callable() => Ok(Self::Callable(callable.unbind())),
            Some(flag) if flag.cast::<PyBool>().is_ok_and(|flag| !flag.is_true()) => Ok(Self::Silent),
            Some(_) => Err(PyTypeError::new_err("progress must be a callable, False or None")),
        }
    }

    /// Tells how far it has come.
    pub(crate) fn show(&mut self, py: Python<'_>, rows: u64, total: Option<u64>) -> PyResult<()> {
        match self {
            Self::Silent => Ok(()),
            Self::Callable(callable) => callable.call1(py, (rows, total)).map(drop),
            Self::Bar { label, start, shown } if *shown || start.elapsed() >= PATIENCE => {
                *shown = true;
                write(py, &format!("\r{}", line(label, rows, total)))
            }
            Self::Bar { .. } => Ok(()),
        }
    }

    /// Tells that it is done.
    pub(crate) fn finish(&mut self, py: Python<'_>, rows: u64, total: Option<u64>) -> PyResult<()> {
        match self {
            Self::Bar { .. } => self.clear(py),
            _ => self.show(py, rows, total),
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self, py: Python<'_>) -> PyResult<()> {
        match self {
            Self::Bar { shown: true, .. } => write(py, &format!("\r{}\r", " ".repeat(70))),
            _ => Ok(()),
        }
    }
}

/// Whether standard error is a terminal or a notebook.
fn is_watched(py: Python<'_>) -> PyResult<bool> {
    let stderr = py.import("sys")?.getattr("stderr")?;
    if stderr.is_none() {
        return Ok(false);
    }
    let notebook = stderr.get_type().module()?.to_string().starts_with("ipykernel.");
    Ok(notebook || stderr.call_method0("isatty")?.is_truthy()?)
}

fn write(py: Python<'_>, text: &str) -> PyResult<()> {
    let stderr = py.import("sys")?.getattr("stderr")?;
    stderr.call_method1("write", (text,))?;
    stderr.call_method0("flush").map(drop)
}

fn line(label: &str, rows: u64, total: Option<u64>) -> String {
    match total {
        Some(total) if total > 0 => {
            let done = rows.min(total);
            // In 128 bits no product of a count overflows.
            let share = |of: u64| usize::try_from(u128::from(done) * u128::from(of) / u128::from(total)).unwrap_or(0);
            let filled = share(WIDTH);
            let bar = format!("{}{}", "#".repeat(filled), "-".repeat(WIDTH as usize - filled));
            format!("{label} [{bar}] {:>3} % of {total} rows", share(100))
        }
        _ => format!("{label}: {rows} rows"),
    }
}
