//! The regularised incomplete gamma function and its inverse.
//!
//! Continued fractions on both sides (above the mean DLMF 8.9.2, below it the limit of that of the beta distribution),
//! with the saddle-point prefactor of Loader (2000). The inverse works on ln x, and as that of the beta distribution.

use statrs::function::gamma::ln_gamma;

use super::deviance::{deviance_part, stirling_error};
use super::root::{self, Jet, concave};
use super::search::{self, Local, Step, Target};
use super::{LogTail, Side, Tails, fraction};

/// Steps by the series of the inverse function before the slower search takes over.
const CLOSE_STEPS: usize = 6;

/// Logarithm of a point below which the next term of the series of the lower tail is less than half the last digit.
const NEAR_ZERO: f64 = -37.0;

/// Logarithm of `x^a e^-x / Gamma(a)`, the density of ln x.
fn ln_log_density(a: f64, x: f64) -> f64 {
    0.5 * (a / std::f64::consts::TAU).ln() - stirling_error(a) - deviance_part(a, x, a - x)
}

/// Lower tail divided by the density of ln x, for `x < a + 1`; `lambda = a - x`. The limit of the fraction for the beta
/// distribution when its second parameter grows.
fn lower_fraction(a: f64, x: f64, lambda: f64) -> f64 {
    let first = a / (a + 1.0) * (lambda + 1.0);
    let mut across = 1.0 / (a + 1.0);
    fraction::reciprocal(first, |n| {
        let next = 1.0 / (a + 2.0 * n + 1.0);
        let x = x * across;
        let numerator = (a + n - 1.0) * n * x * x;
        let denominator = n + n * x + (a + n) * next * (lambda + 1.0 + 2.0 * n);
        across = next;
        (numerator, denominator)
    })
}

/// Upper tail divided by the density of ln x, for `x` above the mean.
fn upper_fraction(a: f64, lambda: f64) -> f64 {
    fraction::reciprocal(1.0 - lambda, |n| (n * (a - n), 1.0 - lambda + 2.0 * n))
}

/// The tail on the side where its fraction converges fast, over the density.
fn over_density(a: f64, x: f64, lambda: f64) -> (f64, Side) {
    if lambda > -1.0 { (lower_fraction(a, x, lambda), Side::Lower) } else { (upper_fraction(a, lambda), Side::Upper) }
}

/// Both tails of the gamma distribution with shape `a > 0` and unit scale at `x >= 0`.
#[must_use]
pub fn tails(a: f64, x: f64) -> Tails {
    if x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    let (over, side) = over_density(a, x, a - x);
    LogTail { ln: ln_log_density(a, x) + over.ln(), side }.tails()
}

/// The point that has probability `tail` (0 < tail < 1) on `side`, for shape `a > 0`. `None` if the search did not end.
#[must_use]
pub fn quantile(a: f64, tail: f64, side: Side) -> Option<f64> {
    quantile_of(a, Target::new(tail, side))
}

/// The same of a target, whose normal quantile many searches share.
pub(crate) fn quantile_of(a: f64, target: Target) -> Option<f64> {
    if a == 1.0 {
        let Target { tail, side, .. } = target;
        return Some(if side == Side::Upper { -tail.ln() } else { -(-tail).ln_1p() });
    }
    near_zero(a, target).or_else(|| solve(a, target).map(|v| a * v.exp())).or_else(|| bracketed(a, target))
}

/// A point so near zero that the lower tail is its first term, x^a / Gamma(a + 1): to the last digit, and zero where no
/// double is as small. Small shapes have most of their points there.
fn near_zero(a: f64, Target { tail, side, .. }: Target) -> Option<f64> {
    let ln_lower = if side == Side::Lower { tail.ln() } else { (-tail).ln_1p() };
    let ln_x = (ln_lower + ln_gamma(a + 1.0)) / a;
    (ln_x < NEAR_ZERO).then(|| ln_x.exp())
}

/// The point of a small shape, whose upper tail is flat almost everywhere below it: between bounds, on the logarithm.
fn bracketed(a: f64, Target { tail, side, .. }: Target) -> Option<f64> {
    let beyond = |ln_x: f64| {
        let found = tails(a, ln_x.exp());
        if side == Side::Upper { found.upper - tail } else { tail - found.lower }
    };
    let (least, most) = (NEAR_ZERO - 1.0, (a + 40.0 * a.sqrt() + 800.0).ln());
    (beyond(least) > 0.0 && beyond(most) < 0.0).then(|| root::decreasing(least, most, beyond).exp())
}

/// A point told by `v`, the logarithm of its ratio to the shape: small where the distribution lies, so that no
/// difference cancels however large the shape.
struct At {
    x: f64,
    /// `a - x`: the derivative of the logarithm of the density of ln x.
    lambda: f64,
    /// How far the logarithm of the density lies below its top.
    deviance: f64,
}

fn at(a: f64, v: f64) -> At {
    let (ratio, excess) = if v < -0.5 {
        let ratio = v.exp();
        (ratio, ratio - 1.0)
    } else {
        let excess = v.exp_m1();
        (1.0 + excess, excess)
    };
    At { x: a * ratio, lambda: -a * excess, deviance: a * (excess - v) }
}

fn solve(a: f64, target: Target) -> Option<f64> {
    let mut v = search::start(1.0 / a, 0.0, target.z);
    let (error, root) = (stirling_error(a), (a / std::f64::consts::TAU).sqrt());
    for _ in 0..CLOSE_STEPS {
        let At { x, lambda, deviance } = at(a, v);
        let density = root * (-error - deviance).exp();
        let (over, side) = over_density(a, x, lambda);
        let local = Local { tail: density * over, side, density, slope: lambda, bend: -x, twist: -x };
        match local.step(target) {
            Step::Last(step) => return Some(v + step),
            Step::Near(step) => v += step,
            Step::Far => break,
        }
    }
    let (ln_target, ln_top, sign) = (target.tail.ln(), root.ln() - error, target.sign());
    concave(v, |v| {
        let At { x, lambda, deviance } = at(a, v);
        let density = ln_top - deviance;
        let (over, side) = over_density(a, x, lambda);
        let value = LogTail { ln: density + over.ln(), side }.on(target.side);
        let first = -sign * (density - value).exp();
        Jet { value: value - ln_target, first, second: first * (lambda - first) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        for x in [1e-9_f64, 0.3, 1.0, 5.0, 40.0, 600.0] {
            assert!((tails(1.0, x).upper / (-x).exp() - 1.0).abs() < 1e-12, "{x}");
            assert!((tails(2.0, x).upper / ((1.0 + x) * (-x).exp()) - 1.0).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn quantiles_of_large_shapes_keep_all_digits() {
        // Cornish and Fisher's expansion: what it leaves out is below the last digit at these shapes.
        let z = 1.959_963_984_540_054_2_f64;
        for a in [1e9_f64, 1e12, 1e15] {
            for (side, z) in [(Side::Lower, -z), (Side::Upper, z)] {
                let root = a.sqrt();
                let expected = a + root * z + (z * z - 1.0) / 3.0 + (z.powi(3) - 7.0 * z) / (36.0 * root);
                let got = quantile(a, 0.025, side).expect("converges");
                assert!((got / expected - 1.0).abs() < 1e-15, "{a:e} {side:?}: {got:e} {expected:e}");
            }
        }
    }

    #[test]
    fn quantiles_of_small_shapes_come_as_near_to_zero_as_they_lie() {
        // 0.025^(1/0.00187) is 1e-857; no double is as small.
        assert_eq!(quantile(0.001_87, 0.025, Side::Lower), Some(0.0));
        for a in [1e-4, 0.001_87, 0.01, 0.1, 0.3, 0.9] {
            for tail in [0.025_f64, 0.5, 1e-9] {
                let x = quantile(a, tail, Side::Lower).expect("converges");
                if x > 1e-300 {
                    assert!((tails(a, x).lower / tail - 1.0).abs() < 1e-9, "a {a} tail {tail}: {x:e}");
                }
            }
            for tail in [1e-9, 0.025, 0.2] {
                let x = quantile(a, tail, Side::Upper);
                let back = x.map(|x| tails(a, x).upper / tail);
                assert!(
                    x == Some(0.0) || back.is_some_and(|back| (back - 1.0).abs() < 1e-9),
                    "a {a} {tail}: {x:?} {back:?}"
                );
            }
        }
    }

    #[test]
    fn quantile_inverts_the_tails_at_every_size() {
        for a in [1.0, 2.0, 10.0, 1e3, 1e6, 1e9] {
            for tail in [0.25, 0.025, 5e-10, 1e-200] {
                for side in [Side::Lower, Side::Upper] {
                    let x = quantile(a, tail, side).expect("converges");
                    let back = tails(a, x).on(side);
                    assert!((back / tail - 1.0).abs() < 1e-6, "a {a:e} tail {tail:e} {side:?}: {x:e} {back:e}");
                }
            }
        }
    }
}
