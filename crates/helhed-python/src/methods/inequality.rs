//! Inequality along a social scale and between persons.

use helhed::estimates::inequality::{self, SocialScale};
use helhed::records::{Sample, WeightedSample};
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;

/// The slope index: how much the rate rises from the most to the least deprived end. Groups are listed most deprived
/// first.
///
/// >>> import helhed as hh
/// >>> index = hh.inequality.slope_index([20, 35, 60, 95], [2000, 3000, 4000, 5000], per=1000)
/// >>> round(index.value, 3), round(index.se, 3)
/// (12.333, 0.408)
#[pyfunction]
#[pyo3(signature = (counts, populations, per=1.0, level=0.95))]
pub(crate) fn slope_index(counts: Values, populations: Values, per: f64, level: f64) -> Refusable<PyEstimate> {
    let of = SocialScale::from_values(&counts.0, &populations.0)?;
    let per = crate::input::per(per)?;
    Ok(PyEstimate(inequality::slope_index(&of, crate::input::level(level)?)?.per(per)))
}

/// The relative index by Poisson regression: the rate at the least deprived end over that at the most deprived end.
///
/// >>> import helhed as hh
/// >>> round(hh.inequality.relative_index([40, 70], [1000, 1000]).value, 4)
/// 3.0625
#[pyfunction]
#[pyo3(signature = (counts, populations, level=0.95))]
pub(crate) fn relative_index(counts: Values, populations: Values, level: f64) -> Refusable<PyEstimate> {
    let of = SocialScale::from_values(&counts.0, &populations.0)?;
    Ok(PyEstimate(inequality::relative_index(&of, crate::input::level(level)?)?))
}

/// The relative index from the line of the slope index, without interval.
///
/// >>> import helhed as hh
/// >>> round(hh.inequality.relative_index_linear([40, 70], [1000, 1000]).value, 3)
/// 3.4
#[pyfunction]
pub(crate) fn relative_index_linear(counts: Values, populations: Values) -> Refusable<PyEstimate> {
    Ok(PyEstimate(inequality::relative_index_linear(&SocialScale::from_values(&counts.0, &populations.0)?)?))
}

/// The slope index over the mean rate, without interval.
///
/// >>> import helhed as hh
/// >>> round(hh.inequality.relative_index_mean([40, 70], [1000, 1000]).value, 3)
/// 1.091
#[pyfunction]
pub(crate) fn relative_index_mean(counts: Values, populations: Values) -> Refusable<PyEstimate> {
    Ok(PyEstimate(inequality::relative_index_mean(&SocialScale::from_values(&counts.0, &populations.0)?)?))
}

/// The concentration index: -1 where the most deprived have all events, 1 where the least deprived have.
///
/// >>> import helhed as hh
/// >>> round(hh.inequality.concentration_index([40, 70], [1000, 1000]).value, 3)
/// 0.136
#[pyfunction]
pub(crate) fn concentration_index(counts: Values, populations: Values) -> Refusable<PyEstimate> {
    Ok(PyEstimate(inequality::concentration_index(&SocialScale::from_values(&counts.0, &populations.0)?)?))
}

/// The place of each group on a social scale from 0 to 1: the share of the population before it and half of its own.
///
/// >>> import helhed as hh
/// >>> hh.inequality.ridits([1000, 3000])
/// [0.125, 0.625]
#[pyfunction]
pub(crate) fn ridits(populations: Values) -> Refusable<Vec<f64>> {
    let nothing: Vec<Option<f64>> = populations.0.iter().map(|_| Some(0.0)).collect();
    Ok(SocialScale::from_values(&nothing, &populations.0)?.ridits())
}

/// Functions of values with weights: `(values, weights=None)`.
macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (values, weights=None))]
        pub(crate) fn $name(values: Values, weights: Option<Values>) -> Refusable<PyEstimate> {
            let weights = weights.map_or_else(|| values.0.iter().map(|_| Some(1.0)).collect(), |weights| weights.0);
            Ok(PyEstimate(inequality::$name(&WeightedSample::from_values(values.0, weights)?)?))
        }
    )+};
}

measures! {
    /// The Gini coefficient: 0 where all have the same, near 1 where one has it all.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.inequality.gini([10, 20, 50, 100], weights=[40, 30, 20, 10]).value, 4)
    /// 0.44
    gini;
    /// Theil's T, with more regard to the top.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.inequality.theil_t([1, 2, 3, 4, 5]).value, 4)
    /// 0.1197
    theil_t;
    /// Theil's L, the mean log deviation, with more regard to the bottom.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.inequality.theil_l([1, 2, 3, 4, 5]).value, 4)
    /// 0.1411
    theil_l;
}

/// The Gini coefficient of a small sample, n/(n - 1) times the plain one.
///
/// >>> import helhed as hh
/// >>> round(hh.inequality.gini_unbiased([1, 2, 3, 4, 5]).value, 4)
/// 0.3333
#[pyfunction]
pub(crate) fn gini_unbiased(values: Values) -> Refusable<PyEstimate> {
    Ok(PyEstimate(inequality::gini_unbiased(&Sample::from_values(values.0)?)?))
}
