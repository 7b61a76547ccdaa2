//! The regularised incomplete beta function and its inverse.
//!
//! Continued fraction DLMF 8.17.22 on the side where it converges fast, with the saddle-point prefactor of
//! Loader (2000) in place of differences of log gammas. The inverse works on the logit of x. It starts from Cornish and
//! Fisher's expansion, or Paulson's cube roots, and steps by the series of the inverse function: one evaluation of a
//! tail is mostly enough. Far from the quantile the logarithm of the tail takes over: on the logit it is concave, so
//! Halley's method cannot run away.

use super::deviance::{deviance_part, stirling_error};
use super::root::{Jet, concave};
use super::search::{self, Local, Step, Target};
use super::{LogTail, Side, Tails, fraction};

/// Steps by the series of the inverse function before the slower search takes over.
const CLOSE_STEPS: usize = 6;

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
        let odds = (-u.abs()).exp();
        let (near, far) = (1.0 / (1.0 + odds), odds / (1.0 + odds));
        if u > 0.0 { Self { x: near, y: far } } else { Self { x: far, y: near } }
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

/// Lower tail divided by `x^a y^b / B(a, b)`, for `x` at or below the mean; `lambda = a y - b x >= 0`.
///
/// The fraction of DiDonato and Morris (1992): its terms are positive, so nothing cancels however large the parameters.
fn continued_fraction(a: f64, b: f64, p: UnitPoint, lambda: f64) -> f64 {
    let both = a + b - 1.0;
    let first = a / (a + 1.0) * (lambda + 1.0);
    // Reciprocal of a + 2n - 1, and of the next round's.
    let mut across = 1.0 / (a + 1.0);
    fraction::reciprocal(first, |n| {
        let next = 1.0 / (a + 2.0 * n + 1.0);
        let x = p.x * across;
        let ahead = n * (b - n) * x;
        let numerator = (a + n - 1.0) * (both + n) * ahead * x;
        let denominator = n + ahead + (a + n) * next * (lambda + 1.0 + n * (1.0 + p.y));
        across = next;
        (numerator, denominator)
    })
}

/// The tail on the side where the fraction converges fast, with the density beside it, inside the unit interval.
pub(crate) fn ln_tail(a: f64, b: f64, p: UnitPoint) -> (LogTail, f64) {
    let density = ln_logit_density(a, b, p);
    let lambda = a * p.y - b * p.x;
    let tail = if lambda > 0.0 {
        LogTail { ln: density + continued_fraction(a, b, p, lambda).ln(), side: Side::Lower }
    } else {
        let mirrored = UnitPoint { x: p.y, y: p.x };
        LogTail { ln: density + continued_fraction(b, a, mirrored, -lambda).ln(), side: Side::Upper }
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
    quantile_of(a, b, Target::new(tail, side))
}

/// The same of a target, whose normal quantile many searches share.
pub(crate) fn quantile_of(a: f64, b: f64, target: Target) -> Option<f64> {
    if a <= b {
        Some(Shape::new(a, b).at(solve(a, b, target)?).point.x)
    } else {
        Some(Shape::new(b, a).at(solve(b, a, target.mirrored())?).point.y)
    }
}

/// The log odds of the same point, which keep their digits near 0 and 1.
#[must_use]
pub fn quantile_logit(a: f64, b: f64, tail: f64, side: Side) -> Option<f64> {
    let target = Target::new(tail, side);
    let around = (a / b).ln();
    if a <= b { solve(a, b, target).map(|v| around + v) } else { solve(b, a, target.mirrored()).map(|v| around - v) }
}

/// Parameters with `a <= b`. Points are told by `v`, their log odds minus `ln(a/b)`: small where the distribution lies,
/// so that no difference cancels however large the parameters.
struct Shape {
    a: f64,
    b: f64,
    n: f64,
    /// Shares of `a` and `b` in their sum.
    s: f64,
    t: f64,
}

/// A point, and what is known of it.
struct At {
    point: UnitPoint,
    /// `a y - b x`: the derivative of the logarithm of the density of the logit.
    lambda: f64,
    /// How far the logarithm of the density lies below its top.
    deviance: f64,
}

impl Shape {
    fn new(a: f64, b: f64) -> Self {
        let n = a + b;
        Self { a, b, n, s: a / n, t: b / n }
    }

    fn at(&self, v: f64) -> At {
        let (odds, excess) = if v < -0.5 {
            let odds = v.exp();
            (odds, odds - 1.0)
        } else {
            let excess = v.exp_m1();
            (1.0 + excess, excess)
        };
        let sum = self.t + self.s * odds;
        let inverse = 1.0 / sum;
        let ln_sum = if self.s * excess.abs() < 0.25 { (self.s * excess).ln_1p() } else { sum.ln() };
        At {
            point: UnitPoint { x: self.s * odds * inverse, y: self.t * inverse },
            lambda: -self.a * self.t * excess * inverse,
            deviance: self.n * ln_sum - self.a * v,
        }
    }

    /// Logarithm of the density of the logit at its top.
    fn ln_top(&self) -> f64 {
        self.errors() + 0.5 * (self.a * self.t / std::f64::consts::TAU).ln()
    }

    fn errors(&self) -> f64 {
        stirling_error(self.n) - stirling_error(self.a) - stirling_error(self.b)
    }

    /// The tail on the side where the fraction converges fast, over the density.
    fn fraction(&self, at: &At) -> (f64, Side) {
        let At { point, lambda, .. } = *at;
        if lambda > 0.0 {
            (continued_fraction(self.a, self.b, point, lambda), Side::Lower)
        } else {
            let mirrored = UnitPoint { x: point.y, y: point.x };
            (continued_fraction(self.b, self.a, mirrored, -lambda), Side::Upper)
        }
    }
}

/// `v` of the quantile, for `a <= b`.
fn solve(a: f64, b: f64, target: Target) -> Option<f64> {
    let shape = Shape::new(a, b);
    if a == 1.0 {
        // The upper tail is y^b.
        let ln_upper = if target.side == Side::Upper { target.tail.ln() } else { (-target.tail).ln_1p() };
        let ln_y = ln_upper / b;
        return Some((b * -ln_y.exp_m1()).ln() - ln_y);
    }
    let mut v = search::start(1.0 / a, 1.0 / b, target.z);
    // Constant of all steps: the density at its top.
    let (errors, root) = (shape.errors(), (a * shape.t / std::f64::consts::TAU).sqrt());
    for _ in 0..CLOSE_STEPS {
        let at = shape.at(v);
        let density = root * (errors - at.deviance).exp();
        let (over, side) = shape.fraction(&at);
        let spread = shape.n * at.point.x * at.point.y;
        let local = Local {
            tail: density * over,
            side,
            density,
            slope: at.lambda,
            bend: -spread,
            twist: -spread * (at.point.y - at.point.x),
        };
        match local.step(target) {
            Step::Last(step) => return Some(v + step),
            Step::Near(step) => v += step,
            Step::Far => break,
        }
    }
    let (ln_target, ln_top, sign) = (target.tail.ln(), shape.ln_top(), target.sign());
    concave(v, |v| {
        let at = shape.at(v);
        let density = ln_top - at.deviance;
        let (over, side) = shape.fraction(&at);
        let value = LogTail { ln: density + over.ln(), side }.on(target.side);
        let first = -sign * (density - value).exp();
        Jet { value: value - ln_target, first, second: first * (at.lambda - first) }
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
    fn quantiles_known_to_fifteen_digits() {
        // Closed forms: a = 1, b = 1, and the arcsine distribution.
        for tail in [0.5_f64, 0.025, 1e-9, 1e-100] {
            let near = |got: Option<f64>, expected: f64| {
                let got = got.expect("converges");
                // The search holds the log odds, whose last digit is worth as much as they are large.
                let most = 1e-15 * (4.0 + expected.ln().abs());
                assert!((got / expected - 1.0).abs() < most, "{tail:e}: {got:e} {expected:e}");
            };
            near(quantile(7.0, 1.0, tail, Side::Lower), tail.powf(1.0 / 7.0));
            near(quantile(1.0, 7.0, tail, Side::Lower), -((-tail).ln_1p() / 7.0).exp_m1());
            let sine = (0.5 * std::f64::consts::PI * tail).sin();
            near(quantile(0.5, 0.5, tail, Side::Lower), sine * sine);
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
