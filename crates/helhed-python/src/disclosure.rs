//! A table of counts as it may be published, and the account of it.

use std::path::PathBuf;

use arrow_array::{RecordBatch, RecordBatchReader};
use helhed::error::{Error, Fault, Place};
use helhed::report::Table;
use helhed::report::disclosure::{self, CellName, HiddenCell, Protected, Range, Search, Threshold};
use helhed_arrow::Ask;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyType};

use crate::door::{Watch, door, long_door, watched};
use crate::error::{Raised, Refusable};
use crate::input::{Rows, Whole, language as language_of};
use crate::output::{self, Pickle, json, pickled, unpickled};
use crate::progress::Reporter;
use crate::records::{PyRecords, PyScan};

/// Row and column of a cell; `None` for a total over them.
type Name = (Option<String>, Option<String>);

/// A hidden cell: which, why, what it protects, and what a reader can find out. It does not know its count.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> rows = {"area": ["A", "A", "B", "B"], "sex": ["M", "K", "M", "K"], "persons": [18, 3, 22, 25]}
/// >>> hidden = hh.protect(pa.table(rows), rows="area", columns="sex", count="persons").hidden
/// >>> [(cell.row, cell.column, cell.why, cell.range) for cell in hidden][:2]
/// [('A', 'M', 'secondary', (0, 21)), ('A', 'K', 'primary', (0, 21))]
#[pyclass(frozen, eq, name = "HiddenCell", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyHiddenCell(HiddenCell);

#[pymethods]
impl PyHiddenCell {
    /// Row; `None` for a column's total.
    #[getter]
    fn row(&self) -> Option<&str> {
        self.0.cell.row.as_deref()
    }

    /// Column; `None` for a row's total.
    #[getter]
    fn column(&self) -> Option<&str> {
        self.0.cell.column.as_deref()
    }

    /// `primary` for a small count, `secondary` for a cell that protects others.
    #[getter]
    fn why(&self) -> &'static str {
        self.0.why.name()
    }

    /// Row and column of each small count that would not be safe without it.
    #[getter]
    fn protects(&self) -> Vec<Name> {
        self.0.protects.iter().map(name).collect()
    }

    /// The least and the largest count that agree with all that is published; the largest is `None` where nothing bounds it.
    #[getter]
    fn range(&self) -> (u64, Option<u64>) {
        ends(self.0.range)
    }

    /// The same for readers who also know the threshold, and which cells are small.
    #[getter]
    fn range_with_rule(&self) -> (u64, Option<u64>) {
        ends(self.0.range_with_rule)
    }

    fn __repr__(&self) -> String {
        let shown = |name: &Option<String>| name.clone().unwrap_or_else(|| "total".into());
        let (low, high) = self.range();
        let high = high.map_or_else(|| "or more".into(), |high| format!("to {high}"));
        format!(
            "<HiddenCell {}, {}: {}, {low} {high}>",
            shown(&self.0.cell.row),
            shown(&self.0.cell.column),
            self.why()
        )
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

/// A table of counts with its totals as it may be published, and the account of what was hidden. It holds no hidden count.
///
/// It shows itself with the account, which is for those who publish; `to_text`, `to_html` and `to_pandas` are for readers.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> rows = {"area": ["A", "A", "B", "B"], "sex": ["M", "K", "M", "K"], "persons": [18, 3, 22, 25]}
/// >>> safe = hh.protect(pa.table(rows), rows="area", columns="sex", count="persons")
/// >>> safe.to_dict()["count"]
/// [None, None, 21, None, None, 47, 40, 28, 68]
/// >>> safe.threshold, safe.search, safe.totals_withheld
/// (5, 'exact', 0)
#[pyclass(frozen, eq, name = "Protected", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyProtected(Protected);

#[pymethods]
impl PyProtected {
    /// Names of the rows.
    #[getter]
    fn rows(&self) -> Vec<String> {
        self.0.rows().to_vec()
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.columns().to_vec()
    }

    /// The least count that is published, beside 0.
    #[getter]
    fn threshold(&self) -> u64 {
        self.0.audit().threshold.get()
    }

    /// `exact` if no other choice hides less, `greedy` if the table was too large to try every choice.
    #[getter]
    fn search(&self) -> &'static str {
        match self.0.audit().search {
            Search::Exact => "exact",
            Search::Greedy => "greedy",
        }
    }

    /// Totals that had to be withheld, beside those that are small themselves: hidden cells alone were not enough.
    #[getter]
    fn totals_withheld(&self) -> u64 {
        self.0.audit().totals_withheld
    }

    /// The hidden cells, in the order of the table.
    #[getter]
    fn hidden(&self) -> Vec<PyHiddenCell> {
        self.0.audit().hidden.iter().cloned().map(PyHiddenCell).collect()
    }

    /// Row and column of each cell that holds everybody of its row or column: what it says is said of each of them.
    #[getter]
    fn whole_groups(&self) -> Vec<Name> {
        self.0.audit().whole_groups.iter().map(|group| name(&group.cell)).collect()
    }

    /// The table as text, in Danish (`da`) or English (`en`), with `·` where a count is hidden.
    #[pyo3(signature = (language="da"))]
    fn to_text(&self, language: &str) -> Refusable<String> {
        Ok(self.0.table(language_of(language)?).to_text())
    }

    /// The table as HTML, in Danish (`da`) or English (`en`), with `·` where a count is hidden.
    #[pyo3(signature = (language="da"))]
    fn to_html(&self, language: &str) -> Refusable<String> {
        Ok(self.0.table(language_of(language)?).to_html())
    }

    /// The account as text: each hidden cell, why it is hidden, what a reader can find out, and what else must be known.
    #[pyo3(signature = (language="da"))]
    fn account(&self, language: &str) -> Refusable<String> {
        Ok(self.0.account(language_of(language)?).to_text())
    }

    /// The columns as lists, by their names: `row`, `column`, `count`, `hidden`, and the ranges. Totals have no row or no
    /// column, and hidden counts are `None`.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &self.batch(py)?)
    }

    /// The cells as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The cells as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
    }

    /// Table and account as JSON.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    /// Writes the cells to a Parquet, Arrow, CSV or Excel file, as its name ends.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        door(py, || output::write(&helhed_arrow::protected_to_batch(&self.0)?, &path))
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
        self.both(Table::to_text, "\n\n")
    }

    fn _repr_html_(&self) -> String {
        self.both(Table::to_html, "")
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

impl PyProtected {
    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        door(py, || helhed_arrow::protected_to_batch(&self.0))
    }

    /// Table and account, in Danish.
    fn both(&self, shown: fn(&Table) -> String, between: &str) -> String {
        let language = helhed::design::Language::Da;
        format!("{}{between}{}", shown(&self.0.table(language)), shown(&self.0.account(language)))
    }
}

fn name(cell: &CellName) -> Name {
    (cell.row.clone(), cell.column.clone())
}

fn ends(range: Range) -> (u64, Option<u64>) {
    (range.low, range.high)
}

/// A two-way table of counts as it may be published with its totals: counts from 1 to one below `threshold` are hidden,
/// and so are the cells that the totals would give them away by, as few and small as can be.
///
/// `data` is what `hh.read` or `hh.scan` gave, anything that hands out Arrow data (pandas, polars, pyarrow, DuckDB), or the
/// path of a file: one row a cell, with `rows` and `columns` for its names and `count` for its persons. Leave totals out:
/// they are computed. A small count is safe when by all that is published it may be any number from 0 to the threshold, and
/// more than one for those who know the threshold. A count of 0 is published. See docs/disclosure.md.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> rows = {"area": ["A", "A", "B", "B"], "sex": ["M", "K", "M", "K"], "persons": [18, 3, 22, 25]}
/// >>> print(hh.protect(pa.table(rows), rows="area", columns="sex", count="persons").to_text("en"))
///         M   K  Total
/// -----  --  --  -----
/// A       ·   ·     21
/// B       ·   ·     47
/// Total  40  28     68
/// · Not shown: fewer than 5, or hidden to protect such a count.
/// >>> hh.protect(pa.table(rows), rows="area", columns="sex", count="persons", threshold=2)
/// Traceback (most recent call last):
///     ...
/// helhed.errors.HelhedError: [H610] the threshold 2 is not from 3 to 1000
///   ...
#[pyfunction]
#[pyo3(signature = (data, *, rows, columns, count, threshold=Whole(5)), text_signature = "(data, *, rows, columns, count, threshold=5)")]
pub(crate) fn protect(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    rows: String,
    columns: String,
    count: String,
    threshold: Whole,
) -> PyResult<PyProtected> {
    let threshold = Threshold::new(threshold.0).map_err(Raised::from)?;
    let source = Source::of(data, &[&rows, &columns, &count])?;
    long_door(py, Reporter::Silent, None, move |watch| {
        let table = source.counts([&rows, &columns, &count], watch)?;
        disclosure::protect(&table, threshold)
    })
    .map(PyProtected)
}

/// Where the cells come from.
enum Source {
    Records(Box<helhed_arrow::Records>),
    Scan(Box<helhed_arrow::Scan>),
    Rows(Rows),
}

impl Source {
    fn of(data: &Bound<'_, PyAny>, needed: &[&str]) -> PyResult<Self> {
        if let Ok(records) = data.cast::<PyRecords>() {
            return Ok(Self::Records(Box::new(records.get().0.clone())));
        }
        if let Ok(scan) = data.cast::<PyScan>() {
            return Ok(Self::Scan(Box::new(scan.get().scan.clone())));
        }
        Rows::of(data, needed).map(Self::Rows)
    }

    fn counts(self, names: [&str; 3], watch: &Watch) -> Result<disclosure::CountTable, Error> {
        let of_records = |records: &helhed_arrow::Records| {
            helhed_arrow::count_table(records.batches().iter().cloned().map(Ok), records.schema(), names)
        };
        match self {
            Self::Records(records) => of_records(&records),
            Self::Scan(scan) => {
                let mut broken = None;
                let batches = scan.batches()?.map_while(|batch| batch.map_err(|error| broken = Some(error)).ok());
                let table = helhed_arrow::count_table(batches.map(Ok), scan.schema(), names);
                broken.map_or(table, Err)
            }
            Self::Rows(Rows::Table(reader, _)) => {
                let schema = reader.schema();
                helhed_arrow::count_table(reader.take_while(|_| watch.goes_on()), &schema, names)
            }
            Self::Rows(Rows::Files(files)) => {
                let mut observer = |progress| watched(watch, 0, progress);
                of_records(&helhed_arrow::read_files(&files, &Ask::default(), &mut observer)?)
            }
        }
        .map_err(|error| match error.fault() {
            Fault::EmptyTable => Error::new(Fault::EmptyTable, Place::argument("data")),
            _ => error,
        })
    }
}
