//! Rows that a weight leaves out.

/// The rows whose weight is missing, and those whose weight is zero.
#[must_use]
pub fn without_weight(weights: &[f64]) -> (Vec<usize>, Vec<usize>) {
    let rows = |which: fn(f64) -> bool| {
        weights.iter().enumerate().filter(move |(_, weight)| which(**weight)).map(|(row, _)| row).collect()
    };
    (rows(f64::is_nan), rows(|weight| weight == 0.0))
}
