//! Limits of the mid-P intervals of a binomial share and a Poisson mean.
//!
//! The mid-P tail counts half the probability of what was seen: it is the mean of two neighbouring beta (or gamma)
//! tails, so its logarithm is concave in the logit (or logarithm) of the parameter, and Newton's method cannot run
//! away. The start solves the saddle-point approximation of the tail, whose error is of the order n^(-3/2); from there
//! one or two steps of fourth order are enough.

use super::beta::{self, UnitPoint};
use super::deviance::deviance_part;
use super::{Side, gamma, poisson};

/// Steps at most: two are usual.
const STEPS: usize = 100;
/// Steps of the start at most: three are usual.
const START_STEPS: usize = 8;
/// Variance of the data from which the start is the answer: its error, relative to the parameter, is below 1e-14.
const LARGE: f64 = 1e7;
/// A step this small, in units of the tail's own width, leaves an error below rounding: the order is four.
const SMALL: f64 = 3e-4;

/// The logarithm of a tail less its target, and what its derivatives are made of.
struct Tail {
    value: f64,
    /// First derivative.
    slope: f64,
    /// First and second derivative of the logarithm of the density of the tail.
    density: (f64, f64),
}

/// Zero of a concave monotone function by Householder steps of fourth order, by Newton far from the zero.
fn solve(start: f64, tail: impl Fn(f64) -> Tail) -> Option<f64> {
    let mut at = start;
    for _ in 0..STEPS {
        let Tail { value, slope, density: (first, second) } = tail(at);
        let newton = value / slope;
        let bend = first - slope;
        let third = slope * bend * bend + slope * (second - slope * bend);
        let (bend, third) = (newton * bend, newton * newton * third / slope);
        let near = bend.abs() < 0.5 && third.abs() < 0.5;
        let step = if near { newton * (1.0 - 0.5 * bend) / (1.0 - bend + third / 6.0) } else { newton };
        if !step.is_finite() {
            return None;
        }
        at -= step;
        if (step * slope).abs() <= SMALL && near || step == 0.0 {
            return Some(at);
        }
    }
    None
}

/// Whether the start is the answer: for many events, unless the limit is next to the estimate (levels below 8 percent).
fn enough(variance: f64, z: f64) -> bool {
    variance >= LARGE && z.abs() >= 0.1
}

/// Where the saddle-point approximation of the tail is the normal tail beyond `z`: a few Newton steps, fewer where the
/// exact tail is looked at afterwards.
///
/// `parts` gives, for a parameter, the distance of the parameters, the deviance, and the slope of the deviance.
fn saddle_start(estimate: f64, spread: f64, z: f64, parts: impl Fn(f64) -> (f64, f64, f64)) -> f64 {
    let mut at = estimate - z / spread;
    let near = if enough(spread * spread, z) { 1e-8 } else { 1e-2 };
    for _ in 0..START_STEPS {
        let (distance, deviance, slope) = parts(at);
        let root = distance.signum() * (2.0 * deviance).sqrt();
        let apart = 2.0 * (0.5 * distance).tanh() * spread;
        let adjusted = root + (apart / root).ln() / root;
        let step = (adjusted - z) * root / slope;
        // Where the limit is next to the estimate the root is lost to rounding, and the normal start is good.
        if !step.is_finite() || root.abs() < 1e-3 {
            break;
        }
        at -= step;
        if (step * spread).abs() < near {
            break;
        }
    }
    at
}

/// Log odds of the share at which at least `x` of `n` (the half of `x` counted) has probability `tail`; `0 < x < n`, and
/// `z` the normal quantile that leaves `tail` above it. `None` if the search did not end.
pub(crate) fn lower_logit(x: f64, n: f64, tail: f64, z: f64) -> Option<f64> {
    let rest = n - x;
    let estimate = (x / rest).ln();
    let start = saddle_start(estimate, (x * rest / n).sqrt(), z, |u| {
        let p = UnitPoint::from_logit(u);
        let d = x * p.y - rest * p.x;
        (estimate - u, deviance_part(x, n * p.x, d) + deviance_part(rest, n * p.y, -d), -d)
    });
    if enough(x * rest / n, z) {
        return Some(start);
    }
    let target = tail.ln();
    solve(start, |u| {
        let p = UnitPoint::from_logit(u);
        let (above, density) = beta::ln_tail(x + 1.0, rest, p);
        let above = above.on(Side::Lower);
        let half = 0.5 / (rest * p.x);
        let value = above + (half * (density - above).exp()).ln_1p();
        let width = x * p.y + rest * p.x;
        let spread = (rest - x) * p.x * p.y / width;
        let first = x * p.y - rest * p.x + spread;
        let second = -n * p.x * p.y + spread * (p.y - p.x) - spread * spread;
        Tail { value: value - target, slope: half * width * (density - value).exp(), density: (first, second) }
    })
}

/// The mean at which `x > 0` events or more (or fewer, on the upper side), the half of `x` counted, have probability
/// `tail`; `z` the normal quantile that leaves `tail` above it. `None` if the search did not end.
pub(crate) fn poisson_limit(x: f64, tail: f64, z: f64, side: Side) -> Option<f64> {
    let sign = match side {
        Side::Lower => 1.0,
        Side::Upper => -1.0,
    };
    let start = saddle_start(x.ln(), x.sqrt(), sign * z, |u| {
        let mean = u.exp();
        (x.ln() - u, deviance_part(x, mean, x - mean), mean - x)
    });
    if enough(x, z) {
        return Some(start.exp());
    }
    let target = tail.ln();
    let log_mean = solve(start, |u| {
        let mean = u.exp();
        let seen = poisson::ln_probability(x, mean).exp();
        let beyond = match side {
            Side::Lower => gamma::tails(x + 1.0, mean).lower,
            Side::Upper => gamma::tails(x, mean).upper,
        };
        let both = beyond + 0.5 * seen;
        let width = x + mean;
        let first = x - mean + mean / width;
        let second = -mean + x * mean / (width * width);
        Tail { value: both.ln() - target, slope: sign * 0.5 * seen * width / both, density: (first, second) }
    })?;
    Some(log_mean.exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{binomial, normal};

    const TAILS: [f64; 5] = [0.499_999, 0.4, 0.025, 5e-4, 1e-15];

    #[test]
    fn the_share_found_has_the_tail_asked_for() {
        for n in [2_u64, 3, 10, 1000, 100_000, 1_000_000_000] {
            for x in [1, 2, n / 10, n / 2, n - 2, n - 1].into_iter().filter(|x| (1..n).contains(x)) {
                for tail in TAILS {
                    let logit = lower_logit(x as f64, n as f64, tail, normal::upper_quantile(tail))
                        .unwrap_or_else(|| panic!("{x}/{n}, {tail}"));
                    let p = UnitPoint::from_logit(logit);
                    let seen = binomial::ln_probability(x, n, p).exp();
                    let back = binomial::at_least(x + 1, n, p) + 0.5 * seen;
                    // Rounding of the logit moves the tail by the spread of the data.
                    let rounding = 1e-12 + 1e-14 * (n as f64).sqrt() * (1.0 + logit.abs());
                    assert!((back / tail - 1.0).abs() < rounding, "{x}/{n}, {tail}: {p:?} {back}");
                }
            }
        }
    }

    #[test]
    fn the_mean_found_has_the_tail_asked_for() {
        for x in [1.0_f64, 2.0, 10.0, 1000.0, 100_000.0, 1e9] {
            for tail in TAILS {
                let z = normal::upper_quantile(tail);
                for side in [Side::Lower, Side::Upper] {
                    let mean = poisson_limit(x, tail, z, side).expect("it ends");
                    let half = 0.5 * poisson::ln_probability(x, mean).exp();
                    let back = half
                        + match side {
                            Side::Lower => poisson::at_least(x + 1.0, mean),
                            Side::Upper => poisson::at_most(x - 1.0, mean),
                        };
                    let rounding = 1e-12 + 1e-14 * x.sqrt() * x.ln().max(1.0);
                    assert!((back / tail - 1.0).abs() < rounding, "{x}, {tail} {side:?}: {mean} {back}");
                }
            }
        }
    }
}
