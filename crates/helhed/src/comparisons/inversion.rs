//! The p-value of an interval that has no test of its own: found by turning the interval round.

use crate::numeric::{normal, root};

/// Normal quantile at which the search ends: probabilities beyond it are too small for a double.
pub(super) const FARTHEST: f64 = 39.0;

/// Two-sided p-value at which an interval just reaches the null.
///
/// `distance` is how far the limit nearer the null still lies on the estimate's side of it when the interval is built
/// with this normal quantile; it falls as the quantile grows, and is not above zero where the estimate is the null
/// itself.
pub(crate) fn p_value(distance: impl Fn(f64) -> f64) -> f64 {
    (2.0 * normal::upper_tail(root::decreasing(0.0, FARTHEST, distance))).min(1.0)
}
