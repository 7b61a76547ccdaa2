//! One mean or median, by every method.

use helhed::error::{Error, Fault, Place};
use helhed::estimate::KeyValue;
use helhed::estimates::mean::{self, Interpolation, Resampling, Statistic};
use helhed::records::{Sample, WeightedSample};
use pyo3::prelude::*;

use super::numbers::Values;
use crate::door::door;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::estimates::PyEstimates;
use crate::input::{Key, Whole};

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

/// The weighted mean with its design-based interval, as R's `svymean`. Rows that were drawn together (a household, a
/// school) share a label in `clusters`.
///
/// >>> import helhed as hh
/// >>> answers = hh.mean.weighted([1, 2, 3, 4], weights=[4, 3, 2, 1])
/// >>> answers.value, answers.df
/// (2.0, 3.0)
#[pyfunction]
#[pyo3(signature = (values, weights, clusters=None, level=0.95))]
pub(crate) fn weighted(values: Values, weights: Values, clusters: Option<Labels>, level: f64) -> Refusable<PyEstimate> {
    let sample = match clusters {
        None => WeightedSample::from_values(values.0, weights.0)?,
        Some(Labels(labels)) => WeightedSample::in_clusters(values.0, weights.0, labels)?,
    };
    Ok(PyEstimate(mean::weighted(&sample, crate::input::level(level)?)?))
}

/// Kish's effective number of units: as many units of equal weight would give a mean of the same precision. `None`
/// where the weights add up to zero.
///
/// >>> import helhed as hh
/// >>> hh.mean.effective_size([1, 1, 1, 1]), round(hh.mean.effective_size([1000, 1, 1, 1]), 3)
/// (4.0, 1.006)
#[pyfunction]
pub(crate) fn effective_size(weights: Values) -> Refusable<Option<f64>> {
    let values = weights.0.iter().map(|_| Some(0.0)).collect::<Vec<_>>();
    Ok(WeightedSample::from_values(values, weights.0)?.effective_size())
}

/// A quantile by one of the nine types of Hyndman and Fan, without interval. Type 7 is that of R, numpy and
/// spreadsheets.
///
/// >>> import helhed as hh
/// >>> hh.mean.quantile([10, 20, 40, 80], 0.25).value, hh.mean.quantile([10, 20, 40, 80], 0.25, type=2).value
/// (17.5, 15.0)
#[pyfunction]
#[pyo3(signature = (values, prob, r#type=7))]
pub(crate) fn quantile(values: Values, prob: f64, r#type: i64) -> Refusable<PyEstimate> {
    let sample = Sample::from_values(values.0)?;
    Ok(PyEstimate(mean::quantile(&sample, prob, Interpolation::numbered(r#type)?)?))
}

/// The median with an interval whose ends are observed values: nothing is assumed about the distribution.
///
/// >>> import helhed as hh
/// >>> days = hh.mean.median([12, 15, 9, 22, 31, 8, 17, 19, 25, 14])
/// >>> days.value, list(days.interval)
/// (16.0, [9.0, 25.0])
#[pyfunction]
#[pyo3(signature = (values, level=0.95))]
pub(crate) fn median(values: Values, level: f64) -> Refusable<PyEstimate> {
    Ok(PyEstimate(mean::median(&Sample::from_values(values.0)?, crate::input::level(level)?)?))
}

/// A quantile with an interval whose ends are observed values.
///
/// >>> import helhed as hh
/// >>> list(hh.mean.order_statistic(range(1, 101), 0.9).interval)
/// [84.0, 96.0]
#[pyfunction]
#[pyo3(signature = (values, prob, level=0.95))]
pub(crate) fn order_statistic(values: Values, prob: f64, level: f64) -> Refusable<PyEstimate> {
    let sample = Sample::from_values(values.0)?;
    Ok(PyEstimate(mean::order_statistic(&sample, prob, crate::input::level(level)?)?))
}

/// The ranks whose values bound a quantile of `n` values (0 and n + 1 stand for infinity), and the probability that
/// they do.
///
/// >>> import helhed as hh
/// >>> hh.mean.ranks(10, 0.5)
/// (2, 9, 0.978515625)
#[pyfunction]
#[pyo3(signature = (n, prob, level=0.95))]
pub(crate) fn ranks(n: Whole, prob: f64, level: f64) -> Refusable<(u64, u64, f64)> {
    let ranks = mean::ranks(n.0, prob, crate::input::level(level)?)?;
    Ok((ranks.lower, ranks.upper, ranks.coverage))
}

/// The mean, or with `prob` a quantile, with the bootstrap BCa interval. The same seed gives the same numbers on any
/// machine and any number of threads. The rows are the estimate and its two limits, whose `se` is their Monte-Carlo
/// error.
///
/// >>> import helhed as hh
/// >>> debt, lower, upper = hh.mean.bootstrap([3, 5, 8, 9, 14, 21, 60], replications=2000, seed=7)
/// >>> debt.interval.lower == lower.value, upper.value - debt.value > debt.value - lower.value, upper.se < 2
/// (True, True, True)
#[pyfunction]
#[pyo3(
    signature = (values, *, prob=None, replications=Whole(10_000), seed=Whole(1), level=0.95),
    text_signature = "(values, *, prob=None, replications=10000, seed=1, level=0.95)"
)]
pub(crate) fn bootstrap(
    py: Python<'_>,
    values: Values,
    prob: Option<f64>,
    replications: Whole,
    seed: Whole,
    level: f64,
) -> PyResult<PyEstimates> {
    door(py, move || {
        let sample = Sample::from_values(values.0)?;
        let level = helhed::Level::new(level)?;
        let statistic = prob.map_or(Statistic::Mean, Statistic::Quantile);
        mean::bootstrap(&sample, statistic, Resampling::new(replications.0, seed.0)?, level)
    })
    .map(PyEstimates)
}

/// Labels of clusters: texts or whole numbers.
pub(crate) struct Labels(Vec<KeyValue>);

impl<'a, 'py> FromPyObject<'a, 'py> for Labels {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let Ok(items) = object.try_iter() else {
            let found = object.get_type().name()?.to_string();
            let fault = Fault::WrongType { expected: "labels", found };
            return Err(crate::error::Raised::from(Error::new(fault, Place::argument("clusters"))).into());
        };
        items.map(|item| Ok(item?.extract::<Key>()?.0)).collect::<PyResult<_>>().map(Self)
    }
}
