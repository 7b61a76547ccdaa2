//! Counts that cannot be.

/// The rows whose part is above its whole.
#[must_use]
pub fn above(parts: &[f64], wholes: &[f64]) -> Vec<usize> {
    let rows = parts.iter().zip(wholes).enumerate();
    rows.filter(|(_, (part, whole))| part > whole).map(|(row, _)| row).collect()
}

/// The rows whose value is below zero.
#[must_use]
pub fn below_zero(values: &[f64]) -> Vec<usize> {
    values.iter().enumerate().filter(|(_, value)| **value < 0.0).map(|(row, _)| row).collect()
}

/// The rows whose count has a fraction. Infinite ones have: they are no count.
#[must_use]
pub fn part_of_one(values: &[f64]) -> Vec<usize> {
    let has_fraction = |value: &f64| value.is_infinite() || value.fract().abs() > 0.0;
    values.iter().enumerate().filter(|(_, value)| has_fraction(value)).map(|(row, _)| row).collect()
}
