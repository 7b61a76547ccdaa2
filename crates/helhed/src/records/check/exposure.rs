//! Events without exposure.

/// The rows with events whose exposure is missing or not above zero. A row without events may be without exposure.
#[must_use]
pub fn unexposed(events: &[f64], exposure: &[f64]) -> Vec<usize> {
    let rows = events.iter().zip(exposure).enumerate();
    let exposed = |exposure: f64| exposure > 0.0;
    rows.filter(|(_, (events, exposure))| **events > 0.0 && !exposed(**exposure)).map(|(row, _)| row).collect()
}
