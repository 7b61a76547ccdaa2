//! The reading report as Python has it, and its notices.

use helhed::design::Language;
use helhed::error::Spot;
use helhed::records::Notice;
use helhed_arrow::Reading;
use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict};
use serde::Serialize;

use crate::input::language as language_of;
use crate::output::{Pickle, json, pickled, unpickled};

/// What the reader understood of a file: what it is, how it is written, what each column holds, which lines are no rows,
/// and what a person should look at.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("omraade;sager\nBirkelunden;5\n", encoding="utf-8")
/// >>> reading = hh.read(path).reading
/// >>> reading.kind, reading.rows, [column["name"] for column in reading.columns]
/// ('csv', 1, ['omraade', 'sager'])
#[pyclass(frozen, eq, name = "Reading", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyReading(pub(crate) Reading);

#[pymethods]
impl PyReading {
    /// The files, as they were named.
    #[getter]
    fn files(&self) -> Vec<String> {
        self.0.files.clone()
    }

    /// What they are, such as `csv` or `excel`.
    #[getter]
    fn kind(&self) -> PyResult<String> {
        Ok(json(&self.0.kind)?.trim_matches('"').to_owned())
    }

    /// What was decided about the whole: the option that overrides it (`about`), what was `found`, and `why`.
    #[getter]
    fn decisions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.0.decisions)
    }

    /// The columns: `name`, `type`, `how` they were read, `nulls` and, of those, `suppressed`.
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.0.columns)
    }

    /// Lines that are no rows of the table: `first`, `last`, and `what` they are.
    #[getter]
    fn left_out<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.0.left_out)
    }

    /// What a person should look at.
    #[getter]
    pub(crate) fn notices(&self) -> Vec<PyNotice> {
        self.0.notices.iter().cloned().map(PyNotice).collect()
    }

    /// Rows of the table.
    #[getter]
    fn rows(&self) -> u64 {
        self.0.rows
    }

    /// Everything, as it is written in JSON.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, &self.0)
    }

    /// The report as text, in Danish (`"da"`) or English (`"en"`).
    #[pyo3(signature = (language="en"))]
    fn say(&self, language: &str) -> PyResult<String> {
        Ok(self.0.say(language_of(language)?))
    }

    fn __repr__(&self) -> String {
        self.0.say(Language::En)
    }

    fn _repr_html_(&self) -> String {
        self.0.to_html(Language::En)
    }
}

/// Something in a file that was read in one way and could be meant in another, or that will mislead if nobody looks.
///
/// >>> import helhed as hh
/// >>> hh.Notice.__module__
/// 'helhed'
#[pyclass(frozen, eq, name = "Notice", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyNotice(pub(crate) Notice);

#[pymethods]
impl PyNotice {
    /// Stable code; `hh.explain(code)` says more.
    #[getter]
    fn code(&self) -> &str {
        self.0.doubt.code()
    }

    /// What was found, and how it was read.
    #[getter]
    fn what(&self) -> String {
        self.0.doubt.say(Language::En)
    }

    /// What was found, and how it was read, in Danish (`"da"`) or English (`"en"`).
    #[pyo3(signature = (language="en"))]
    fn say(&self, language: &str) -> PyResult<String> {
        Ok(self.0.doubt.say(language_of(language)?))
    }

    /// File, sheet, line, column and row, as far as they are known.
    #[getter]
    fn r#where(&self) -> String {
        self.0.at.to_string()
    }

    /// What to do about it.
    #[getter]
    fn mend(&self) -> &str {
        self.0.doubt.mend()
    }

    /// What to do about it, in Danish (`"da"`) or English (`"en"`).
    #[pyo3(signature = (language="en"))]
    fn mend_in(&self, language: &str) -> PyResult<&str> {
        Ok(self.0.doubt.mend_in(language_of(language)?))
    }

    /// The file.
    #[getter]
    fn file(&self) -> Option<&str> {
        self.text(|spot| if let Spot::File(name) = spot { Some(name) } else { None })
    }

    /// The sheet of a workbook.
    #[getter]
    fn sheet(&self) -> Option<&str> {
        self.text(|spot| if let Spot::Sheet(name) = spot { Some(name) } else { None })
    }

    /// The line of the file, counted from 1.
    #[getter]
    fn line(&self) -> Option<u64> {
        self.0.at.spots().iter().find_map(|spot| if let Spot::Line(line) = spot { Some(*line) } else { None })
    }

    /// The row of the table, counted from 1.
    #[getter]
    fn row(&self) -> Option<u64> {
        self.0.at.spots().iter().find_map(|spot| if let Spot::Row(row) = spot { Some(*row) } else { None })
    }

    /// The column.
    #[getter]
    fn column(&self) -> Option<&str> {
        self.text(|spot| if let Spot::Column(name) = spot { Some(name) } else { None })
    }

    /// The cell of a sheet, such as `B4`.
    #[getter]
    fn cell(&self) -> Option<&str> {
        self.text(|spot| if let Spot::Cell(name) = spot { Some(name) } else { None })
    }

    fn __repr__(&self) -> String {
        self.0.to_string()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Pickle<'py>> {
        pickled::<Self, _>(py, &self.0)
    }

    /// From the text that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, pyo3::types::PyType>, text: &str) -> PyResult<Self> {
        unpickled(text).map(Self)
    }
}

impl PyNotice {
    fn text<'a>(&'a self, of: impl Fn(&'a Spot) -> Option<&'a String>) -> Option<&'a str> {
        self.0.at.spots().iter().find_map(of).map(String::as_str)
    }
}

/// Data as lists and dictionaries, through their JSON.
fn parsed<'py, T: Serialize>(py: Python<'py>, data: &T) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json(data)?,))
}

/// Rows in and rows out, by reason.
pub(crate) fn ledger<'py>(py: Python<'py>, ledger: &helhed::records::Ledger) -> PyResult<Bound<'py, PyDict>> {
    let left_out = PyDict::new(py);
    for (reason, rows) in ledger.reasons() {
        left_out.set_item(reason, rows)?;
    }
    let account = PyDict::new(py);
    account.set_item("rows_in", ledger.rows_in())?;
    account.set_item("left_out", left_out)?;
    if ledger.cells_withheld() > 0 {
        let withheld = PyDict::new(py);
        for (reason, cells) in ledger.withheld() {
            withheld.set_item(reason, cells)?;
        }
        account.set_item("cells_withheld", withheld)?;
    }
    Ok(account)
}
