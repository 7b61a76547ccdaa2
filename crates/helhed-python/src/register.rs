//! The simulated national register.

use std::path::PathBuf;

use helhed_datasets::register::{self, Effects, Recipe};
use pyo3::prelude::*;

use crate::door::{long_door, watched};
use crate::error::Raised;
use crate::output::json;
use crate::progress::Reporter;

/// Writes a simulated register into a new folder, and returns the account that `truth.json` holds. `helhed.datasets`
/// gives it to people.
#[pyfunction]
#[pyo3(signature = (folder, areas, persons, years, seed, first_year, effects, progress=None))]
#[allow(clippy::too_many_arguments, reason = "Python gives each by its name")]
pub(crate) fn simulate<'py>(
    py: Python<'py>,
    folder: PathBuf,
    areas: i64,
    persons: i64,
    years: i64,
    seed: i64,
    first_year: i64,
    effects: Vec<(String, f64)>,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let chosen = effects.iter().try_fold(Effects::default(), |effects, (name, value)| effects.with(name, *value));
    let recipe = chosen
        .and_then(|effects| Recipe::new(areas, persons, first_year, years, seed, effects))
        .map_err(Raised::from)?;
    let reporter = Reporter::new(py, "simulate", progress)?;
    let account = long_door(py, reporter, Some(recipe.persons() as u64), move |watch| {
        register::simulate(&recipe, folder, None, |progress| watched(watch, 0, progress))
    })?;
    py.import("json")?.call_method1("loads", (json(&account)?,))
}
