//! One number with everything that travels with it.

use helhed::Estimate;
use helhed::design::Language;
use helhed::estimate::{Estimates, KeyValue};
use helhed::report;
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

use crate::door::door;
use crate::input::language;
use crate::output::{Pickle, json, pickled, to_dict, unpickled};
use crate::parts::{PyCount, PyEvidence, PyInterval, PyProvenance, PyWarning};

/// A number with its interval, its method, what it rests on and what the reader must know.
///
/// >>> import helhed as hh
/// >>> averted = hh.estimate(hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}]))[0]
/// >>> round(averted.value, 3), averted.method, averted.n.records
/// (0.732, 'proportion/wilson', 41)
/// >>> averted.sentence("en")
/// 'averted: 73.2 % [58.1-84.3] (30 of 41; 95 % confidence interval; proportion/wilson, default).'
#[pyclass(frozen, eq, name = "Estimate", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyEstimate(pub(crate) Estimate);

#[pymethods]
impl PyEstimate {
    /// Which area, period, group or side of a comparison.
    #[getter]
    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let key = PyDict::new(py);
        for part in &self.0.key {
            key.set_item(&part.dimension, key_value(py, &part.value)?)?;
        }
        Ok(key)
    }

    /// Indicator id.
    #[getter]
    fn indicator(&self) -> Option<&str> {
        self.0.indicator.as_ref().map(|subject| subject.id.as_str())
    }

    /// What is estimated, such as `proportion` or `risk_difference`.
    #[getter]
    fn estimand(&self) -> &str {
        self.0.estimand.name()
    }

    /// The number; `None` where the data do not give one (a warning says why).
    #[getter]
    fn value(&self) -> Option<f64> {
        self.0.value
    }

    /// Its confidence interval, where one is defined.
    #[getter]
    fn interval(&self) -> Option<PyInterval> {
        self.0.interval.map(PyInterval)
    }

    /// Standard error, on `scale`.
    #[getter]
    fn se(&self) -> Option<f64> {
        self.0.se
    }

    /// Scale of the standard error: `identity`, `log` or `logit`.
    #[getter]
    fn scale(&self) -> &str {
        self.0.scale.name()
    }

    /// Two-sided p-value against no difference; only comparisons have one.
    #[getter]
    fn p_value(&self) -> Option<f64> {
        self.0.p_value
    }

    /// Degrees of freedom of interval and p-value, where they rest on a t distribution.
    #[getter]
    fn df(&self) -> Option<f64> {
        self.0.df
    }

    /// Unit of the value and its bounds.
    #[getter]
    fn unit(&self) -> String {
        self.0.unit.name()
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

    /// Evidence grade; only comparisons and whole evaluations have one.
    #[getter]
    fn evidence(&self) -> Option<PyEvidence> {
        self.0.evidence.clone().map(PyEvidence)
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

    /// The estimate as a sentence, in Danish (`da`) or English (`en`).
    #[pyo3(signature = (language="da"))]
    fn sentence(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        let language = self::language(language)?;
        door(py, || Ok(report::sentence(&self.0, language)))
    }

    /// Its row of the table: the columns that `Estimates` has.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let batch = door(py, || helhed_arrow::estimates_to_batch(&self.alone()))?;
        let row = PyDict::new(py);
        for (name, values) in to_dict(py, &batch)? {
            row.set_item(name, values.get_item(0)?)?;
        }
        Ok(row)
    }

    /// The estimate as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Estimate {}>", self.sentence(py, "en")?.trim_end_matches('.')))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        door(py, || Ok(report::table(&self.alone(), Language::Da).to_html()))
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

impl PyEstimate {
    fn alone(&self) -> Estimates {
        Estimates::from(vec![self.0.clone()])
    }
}

/// A key value as Python has it.
fn key_value<'py>(py: Python<'py>, value: &KeyValue) -> PyResult<Bound<'py, PyAny>> {
    match value {
        KeyValue::Missing => Ok(py.None().into_bound(py)),
        KeyValue::Integer(number) => number.into_bound_py_any(py),
        KeyValue::Text(text) => text.into_bound_py_any(py),
    }
}
