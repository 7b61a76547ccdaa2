//! Ages that nobody has.

/// Nobody was older: the oldest known person lived to 122, and the oldest in Denmark to 115.
const OLDEST: f64 = 120.0;

/// The rows whose age is below 0 or above 120.
#[must_use]
pub fn impossible_ages(ages: &[f64]) -> Vec<usize> {
    ages.iter().enumerate().filter(|(_, age)| **age < 0.0 || **age > OLDEST).map(|(row, _)| row).collect()
}
