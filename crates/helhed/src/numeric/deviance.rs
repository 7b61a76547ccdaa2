//! The two pieces of Loader's saddle-point form of binomial and Poisson probabilities.
//!
//! Reference: Loader (2000), *Fast and accurate computation of binomial probabilities*.

/// Error of Stirling's formula, `ln z! - ln(sqrt(2 pi z) (z/e)^z)`, for `z > 0`.
#[must_use]
pub fn stirling_error(z: f64) -> f64 {
    // Small arguments are carried up by the recurrence of the factorial, where the series holds to the last digit.
    let mut carried = 0.0;
    let mut z = z;
    while z < 16.0 {
        carried += (z + 0.5) * (1.0 / z).ln_1p() - 1.0;
        z += 1.0;
    }
    let w = 1.0 / (z * z);
    let series = 1.0 / 1188.0 - w * (691.0 / 360_360.0 - w / 156.0);
    carried + (1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w * series)))) / z
}

/// Deviance part `x ln(x/m) + m - x`, given the difference `d = x - m` separately so that it does not cancel.
#[must_use]
pub fn deviance_part(x: f64, m: f64, d: f64) -> f64 {
    if d.abs() >= 0.1 * (x + m) {
        return if x == 0.0 { m } else { x * (x / m).ln() - d };
    }
    let v = d / (x + m);
    let mut sum = d * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stirling_error_of_small_factorials() {
        let half_log_two_pi = 0.5 * std::f64::consts::TAU.ln();
        let mut log_factorial = 0.0_f64;
        for k in 1..=40_u32 {
            let z = f64::from(k);
            log_factorial += z.ln();
            let direct = log_factorial - (z + 0.5) * z.ln() + z - half_log_two_pi;
            assert!((stirling_error(z) - direct).abs() < 1e-13, "{k}");
        }
        // Gamma(3/2) = sqrt(pi)/2.
        let half = (0.5 * std::f64::consts::PI.sqrt()).ln() - 0.5_f64.ln() + 0.5 - half_log_two_pi;
        assert!((stirling_error(0.5) - half).abs() < 2e-15);
    }

    #[test]
    fn deviance_part_agrees_on_both_sides_of_the_switch() {
        for (x, m) in [(10.0_f64, 8.19_f64), (10.0, 8.17), (3.0, 3.66), (3.0, 3.67)] {
            let direct = x * (x / m).ln() + m - x;
            assert!((deviance_part(x, m, x - m) - direct).abs() < 1e-14);
        }
    }
}
