//! One mean or median, by every method.

use helhed::estimates::mean;
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;

/// The mean with Student's interval. `None` and not-a-number are missing.
///
/// >>> import helhed as hh
/// >>> hh.mean.t([1, 2, 6]).value
/// 3.0
#[pyfunction]
#[pyo3(signature = (values, level=0.95))]
pub(crate) fn t(values: Values, level: f64) -> Refusable<PyEstimate> {
    let cell = super::shapes::mean(values, "values")?;
    Ok(PyEstimate(mean::t(&cell, crate::input::level(level)?)?))
}
