//! Wide registers: a row a person, a column a week.

use arrow_array::RecordBatchReader;
use helhed::design::PeriodUnit;
use helhed::error::{Error, Fault, Place, nearest};
use helhed::estimate::KeyValue;
use helhed_arrow::{Wide, WideUnit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::cells::{PyCells, wanted};
use crate::door::{long_door, watched};
use crate::error::{Raised, Refusable};
use crate::input::{Names, Rows, key_value};
use crate::period::When;
use crate::progress::Reporter;

/// Counts a register that has a row a person and a column a time (a week, a month) into cells, as `hh.tally` counts the
/// long table of it: one row for each person and time. The long table is never made.
///
/// `columns` is a name of the file with `{week}`, `{month}`, `{quarter}` or `{year}` in place of the time: `"y_{week}"` reads
/// `y_2008w01`, `y_200801` and `y_0801`. Indicators read the value by the name without the time (`y`), and by the names
/// that `events` gives to codes: `{"employed": [3, 5]}`. `missing` names the codes that stand for no value, and why.
///
/// `period` (`"week"`, `"month"`, `"quarter"`, `"half-year"`, `"year"`, `"school-year"`) is a last key column; a week belongs
/// where its Thursday lies. `first` and `last` are the periods from which and to which columns are read. `varying` names
/// the columns of keys that change: `{"area": "area_{year}"}`.
///
/// With `unit="person_period"` each person is counted once in a period, by the mean over the times with a value:
/// `measure="mean"`, or weighted by their number, `measure="weighted_mean", weight="times"`.
///
/// >>> import helhed as hh
/// >>> import pyarrow as pa
/// >>> people = pa.table({"area": ["A", "A", "B"], "y_2008w13": [3, 4, None], "y_2008w14": [3, 3, 0]})
/// >>> cells = hh.tally_wide(
/// ...     people,
/// ...     hh.Indicator("employed"),
/// ...     columns="y_{week}",
/// ...     by="area",
/// ...     period="quarter",
/// ...     events={"employed": 3},
/// ...     missing={0: "not in the country"},
/// ... )
/// >>> cells.to_pandas()[["area", "quarter", "records", "events"]].values.tolist()[:2]
/// [['A', '2008K1', 2, 1], ['A', '2008K2', 2, 2]]
/// >>> cells.ledger
/// {'rows_in': 6, 'left_out': {'y: missing': 1, 'y: not in the country': 1}}
#[pyfunction]
#[pyo3(signature = (data, indicators, columns, by=None, *, period=None, events=None, missing=None, varying=None, first=None, last=None, unit="person_time", progress=None))]
#[allow(clippy::too_many_arguments, reason = "Python gives each by its name")]
pub(crate) fn tally_wide(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    indicators: &Bound<'_, PyAny>,
    columns: &str,
    by: Option<Names>,
    period: Option<&str>,
    events: Option<Bound<'_, PyDict>>,
    missing: Option<Bound<'_, PyDict>>,
    varying: Option<Bound<'_, PyDict>>,
    first: Option<When>,
    last: Option<When>,
    unit: &str,
    progress: Option<Bound<'_, PyAny>>,
) -> PyResult<PyCells> {
    let by: Vec<String> = by.map_or_else(Vec::new, Into::into);
    let pattern = columns.parse().map_err(|error: Error| named(error, "columns"))?;
    let mut spec = Wide::new(wanted(indicators)?, by, pattern).map_err(Raised::from)?.counting(unit_named(unit)?);
    for (name, codes) in events.iter().flatten() {
        spec = spec.event(name.extract::<String>()?, self::codes(&codes)?).map_err(Raised::from)?;
    }
    for (code, reason) in missing.iter().flatten() {
        spec = spec.missing(self::code(&code)?, reason.extract::<String>()?).map_err(Raised::from)?;
    }
    for (key, pattern) in varying.iter().flatten() {
        let pattern = pattern.extract::<String>()?.parse().map_err(|error: Error| named(error, "varying"))?;
        spec = spec.varying(key.extract::<String>()?, pattern).map_err(Raised::from)?;
    }
    if let Some(period) = period {
        spec = spec.by_period(period_named(period)?).map_err(Raised::from)?;
    }
    let spec = spec.between(first.map(|when| when.0), last.map(|when| when.0)).map_err(Raised::from)?;
    let needed = needed(data, &spec)?;
    let reporter = Reporter::new(py, "tally", progress)?;
    let cells = match Rows::of(data, &needed.iter().map(String::as_str).collect::<Vec<_>>())? {
        Rows::Table(reader, _) => long_door(py, reporter, None, move |watch| {
            let schema = reader.schema();
            // A table whose batches are made in Python is left at the next batch.
            let batches = reader.take_while(|_| watch.goes_on());
            helhed_arrow::tally_wide(batches, &schema, &spec, |progress| watched(watch, 0, progress))
        }),
        Rows::Files(files) => long_door(py, reporter, None, move |watch| {
            helhed_arrow::tally_wide_parquet_files(&files, &spec, |progress| watched(watch, 0, progress))
        }),
    };
    cells.map(PyCells)
}

/// The columns of a pandas frame that are read: it converts all that it hands out.
fn needed(data: &Bound<'_, PyAny>, spec: &Wide) -> PyResult<Vec<String>> {
    let Some(columns) = data.getattr_opt("columns")? else { return Ok(Vec::new()) };
    let Ok(names) = columns.try_iter() else { return Ok(Vec::new()) };
    let mut needed = Vec::new();
    for name in names {
        // A name that is no text is no column of ours.
        let Ok(name) = name?.extract::<String>() else { continue };
        if spec.reads(&name).map_err(Raised::from)? {
            needed.push(name);
        }
    }
    Ok(needed)
}

/// One code or several.
fn codes(given: &Bound<'_, PyAny>) -> PyResult<Vec<KeyValue>> {
    let several = given.cast::<PyList>().is_ok() || given.cast::<PyTuple>().is_ok() || given.hasattr("__iter__")?;
    if given.extract::<String>().is_ok() || !several {
        return Ok(vec![code(given)?]);
    }
    given.try_iter()?.map(|one| code(&one?)).collect()
}

/// A code: a whole number or a text.
fn code(given: &Bound<'_, PyAny>) -> PyResult<KeyValue> {
    let refused = |found: String| {
        let fault = Fault::WrongType { expected: "a code: a whole number or a text", found };
        PyErr::from(Raised::from(Error::new(fault, Place::argument("events"))))
    };
    match key_value(given)? {
        Ok(KeyValue::Missing) => Err(refused("None".into())),
        Ok(code) => Ok(code),
        Err(Fault::WrongType { found, .. }) => Err(refused(found)),
        Err(fault) => Err(crate::error::refused(fault)),
    }
}

/// The kind of period of a name.
pub(crate) fn period_named(name: &str) -> Refusable<PeriodUnit> {
    let found = PeriodUnit::ALL.into_iter().find(|unit| unit.name() == name);
    found.ok_or_else(|| unknown("kind of period", name, "period", PeriodUnit::ALL.into_iter().map(PeriodUnit::name)))
}

fn unit_named(name: &str) -> Refusable<WideUnit> {
    match name {
        "person_time" => Ok(WideUnit::PersonTime),
        "person_period" => Ok(WideUnit::PersonPeriod),
        _ => Err(unknown("unit", name, "unit", ["person_time", "person_period"].into_iter())),
    }
}

/// The error of a name that is none of these; all of them, where none is near.
fn unknown(
    what: &'static str,
    name: &str,
    argument: &str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Raised {
    let near = nearest(name, known.clone());
    let nearest = if near.is_empty() { known.map(str::to_owned).collect() } else { near };
    Error::new(Fault::UnknownName { what, found: name.to_owned(), nearest }, Place::argument(argument)).into()
}

/// An error of an argument.
fn named(error: Error, argument: &str) -> Raised {
    Error::new(error.fault().clone(), Place::argument(argument)).into()
}
