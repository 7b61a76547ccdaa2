//! The chi-square distribution.

use super::gamma;

/// Probability that a chi-square with `df` degrees of freedom exceeds `statistic`, with full relative accuracy.
#[must_use]
pub fn upper_tail(statistic: f64, df: f64) -> f64 {
    gamma::tails(0.5 * df, 0.5 * statistic).upper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_degrees_of_freedom_have_a_closed_form() {
        for statistic in [0.0_f64, 0.1, 3.0, 50.0] {
            assert!((upper_tail(statistic, 2.0) / (-0.5 * statistic).exp() - 1.0).abs() < 1e-12, "{statistic}");
        }
    }
}
