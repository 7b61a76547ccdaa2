//! The one mapping from the core's errors to `helhed.HelhedError`.

use helhed::Error;
use helhed::design::Language;
use helhed::error::{EngineFault, Fault, Place, Spot};
use helhed::report::fault_in;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// Result of everything in the binding that only the core can refuse.
pub(crate) type Refusable<T> = Result<T, Raised>;

/// An error of the core on its way to Python; `?` turns it into the exception.
pub(crate) struct Raised(Error);

impl<E: Into<Error>> From<E> for Raised {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl From<Raised> for PyErr {
    fn from(raised: Raised) -> Self {
        Python::attach(|py| exception(py, &raised.0))
    }
}

/// The Python exception of an error of the core.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let place = error.at().to_string();
    let raised = CLASS.import(py, "helhed.errors", "HelhedError").and_then(|class| {
        let raised = class.call1((error.code(), error.what(), place, error.mend()))?;
        raised.setattr("_danish", fault_in(error, Language::Da).to_string())?;
        Ok(raised)
    });
    match raised {
        Ok(raised) => PyErr::from_value(raised),
        Err(broken_installation) => broken_installation,
    }
}

/// The exception of a fault that has no place.
pub(crate) fn refused(fault: Fault) -> PyErr {
    Raised::from(fault).into()
}

/// The error to raise where an optional Python package is not installed: `H601`, with the extra that brings it.
#[pyfunction]
pub(crate) fn missing_extra<'py>(py: Python<'py>, package: String, extra: String) -> Bound<'py, PyAny> {
    refused(Fault::MissingExtra { package, extra }).into_value(py).into_bound(py).into_any()
}

/// The error to raise where another program's reader cannot read a file: `H802`, with the reason in our own words.
#[pyfunction]
pub(crate) fn damaged_file<'py>(py: Python<'py>, path: String, reason: String) -> Bound<'py, PyAny> {
    let place = Place::default().and(Spot::File(path));
    let raised = Raised::from(Error::new(Fault::Damaged { reason }, place));
    PyErr::from(raised).into_value(py).into_bound(py).into_any()
}

/// The error to raise where an engine breaks off a tally: `H880`, with the kind of its own error.
#[pyfunction]
pub(crate) fn engine_broke_off<'py>(py: Python<'py>, engine: String, kind: String) -> Bound<'py, PyAny> {
    refused(EngineFault::BrokeOff { engine, kind }.into()).into_value(py).into_bound(py).into_any()
}

/// The error to raise where an engine cannot be asked for a tally: `H881`, with the kind of error that says so.
#[pyfunction]
pub(crate) fn engine_not_asked<'py>(py: Python<'py>, engine: String, kind: String) -> Bound<'py, PyAny> {
    refused(EngineFault::NotAsked { engine, kind }.into()).into_value(py).into_bound(py).into_any()
}
