//! Poisson probabilities and the exact test by the minimum-likelihood rule.

use super::deviance::{deviance_part, stirling_error};
use super::gamma;

/// Probabilities that agree to this relative amount count as equal (the convention of R's exact tests).
const FUZZ: f64 = 1e-7;

/// A mean so large that no count of a double's whole numbers can be seen.
const FAR: f64 = 1e30;

/// Natural logarithm of the probability of `x` events (a whole number) where `mean > 0` are expected.
#[must_use]
pub fn ln_probability(x: f64, mean: f64) -> f64 {
    if x == 0.0 {
        return -mean;
    }
    -stirling_error(x) - deviance_part(x, mean, x - mean) - 0.5 * (std::f64::consts::TAU * x).ln()
}

/// Probability of at most `x` events.
#[must_use]
pub fn at_most(x: f64, mean: f64) -> f64 {
    if mean > FAR { 0.0 } else { gamma::tails(x + 1.0, mean).upper }
}

/// Probability of at least `x` events.
#[must_use]
pub fn at_least(x: f64, mean: f64) -> f64 {
    if x == 0.0 || mean > FAR { 1.0 } else { gamma::tails(x, mean).lower }
}

/// Exact two-sided p-value: the probability of all outcomes that are no more likely than the one seen.
#[must_use]
pub fn two_sided_p(x: f64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if x == 0.0 { 1.0 } else { 0.0 };
    }
    if mean > FAR {
        return 0.0;
    }
    let seen = ln_probability(x, mean) + FUZZ.ln_1p();
    let likelier = |k: f64| ln_probability(k, mean) > seen;
    let mode = mean.floor();
    if !likelier(mode) {
        return 1.0;
    }
    let both = if x < mean {
        // Smallest count above the mode that is no likelier than x: first in growing steps, then by bisection.
        let mut step = 1.0 + mean.sqrt().floor();
        let (mut low, mut high) = (mode, mode + step);
        while likelier(high) {
            low = high;
            step *= 2.0;
            high += step;
        }
        at_most(x, mean) + at_least(last_step(low, high, likelier).1, mean)
    } else if likelier(0.0) {
        at_least(x, mean)
    } else {
        let (some, _) = last_step(0.0, mode, |k| !likelier(k));
        at_least(x, mean) + at_most(some, mean)
    };
    both.min(1.0)
}

/// Narrows `low`, where the condition holds, and `high`, where it does not, to neighbouring whole numbers.
fn last_step(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> (f64, f64) {
    while high - low > 1.0 {
        let middle = (low + 0.5 * (high - low)).floor();
        if middle <= low || middle >= high {
            break; // beyond 2^53 the doubles themselves are the whole numbers
        }
        if holds(middle) { low = middle } else { high = middle }
    }
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sided_p_equals_direct_summation() {
        for mean in [0.01, 0.5, 1.0, 2.0, 3.5, 10.0, 47.3] {
            for x in 0..=60_u32 {
                let seen = ln_probability(f64::from(x), mean) + FUZZ.ln_1p();
                let likelier = |k: &u32| ln_probability(f64::from(*k), mean) > seen;
                let above: f64 = (0..400).filter(likelier).map(|k| ln_probability(f64::from(k), mean).exp()).sum();
                let got = two_sided_p(f64::from(x), mean);
                assert!((got - (1.0 - above)).abs() < 1e-12, "{x} where {mean} are expected: {got} {}", 1.0 - above);
            }
        }
    }

    #[test]
    fn nothing_expected_allows_only_nothing() {
        assert_eq!((two_sided_p(0.0, 0.0), two_sided_p(1.0, 0.0)), (1.0, 0.0));
    }

    #[test]
    fn far_and_large_counts_end() {
        for (x, mean) in [(0.0, 1e140), (9e15, 1e-300), (1e9, 1e9 + 1e5), (1e9, 1e9 - 1e5), (1e9, 1e9 + 0.5)] {
            let p = two_sided_p(x, mean);
            assert!((0.0..=1.0).contains(&p), "{x} where {mean} are expected: {p}");
        }
        for (x, mean) in [(0.0, 1e140), (9e15, 1e60), (3.0, 1e31), (3.0, 1e29)] {
            assert_eq!((two_sided_p(x, mean), at_most(x, mean), at_least(x, mean)), (0.0, 0.0, 1.0), "{x} at {mean}");
        }
    }
}
