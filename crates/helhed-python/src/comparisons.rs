//! One group or time against another.

use helhed::comparisons::{self, Cut};
use pyo3::prelude::*;

use crate::cells::PyCells;
use crate::door::door;
use crate::estimates::PyEstimates;
use crate::input::{Key, level};
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
