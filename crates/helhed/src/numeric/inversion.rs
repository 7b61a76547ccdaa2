//! P-values found by inverting an interval.

use super::{normal, root};

/// Normal quantile at which the search ends: probabilities beyond it are too small for a double.
const FARTHEST: f64 = 39.0;

/// Minus the logarithm of the smallest tail that is searched.
const FARTHEST_TAIL: f64 = 700.0;

/// Two-sided p-value at which an interval just reaches the null.
///
/// `distance` is how far the limit nearer the null still lies on the estimate's side of it when the interval is built
/// with this normal quantile; it falls as the quantile grows, and is not above zero where the estimate is the null
/// itself. `near` is a quantile that may lie near the one sought; it only saves steps.
pub(crate) fn p_value(near: f64, distance: impl Fn(f64) -> f64) -> f64 {
    let mut high = (1.0 + 2.0 * near.abs()).min(FARTHEST);
    while high < FARTHEST && distance(high) > 0.0 {
        high = (2.0 * high).min(FARTHEST);
    }
    normal::two_sided_p(root::decreasing(0.0, high, distance))
}

/// The same for an interval that is built with the probability outside on each side, and that may fail.
pub(crate) fn p_value_by_tail<E>(distance: impl Fn(f64) -> Result<f64, E>) -> Result<f64, E> {
    if distance(0.5)? <= 0.0 {
        return Ok(1.0);
    }
    if distance((-FARTHEST_TAIL).exp())? >= 0.0 {
        return Ok(0.0);
    }
    // The ends were computed, so what lies between them can be.
    let falling = |minus_ln_tail: f64| distance((-minus_ln_tail).exp()).unwrap_or(0.0);
    Ok(2.0 * (-root::decreasing(std::f64::consts::LN_2, FARTHEST_TAIL, falling)).exp())
}
