//! One group or time against another.

use std::collections::BTreeMap;

use helhed::comparisons::did::{Adoption, Starts, group_time};
use helhed::comparisons::{self, Cut};
use helhed::design::Period;
use helhed::estimate::KeyValue;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyString};

use crate::cells::PyCells;
use crate::door::door;
use crate::error::Raised;
use crate::estimates::PyEstimates;
use crate::input::{Key, key_value, level};
use crate::period::When;

/// Before against after, for every rest of the key and every indicator.
///
/// `at` is the first period that counts as after; `time` names the key column of periods where several could be meant.
/// Rows come in the order before, after, contrasts, told apart by the key column `arm`. Persons seen both before and
/// after are treated as different persons; `hh.paired` compares the same persons with themselves. `method` is an id of
/// `hh.difference`, `hh.ratio` or `hh.odds_ratio`: it stands in for the default that estimates the same, or joins it.
///
/// >>> import helhed as hh
/// >>> rows = [{"quarter": "2012K4", "events": 50, "exposure": 3500}, {"quarter": "2013K1", "events": 34, "exposure": 3500}]
/// >>> change = hh.before_after(hh.enter(hh.indicator("hou_evict"), rows, by="quarter"), at="2013K1")
/// >>> [(row.key["arm"], row.estimand) for row in change]
/// [('before', 'rate'), ('after', 'rate'), ('after vs before', 'rate_ratio'), ('after vs before', 'percent_change')]
/// >>> round(change[-1].value)
/// -32
#[pyfunction]
#[pyo3(signature = (cells, at, time=None, method=None, level=0.95))]
pub(crate) fn before_after(
    py: Python<'_>,
    cells: &Bound<'_, PyCells>,
    at: When,
    time: Option<String>,
    method: Option<String>,
    level: f64,
) -> PyResult<PyEstimates> {
    let level = self::level(level)?;
    let cells = &cells.get().0;
    let cut = Cut { at: at.0, time: time.as_deref() };
    door(py, || comparisons::before_after(cells, cut, method.as_deref(), level)).map(PyEstimates)
}

/// One value of the key column `by` against another, for every rest of the key and every indicator.
///
/// Without `method`: Newcombe's difference and Koopman's ratio for shares, the exact ratio for rates, Welch for means. With
/// it, the method of that id stands in for the default that estimates the same, or joins it.
///
/// >>> import helhed as hh
/// >>> rows = [{"area": "Åhaven", "numerator": 56, "denominator": 70}, {"area": "Søen", "numerator": 48, "denominator": 80}]
/// >>> rows = hh.compare(hh.enter(hh.Indicator("employed"), rows, by="area"), by="area", of="Åhaven", against="Søen")
/// >>> round(rows[2].value, 3), rows[2].method
/// (0.2, 'difference/newcombe')
/// >>> rows[2].provenance.chosen
/// 'default'
#[pyfunction]
#[pyo3(signature = (cells, by, of, against, method=None, level=0.95))]
pub(crate) fn compare(
    py: Python<'_>,
    cells: &Bound<'_, PyCells>,
    by: &str,
    of: Key,
    against: Key,
    method: Option<String>,
    level: f64,
) -> PyResult<PyEstimates> {
    let level = self::level(level)?;
    let cells = &cells.get().0;
    door(py, || comparisons::compare(cells, by, &of.0, &against.0, method.as_deref(), level)).map(PyEstimates)
}

/// The effect of a programme as a difference in differences: the change in the units that get it, minus the change in units
/// that do not have it by then (Callaway and Sant'Anna 2021, without covariates).
///
/// `unit` and `time` name key columns; `start` names the key column with the first period of every unit with the programme,
/// empty where it never gets one, or gives it as a dictionary by unit, with `None` for never. A unit that gets one later is a
/// comparison until then: its periods from then on are left out, and named (W440). Without a clean comparison there is no
/// value (W441). Rows come by `start` and period, with `arm` before or after the start, and last the average over all groups
/// and periods after. The interval holds the chance of persons, not that areas vary by themselves (W443).
///
/// >>> import helhed as hh
/// >>> rows = [
/// ...     {"area": "Åhaven", "year": 2015, "numerator": 64, "denominator": 200},
/// ...     {"area": "Åhaven", "year": 2016, "numerator": 82, "denominator": 200},
/// ...     {"area": "Søen", "year": 2015, "numerator": 64, "denominator": 200},
/// ...     {"area": "Søen", "year": 2016, "numerator": 66, "denominator": 200},
/// ... ]
/// >>> cells = hh.enter(hh.Indicator("employed"), rows, by=["area", "year"])
/// >>> effect = hh.did(cells, unit="area", time="year", start={"Åhaven": 2016, "Søen": None})
/// >>> round(effect[-1].value, 3), effect[-1].key, effect[-1].evidence.grade
/// (0.08, {'start': 'all', 'year': 'all', 'arm': 'after'}, 'SMS 3 / SØM 2')
#[pyfunction]
#[pyo3(signature = (cells, unit, time, start, level=0.95))]
pub(crate) fn did(
    py: Python<'_>,
    cells: &Bound<'_, PyCells>,
    unit: &str,
    time: &str,
    start: Began,
    level: f64,
) -> PyResult<PyEstimates> {
    let level = self::level(level)?;
    let starts = match &start {
        Began::Column(column) => Starts::In(column),
        Began::Units(starts) => Starts::Of(starts),
    };
    let cells = &cells.get().0;
    door(py, || group_time(cells, &Adoption { unit, time, starts }, level)).map(PyEstimates)
}

/// Where the first periods with the programme stand: in a key column, or by unit.
pub(crate) enum Began {
    Column(String),
    Units(BTreeMap<KeyValue, Option<Period>>),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Began {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(column) = object.cast::<PyString>() {
            return Ok(Self::Column(column.to_str()?.to_owned()));
        }
        let Ok(units) = object.cast::<PyDict>() else {
            return Err(PyTypeError::new_err("the starts are the name of a key column, or a dictionary by unit"));
        };
        let mut starts = BTreeMap::new();
        for (unit, at) in units.iter() {
            starts.insert(key_value(&unit)?.map_err(Raised::from)?, first(&at)?);
        }
        Ok(Self::Units(starts))
    }
}

/// A start, or none. A column of years that is empty for some units comes from pandas as numbers with a point.
fn first(at: &Bound<'_, PyAny>) -> PyResult<Option<Period>> {
    if at.is_none() || at.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan()) {
        return Ok(None);
    }
    if let Some(year) = at.extract::<f64>().ok().filter(|year| year.fract() == 0.0 && at.cast::<PyFloat>().is_ok()) {
        return Ok(Some(format!("{year:.0}").parse().map_err(Raised::from)?));
    }
    let when: When = at.extract()?;
    Ok(Some(when.0))
}
