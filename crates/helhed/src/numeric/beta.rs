//! The regularised incomplete beta function and its inverse.
//!
//! Continued fraction DLMF 8.17.22 on the side where it converges fast, with the saddle-point prefactor of
//! Loader (2000) in place of differences of log gammas. The inverse works on the logit of x, where the
//! logarithm of either tail is concave, so Halley's method cannot run away.

use super::deviance::{deviance_part, stirling_error};
use super::root::{Jet, concave};
use super::{LogTail, Side, Tails};

/// A point of the unit interval with its complement, so that neither loses digits near an end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitPoint {
    /// The point.
    pub x: f64,
    /// One minus the point.
    pub y: f64,
}

impl UnitPoint {
    /// From the point itself.
    #[must_use]
    pub fn new(x: f64) -> Self {
        Self { x, y: 1.0 - x }
    }

    /// From the log odds.
    #[must_use]
    pub fn from_logit(u: f64) -> Self {
        Self { x: 1.0 / (1.0 + (-u).exp()), y: 1.0 / (1.0 + u.exp()) }
    }
}

/// Logarithm of `x^a y^b / B(a, b)`, the density of the logit.
pub(crate) fn ln_logit_density(a: f64, b: f64, p: UnitPoint) -> f64 {
    let n = a + b;
    let d = a * p.y - b * p.x;
    stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance_part(a, n * p.x, d)
        - deviance_part(b, n * p.y, -d)
        + 0.5 * (a * b / (std::f64::consts::TAU * n)).ln()
}

/// Lower tail divided by `x^a y^b / B(a, b)`, for `x` at or below the mean.
///
/// The fraction of DiDonato and Morris (1992): with `lambda = a y - b x >= 0` its terms are positive, so nothing
/// cancels however large the parameters. Evaluated by modified Lentz.
fn continued_fraction(a: f64, b: f64, p: UnitPoint) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let lambda = a * p.y - b * p.x;
    let denominator = |n: f64| {
        n + n * (b - n) * p.x / (a + 2.0 * n - 1.0) + (a + n) / (a + 2.0 * n + 1.0) * (lambda + 1.0 + n * (1.0 + p.y))
    };
    let mut d = 1.0 / keep(a / (a + 1.0) * (lambda + 1.0));
    let mut c = 1.0 / TINY;
    let mut fraction = d;
    // Needs about sqrt(max(a, b)) rounds: a million covers arguments up to 1e12.
    for round in 1..1_000_000_u32 {
        let n = f64::from(round);
        let across = p.x / (a + 2.0 * n - 1.0);
        let numerator = (a + n - 1.0) * (a + b + n - 1.0) * n * (b - n) * across * across;
        let beta = denominator(n);
        d = 1.0 / keep(beta + numerator * d);
        c = keep(beta + numerator / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// The tail on the side where the fraction converges fast, with the density beside it, inside the unit interval.
pub(crate) fn ln_tail(a: f64, b: f64, p: UnitPoint) -> (LogTail, f64) {
    let density = ln_logit_density(a, b, p);
    let tail = if a * p.y > b * p.x {
        LogTail { ln: density + continued_fraction(a, b, p).ln(), side: Side::Lower }
    } else {
        let mirrored = UnitPoint { x: p.y, y: p.x };
        LogTail { ln: density + continued_fraction(b, a, mirrored).ln(), side: Side::Upper }
    };
    (tail, density)
}

/// Both tails of the beta distribution with parameters `a, b > 0` at `p`.
#[must_use]
pub fn tails(a: f64, b: f64, p: UnitPoint) -> Tails {
    if p.x <= 0.0 {
        return Tails { lower: 0.0, upper: 1.0 };
    }
    if p.y <= 0.0 {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    ln_tail(a, b, p).0.tails()
}

/// The point that has probability `tail` (0 < tail < 1) on `side`, for `a, b > 0`. `None` if the search did not end.
#[must_use]
pub fn quantile(a: f64, b: f64, tail: f64, side: Side) -> Option<f64> {
    quantile_logit(a, b, tail, side).map(|logit| UnitPoint::from_logit(logit).x)
}

/// The log odds of the same point, which keep their digits near 0 and 1.
#[must_use]
pub fn quantile_logit(a: f64, b: f64, tail: f64, side: Side) -> Option<f64> {
    // The upper tail falls with the logit, the lower rises.
    let sign = match side {
        Side::Lower => -1.0,
        Side::Upper => 1.0,
    };
    let z = sign * super::probit::rough_upper_quantile(tail);
    let target = tail.ln();
    // Normal approximation on the logit scale, whose variance is close to 1/a + 1/b.
    let start = (a / b).ln() + z * (1.0 / a + 1.0 / b).sqrt();
    concave(start, |u| {
        let p = UnitPoint::from_logit(u);
        let (log_tail, density) = ln_tail(a, b, p);
        let value = log_tail.on(side);
        let first = -sign * (density - value).exp();
        Jet { value: value - target, first, second: first * (a * p.y - b * p.x - first) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        for x in [1e-12, 0.01, 0.3, 0.5, 0.9, 0.999_999] {
            let p = UnitPoint::new(x);
            let power = tails(7.0, 1.0, p).lower;
            assert!((power / x.powi(7) - 1.0).abs() < 1e-12, "{x} {power}");
            let complement = tails(1.0, 9.0, p).upper;
            assert!((complement / p.y.powi(9) - 1.0).abs() < 1e-12);
            let arcsine = tails(0.5, 0.5, p);
            assert!(
                (arcsine.lower.min(0.5)
                    - 2.0 / std::f64::consts::PI * x.sqrt().asin().min(0.25 * std::f64::consts::PI))
                .abs()
                    < 1e-14
            );
        }
    }

    #[test]
    fn quantile_inverts_the_tails_at_every_size() {
        for n in [1.0_f64, 2.0, 11.0, 1e3, 1e6, 1e9] {
            for share in [0.0, 1e-9, 0.1, 0.5, 0.999, 1.0] {
                let a = (n * share).floor() + 1.0;
                let b = n - (n * share).floor() + 1.0;
                for tail in [0.25, 0.025, 5e-10, 1e-200] {
                    for side in [Side::Lower, Side::Upper] {
                        let x = quantile(a, b, tail, side).unwrap_or_else(|| panic!("{a:e} {b:e} {tail:e} {side:?}"));
                        if x >= 1.0 - 1e-8 {
                            continue; // the complement is lost in 1 - x here, not in the search
                        }
                        let back = tails(a, b, UnitPoint::new(x)).on(side);
                        assert!((back / tail - 1.0).abs() < 1e-6, "a {a} b {b} tail {tail} {side:?}: {x} {back}");
                    }
                }
            }
        }
    }
}
