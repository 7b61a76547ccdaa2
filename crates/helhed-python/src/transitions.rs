//! Persons by their states before and after.

use helhed::error::{Error, Fault, Place};
use helhed::estimate::KeyValue;
use helhed_arrow::{PersonTransitions, Transitions};
use pyo3::prelude::*;

use arrow_array::RecordBatchReader;

use crate::cells::PyCells;
use crate::door::{long_door, watched};
use crate::error::{Raised, refused};
use crate::input::{Names, Rows, key_value};
use crate::progress::Reporter;

/// Counts persons by their states before and after: cells with two more key columns, `before` and `after`, missing where
/// a person has no state. They merge, are written and are protected like all cells.
///
/// Where a row is a person, `before` and `after` are the columns of states, and `change` the two columns of a number whose
/// mean difference is wanted. Where a row is a person at a time, `person`, `time` and `state` are columns, `before` and
/// `after` times, and `change` one column; keys are those of the row before. A person with two states at one time is an
/// error. Numbers of persons are in no result and no message.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> people = pa.table({"y_2008w01": ["benefits", "benefits", "job"], "y_2010w01": ["job", "job", None]})
/// >>> cells = hh.transitions(people, before="y_2008w01", after="y_2010w01")
/// >>> cells.to_pandas()[["before", "after", "records"]].values.tolist()
/// [['benefits', 'job', 2], ['job', nan, 1]]
/// >>> rows = pa.table({"id": [7, 8, 7], "year": [2008, 2008, 2010], "state": ["job", "job", "benefits"]})
/// >>> cells = hh.transitions(rows, before=2008, after=2010, person="id", time="year", state="state")
/// >>> cells.to_pandas()[["before", "after", "records"]].values.tolist()
/// [['job', nan, 1], ['job', 'benefits', 1]]
#[pyfunction]
#[pyo3(signature = (data, before, after, by=None, *, person=None, time=None, state=None, change=None, progress=None))]
#[allow(clippy::too_many_arguments, reason = "Python gives each by its name")]
pub(crate) fn transitions(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    before: &Bound<'_, PyAny>,
    after: &Bound<'_, PyAny>,
    by: Option<Names>,
    person: Option<String>,
    time: Option<String>,
    state: Option<String>,
    change: Option<Names>,
    progress: Option<Bound<'_, PyAny>>,
) -> PyResult<PyCells> {
    let by: Vec<String> = by.map_or_else(Vec::new, Into::into);
    let change: Option<Vec<String>> = change.map(Into::into);
    let needs = |argument: &str| PyErr::from(Raised::from(Error::new(Fault::ValueNeeded, Place::argument(argument))));
    let reporter = Reporter::new(py, "transitions", progress)?;
    if person.is_none() && time.is_none() && state.is_none() {
        let column = |given: &Bound<'_, PyAny>, argument| given.extract::<String>().map_err(|_| needs(argument));
        let mut spec =
            Transitions::new(column(before, "before")?, column(after, "after")?, by).map_err(Raised::from)?;
        if let Some(columns) = change {
            let [from, to] = <[String; 2]>::try_from(columns).map_err(|_| needs("change"))?;
            spec = spec.with_change(from, to).map_err(Raised::from)?;
        }
        let needed: Vec<String> = once(spec.columns());
        return counted(py, data, reporter, &needed, move |source, observer| match source {
            Source::Table(batches, schema) => helhed_arrow::transitions(batches, &schema, &spec, observer),
            Source::Files(files) => helhed_arrow::transitions_parquet_files(&files, &spec, observer),
        });
    }
    let (person, time) = (person.ok_or_else(|| needs("person"))?, time.ok_or_else(|| needs("time"))?);
    let state = state.ok_or_else(|| needs("state"))?;
    let times = (time_of(before)?, time_of(after)?);
    let mut spec = PersonTransitions::new(person, time, state, times, by).map_err(Raised::from)?;
    if let Some(columns) = change {
        let [value] = <[String; 1]>::try_from(columns).map_err(|_| needs("change"))?;
        spec = spec.with_change(value);
    }
    let needed: Vec<String> = once(spec.columns());
    counted(py, data, reporter, &needed, move |source, observer| match source {
        Source::Table(batches, schema) => helhed_arrow::person_transitions(batches, &schema, &spec, observer),
        Source::Files(files) => helhed_arrow::person_transitions_parquet_files(&files, &spec, observer),
    })
}

/// Where rows come from, once the door is open.
pub(crate) enum Source<'a> {
    /// Batches of a table.
    Table(Batches<'a>, arrow_schema::SchemaRef),
    /// Parquet files.
    Files(Vec<std::path::PathBuf>),
}

type Batches<'a> = Box<dyn Iterator<Item = Result<arrow_array::RecordBatch, arrow_schema::ArrowError>> + 'a>;
type Observer<'a> = &'a mut dyn FnMut(helhed_arrow::Progress) -> helhed::error::Result<()>;

/// Counts a table or files on a thread of its own.
pub(crate) fn counted(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    reporter: Reporter,
    needed: &[String],
    count: impl for<'a> FnOnce(Source<'a>, Observer<'a>) -> helhed::error::Result<helhed::cells::Cells> + Send + 'static,
) -> PyResult<PyCells> {
    let needed: Vec<&str> = needed.iter().map(String::as_str).collect();
    let cells = match Rows::of(data, &needed)? {
        Rows::Table(reader, total) => long_door(py, reporter, total, move |watch| {
            let schema = reader.schema();
            // A table whose batches are made in Python is left at the next batch.
            let batches = Box::new(reader.take_while(|_| watch.goes_on()));
            count(Source::Table(batches, schema), &mut |progress| watched(watch, 0, progress))
        }),
        Rows::Files(files) => long_door(py, reporter, None, move |watch| {
            count(Source::Files(files), &mut |progress| watched(watch, 0, progress))
        }),
    };
    cells.map(PyCells)
}

/// Names, each once: pandas hands out a column as often as it is asked for.
pub(crate) fn once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn time_of(given: &Bound<'_, PyAny>) -> PyResult<KeyValue> {
    key_value(given)?.map_err(refused)
}
