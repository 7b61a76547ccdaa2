//! The regularised incomplete gamma function and its inverse.
//!
//! Series DLMF 8.11.4 below, continued fraction DLMF 8.9.2 above, with the saddle-point prefactor of Loader (2000).
//! The inverse works on ln x, where the logarithm of either tail is concave.

use super::deviance::{deviance_part, stirling_error};
use super::root::{Jet, concave};
use super::{LogTail, Side, Tails};

/// Rounds at most: about sqrt(a) are needed.
const ROUNDS: u32 = 1_000_000;

/// Logarithm of `x^a e^-x / Gamma(a)`, the density of ln x.
fn ln_log_density(a: f64, x: f64) -> f64 {
    0.5 * (a / std::f64::consts::TAU).ln() - stirling_error(a) - deviance_part(a, x, a - x)
}

fn lower_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..ROUNDS {
        term *= x / (a + f64::from(k));
        sum += term;
        if term <= sum * f64::EPSILON {
            break;
        }
    }
    sum / a
}

fn upper_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / keep(b);
    let mut fraction = d;
    for round in 1..ROUNDS {
        let k = f64::from(round);
        let numerator = -k * (k - a);
        b += 2.0;
        d = 1.0 / keep(numerator * d + b);
        c = keep(b + numerator / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// The tail on the side where series or fraction converges fast, with the density beside it, for `x > 0`.
fn ln_tail(a: f64, x: f64) -> (LogTail, f64) {
    let density = ln_log_density(a, x);
    let tail = if x < a + 1.0 {
        LogTail { ln: density + lower_series(a, x).ln(), side: Side::Lower }
    } else {
        LogTail { ln: density + upper_fraction(a, x).ln(), side: Side::Upper }
    };
    (tail, density)
}

/// Both tails of the gamma distribution with shape `a > 0` and unit scale at `x >= 0`.
#[must_use]
pub fn tails(a: f64, x: f64) -> Tails {
    if x <= 0.0 { Tails { lower: 0.0, upper: 1.0 } } else { ln_tail(a, x).0.tails() }
}

/// The point that has probability `tail` (0 < tail < 1) on `side`, for shape `a > 0`. `None` if the search did not end.
#[must_use]
pub fn quantile(a: f64, tail: f64, side: Side) -> Option<f64> {
    // The upper tail falls with ln x, the lower rises.
    let sign = match side {
        Side::Lower => -1.0,
        Side::Upper => 1.0,
    };
    let z = sign * super::probit::rough_upper_quantile(tail);
    let target = tail.ln();
    // Wilson-Hilferty where it is well above zero, otherwise well to the left, from where Newton climbs.
    let cube_root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    let start = if cube_root > 0.1 { a.ln() + 3.0 * cube_root.ln() } else { a.ln() - 7.0 };
    let log_x = concave(start, |u| {
        let x = u.exp();
        let (log_tail, density) = ln_tail(a, x);
        let value = log_tail.on(side);
        let first = -sign * (density - value).exp();
        Jet { value: value - target, first, second: first * (a - x - first) }
    })?;
    Some(log_x.exp())
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
