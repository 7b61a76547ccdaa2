//! From cells to numbers with their uncertainty, and the list that every result is.

use std::path::PathBuf;

use arrow_array::RecordBatch;
use helhed::design::Language;
use helhed::estimate::Estimates;
use helhed::report::Table;
use helhed::{estimates, report};
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyIterator, PyList, PySlice, PyType};

use crate::cells::PyCells;
use crate::door::door;
use crate::estimate::PyEstimate;
use crate::input::{language, level};
use crate::output::{self, Pickle, json, pickled, unpickled};

/// Estimates in order: a sequence, and one table whose columns never depend on an option.
///
/// >>> import helhed as hh
/// >>> rows = [{"area": "Sydhavnen", "numerator": 11, "denominator": 41}, {"area": "Åhaven", "numerator": 3, "denominator": 90}]
/// >>> shares = hh.estimate(hh.enter(hh.Indicator("evicted"), rows, by="area"))
/// >>> [estimate.key["area"] for estimate in shares], len(shares)
/// (['Sydhavnen', 'Åhaven'], 2)
/// >>> shares.to_dict()["events"]
/// [11, 3]
#[pyclass(frozen, eq, sequence, name = "Estimates", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyEstimates(pub(crate) Estimates);

#[pymethods]
impl PyEstimates {
    #[new]
    fn new(estimates: &Bound<'_, PyAny>) -> PyResult<Self> {
        let one = |item: PyResult<Bound<'_, PyAny>>| {
            let item = item?;
            let estimate =
                item.cast::<PyEstimate>().map_err(|_| PyTypeError::new_err("estimates must be a list of Estimate"))?;
            Ok(estimate.get().0.clone())
        };
        Ok(Self(estimates.try_iter()?.map(one).collect::<PyResult<_>>()?))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let rows = self.0.as_slice();
        if let Ok(slice) = index.cast::<PySlice>() {
            let range = slice.indices(rows.len() as isize)?;
            let picked =
                (0..range.slicelength).map(|step| rows[(range.start + step as isize * range.step) as usize].clone());
            return Ok(Bound::new(py, Self(picked.collect()))?.into_any());
        }
        let index: isize = index.extract()?;
        let position = if index < 0 { index + rows.len() as isize } else { index };
        let row = usize::try_from(position).ok().and_then(|position| rows.get(position));
        let row = row.ok_or_else(|| PyIndexError::new_err("there are fewer estimates"))?;
        Ok(Bound::new(py, PyEstimate(row.clone()))?.into_any())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        let rows = self.0.iter().map(|row| Bound::new(py, PyEstimate(row.clone())));
        PyList::new(py, rows.collect::<PyResult<Vec<_>>>()?)?.try_iter()
    }

    /// The estimates as sentences, one a line: the comparisons if there are any, in Danish (`da`) or English (`en`).
    #[pyo3(signature = (language="da"))]
    fn sentence(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        let language = self::language(language)?;
        door(py, || {
            let mut sentences = report::comparison(&self.0, language);
            if sentences.is_empty() {
                sentences.extend(self.0.iter().map(|estimate| report::sentence(estimate, language)));
            }
            Ok(sentences.join("\n"))
        })
    }

    /// The table as text, in Danish (`da`) or English (`en`).
    #[pyo3(signature = (language="da"))]
    fn to_text(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        Ok(self.table(py, self::language(language)?)?.to_text())
    }

    /// The table as HTML, in Danish (`da`) or English (`en`).
    #[pyo3(signature = (language="da"))]
    fn to_html(&self, py: Python<'_>, language: &str) -> PyResult<String> {
        Ok(self.table(py, self::language(language)?)?.to_html())
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &self.batch(py)?)
    }

    /// The estimates as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    /// The table as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The table as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
    }

    /// Writes the estimates to a Parquet, Arrow, CSV or Excel file, as its name ends; `hh.read_estimates` reads Parquet back.
    ///
    /// The file is whole or the old one: it is written beside, and then renamed. In CSV and Excel no text is run as a formula.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        door(py, || output::write(&helhed_arrow::estimates_to_batch(&self.0)?, &path))
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The columns are fixed; the protocol lets a producer ignore what was asked for.
        let _ = requested_schema;
        output::stream(py, self.batch(py)?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.table(py, Language::Da)?.to_text())
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.table(py, Language::Da)?.to_html())
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

impl PyEstimates {
    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        door(py, || helhed_arrow::estimates_to_batch(&self.0))
    }

    fn table(&self, py: Python<'_>, language: Language) -> PyResult<Table> {
        door(py, || Ok(report::table(&self.0, language)))
    }
}

/// One estimate for each cell and indicator.
///
/// Without `method`: Wilson for proportions, Byar for rates with 10 events or more and exact below, t for means.
/// `hh.methods()` lists what there is.
///
/// >>> import helhed as hh
/// >>> cells = hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}])
/// >>> hh.estimate(cells, method="proportion/clopper_pearson", level=0.99)[0].interval.level
/// 0.99
#[pyfunction]
#[pyo3(signature = (cells, method=None, level=0.95))]
pub(crate) fn estimate(
    py: Python<'_>,
    cells: &Bound<'_, PyCells>,
    method: Option<String>,
    level: f64,
) -> PyResult<PyEstimates> {
    let level = self::level(level)?;
    let cells = &cells.get().0;
    door(py, || estimates::estimate(cells, method.as_deref(), level)).map(PyEstimates)
}

/// Reads estimates that helhed wrote to a Parquet file.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "estimates.parquet")
/// >>> shares = hh.estimate(hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}]))
/// >>> shares.write(path)
/// >>> hh.read_estimates(path) == shares
/// True
#[pyfunction]
pub(crate) fn read_estimates(py: Python<'_>, path: PathBuf) -> PyResult<PyEstimates> {
    door(py, || helhed_arrow::read_estimates(&path)).map(PyEstimates)
}
