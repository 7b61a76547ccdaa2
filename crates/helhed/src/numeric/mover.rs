//! The interval of a difference from the intervals of its parts (square and add).

/// How far the limits of a difference lie below and above it; each part is its value, lower and upper limit.
pub(crate) fn reach((first, l1, u1): (f64, f64, f64), (second, l2, u2): (f64, f64, f64)) -> (f64, f64) {
    ((first - l1).hypot(u2 - second), (u1 - first).hypot(second - l2))
}
