//! The tally of rows that live in an engine, which `helhed.engines` speaks to.

use arrow_array::RecordBatchReader;
use helhed::cells::Cells;
use helhed::error::EngineFault;
use helhed_arrow::{EngineTally, Tally};
use pyo3::prelude::*;

use crate::door::door;
use crate::error::{Raised, refused};
use crate::input::Rows;

/// Cells of a lazy frame; nothing if `data` is none.
///
/// Python asks the engine and is where Ctrl-C arrives while it works.
pub(crate) fn tally<'py>(py: Python<'py>, data: &Bound<'py, PyAny>, spec: &Tally) -> PyResult<Option<Cells>> {
    let engine = py.import("helhed.engines")?.call_method1("engine_of", (data,))?;
    if engine.is_none() {
        return Ok(None);
    }
    let name: String = engine.getattr("name")?.extract()?;
    let columns: Vec<(String, String)> = engine.call_method0("columns")?.extract()?;
    let asked = EngineTally::new(spec.clone(), &name, &columns).map_err(Raised::from)?;
    let keys: Vec<(&str, &str)> = asked.keys().iter().map(|key| (key.column.as_str(), key.kind)).collect();
    let sums: Vec<(&str, usize, Option<usize>)> =
        asked.sums().iter().map(|sum| (sum.measure, sum.column, sum.beside)).collect();
    let answer = engine.call_method1("answer", (keys, asked.columns(), sums))?;
    let Rows::Table(reader, _) = Rows::of(&answer, &[])? else {
        let what = "a column of it is missing, or of another type";
        return Err(refused(EngineFault::AnswerBroken { engine: name, what }.into()));
    };
    door(py, || {
        let schema = reader.schema();
        asked.cells(reader, &schema)
    })
    .map(Some)
}
