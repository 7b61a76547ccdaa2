//! The parts of an estimate: interval, count, warning, evidence, provenance.

use helhed::Warning;
use helhed::estimate::{Chosen, Count, Evidence, Interval, Provenance};
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::Serialize;

use crate::output::{Pickle, pickled, unpickled};

/// A two-sided confidence interval; either bound may be infinite. Unpacks into its bounds.
///
/// >>> import helhed as hh
/// >>> cells = hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}])
/// >>> interval = hh.estimate(cells)[0].interval
/// >>> lower, upper = interval
/// >>> round(lower, 3), round(upper, 3), interval.level, 0.5 in interval
/// (0.581, 0.843, 0.95, False)
#[pyclass(frozen, eq, name = "Interval", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyInterval(pub(crate) Interval);

#[pymethods]
impl PyInterval {
    /// Lower bound.
    #[getter]
    fn lower(&self) -> f64 {
        self.0.lower
    }

    /// Upper bound.
    #[getter]
    fn upper(&self) -> f64 {
        self.0.upper
    }

    /// Confidence level.
    #[getter]
    fn level(&self) -> f64 {
        self.0.level.get()
    }

    fn __len__(&self) -> usize {
        2
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok((self.0.lower, self.0.upper).into_pyobject(py)?.try_iter()?.into_any())
    }

    fn __contains__(&self, value: f64) -> bool {
        self.0.contains(value)
    }

    fn __repr__(&self) -> String {
        format!("Interval({}, {}, level={})", self.0.lower, self.0.upper, self.level())
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

/// What a number rests on: records, events, exposure. What does not apply is `None`.
///
/// >>> import helhed as hh
/// >>> cells = hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}])
/// >>> hh.estimate(cells)[0].n
/// Count(records=41, events=30, exposure=None)
#[pyclass(frozen, eq, name = "Count", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyCount(pub(crate) Count);

#[pymethods]
impl PyCount {
    /// Rows or units with a value.
    #[getter]
    fn records(&self) -> Option<u64> {
        self.0.records
    }

    /// Events among them.
    #[getter]
    fn events(&self) -> Option<u64> {
        self.0.events
    }

    /// Time or population exposed.
    #[getter]
    fn exposure(&self) -> Option<f64> {
        self.0.exposure
    }

    fn __repr__(&self) -> String {
        let (records, events) = (shown(self.0.records), shown(self.0.events));
        format!("Count(records={records}, events={events}, exposure={})", shown(self.0.exposure))
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

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "None".into(), |value| value.to_string())
}

/// Something the reader of a number must know: its code, what it means here, how to mend it.
///
/// >>> import helhed as hh
/// >>> cells = hh.enter(hh.Indicator("averted"), [{"numerator": 3, "denominator": 8}])
/// >>> hh.estimate(cells)[0].warnings
/// [W304 only 8 in the group: one person is 12.5 percent of it]
#[pyclass(frozen, eq, name = "Warning", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyWarning(pub(crate) Warning);

#[pymethods]
impl PyWarning {
    /// Stable code; `hh.explain(code)` says more.
    #[getter]
    fn code(&self) -> &str {
        self.0.code()
    }

    /// What it means here.
    #[getter]
    fn what(&self) -> String {
        self.0.what()
    }

    /// What to do about it.
    #[getter]
    fn mend(&self) -> &str {
        self.0.mend()
    }

    fn __repr__(&self) -> String {
        format!("{} {}", self.0.code(), self.0.what())
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

/// What a comparison can show: its design, its grades, and why they are no higher.
///
/// >>> import helhed as hh
/// >>> rows = [{"year": 2012, "numerator": 50, "denominator": 900}, {"year": 2013, "numerator": 34, "denominator": 880}]
/// >>> hh.before_after(hh.enter(hh.Indicator("evicted"), rows, by="year"), at=2013)[-1].evidence
/// Evidence('SMS 2 / SØM 3', design='before_after', reasons=['before_after_only'])
#[pyclass(frozen, eq, name = "Evidence", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyEvidence(pub(crate) Evidence);

#[pymethods]
impl PyEvidence {
    /// Both grades as one text, `SMS 2 / SØM 3`.
    #[getter]
    fn grade(&self) -> String {
        self.0.grade()
    }

    /// Maryland Scientific Methods Scale, 1 to 5.
    #[getter]
    fn sms(&self) -> u8 {
        self.0.sms
    }

    /// SØM level, 3 to 1; `None` below the scale.
    #[getter]
    fn soem(&self) -> Option<u8> {
        self.0.soem
    }

    /// How the numbers came about.
    #[getter]
    fn design(&self) -> PyResult<String> {
        named(&self.0.design)
    }

    /// Why the grade is no higher.
    #[getter]
    fn reasons(&self) -> PyResult<Vec<String>> {
        self.0.reasons.iter().map(named).collect()
    }

    fn __repr__(&self) -> PyResult<String> {
        let reasons: Vec<String> = self.reasons()?.iter().map(|reason| format!("'{reason}'")).collect();
        Ok(format!("Evidence('{}', design='{}', reasons=[{}])", self.grade(), self.design()?, reasons.join(", ")))
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

/// Where a number comes from.
///
/// >>> import helhed as hh
/// >>> cells = hh.enter(hh.indicator("hou_evict_share"), [{"numerator": 30, "denominator": 41}])
/// >>> hh.estimate(cells)[0].provenance.definition
/// 'hou_evict_share@2026.1'
#[pyclass(frozen, eq, name = "Provenance", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyProvenance(pub(crate) Provenance);

#[pymethods]
impl PyProvenance {
    /// Version of helhed that computed it.
    #[getter]
    fn helhed(&self) -> &str {
        &self.0.helhed
    }

    /// `counts`, `published_counts` or `published_figure`.
    #[getter]
    fn basis(&self) -> PyResult<String> {
        named(&self.0.basis)
    }

    /// Id and version of the indicator's definition.
    #[getter]
    fn definition(&self) -> Option<&str> {
        self.0.definition.as_deref()
    }

    /// Register, survey or publication.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }

    /// Why its method was chosen: `default`, `default_for_many_events`, `default_for_few_events` or `asked_for`; `None`
    /// where no door chose it.
    #[getter]
    fn chosen(&self) -> Option<&str> {
        self.0.chosen.map(Chosen::name)
    }

    fn __repr__(&self) -> PyResult<String> {
        let (definition, source) = (shown(self.definition()), shown(self.source()));
        let own = format!("helhed={}, basis={}", self.0.helhed, self.basis()?);
        let chosen = shown(self.chosen());
        Ok(format!("Provenance({own}, definition={definition}, source={source}, chosen={chosen})"))
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

/// The name of a choice, as it is written in JSON.
fn named<T: Serialize>(choice: &T) -> PyResult<String> {
    Ok(crate::output::json(choice)?.trim_matches('"').to_owned())
}
