//! Rows that were read, files that are read piece by piece, and the functions that make them.

use std::path::PathBuf;

use arrow_array::{RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use helhed::design::Language;
use helhed::error::{Error, Fault, Place, nearest, shown_whole};
use helhed::report::Table;
use helhed_arrow::{Ask, Kind, Reading, Records, Scan};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyString};

use crate::ask;
use crate::door::{Watch, door, long_door, watched};
use crate::error::Raised;
use crate::input::{Rows, many_paths};
use crate::output;
use crate::progress::Reporter;
use crate::reading::{PyNotice, PyReading, ledger};
use crate::values;

/// Rows of typed columns, with the report of how they were read and the account of the rows that fell out.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("omraade;sager\nBirkelunden;5\nÅbrinken;7\n", encoding="utf-8")
/// >>> records = hh.read(path)
/// >>> len(records), records.columns, records.ledger
/// (2, ['omraade', 'sager'], {'rows_in': 2, 'left_out': {}})
#[pyclass(frozen, name = "Records", module = "helhed")]
#[derive(Clone)]
pub(crate) struct PyRecords(pub(crate) Records);

#[pymethods]
impl PyRecords {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        names(self.0.schema())
    }

    /// What each column holds, by its name.
    #[getter]
    fn types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        types(py, self.0.reading())
    }

    /// What the reader understood.
    #[getter]
    fn reading(&self) -> PyReading {
        PyReading(self.0.reading().clone())
    }

    /// What a person should look at.
    #[getter]
    fn notices(&self) -> Vec<PyNotice> {
        self.reading().notices()
    }

    /// Rows that came in, and rows left out by reason.
    #[getter]
    fn ledger<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        ledger(py, self.0.ledger())
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.0.rows()).unwrap_or(usize::MAX)
    }

    /// The same rows, looked at with what their columns are for; see `hh.check`.
    #[pyo3(signature = (**options), text_signature = "($self, *, roles=None, policies=None, key=None)")]
    fn check(&self, py: Python<'_>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        checked(py, self, options)
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        values::columns_to_dict(py, self.0.schema(), self.0.batches())
    }

    /// The rows as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The rows as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
    }

    /// Writes the rows to a Parquet, Arrow, CSV or Excel file, as its name ends.
    ///
    /// The file is whole or the old one: it is written beside, and then renamed. In CSV and Excel no text is run as a
    /// formula.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        door(py, || helhed_arrow::write(self.0.schema(), self.0.batches(), &path))
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The columns are fixed; the protocol lets a producer ignore what was asked for.
        let _ = requested_schema;
        let batches = self.0.batches().to_vec();
        output::reader_stream(py, RecordBatchIterator::new(batches.into_iter().map(Ok), self.0.schema().clone()))
    }

    fn __repr__(&self) -> String {
        let report = self.0.reading().say(Language::En);
        let aside = set_aside(&self.0);
        if aside.rows.is_empty() { report } else { format!("{report}\n\n{}", aside.to_text()) }
    }

    fn _repr_html_(&self) -> String {
        let report = self.0.reading().to_html(Language::En);
        let aside = set_aside(&self.0);
        if aside.rows.is_empty() { report } else { report + &Reading::below(&aside) }
    }
}

/// A file whose columns are known, and whose rows are read when they are asked for: in bounded memory, as often as asked.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("omraade;i_job\nBirkelunden;1\nÅbrinken;0\n", encoding="utf-8")
/// >>> scan = hh.scan(path)
/// >>> scan.columns, len(scan.collect())
/// (['omraade', 'i_job'], 2)
#[pyclass(frozen, name = "Scan", module = "helhed")]
#[derive(Clone)]
pub(crate) struct PyScan {
    pub(crate) scan: Scan,
    files: Vec<PathBuf>,
    asked: Ask,
}

#[pymethods]
impl PyScan {
    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        names(self.scan.schema())
    }

    /// What each column holds, by its name.
    #[getter]
    fn types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        types(py, self.scan.reading())
    }

    /// What the reader understood.
    #[getter]
    fn reading(&self) -> PyReading {
        PyReading(self.scan.reading().clone())
    }

    /// All rows in memory, as `hh.read` gives them.
    #[pyo3(signature = (progress=None))]
    fn collect(&self, py: Python<'_>, progress: Option<Bound<'_, PyAny>>) -> PyResult<PyRecords> {
        all(py, self.files.clone(), self.asked.clone(), Reporter::new(py, "read", progress)?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The columns are fixed; the protocol lets a producer ignore what was asked for.
        let _ = requested_schema;
        let batches = door(py, || self.scan.batches())?;
        let batches = batches.map(|batch| batch.map_err(|error| ArrowError::ExternalError(Box::new(error))));
        output::reader_stream(py, RecordBatchIterator::new(batches, self.scan.schema().clone()))
    }

    fn __repr__(&self) -> String {
        self.scan.reading().say(Language::En)
    }

    fn _repr_html_(&self) -> String {
        self.scan.reading().to_html(Language::En)
    }
}

/// Reads a file into memory, recognises how it is written, says what it understood, and refuses what it cannot read.
///
/// `path` is a file (CSV, Excel, Parquet, Arrow; SAS, SPSS and Stata with the extra `stata-sas-spss`), a folder of
/// Parquet files, a pattern such as `"sager/*.csv"`, or a list of these: several files become one table. Nothing else
/// needs to be said; each option overrides what was recognised, and `reading` tells what that was.
///
/// `encoding`, `delimiter`, `decimal` and `thousands` are the marks of a text file; `header` is the line of the names
/// (`False` for none, or the first and last line of several), `names` are the names themselves; `lines` are the first and
/// last line of the table; `sheet` is the name or number of a sheet; `columns` are the only ones that are wanted; `types`
/// are types by column (`text`, `integer`, `float`, `boolean`, `date`, `datetime`, `period`); `missing` and `suppressed`
/// are marks that stand for such values; `truths` are the words for yes and for no; `day_first` reads 03-04-2014 as the
/// third of April; `totals` keeps (`"keep"`) or leaves out (`"leave_out"`) rows that repeat the sum of others; `roles` are
/// columns by what they are for; `key` makes pseudonyms of persons; `policies` say what is done about each check.
/// `progress` is called with `(done, total)`; without it a bar shows where somebody sees it.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("omraade;sager\nBirkelunden;5\nÅbrinken;7\n", encoding="utf-8")
/// >>> hh.read(path).to_dict()["omraade"]
/// ['Birkelunden', 'Åbrinken']
/// >>> hh.read(path, delimeter=";")
/// Traceback (most recent call last):
///     ...
/// helhed.errors.HelhedError: [H006] `delimeter` is not a known option of `read`
///   where: argument `delimeter`
///   mend:  did you mean `delimiter`...
#[pyfunction]
#[pyo3(
    signature = (path, *, progress=None, **options),
    text_signature = "(path, *, encoding=None, delimiter=None, decimal=None, thousands=None, header=None, names=None, \
                      lines=None, sheet=None, columns=None, types=None, missing=None, suppressed=None, truths=None, \
                      day_first=None, totals=None, roles=None, key=None, policies=None, progress=None)"
)]
pub(crate) fn read(
    py: Python<'_>,
    path: &Bound<'_, PyAny>,
    progress: Option<Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<PyRecords> {
    let asked = ask::reading(options)?;
    let files = many_paths(path)?;
    if let Some(records) = statistical(py, &files, &asked)? {
        return Ok(records);
    }
    all(py, files, asked, Reporter::new(py, "read", progress)?)
}

/// Recognises a file as `hh.read` does, and reads its rows when they are asked for, in bounded memory.
///
/// The numbers of persons leave it no more than they leave `hh.read`: the column is refused, or replaced by the same
/// pseudonyms where it is declared and there is a `key`. Of Parquet only the first rows are looked at at once; the rest is
/// watched while it is read, so the error can come later, from `hh.tally` or from what takes the rows.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp()) / "sager.csv"
/// >>> _ = path.write_text("omraade;i_job\nBirkelunden;1\nÅbrinken;0\n", encoding="utf-8")
/// >>> cells = hh.tally(hh.scan(path), hh.Indicator("i_job"), by="omraade")
/// >>> len(cells)
/// 2
#[pyfunction]
#[pyo3(
    signature = (path, *, progress=None, **options),
    text_signature = "(path, *, encoding=None, delimiter=None, decimal=None, thousands=None, header=None, names=None, \
                      lines=None, sheet=None, columns=None, types=None, missing=None, suppressed=None, truths=None, \
                      day_first=None, totals=None, roles=None, key=None, policies=None, progress=None)"
)]
pub(crate) fn scan(
    py: Python<'_>,
    path: &Bound<'_, PyAny>,
    progress: Option<Bound<'_, PyAny>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<PyScan> {
    let asked = ask::reading(options)?;
    let files = many_paths(path)?;
    let (named, kept) = (files.clone(), asked.clone());
    let scan = long_door(py, Reporter::new(py, "read", progress)?, None, move |watch| {
        helhed_arrow::scan_files(&named, &kept, &mut |progress| watched(watch, 0, progress))
    })?;
    Ok(PyScan { scan, files, asked })
}

/// Looks at a table that another program has read, as `hh.read` looks at one of a file: what its columns are for
/// (`roles`), persons, totals, spelling.
///
/// `data` is anything that hands out Arrow data (pandas, polars, pyarrow, DuckDB), or what `hh.read` gave.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> records = hh.check(pa.table({"area": ["A", "B"], "events": [3, 4]}), roles={"area": "area", "events": "events"})
/// >>> len(records), records.types
/// (2, {'area': 'text', 'events': 'integer'})
#[pyfunction]
#[pyo3(signature = (data, **options), text_signature = "(data, *, roles=None, policies=None, key=None)")]
pub(crate) fn check(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<PyRecords> {
    if let Ok(records) = data.cast::<PyRecords>() {
        return checked(py, records.get(), options);
    }
    if let Ok(scan) = data.cast::<PyScan>() {
        return checked(py, &scan.get().collect(py, None)?, options);
    }
    let asked = ask::checking(options)?;
    if data.cast::<PyString>().is_ok() || data.hasattr("__fspath__")? {
        return Err(Raised::from(Error::new(Fault::NotArrow { found: "path".into() }, Place::argument("data"))).into());
    }
    let name = data.get_type().name()?.to_string();
    let Rows::Table(reader, total) = Rows::of(data, &[])? else { return Err(crate::error::refused(damaged())) };
    let records = long_door(py, Reporter::new(py, "check", None)?, total, move |watch| {
        let schema = reader.schema();
        let mut rows = 0;
        let mut batches = Vec::new();
        for batch in reader {
            let batch = batch.map_err(|_| damaged())?;
            rows += batch.num_rows() as u64;
            watched(watch, 0, helhed_arrow::Progress { rows, of: None })?;
            batches.push(batch);
        }
        helhed_arrow::take(schema, batches, &name, Kind::ArrowStream, &asked)
    })?;
    Ok(PyRecords(records))
}

/// The rows of files, in memory.
fn all(py: Python<'_>, files: Vec<PathBuf>, asked: Ask, reporter: Reporter) -> PyResult<PyRecords> {
    let work =
        move |watch: &Watch| helhed_arrow::read_files(&files, &asked, &mut |progress| watched(watch, 0, progress));
    long_door(py, reporter, None, work).map(PyRecords)
}

/// Records looked at again, with what their columns are for. What their reading said stays said.
fn checked(py: Python<'_>, records: &PyRecords, options: Option<&Bound<'_, PyDict>>) -> PyResult<PyRecords> {
    let asked = ask::checking(options)?;
    let before = records.0.clone();
    let work = move |_: &Watch| before.check(&asked.roles, &asked.policies);
    long_door(py, Reporter::new(py, "check", None)?, None, work).map(PyRecords)
}

/// What `helhed.statistical_files` makes of a file of Stata, SPSS or SAS; nothing of other files.
fn statistical(py: Python<'_>, files: &[PathBuf], asked: &Ask) -> PyResult<Option<PyRecords>> {
    let [file] = files else { return Ok(None) };
    let named = file.clone();
    // A drive that does not answer can be left, too.
    let kind = long_door(py, Reporter::Silent, None, move |_| helhed_arrow::kind_of_file(named))?;
    let program = match kind {
        Kind::Stata => "stata",
        Kind::Spss => "spss",
        Kind::Sas => "sas",
        _ => return Ok(None),
    };
    let mut table =
        py.import("helhed.statistical_files")?.call_method1("read_table", (file, program))?.getattr("table")?;
    if let Some(columns) = &asked.columns {
        table = only(&table, columns)?;
    }
    let Rows::Table(reader, _) = Rows::of(&table, &[])? else { return Err(crate::error::refused(damaged())) };
    let (name, asked) = (file.display().to_string(), asked.clone());
    let records = long_door(py, Reporter::Silent, None, move |_| {
        let schema = reader.schema();
        let batches = reader.collect::<std::result::Result<Vec<_>, _>>().map_err(|_| damaged())?;
        helhed_arrow::take(schema, batches, &name, kind, &asked)
    })?;
    Ok(Some(PyRecords(records)))
}

/// The named columns of a table of pyarrow.
fn only<'py>(table: &Bound<'py, PyAny>, columns: &[String]) -> PyResult<Bound<'py, PyAny>> {
    let known: Vec<String> = table.getattr("column_names")?.extract()?;
    for name in columns {
        if !known.contains(name) {
            let nearest = nearest(name, known.iter().map(String::as_str));
            let fault = Fault::MissingColumn { name: name.clone(), nearest };
            return Err(Raised::from(Error::new(fault, Place::argument("columns"))).into());
        }
    }
    table.call_method1("select", (columns.to_vec(),))
}

/// Rows that were set aside, by reason.
fn set_aside(records: &Records) -> Table {
    let mut table = Table::new("Rows set aside", &["reason", "#rows"]);
    table.rows.extend(records.ledger().reasons().map(|(reason, rows)| vec![shown_whole(reason), rows.to_string()]));
    table
}

fn names(schema: &SchemaRef) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

fn types<'py>(py: Python<'py>, reading: &Reading) -> PyResult<Bound<'py, PyDict>> {
    let types = PyDict::new(py);
    for column in &reading.columns {
        types.set_item(&column.name, column.kind.to_string())?;
    }
    Ok(types)
}

fn damaged() -> Fault {
    Fault::Damaged { reason: "the table cannot be read; read it by itself to see why".into() }
}
