//! Binomial probabilities and the exact test by the minimum-likelihood rule.

use super::beta::{self, UnitPoint};

/// Probabilities that agree to this relative amount count as equal (the convention of R's exact tests).
const FUZZ: f64 = 1e-7;

/// Natural logarithm of the probability of `x` events among `n` when each has probability `p`.
#[must_use]
pub fn ln_probability(x: u64, n: u64, p: UnitPoint) -> f64 {
    let (events, others, trials) = (x as f64, (n - x) as f64, n as f64);
    if x == 0 {
        return trials * (-p.x).ln_1p();
    }
    if x == n {
        return trials * p.x.ln();
    }
    beta::ln_logit_density(events, others, p) + (trials / (events * others)).ln()
}

/// Probability of at most `x` events.
#[must_use]
pub fn at_most(x: u64, n: u64, p: UnitPoint) -> f64 {
    if x >= n { 1.0 } else { beta::tails(x as f64 + 1.0, (n - x) as f64, p).upper }
}

/// Probability of at least `x` events.
#[must_use]
pub fn at_least(x: u64, n: u64, p: UnitPoint) -> f64 {
    if x == 0 { 1.0 } else { beta::tails(x as f64, (n - x) as f64 + 1.0, p).lower }
}

/// Exact two-sided p-value: the probability of all outcomes that are no more likely than the one seen.
#[must_use]
pub fn two_sided_p(x: u64, n: u64, p: UnitPoint) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let mean = n as f64 * p.x;
    let seen = ln_probability(x, n, p) + FUZZ.ln_1p();
    let likelier = |k: u64| ln_probability(k, n, p) > seen;
    let mode = ((n as f64 + 1.0) * p.x).floor().min(n as f64) as u64;
    if !likelier(mode) {
        return 1.0;
    }
    let both = if (x as f64) < mean {
        // Smallest count above the mode that is no likelier than x, by bisection: probabilities fall there.
        let (mut low, mut high) = (mode, n + 1);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if likelier(middle) { low = middle } else { high = middle }
        }
        at_most(x, n, p) + if high > n { 0.0 } else { at_least(high, n, p) }
    } else {
        // Largest count below the mode that is no likelier than x; `low` is one above it.
        let (mut none, mut some) = (mode, 0_u64);
        if likelier(0) {
            return at_least(x, n, p).min(1.0);
        }
        while none - some > 1 {
            let middle = some + (none - some) / 2;
            if likelier(middle) { none = middle } else { some = middle }
        }
        at_least(x, n, p) + at_most(some, n, p)
    };
    both.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sided_p_equals_direct_summation() {
        for n in [1_u64, 2, 7, 23] {
            for share in [0.05, 0.3, 0.5, 0.51, 0.9] {
                let p = UnitPoint::new(share);
                for x in 0..=n {
                    let seen = ln_probability(x, n, p) + FUZZ.ln_1p();
                    let direct: f64 =
                        (0..=n).map(|k| ln_probability(k, n, p)).filter(|l| *l <= seen).map(f64::exp).sum();
                    let got = two_sided_p(x, n, p);
                    assert!((got - direct.min(1.0)).abs() < 1e-12, "{x}/{n} at {share}: {got} {direct}");
                }
            }
        }
    }
}
