//! Whole evaluations, and the publications they can start from.

use std::path::PathBuf;

use helhed::design::Language;
use helhed::error::{Error, Fault, Place, nearest};
use helhed::estimate::Level;
use helhed::estimates::published;
use helhed::records::Published;
use helhed::report::document::Part;
use helhed::report::evaluation::of_estimates;
use helhed_arrow::Evaluated;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::door::{door, long_door, watched};
use crate::error::{Raised, exception};
use crate::estimates::PyEstimates;
use crate::input::{file, language, level};
use crate::output::{Pickle, json, pickled, unpickled};
use crate::progress::Reporter;

/// A whole evaluation: its estimates, and the document about them in Danish and English.
///
/// In Jupyter it shows its first table; `helhed.write_report` makes a file of it.
///
/// >>> import helhed as hh
/// >>> shares = hh.estimate(hh.enter(hh.indicator("hou_arrears"), [{"numerator": 3, "denominator": 40}]))
/// >>> evaluation = hh.evaluation_of(shares, title="Restancer")
/// >>> evaluation.language, [section["heading"] for section in evaluation.document("en")["sections"]]
/// ('da', ['Result', 'How the numbers were made'])
#[pyclass(frozen, eq, name = "Evaluation", module = "helhed")]
#[derive(PartialEq)]
pub(crate) struct PyEvaluation(Evaluated);

#[pymethods]
impl PyEvaluation {
    /// Language that the plan asks for.
    #[getter]
    fn language(&self) -> &'static str {
        self.0.language.code()
    }

    /// Title in the language of the plan.
    #[getter]
    fn title(&self) -> &str {
        &self.0.in_language(self.0.language).document.title
    }

    /// Every estimate of the evaluation, in the order of the document.
    #[getter]
    fn estimates(&self) -> PyEstimates {
        PyEstimates(self.0.in_language(self.0.language).estimates.clone())
    }

    /// The document as plain data: title, language, and sections with paragraphs, lists, tables and forest plots.
    #[pyo3(signature = (language=None))]
    fn document<'py>(&self, py: Python<'py>, language: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        let text = json(&self.0.in_language(self.chosen(language)?).document)?;
        py.import("json")?.call_method1("loads", (text,))
    }

    fn __repr__(&self) -> String {
        let tables = self.first_table().map_or_else(String::new, |table| format!("\n{}", table.to_text()));
        format!("{}{tables}", self.title())
    }

    fn _repr_html_(&self) -> String {
        self.first_table().map_or_else(|| self.title().to_owned(), helhed::report::Table::to_html)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &(&self.0.da, &self.0.en, self.0.language))
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, PyType>, text: &str) -> PyResult<Self> {
        let (da, en, language) = unpickled(text)?;
        Ok(Self(Evaluated { da, en, language }))
    }
}

impl PyEvaluation {
    fn chosen(&self, code: Option<&str>) -> PyResult<Language> {
        Ok(code.map_or(Ok(self.0.language), language)?)
    }

    fn first_table(&self) -> Option<&helhed::report::Table> {
        let document = &self.0.in_language(self.0.language).document;
        document.sections.iter().flat_map(|section| &section.parts).find_map(|part| match part {
            Part::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// Evaluates the plan in a TOML file: reads its data, computes every estimate and the comparison it names.
///
/// Paths in the plan are relative to it. `progress` is called with `(rows_done, rows_total)`; without it a bar shows
/// where somebody sees it.
///
/// >>> import helhed as hh
/// >>> try:
/// ...     hh.evaluate("no-such-plan.toml")
/// ... except hh.HelhedError as error:
/// ...     print(error.code, error.where)
/// H801 file no-such-plan.toml
#[pyfunction]
#[pyo3(signature = (plan, progress=None))]
pub(crate) fn evaluate(py: Python<'_>, plan: PathBuf, progress: Option<Bound<'_, PyAny>>) -> PyResult<PyEvaluation> {
    let reporter = Reporter::new(py, "tally", progress)?;
    let evaluated = long_door(py, reporter, None, move |watch| {
        helhed_arrow::evaluate(&plan, helhed_datasets::named, |progress| watched(watch, 0, progress))
    })?;
    Ok(PyEvaluation(evaluated))
}

/// The document about estimates that were made by hand.
///
/// >>> import helhed as hh
/// >>> shares = hh.estimate(hh.enter(hh.indicator("hou_arrears"), [{"numerator": 3, "denominator": 40}]))
/// >>> hh.evaluation_of(shares, title="Restancer").title
/// 'Restancer'
#[pyfunction]
pub(crate) fn evaluation_of(estimates: &PyEstimates, title: &str) -> PyEvaluation {
    let render = |language| of_estimates(&estimates.0, title, language);
    PyEvaluation(Evaluated { da: render(Language::Da), en: render(Language::En), language: Language::Da })
}

/// A publication: programmes, their printed figures, and what is said about them.
///
/// >>> import helhed as hh
/// >>> cases = hh.datasets.bag_facaderne()
/// >>> cases.programmes[5]["title"]["da"], len(cases.estimates())
/// ('Sociale viceværter', 247)
#[pyclass(frozen, eq, name = "Published", module = "helhed")]
#[derive(PartialEq)]
pub(crate) struct PyPublished(Published);

#[pymethods]
impl PyPublished {
    /// Programmes, as dictionaries.
    #[getter]
    fn programmes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.0.programmes())
    }

    /// Printed figures, as dictionaries.
    #[getter]
    fn observations<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.0.observations())
    }

    /// Facts about all programmes together, as dictionaries.
    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, &self.0.facts())
    }

    /// An estimate of each printed figure: with an interval where its counts allow one, and otherwise the reason why not.
    #[pyo3(signature = (level=0.95))]
    fn estimates(&self, py: Python<'_>, level: f64) -> PyResult<PyEstimates> {
        let level: Level = self::level(level)?;
        let figures = self.0.observations();
        door(py, || figures.iter().map(|figure| published(figure, level)).collect()).map(PyEstimates)
    }

    fn __repr__(&self) -> String {
        let (programmes, figures) = (self.0.programmes().len(), self.0.observations().len());
        format!("Published({programmes} programmes, {figures} figures)")
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

/// An object as the plain Python data of its JSON.
fn plain<'py, T: serde::Serialize>(py: Python<'py>, object: &T) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(object)?,))
}

/// The 34 cases of the Danish anthology *Bag facaderne* (2014): figures as printed, with their caveats.
///
/// >>> import helhed as hh
/// >>> hh.datasets.bag_facaderne()
/// Published(34 programmes, 247 figures)
#[pyfunction]
pub(crate) fn bag_facaderne() -> PyResult<PyPublished> {
    Ok(PyPublished(helhed_datasets::bag_facaderne().map_err(Raised::from)?))
}

/// The error to raise where a file cannot be written: `H803`.
#[pyfunction]
pub(crate) fn cannot_write<'py>(py: Python<'py>, path: &str, reason: String) -> Bound<'py, PyAny> {
    raisable(py, path, Fault::CannotWrite { reason })
}

/// The error to raise for a file of a kind that is not written: `H804`.
#[pyfunction]
pub(crate) fn unknown_format<'py>(py: Python<'py>, path: &str, ending: String) -> Bound<'py, PyAny> {
    raisable(py, path, Fault::UnknownFormat { found: ending })
}

/// The error to raise where estimates have no such key column: `H207`.
#[pyfunction]
pub(crate) fn no_dimension<'py>(py: Python<'py>, name: String, known: Vec<String>) -> Bound<'py, PyAny> {
    let nearest = nearest(&name, known.iter().map(String::as_str));
    let fault = Fault::UnknownDimension { name, nearest };
    exception(py, &Error::new(fault, Place::argument("by"))).into_value(py).into_bound(py).into_any()
}

fn raisable<'py>(py: Python<'py>, path: &str, fault: Fault) -> Bound<'py, PyAny> {
    exception(py, &Error::new(fault, file(path))).into_value(py).into_bound(py).into_any()
}
