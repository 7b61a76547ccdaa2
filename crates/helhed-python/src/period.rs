//! Periods, as values and as arguments.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use helhed::design::Period;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pyclass::CompareOp;
use pyo3::types::{PyInt, PyString, PyType};

use crate::error::Raised;

/// A year, half-year, quarter, month, week or school year: `2013`, `2013H1`, `2013K1` (or `2013Q1`), `2013M07`, `2013U23`,
/// `2013/14`; or in words, such as `3. kvartal 2013`, `juli 2013`, `uge 23 2013`. Ordered by its first day.
///
/// >>> import helhed as hh
/// >>> str(hh.Period("2013Q1")), hh.Period("2013K1").year
/// ('2013K1', 2013)
/// >>> hh.Period("2012M12") < hh.Period("2013K1")
/// True
#[pyclass(frozen, name = "Period", module = "helhed")]
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct PyPeriod(Period);

#[pymethods]
impl PyPeriod {
    #[new]
    fn new(period: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(When::extract(period.as_borrowed())?.0))
    }

    /// Calendar year (of a week: the ISO year; of a school year: the one in which it begins).
    #[getter]
    fn year(&self) -> i32 {
        self.0.year()
    }

    /// `year`, `half-year`, `quarter`, `month`, `week` or `school-year`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.unit().name()
    }

    /// First day, as `2014-06-02`.
    #[getter]
    fn start(&self) -> String {
        self.0.span().0
    }

    /// Last day, as `2014-06-08`.
    #[getter]
    fn end(&self) -> String {
        self.0.span().1
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Period('{}')", self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }

    fn __richcmp__(&self, other: &Self, operator: CompareOp) -> bool {
        match operator {
            CompareOp::Eq => self.0 == other.0,
            CompareOp::Ne => self.0 != other.0,
            _ => operator.matches(self.0.first_day().cmp(&other.0.first_day())),
        }
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.0.to_string(),))
    }
}

impl PyPeriod {
    /// The period of the core.
    pub(crate) fn text(self) -> String {
        self.0.to_string()
    }
}

/// A period as an argument: a `Period`, a text, or a year.
pub(crate) struct When(pub(crate) Period);

impl<'a, 'py> FromPyObject<'a, 'py> for When {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(period) = object.cast::<PyPeriod>() {
            return Ok(Self(period.get().0));
        }
        if object.cast::<PyString>().is_err() && object.cast::<PyInt>().is_err() {
            return Err(PyTypeError::new_err("a period is a text such as \"2013K1\", a year, or a Period"));
        }
        let text = object.str()?;
        Ok(Self(text.to_str()?.parse().map_err(Raised::from)?))
    }
}
