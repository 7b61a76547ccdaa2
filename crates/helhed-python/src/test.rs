//! A test of a hypothesis with everything that travels with it.

use helhed::estimate::Test;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::output::{Pickle, json, pickled, unpickled};
use crate::parts::{PyCount, PyProvenance, PyWarning};

/// A test: its statistic, its p-values, its method, what it rests on and what the reader must know. What a test does not
/// have is `None`.
///
/// >>> import helhed as hh
/// >>> test = hh.proportion.binomial_test(30, 41, 0.5)
/// >>> test.method, round(test.p_value, 4), test.n.records
/// ('proportion/binomial_test', 0.0043, 41)
#[pyclass(frozen, eq, name = "Test", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyTest(pub(crate) Test);

#[pymethods]
impl PyTest {
    /// Test statistic.
    #[getter]
    fn statistic(&self) -> Option<f64> {
        self.0.statistic
    }

    /// Degrees of freedom of the statistic.
    #[getter]
    fn df(&self) -> Option<f64> {
        self.0.df
    }

    /// Two-sided p-value; `None` where nothing can be tested (a warning says why).
    #[getter]
    fn p_value(&self) -> Option<f64> {
        self.0.p_value
    }

    /// One-sided p-value against the alternative "less".
    #[getter]
    fn p_less(&self) -> Option<f64> {
        self.0.p_less
    }

    /// One-sided p-value against the alternative "greater".
    #[getter]
    fn p_greater(&self) -> Option<f64> {
        self.0.p_greater
    }

    /// Id of the method; `hh.method(id)` is its page.
    #[getter]
    fn method(&self) -> &str {
        &self.0.method.id
    }

    /// What it rests on.
    #[getter]
    fn n(&self) -> PyCount {
        PyCount(self.0.n)
    }

    /// What the reader must know.
    #[getter]
    fn warnings(&self) -> Vec<PyWarning> {
        self.0.warnings.iter().cloned().map(PyWarning).collect()
    }

    /// Where it comes from.
    #[getter]
    fn provenance(&self) -> PyProvenance {
        PyProvenance(self.0.provenance.clone())
    }

    /// The test as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    fn __repr__(&self) -> String {
        let shown = |name: &str, value: Option<f64>| value.map(|value| format!("{name} = {value:.4}"));
        let parts = [
            shown("statistic", self.0.statistic),
            self.0.df.map(|df| format!("df = {}", (df * 100.0).round() / 100.0)),
            shown("p", self.0.p_value),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let result = if parts.is_empty() { "nothing to test".into() } else { parts.join(", ") };
        format!("<Test {}: {result}>", self.0.method.id)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}
