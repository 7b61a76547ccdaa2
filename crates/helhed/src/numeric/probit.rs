//! The normal quantile to about ten digits: the starting point of every other search.

use statrs::function::erf::erfc_inv;

/// The point above which the standard normal has probability `tail` (0 < tail < 1), to about ten digits.
pub(super) fn rough_upper_quantile(tail: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(2.0 * tail)
}
