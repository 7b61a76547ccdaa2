//! Effect sizes, by every method.

use helhed::comparisons::effect_size;
use pyo3::prelude::*;

use super::numbers::Values;
use super::paired_values::{differences, pairs};
use crate::error::Refusable;
use crate::estimate::PyEstimate;

super::shapes::two_means! {
    /// Cohen's d with the limits of the non-central t distribution.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.effect_size.cohen_d([1, 2, 3], [2, 3, 9]).value, 4)
    /// -0.9631
    cohen_d => effect_size::cohen_d;
    /// Hedges' g: Cohen's d without its bias in small groups.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.effect_size.hedges_g([1, 2, 3], [2, 3, 9]).value, 4)
    /// -0.7684
    hedges_g => effect_size::hedges_g;
    /// Glass's delta: in standard deviations of the group compared with.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.effect_size.glass_delta([1, 2, 3], [2, 3, 9]).value, 4)
    /// -0.7044
    glass_delta => effect_size::glass_delta;
}

super::shapes::two_shares! {
    /// Cohen's h: the distance of two shares on a scale that does not shrink towards 0 and 1.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.effect_size.cohen_h(50, 100, 30, 100).value, 3)
    /// 0.412
    cohen_h => effect_size::cohen_h;
}

/// Cohen's h of two shares whose counts are not known: without an interval.
///
/// >>> import helhed as hh
/// >>> round(hh.effect_size.cohen_h_of_shares(0.5, 0.3).value, 3)
/// 0.412
#[pyfunction]
pub(crate) fn cohen_h_of_shares(of: f64, against: f64) -> Refusable<PyEstimate> {
    Ok(PyEstimate(effect_size::cohen_h_of_shares(of, against)?))
}

/// The exact factor by which Hedges' g is smaller than Cohen's d; `None` with one degree of freedom or less.
///
/// >>> import helhed as hh
/// >>> round(hh.effect_size.hedges_correction(4), 6)
/// 0.797885
#[pyfunction]
pub(crate) fn hedges_correction(df: f64) -> Option<f64> {
    effect_size::hedges_correction(df)
}

/// Cohen's d of paired differences, in standard deviations of the differences. Without `second`, `first` holds them.
///
/// >>> import helhed as hh
/// >>> round(hh.effect_size.cohen_dz([1, 2, 5], [2, 2, 7]).value, 4)
/// -1.0
#[pyfunction]
#[pyo3(signature = (first, second=None, level=0.95))]
pub(crate) fn cohen_dz(first: Values, second: Option<Values>, level: f64) -> Refusable<PyEstimate> {
    Ok(PyEstimate(effect_size::cohen_dz(&differences(first, second)?, crate::input::level(level)?)?))
}

/// Cohen's d of pairs, in average standard deviations of the two measurements.
///
/// >>> import helhed as hh
/// >>> hh.effect_size.cohen_dav([1, 2, 3], [2, 4, 3]).value
/// -1.0
#[pyfunction]
#[pyo3(signature = (first, second, level=0.95))]
pub(crate) fn cohen_dav(first: Values, second: Values, level: f64) -> Refusable<PyEstimate> {
    Ok(PyEstimate(effect_size::cohen_dav(&pairs(first, second)?, crate::input::level(level)?)?))
}
