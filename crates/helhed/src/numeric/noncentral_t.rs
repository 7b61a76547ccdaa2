//! The non-central t distribution.
//!
//! With U the standard deviation of `df + 1` normal values, a tail is the mean of a normal tail over U:
//! P(T > t) = E[P(Z > t U - ncp)]. All terms are positive, so either tail keeps its relative accuracy far out and for
//! either sign, which the series of Lenth (1989, AS 243) does not. The mean is taken by the trapezoidal rule on ln U,
//! which converges faster than any power of the step: the integrand is analytic, has one mode and decays at both ends.

use super::deviance::{deviance_part, stirling_error};
use super::root::decreasing;
use super::{Side, Tails, gamma, normal};

/// Terms below this share of the sum are left out.
const NEGLIGIBLE: f64 = 1e-20;
/// Widest step on the logarithm: the integrand is analytic up to pi/4 off the axis.
const WIDEST_STEP: f64 = 0.11;
/// Steps at most on either side of the mode.
const STEPS: u32 = 100_000;
/// Reach `t U` at the mode from which the normal tail is taken for a step.
const FAR_REACH: f64 = 200.0;
/// Step and steps to either side of the mean over Z.
const NORMAL_STEP: f64 = 0.25;
const NORMAL_STEPS: i32 = 160;
/// Doublings of the distance in which a non-centrality must lie.
const DOUBLINGS: usize = 60;

/// The density of ln U, U^2 being chi-squared over its degrees of freedom.
struct LogScale {
    half: f64,
    ln_constant: f64,
}

impl LogScale {
    fn new(df: f64) -> Self {
        let half = 0.5 * df;
        let ln_constant = std::f64::consts::LN_2 + 0.5 * (half / std::f64::consts::TAU).ln() - stirling_error(half);
        Self { half, ln_constant }
    }

    fn density(&self, v: f64) -> f64 {
        let square = (2.0 * v).exp();
        // half - half * square without cancellation.
        let gap = -self.half * (2.0 * v).exp_m1();
        (self.ln_constant - deviance_part(self.half, self.half * square, gap)).exp()
    }
}

/// Normal density over upper tail.
fn hazard(z: f64) -> f64 {
    if z > 30.0 {
        return z + 1.0 / z;
    }
    (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt() / normal::upper_tail(z.max(-40.0))
}

/// Normal upper tail; zero where a double cannot hold it.
fn far_tail(z: f64) -> f64 {
    if z > 40.0 { 0.0 } else { normal::upper_tail(z.max(-40.0)) }
}

/// Probability above `t`, for `df > 0`.
fn upper(t: f64, df: f64, ncp: f64) -> f64 {
    let scale = LogScale::new(df);
    let term = |v: f64| scale.density(v) * far_tail(t * v.exp() - ncp);
    // The slope of the logarithm of the integrand, which has one change of sign.
    let slope = |v: f64| {
        let reach = t * v.exp();
        -df * (2.0 * v).exp_m1() - reach * hazard(reach - ncp)
    };
    let mode = mode(slope, 0.05 / (df.sqrt() + t.abs()));
    let (u, reach) = (mode.exp(), t * mode.exp());
    if reach.abs() > FAR_REACH.max((2.0 * df).sqrt()) {
        return over_normal(t, df, ncp);
    }
    let curvature = 2.0 * df * (u * u + (2.0 * mode).exp_m1().abs()) + reach * reach;
    let step = (0.6 / curvature.sqrt()).min(WIDEST_STEP);
    let mut sum = term(mode);
    for direction in [-1.0, 1.0] {
        for index in 1..STEPS {
            let added = term(mode + direction * step * f64::from(index));
            sum += added;
            if added <= NEGLIGIBLE * sum {
                break;
            }
        }
    }
    (sum * step).clamp(0.0, 1.0)
}

/// The same as the mean of a chi-squared tail over Z, for a reach so long that the normal tail is a step on ln U: then `ncp`
/// is as long and has the sign of `t`, or the probability is too small for a double.
fn over_normal(t: f64, df: f64, ncp: f64) -> f64 {
    if (t > 0.0) != (ncp > 0.0) {
        return 0.0;
    }
    let side = if t > 0.0 { Side::Lower } else { Side::Upper };
    let term = |z: f64| {
        let u = (z + ncp.abs()) / t.abs();
        (-0.5 * z * z).exp() * gamma::tails(0.5 * df, 0.5 * df * u * u).on(side)
    };
    let sum: f64 = (-NORMAL_STEPS..=NORMAL_STEPS).map(|index| term(NORMAL_STEP * f64::from(index))).sum();
    (sum * NORMAL_STEP / std::f64::consts::TAU.sqrt()).clamp(0.0, 1.0)
}

/// Where a slope that changes its sign once, from positive to negative, does so, within `width` or as a double can hold it.
fn mode(slope: impl Fn(f64) -> f64, width: f64) -> f64 {
    let (mut low, mut high) = (-1.0, 1.0);
    while slope(low) < 0.0 && low > -300.0 {
        low *= 2.0;
    }
    while slope(high) > 0.0 && high < 300.0 {
        high *= 2.0;
    }
    while high - low > width {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if slope(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Both tails at `t` with `df > 0` degrees of freedom and non-centrality `ncp`.
#[must_use]
pub fn tails(t: f64, df: f64, ncp: f64) -> Tails {
    if t >= ncp {
        let upper = upper(t, df, ncp);
        Tails { lower: 1.0 - upper, upper }
    } else {
        let lower = upper(-t, df, -ncp);
        Tails { lower, upper: 1.0 - lower }
    }
}

/// The non-centrality at which the probability on `side` of `t` is `tail` (0 < tail < 1). `None` if the search did not end.
///
/// These are the limits of a confidence interval: the lower one has `tail` above `t`, the upper one below it.
#[must_use]
pub fn noncentrality(t: f64, df: f64, tail: f64, side: Side) -> Option<f64> {
    let (t, sign) = match side {
        Side::Upper => (t, 1.0),
        Side::Lower => (-t, -1.0),
    };
    let target = tail.ln();
    // The upper tail rises with the non-centrality.
    let excess = |ncp: f64| target - tails(t, df, ncp).upper.ln();
    let z = normal::upper_quantile(tail);
    let (from, mut width) = (t - z, 1.0 + 0.5 * (t * z).abs() / df.sqrt());
    for _ in 0..DOUBLINGS {
        let (low, high) = (from - width, from + width);
        if excess(low) >= 0.0 && excess(high) <= 0.0 {
            return Some(sign * decreasing(low, high, excess));
        }
        width *= 2.0;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::student;
    use super::*;

    #[test]
    fn without_noncentrality_it_is_the_central_t() {
        for df in [0.5, 1.0, 2.0, 7.5, 60.0, 1e4, 1e7] {
            for t in [0.0, 0.3, 2.0, 9.0, 35.0] {
                let both = student::two_sided_p(t, df);
                let got = 2.0 * tails(t, df, 0.0).upper;
                assert!((got / both - 1.0).abs() < 3e-13, "{t} {df}: {got:e} {both:e}");
                assert!((2.0 * tails(-t, df, 0.0).lower / both - 1.0).abs() < 3e-13);
            }
        }
    }

    #[test]
    fn at_zero_it_is_the_normal() {
        for ncp in [-9.0, -1.0, 0.4, 3.0] {
            let got = tails(0.0, 11.0, ncp).lower;
            assert!((got / normal::upper_tail(ncp) - 1.0).abs() < 1e-13, "{ncp}");
        }
    }

    #[test]
    fn the_noncentrality_inverts_the_tails() {
        for (t, df) in [(-2.1, 25.0), (0.0, 4.0), (40.0, 3.0), (3.0, 1e6), (-1e3, 12.0), (1e9, 2.0), (-1e15, 40.0)] {
            for tail in [0.4, 0.025, 1e-9] {
                let low = noncentrality(t, df, tail, Side::Upper).expect("converges");
                let high = noncentrality(t, df, tail, Side::Lower).expect("converges");
                assert!((tails(t, df, low).upper / tail - 1.0).abs() < 1e-9, "{t} {df} {tail}: {low}");
                assert!((tails(t, df, high).lower / tail - 1.0).abs() < 1e-9, "{t} {df} {tail}: {high}");
            }
        }
    }
}
