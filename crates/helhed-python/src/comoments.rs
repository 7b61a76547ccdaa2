//! Co-moments by key: what a regression needs of its rows.

use arrow_array::{RecordBatch, RecordBatchReader};
use helhed::cells::Comoments;
use helhed_arrow::{Asked, Joint};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyType};

use crate::asked::{Limits, keep, missing as codes};
use crate::door::{door, long_door, watched};
use crate::error::Raised;
use crate::input::{Names, Rows};
use crate::output::{self, Pickle, pickled, unpickled};
use crate::progress::Reporter;
use crate::reading::ledger;
use crate::records::PyRecords;

/// Means and co-moments of an outcome and its covariates, one cell a key: enough for a linear regression of the rows, and
/// by cluster for its robust standard errors.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> rows = pa.table({"area": ["A", "A", "B"], "income": [300.0, 330.0, 390.0], "age": [30, 40, 50]})
/// >>> by_area = hh.comoments(rows, outcome="income", covariates="age", by="area")
/// >>> by_area
/// <Comoments: 2 by area; income on age; from 3 rows>
#[pyclass(frozen, eq, name = "Comoments", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyComoments(Comoments);

#[pymethods]
impl PyComoments {
    /// Key columns.
    #[getter]
    fn dimensions(&self) -> Vec<String> {
        self.0.dimensions().to_vec()
    }

    /// The outcome.
    #[getter]
    fn outcome(&self) -> &str {
        self.0.outcome()
    }

    /// The covariates.
    #[getter]
    fn covariates(&self) -> Vec<String> {
        self.0.covariates().to_vec()
    }

    /// The column of weights.
    #[getter]
    fn weight(&self) -> Option<&str> {
        self.0.weight()
    }

    /// Rows that came in, and rows left out by reason.
    #[getter]
    fn ledger<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        ledger(py, self.0.ledger())
    }

    /// This and another together: what pooling their rows would have given.
    ///
    /// >>> import helhed as hh
    /// >>> import pyarrow as pa
    /// >>> north, south = pa.table({"y": [1.0, 2.0], "x": [0, 1]}), pa.table({"y": [3.0], "x": [1]})
    /// >>> both = hh.comoments(north, "y", "x").merge(hh.comoments(south, "y", "x"))
    /// >>> both.to_dict()["records"], both.to_dict()["mean(y)"], both.to_dict()["comoment(x, y)"]
    /// ([3], [2.0], [1.0])
    fn merge(&self, other: &Self) -> PyResult<Self> {
        Ok(Self(self.0.clone().merge(&other.0).map_err(Raised::from)?))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &self.batch(py)?)
    }

    /// The co-moments as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The co-moments as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
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

    fn __repr__(&self) -> String {
        let by = if self.0.dimensions().is_empty() { "nothing".into() } else { self.0.dimensions().join(", ") };
        let (outcome, rows) = (self.0.outcome(), self.0.ledger().rows_in());
        let on = if self.0.covariates().is_empty() { "nothing".into() } else { self.0.covariates().join(", ") };
        format!("<Comoments: {} by {by}; {outcome} on {on}; from {rows} rows>", self.0.len())
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

impl PyComoments {
    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        door(py, || helhed_arrow::comoments_to_batch(&self.0))
    }
}

impl Limits for Joint {
    fn keep(self, column: String, asked: Asked) -> helhed::error::Result<Self> {
        Joint::keep(self, column, asked)
    }

    fn missing(self, column: String, code: f64, reason: String) -> helhed::error::Result<Self> {
        Joint::missing(self, column, code, reason)
    }
}

/// Reduces rows to the means and co-moments of an outcome and its covariates, by the key columns `by`.
///
/// A co-moment is the sum of the products of two variables' deviations from their means; divided by n - 1 it is their
/// covariance. A regression of the rows needs nothing else of them, and one key a cluster is what its cluster-robust
/// standard errors need. Rows that lack a variable or the weight are left out whole, and are in the ledger by the first
/// they lack. `data`, `where`, `missing` and `progress` are those of `hh.tally`.
///
/// >>> import helhed as hh
/// >>> import numpy as np, pyarrow as pa
/// >>> rows = pa.table({"income": [300.0, 330.0, 390.0, None], "age": [30, 40, 50, 60]})
/// >>> found = hh.comoments(rows, outcome="income", covariates=["age"])
/// >>> table = found.to_dict()
/// >>> table["comoment(age, income)"][0] / table["comoment(age, age)"][0]
/// 4.5
/// >>> found.ledger
/// {'rows_in': 4, 'left_out': {'income: missing': 1}}
#[pyfunction]
#[pyo3(signature = (data, outcome, covariates=None, by=None, weight=None, progress=None, *, r#where=None, missing=None))]
#[allow(clippy::too_many_arguments, reason = "Python gives each by its name")]
pub(crate) fn comoments(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    outcome: String,
    covariates: Option<Names>,
    by: Option<Names>,
    weight: Option<String>,
    progress: Option<Bound<'_, PyAny>>,
    r#where: Option<&Bound<'_, PyAny>>,
    missing: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyComoments> {
    let names = |names: Option<Names>| -> Vec<String> { names.map_or_else(Vec::new, Into::into) };
    let spec = Joint::new(outcome, names(covariates), weight, names(by)).map_err(Raised::from)?;
    let spec = codes(keep(spec, r#where)?, missing)?;
    let mut needed: Vec<&str> = spec.columns().collect();
    needed.sort_unstable();
    needed.dedup();
    let reporter = Reporter::new(py, "comoments", progress)?;
    if let Ok(records) = data.cast::<PyRecords>() {
        let records = records.get().0.clone();
        let total = Some(records.rows());
        return long_door(py, reporter, total, move |watch| {
            helhed_arrow::comoments_records(&records, &spec, |progress| watched(watch, 0, progress))
        })
        .map(PyComoments);
    }
    let found = match Rows::of(data, &needed)? {
        Rows::Table(reader, total) => long_door(py, reporter, total, move |watch| {
            let schema = reader.schema();
            let batches = reader.take_while(|_| watch.goes_on());
            helhed_arrow::comoments(batches, &schema, &spec, |progress| watched(watch, 0, progress))
        }),
        Rows::Files(files) => long_door(py, reporter, None, move |watch| {
            helhed_arrow::comoments_files(&files, &spec, |progress| watched(watch, 0, progress))
        }),
    };
    found.map(PyComoments)
}
