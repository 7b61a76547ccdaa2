//! Estimates brought together: what an outcome costs, and ratios of estimates.

use helhed::cells::ProportionCell;
use helhed::synthesis::economy::{self, Cost, FiellerRatio, Uncertain};
use pyo3::prelude::*;

use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::parts::PyInterval;

/// Kroner spent for each of `outcomes` among `of` units. With `complete=True` (staff, activities and overhead are all
/// in the cost) it has an interval; otherwise it is a lower bound, and says so.
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

/// `of` divided by `by`, two estimates with standard errors, with the set of ratios that agree with them. The set is an
/// interval only where the denominator is surely not zero.
///
/// >>> import helhed as hh
/// >>> each = hh.fieller(10, 5, se_of=1, se_by=0.5)
/// >>> each.kind, [round(bound, 3) for bound in each.limits]
/// ('bounded', [1.509, 2.651])
/// >>> unsure = hh.fieller(10, 2, se_of=1, se_by=1.5)
/// >>> unsure.kind, unsure.estimate.value, unsure.estimate.interval
/// ('complement', 5.0, None)
#[pyfunction]
#[pyo3(signature = (of, by, *, se_of, se_by, covariance=0.0, df=None, level=0.95))]
pub(crate) fn fieller(
    of: f64,
    by: f64,
    se_of: f64,
    se_by: f64,
    covariance: f64,
    df: Option<f64>,
    level: f64,
) -> Refusable<PyFiellerRatio> {
    let level = crate::input::level(level)?;
    let (of, by) = (Uncertain::new(of, se_of)?, Uncertain::new(by, se_by)?);
    Ok(PyFiellerRatio(economy::fieller(of, by, covariance, df, level)?))
}

/// A ratio of two estimates with Fieller's set of the ratios that agree with them.
///
/// >>> import helhed as hh
/// >>> hh.fieller(10, 5, se_of=1, se_by=0.5).contains(2.6)
/// True
#[pyclass(frozen, eq, name = "FiellerRatio", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyFiellerRatio(FiellerRatio);

#[pymethods]
impl PyFiellerRatio {
    /// The ratio; with an interval where the set is bounded.
    #[getter]
    fn estimate(&self) -> PyEstimate {
        PyEstimate(self.0.estimate.clone())
    }

    /// What the set is: `bounded` (between the limits), `complement` (everything outside them) or `whole line`.
    #[getter]
    fn kind(&self) -> &str {
        self.0.set.name()
    }

    /// Lower and upper limit of the set; `None` where it is the whole line.
    #[getter]
    fn limits(&self) -> Option<(f64, f64)> {
        self.0.set.limits()
    }

    /// How uncertain the denominator is; from 1 on it may be zero.
    #[getter]
    fn g(&self) -> f64 {
        self.0.g
    }

    /// The interval of the delta method, for comparison; `None` where the denominator is zero.
    #[getter]
    fn delta(&self) -> Option<PyInterval> {
        self.0.delta.map(PyInterval)
    }

    /// Whether a ratio agrees with the data.
    fn contains(&self, ratio: f64) -> bool {
        self.0.set.contains(ratio)
    }

    fn __repr__(&self) -> String {
        let value = self.0.estimate.value.map_or_else(|| "no ratio".into(), |value| format!("{value:.4}"));
        let limits = self.0.set.limits().map_or_else(String::new, |(low, high)| format!(" {low:.4} {high:.4}"));
        format!("<FiellerRatio {value}: {}{limits}>", self.0.set.name())
    }
}
