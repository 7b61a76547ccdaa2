//! The standard normal distribution.

use super::gamma;
use super::probit::rough_upper_quantile;

/// The point above which the standard normal has probability `tail` (0 < tail < 1), to full accuracy.
#[must_use]
pub fn upper_quantile(tail: f64) -> f64 {
    let start = rough_upper_quantile(tail);
    let density = (-0.5 * start * start).exp() / std::f64::consts::TAU.sqrt();
    if density == 0.0 {
        return start;
    }
    // One Halley step on the start of about ten digits.
    let newton = (upper_tail(start) - tail) / density;
    start + newton / (1.0 - 0.5 * newton * start)
}

/// Probability that a standard normal exceeds `z`, with full relative accuracy in the tail.
#[must_use]
pub fn upper_tail(z: f64) -> f64 {
    let both = gamma::tails(0.5, 0.5 * z * z);
    if z >= 0.0 { 0.5 * both.upper } else { 0.5 + 0.5 * both.lower }
}

/// Two-sided p-value of a statistic that is standard normal under the hypothesis.
#[must_use]
pub fn two_sided_p(z: f64) -> f64 {
    (2.0 * upper_tail(z.abs())).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_known_to_fifteen_digits() {
        let known =
            [(0.025, 1.959_963_984_540_054_2), (0.001, 3.090_232_306_167_813_5), (0.975, -1.959_963_984_540_054)];
        for (tail, z) in known {
            assert!((upper_quantile(tail) - z).abs() < 3e-15, "{tail}: {:.17}", upper_quantile(tail));
        }
    }
}
