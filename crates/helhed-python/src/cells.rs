//! Mergeable sums: counted from rows, entered from publications, merged, written and read.

use std::path::PathBuf;

use arrow_array::{RecordBatch, RecordBatchReader};
use helhed::cells::{Block, Cells, PeriodSpan};
use helhed::design::Threshold;
use helhed::error::{Input, Spot, Within};
use helhed::estimate::KeyValue;
use helhed_arrow::Tally;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyType};

use crate::asked;
use crate::design::PyIndicator;
use crate::door::{door, long_door, watched};
use crate::engines;
use crate::error::{Raised, Refusable};
use crate::input::{Names, Rows, Whole, many_paths};
use crate::output::{self, Pickle, html, pickled, unpickled};
use crate::progress::Reporter;
use crate::reading::ledger;
use crate::records::{PyRecords, PyScan};
use crate::rows;

/// Mergeable sums by key, for one or more indicators: kilobytes, whatever came in.
///
/// >>> import helhed as hh
/// >>> rows = [{"area": "Sydhavnen", "numerator": 11, "denominator": 41}]
/// >>> cells = hh.enter(hh.Indicator("evicted"), rows, by="area")
/// >>> cells.dimensions, len(cells), cells.ledger
/// (['area'], 1, {'rows_in': 1, 'left_out': {}})
#[pyclass(frozen, eq, name = "Cells", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyCells(pub(crate) Cells);

#[pymethods]
impl PyCells {
    /// Key columns.
    #[getter]
    fn dimensions(&self) -> Vec<String> {
        self.0.dimensions().to_vec()
    }

    /// Indicators.
    #[getter]
    fn indicators(&self) -> Vec<PyIndicator> {
        self.0.indicators().iter().cloned().map(PyIndicator).collect()
    }

    /// Rows that came in, and rows left out by reason; and where small cells are withheld, how many cells by reason
    /// (`cells_withheld`).
    #[getter]
    fn ledger<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        ledger(py, self.0.ledger())
    }

    /// The time that the cells cover: one dictionary for each key column of periods, with `column`, `kind`, `first`,
    /// `last`, and `count`, which is less than lie between them if some are missing.
    ///
    /// >>> import helhed as hh
    /// >>> rows = [{"quarter": quarter, "numerator": 11, "denominator": 41} for quarter in ["2013K1", "2013K4"]]
    /// >>> hh.enter(hh.Indicator("evicted"), rows, by="quarter").periods
    /// [{'column': 'quarter', 'kind': 'quarter', 'first': '2013K1', 'last': '2013K4', 'count': 2}]
    #[getter]
    fn periods<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let span = |span: PeriodSpan| {
            let told = PyDict::new(py);
            told.set_item("column", span.dimension)?;
            told.set_item("kind", span.unit.name())?;
            told.set_item("first", span.first.to_string())?;
            told.set_item("last", span.last.to_string())?;
            told.set_item("count", span.count)?;
            Ok(told)
        };
        self.0.periods().into_iter().map(span).collect()
    }

    /// Below how many cells are withheld; `None` if none are.
    #[getter]
    fn suppression(&self) -> Option<u64> {
        self.0.suppression().map(Threshold::get)
    }

    /// The cells without those that count few: from 1 to one below `threshold` rows, events, or rows without the event.
    ///
    /// For an organisation that may not hand small cells over. The cells remember it (`suppression`) in every file, merge
    /// only with cells that withhold alike, and the ledger says how many were withheld. It no longer says how many rows
    /// were: one subtraction would give a single cell away. Rows are counted, not persons. See docs/federation.md.
    ///
    /// >>> import helhed as hh
    /// >>> rows = [{"area": "Åhaven", "numerator": 3, "denominator": 90}, {"area": "Søen", "numerator": 8, "denominator": 80}]
    /// >>> cells = hh.enter(hh.Indicator("evicted"), rows, by="area").withhold()
    /// >>> len(cells), cells.suppression, cells.ledger["cells_withheld"]
    /// (1, 5, {'evicted: fewer than 5': 1})
    /// >>> hh.merge([cells, hh.enter(hh.Indicator("evicted"), rows, by="area")])
    /// Traceback (most recent call last):
    ///     ...
    /// helhed.errors.HelhedError: [H205] these cells cannot be merged: the cells that are withheld are of fewer than 5 in table 1 and none in table 2
    ///   where: argument `cells`
    ///   mend:  withhold alike in all of them, `cells.withhold(5)`, or ask for all of them as they were counted
    #[pyo3(signature = (threshold=Whole(5)), text_signature = "($self, threshold=5)")]
    fn withhold(&self, threshold: Whole) -> Refusable<Self> {
        Ok(Self(self.0.clone().withhold(Threshold::new(threshold.0)?)))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The columns as lists, by their names.
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

    /// Writes the cells to a Parquet, Arrow, CSV or Excel file, as its name ends; `hh.read_cells` reads Parquet and Arrow
    /// back; CSV and Excel are for people.
    ///
    /// The file is whole or the old one: it is written beside, and then renamed. In CSV and Excel no text is run as a formula.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        door(py, || output::write(&helhed_arrow::cells_to_batch(&self.0)?, &path))
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
        let indicators: Vec<&str> = self.0.indicators().iter().map(|indicator| indicator.id.as_str()).collect();
        let by = if self.0.dimensions().is_empty() { "nothing".into() } else { self.0.dimensions().join(", ") };
        let rows = self.0.ledger().rows_in();
        let withheld = self.withheld().map_or_else(String::new, |said| format!("; {said}"));
        format!("<Cells: {} by {by}; {}; from {rows} rows{withheld}>", self.0.len(), indicators.join(", "))
    }

    fn _repr_html_(&self) -> String {
        let numbers = self.0.indicators().iter().map(|indicator| format!("#{}", indicator.id));
        let headings: Vec<String> = self.0.dimensions().iter().cloned().chain(numbers).collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let row = |(key, blocks): (&[KeyValue], &[Block])| {
            key.iter().map(ToString::to_string).chain(blocks.iter().map(shown)).collect()
        };
        let table = html(&headings, self.0.iter().take(SHOWN).map(row));
        let more = self.0.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| format!("… {more} more cells"));
        let notes = more.into_iter().chain(self.withheld());
        notes.fold(table, |table, note| format!("{table}<p class=\"helhed-note\">{note}</p>"))
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

impl PyCells {
    /// What is withheld, in words.
    fn withheld(&self) -> Option<String> {
        let (cells, below) = (self.0.ledger().cells_withheld(), self.suppression()?);
        Some(match cells {
            1 => format!("1 cell that counts fewer than {below} is withheld"),
            _ => format!("{cells} cells that count fewer than {below} are withheld"),
        })
    }

    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        door(py, || helhed_arrow::cells_to_batch(&self.0))
    }
}

/// Cells that a notebook shows.
const SHOWN: usize = 20;

/// What a block counted, in short.
fn shown(block: &Block) -> String {
    match block {
        Block::Proportion(cell) => format!("{} of {}", cell.events(), cell.records()),
        Block::Rate(cell) => format!("{} in {}", cell.events(), cell.exposure()),
        other => format!("n = {}", other.records()),
    }
}

/// Counts the rows of a table into cells: one cell for each combination of the key columns `by`.
///
/// `data` is what `hh.read` or `hh.scan` gave, or anything that hands out Arrow data (pandas, polars, pyarrow, DuckDB), or
/// the path of a file or a folder, a pattern such as `"register/*.parquet"`, or a list of these. Rows with a missing value
/// are left out and counted in the ledger.
/// `progress` is called with `(rows_done, rows_total)`; without it a bar shows where somebody sees it.
///
/// A lazy frame of Apache Spark, Polars, Dask, Ibis or narwhals is counted by its engine, and only sums leave it
/// (`pip install helhed[engines]`). `progress` is then called once, at the end: engines do not say how far they are.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> rows = pa.table({"area": ["A", "A", "B"], "evicted": [True, False, None]})
/// >>> cells = hh.tally(rows, hh.Indicator("evicted"), by="area")
/// >>> len(cells), cells.ledger["left_out"]
/// (2, {'evicted: missing': 1})
///
/// `where` says which rows are counted: a value, a list of values, or a pair for a range from..to with both ends, `None`
/// for an open one. A row without a value is asked for by `None` in a list. Of Parquet, row groups whose statistics show
/// that no row is asked for are not read. `missing` gives, for a column, the codes that stand for a missing value, each
/// with its reason. Both are in the ledger.
///
/// >>> rows = pa.table({"area": ["A", "A", "B", "C"], "year": [2013, 2015, 2019, 2020], "income": [300, -1, 280, 310]})
/// >>> income = hh.Indicator("income", measure="mean")
/// >>> cells = hh.tally(rows, income, by="area", where={"area": ["A", "B"], "year": (2014, None)}, missing={"income": {-1: "refused"}})
/// >>> cells.ledger
/// {'rows_in': 4, 'left_out': {'income: refused': 1, 'not asked for: area, year': 2}}
#[pyfunction]
#[pyo3(signature = (data, indicators, by=None, progress=None, *, r#where=None, missing=None))]
pub(crate) fn tally(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    indicators: &Bound<'_, PyAny>,
    by: Option<Names>,
    progress: Option<Bound<'_, PyAny>>,
    r#where: Option<&Bound<'_, PyAny>>,
    missing: Option<&Bound<'_, PyAny>>,
) -> PyResult<PyCells> {
    let by: Vec<String> = by.map_or_else(Vec::new, Into::into);
    let spec = Tally::new(wanted(indicators)?, by).map_err(Raised::from)?;
    let spec = asked::missing(asked::keep(spec, r#where)?, missing)?;
    let mut needed: Vec<&str> = spec.columns().collect();
    needed.sort_unstable();
    needed.dedup();
    let mut reporter = Reporter::new(py, "tally", progress)?;
    if let Some(cells) = engines::tally(py, data, &spec)? {
        let rows = cells.ledger().rows_in();
        reporter.finish(py, rows, Some(rows))?;
        return Ok(PyCells(cells));
    }
    if let Ok(records) = data.cast::<PyRecords>() {
        let records = records.get().0.clone();
        let total = Some(records.rows());
        return long_door(py, reporter, total, move |watch| {
            helhed_arrow::tally_records(&records, &spec, |progress| watched(watch, 0, progress))
        })
        .map(PyCells);
    }
    if let Ok(scan) = data.cast::<PyScan>() {
        let scan = scan.get().scan.clone();
        return long_door(py, reporter, None, move |watch| {
            helhed_arrow::tally_scan(&scan, &spec, |progress| watched(watch, 0, progress))
        })
        .map(PyCells);
    }
    let data = Rows::of(data, &needed)?;
    let cells = match data {
        Rows::Table(reader, total) => long_door(py, reporter, total, move |watch| {
            let schema = reader.schema();
            // A table whose batches are made in Python is left at the next batch, not at the next million rows.
            let batches = reader.take_while(|_| watch.goes_on());
            helhed_arrow::tally(batches, &schema, &spec, |progress| watched(watch, 0, progress))
        }),
        Rows::Files(files) => long_door(py, reporter, None, move |watch| {
            helhed_arrow::tally_files(&files, &spec, |progress| watched(watch, 0, progress))
        }),
    };
    cells.map(PyCells)
}

/// One indicator or several.
pub(crate) fn wanted(indicators: &Bound<'_, PyAny>) -> PyResult<Vec<helhed::design::Indicator>> {
    if let Ok(one) = indicators.cast::<PyIndicator>() {
        return Ok(vec![one.get().0.clone()]);
    }
    let refused =
        || PyTypeError::new_err("indicators must be an Indicator or a list of them: hh.indicator(id) looks one up");
    let one = |item: PyResult<Bound<'_, PyAny>>| {
        let item = item?;
        Ok(item.cast::<PyIndicator>().map_err(|_| refused())?.get().0.clone())
    };
    indicators.try_iter().map_err(|_| refused())?.map(one).collect()
}

/// Cells from published aggregates: one dictionary a row, with the key columns `by` and the figures of the measure.
///
/// A proportion takes `numerator` and `denominator`; a rate `events` and `exposure`; a mean `mean`, `sd` and `n`; a
/// count and money `total`.
///
/// >>> import helhed as hh
/// >>> satisfaction = hh.Indicator("satisfaction", measure="mean")
/// >>> cells = hh.enter(satisfaction, [{"year": 2013, "mean": 3.9, "sd": 1.1, "n": 120}], by="year")
/// >>> [round(bound, 2) for bound in hh.estimate(cells)[0].interval]
/// [3.7, 4.1]
/// >>> hh.enter(hh.Indicator("evicted"), [{"numerator": 11, "denominator": 10}])
/// Traceback (most recent call last):
///     ...
/// helhed.errors.HelhedError: [H201] the numerator 11 is above the denominator 10
///   where: row 1, argument `numerator`
///   ...
#[pyfunction]
#[pyo3(signature = (indicator, rows, by=None))]
pub(crate) fn enter(
    indicator: &Bound<'_, PyIndicator>,
    rows: Vec<Bound<'_, PyDict>>,
    by: Option<Names>,
) -> PyResult<PyCells> {
    let indicator = indicator.get().0.clone();
    let by: Vec<String> = by.map_or_else(Vec::new, Into::into);
    let measure = indicator.measure.clone();
    let mut cells = Cells::new(by.iter().cloned(), [indicator]).map_err(Raised::from)?;
    let mut ledger = helhed::records::Ledger::default();
    for (index, row) in rows.iter().enumerate() {
        let at = || Spot::Row(index as u64 + 1);
        let entered = rows::read(row, &measure, &by)?;
        let added = entered.and_then(|(key, block)| cells.add(key, 0, &block));
        added.within(at).map_err(Raised::from)?;
        ledger.came_in(1);
    }
    Ok(PyCells(cells.with_ledger(ledger)))
}

/// Several tables of cells together: what pooling their rows would have given.
///
/// They must mean the same: the same key columns, definitions and versions of the indicators, kinds of periods, and
/// suppression. `H205` names what differs, and in which tables. The columns that an indicator reads and its source are an
/// organisation's own, and may differ. See docs/federation.md.
///
/// >>> import helhed as hh
/// >>> quarter = hh.enter(hh.Indicator("evicted"), [{"numerator": 3, "denominator": 800}])
/// >>> hh.estimate(hh.merge([quarter, quarter]))[0].n
/// Count(records=1600, events=6, exposure=None)
#[pyfunction]
pub(crate) fn merge(py: Python<'_>, cells: Vec<Bound<'_, PyCells>>) -> PyResult<PyCells> {
    let parts: Vec<&Cells> = cells.iter().map(|part| &part.get().0).collect();
    let parts = (1..).map(Input::Table).zip(parts.into_iter().cloned().map(Ok));
    door(py, || Cells::merge_all(parts)).map(PyCells)
}

/// Reads cells that helhed wrote to a Parquet or Arrow file; a list of files, or a pattern such as `"kommuner/*.parquet"` merges what it finds. A file that
/// does not mean the same as the others is refused by name.
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> folder = pathlib.Path(tempfile.mkdtemp())
/// >>> cells = hh.enter(hh.Indicator("evicted"), [{"numerator": 3, "denominator": 800}])
/// >>> cells.write(folder / "a.parquet")
/// >>> cells.write(folder / "b.parquet")
/// >>> hh.read_cells(folder / "a.parquet") == cells, hh.read_cells(folder / "*.parquet") == hh.merge([cells, cells])
/// (True, True)
#[pyfunction]
pub(crate) fn read_cells(py: Python<'_>, path: &Bound<'_, PyAny>) -> PyResult<PyCells> {
    let files = many_paths(path)?;
    door(py, || helhed_arrow::read_cells_of(&files)).map(PyCells)
}
