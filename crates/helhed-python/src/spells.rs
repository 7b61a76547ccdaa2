//! Spells: a row from a day to another.

use helhed::error::{Error, Fault, Place};
use helhed_arrow::Spells;
use pyo3::prelude::*;

use crate::cells::{PyCells, wanted};
use crate::error::{Raised, Refusable};
use crate::input::Names;
use crate::period::When;
use crate::progress::Reporter;
use crate::transitions::{Source, counted, once};

/// Counts spells (a row from the day in `start` to that in `end`; empty is still open) into the periods that they overlap,
/// from `first` to `last`, without making a row for each period.
///
/// Indicators read of each piece of a spell: `days` and `years` (of 365.25 days) of exposure, `spells` (1), `at_start` (1 on
/// the first day of the period), `starts` and `ends` (1 where it begins or has its last day). `end_is` says whether the day
/// in `end` is the `"last_day"` of the spell or the `"day_after"`.
///
/// Without `person` each row counts by itself: days that two rows of a person share are counted twice. With it, spells of a
/// person with the same keys that overlap or touch are one, and `persons` counts nobody twice in a cell; the rows of a person
/// must stand together.
///
/// >>> import helhed as hh, datetime
/// >>> import pyarrow as pa
/// >>> day = datetime.date
/// >>> stays = pa.table({"area": ["A", "A"], "from": [day(2008, 1, 1), day(2008, 3, 1)], "to": [day(2008, 4, 11), None]})
/// >>> moved = hh.Indicator("moved", measure="rate", events="ends", exposure="days")
/// >>> cells = hh.tally_spells(
/// ...     stays, moved, start="from", end="to", end_is="day_after", first="2008K1", last="2008K2", by="area"
/// ... )
/// >>> cells.to_pandas()[["quarter", "events", "exposure"]].values.tolist()
/// [['2008K1', 0, 122.0], ['2008K2', 1, 101.0]]
#[pyfunction]
#[pyo3(signature = (data, indicators, *, start, end, end_is, first, last, by=None, person=None, progress=None))]
#[allow(clippy::too_many_arguments, reason = "Python gives each by its name")]
pub(crate) fn tally_spells(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    indicators: &Bound<'_, PyAny>,
    start: String,
    end: String,
    end_is: &str,
    first: When,
    last: When,
    by: Option<Names>,
    person: Option<String>,
    progress: Option<Bound<'_, PyAny>>,
) -> PyResult<PyCells> {
    let by: Vec<String> = by.map_or_else(Vec::new, Into::into);
    let spec = Spells::new(wanted(indicators)?, by, start, end, (first.0, last.0)).map_err(Raised::from)?;
    let spec = if included(end_is)? { spec.end_included() } else { spec };
    let spec = match person {
        Some(person) => spec.of_persons(person),
        None => spec,
    };
    let needed = once(spec.columns());
    let reporter = Reporter::new(py, "spells", progress)?;
    counted(py, data, reporter, &needed, move |source, observer| match source {
        Source::Table(batches, schema) => helhed_arrow::tally_spells(batches, &schema, &spec, observer),
        Source::Files(files) => helhed_arrow::tally_spells_parquet_files(&files, &spec, observer),
    })
}

fn included(end_is: &str) -> Refusable<bool> {
    match end_is {
        "last_day" => Ok(true),
        "day_after" => Ok(false),
        found => {
            let nearest = ["last_day", "day_after"].map(str::to_owned).to_vec();
            let fault = Fault::UnknownName { what: "meaning of an end", found: found.to_owned(), nearest };
            Err(Error::new(fault, Place::argument("end_is")).into())
        }
    }
}
