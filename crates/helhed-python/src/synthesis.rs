//! Estimates brought together: what an outcome costs.

use helhed::cells::ProportionCell;
use helhed::synthesis::economy::{self, Cost};
use pyo3::prelude::*;

use crate::error::Refusable;
use crate::estimate::PyEstimate;

/// Kroner spent for each of `outcomes` among `of` units. With `complete=True` (staff, activities and overhead are all in the
/// cost) it has an interval; otherwise it is a lower bound, and says so.
///
/// >>> import helhed as hh
/// >>> each = hh.cost_per_outcome(10_000, outcomes=4, of=11)
/// >>> each.value, each.interval is None, [warning.code for warning in each.warnings]
/// (2500.0, True, ['W502', 'W501', 'W304'])
#[pyfunction]
#[pyo3(signature = (cost, *, outcomes, of, complete=false, level=0.95))]
pub(crate) fn cost_per_outcome(cost: f64, outcomes: f64, of: f64, complete: bool, level: f64) -> Refusable<PyEstimate> {
    let level = crate::input::level(level)?;
    let cost = if complete { Cost::complete(cost)? } else { Cost::partial(cost)? };
    let cell = ProportionCell::from_counts(outcomes, of)?;
    Ok(PyEstimate(economy::cost_per_outcome(cost, &cell, level)))
}
