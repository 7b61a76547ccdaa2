//! Poisson probabilities, and the exact test by the minimum-likelihood rule.

use crate::numeric::deviance::{deviance_part, stirling_error};
use crate::numeric::gamma;

/// Probabilities that agree to this relative amount count as equal (the convention of R's exact tests).
const FUZZ: f64 = 1e-7;

/// Natural logarithm of the probability of `x` events where `mean` are expected.
fn ln_probability(x: u64, mean: f64) -> f64 {
    if x == 0 {
        return -mean;
    }
    let x = x as f64;
    -deviance_part(x, mean, x - mean) - stirling_error(x) - 0.5 * (std::f64::consts::TAU * x).ln()
}

/// Probability of at most `x` events.
pub(super) fn at_most(x: u64, mean: f64) -> f64 {
    gamma::tails(x as f64 + 1.0, mean).upper
}

/// Probability of at least `x` events.
pub(super) fn at_least(x: u64, mean: f64) -> f64 {
    if x == 0 { 1.0 } else { gamma::tails(x as f64, mean).lower }
}

/// Exact two-sided p-value: the probability of all numbers that are no more likely than the one seen.
pub(super) fn two_sided_p(x: u64, mean: f64) -> f64 {
    let seen = ln_probability(x, mean) + FUZZ.ln_1p();
    let likelier = |k: u64| ln_probability(k, mean) > seen;
    let mode = mean.floor() as u64;
    if !likelier(mode) {
        return 1.0;
    }
    let both = if (x as f64) < mean {
        // Smallest number above the mode that is no likelier than x: double until past it, then halve.
        let mut high = mode + 1;
        while likelier(high) {
            high = mode + 2 * (high - mode);
        }
        let mut low = mode;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if likelier(middle) { low = middle } else { high = middle }
        }
        at_most(x, mean) + at_least(high, mean)
    } else if likelier(0) {
        at_least(x, mean)
    } else {
        // Largest number below the mode that is no likelier than x.
        let (mut none, mut some) = (mode, 0_u64);
        while none - some > 1 {
            let middle = some + (none - some) / 2;
            if likelier(middle) { none = middle } else { some = middle }
        }
        at_least(x, mean) + at_most(some, mean)
    };
    both.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sided_p_equals_direct_summation() {
        for mean in [0.3, 1.0, 2.5, 7.0, 12.6] {
            for x in 0..=40 {
                let seen = ln_probability(x, mean) + FUZZ.ln_1p();
                let all = (0..400).map(|k| ln_probability(k, mean));
                let direct: f64 = all.filter(|ln| *ln <= seen).map(f64::exp).sum();
                let got = two_sided_p(x, mean);
                assert!((got - direct.min(1.0)).abs() < 1e-12, "{x} at {mean}: {got} {direct}");
            }
        }
    }
}
