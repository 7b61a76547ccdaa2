//! The F distribution with any positive numbers of degrees of freedom.

use super::beta::{self, UnitPoint};
use super::{Side, Tails};

/// Both tails at `f >= 0`, with `d1` degrees of freedom above and `d2` below.
#[must_use]
pub fn tails(f: f64, d1: f64, d2: f64) -> Tails {
    let odds = d1 * f / d2;
    if odds.is_infinite() {
        return Tails { lower: 1.0, upper: 0.0 };
    }
    beta::tails(0.5 * d1, 0.5 * d2, UnitPoint { x: odds / (1.0 + odds), y: 1.0 / (1.0 + odds) })
}

/// The point that has probability `tail` (0 < tail < 1) on `side`. `None` if the search did not end.
#[must_use]
pub fn quantile(tail: f64, d1: f64, d2: f64, side: Side) -> Option<f64> {
    beta::quantile_logit(0.5 * d1, 0.5 * d2, tail, side).map(|logit| d2 / d1 * logit.exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_degrees_of_freedom_above_have_a_closed_form() {
        for f in [1e-9_f64, 0.3, 1.0, 25.0, 1e4] {
            let upper = (1.0 + 2.0 * f / 7.0).powf(-3.5);
            assert!((tails(f, 2.0, 7.0).upper / upper - 1.0).abs() < 1e-12, "{f}");
            let back = quantile(upper, 2.0, 7.0, Side::Upper).expect("converges");
            assert!((back / f - 1.0).abs() < 1e-6, "{f} {back}");
        }
        assert_eq!(tails(0.0, 3.0, 4.0), Tails { lower: 0.0, upper: 1.0 });
        assert_eq!(tails(f64::INFINITY, 3.0, 4.0), Tails { lower: 1.0, upper: 0.0 });
    }

    #[test]
    fn the_square_of_t_is_f() {
        for (t, df) in [(0.2, 3.0), (2.0, 17.5), (9.0, 400.0)] {
            let both = super::super::student::two_sided_p(t, df);
            assert!((tails(t * t, 1.0, df).upper / both - 1.0).abs() < 1e-12);
        }
    }
}
