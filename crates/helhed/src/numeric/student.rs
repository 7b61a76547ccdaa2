//! Student's t distribution with any positive number of degrees of freedom.

use statrs::function::gamma::ln_gamma;

use super::Side;
use super::beta::{self, UnitPoint};
use super::root::{Jet, concave};

/// The squared statistic as a point of the unit interval, `t^2 / (df + t^2)`, with its complement.
fn unit_point(t: f64, df: f64) -> UnitPoint {
    let ratio = t * t / df;
    UnitPoint { x: ratio / (1.0 + ratio), y: 1.0 / (1.0 + ratio) }
}

/// Squared statistic over degrees of freedom above which the first term of the tail's series is all of it.
const FAR: f64 = 1e17;

/// Logarithm of the first term of the two-sided tail, `y^b / (b B(b, 1/2))` with `y = df/t^2` and `b = df/2`, without
/// the power of y. Far out y itself is too small for a double.
fn ln_front(df: f64) -> f64 {
    let b = 0.5 * df;
    ln_gamma(b + 0.5) - ln_gamma(b + 1.0) - 0.5 * std::f64::consts::PI.ln()
}

/// Probability that the absolute value exceeds `t >= 0`.
#[must_use]
pub fn two_sided_p(t: f64, df: f64) -> f64 {
    let t = t.abs();
    if t * t > FAR * df {
        return (ln_front(df) + 0.5 * df * (df.ln() - 2.0 * t.ln())).exp();
    }
    beta::tails(0.5, 0.5 * df, unit_point(t, df)).upper
}

/// Probability that the statistic exceeds `t`, with full relative accuracy where it is small.
#[must_use]
pub fn upper_tail(t: f64, df: f64) -> f64 {
    let beyond = 0.5 * two_sided_p(t, df);
    if t >= 0.0 { beyond } else { 1.0 - beyond }
}

/// The point above which the distribution has probability `tail` (0 < tail < 1/2). `None` if the search did not end.
#[must_use]
pub fn upper_quantile(tail: f64, df: f64) -> Option<f64> {
    let far = 0.5 * df.ln() + (ln_front(df) - (2.0 * tail).ln()) / df;
    if 2.0 * far > FAR.ln() + df.ln() {
        return Some(far.exp());
    }
    let target = (2.0 * tail).ln();
    let z = super::probit::rough_upper_quantile(tail);
    let start = (z * (1.0 + (z * z + 1.0) / (4.0 * df))).ln();
    let (a, b) = (0.5, 0.5 * df);
    let log_t = concave(start, |u| {
        let point = unit_point(u.exp(), df);
        let (log_tail, ln_density) = beta::ln_tail(a, b, point);
        let value = log_tail.on(Side::Upper);
        // The logit of the unit point is 2 ln t - ln df, hence the factors of two.
        let first = -2.0 * (ln_density - value).exp();
        let slope = 2.0 * (a * point.y - b * point.x);
        Jet { value: value - target, first, second: first * (slope - first) }
    })?;
    Some(log_t.exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_with_one_and_two_degrees_of_freedom_have_closed_forms() {
        for tail in [0.25_f64, 0.025, 0.005, 5e-10] {
            let cauchy = 1.0 / (std::f64::consts::PI * tail).tan();
            let got = upper_quantile(tail, 1.0).expect("converges");
            assert!((got / cauchy - 1.0).abs() < 1e-12, "{tail}: {got} {cauchy}");
            let two = (1.0 - 2.0 * tail) / (2.0 * tail * (1.0 - tail)).sqrt();
            let got = upper_quantile(tail, 2.0).expect("converges");
            assert!((got / two - 1.0).abs() < 1e-12, "{tail}: {got} {two}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_approach_the_normal() {
        let t = upper_quantile(0.025, 1e9).expect("converges");
        assert!((t - super::super::normal::upper_quantile(0.025)).abs() < 1e-8);
        assert!((two_sided_p(t, 1e9) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn far_out_the_tail_of_one_degree_of_freedom_is_one_over_pi_t() {
        for t in [1e7_f64, 1e9, 1e100, 1e154, 1e200, 1e300] {
            let tail = 1.0 / (std::f64::consts::PI * t);
            assert!((upper_tail(t, 1.0) / tail - 1.0).abs() < 1e-12, "{t:e} {:e}", upper_tail(t, 1.0));
            assert!((upper_quantile(tail, 1.0).expect("converges") / t - 1.0).abs() < 1e-12, "{t:e}");
        }
        assert_eq!(two_sided_p(f64::INFINITY, 4.0), 0.0);
    }

    #[test]
    fn the_upper_tail_has_closed_forms() {
        for t in [-30.0_f64, -1.0, 0.0, 0.5, 4.0] {
            let cauchy = 0.5 - t.atan() / std::f64::consts::PI;
            assert!((upper_tail(t, 1.0) - cauchy).abs() < 1e-15, "{t}");
            assert!((upper_tail(t, 3.3) + upper_tail(-t, 3.3) - 1.0).abs() < 1e-15, "{t}");
        }
    }

    #[test]
    fn two_sided_p_at_zero_is_one() {
        assert_eq!(two_sided_p(0.0, 7.5), 1.0);
    }
}
