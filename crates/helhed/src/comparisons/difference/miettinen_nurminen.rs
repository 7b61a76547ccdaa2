//! # Miettinen-Nurminen interval for a risk difference
//!
//! ## What it estimates
//! The share in one group minus the share in the other, between -1 and 1.
//!
//! ## When to use
//! For two independent groups, also small ones; it is the interval that regulators ask for. It is the score interval,
//! so it stays right where there are no events in one group or in both.
//!
//! ## Equation
//! The limits are the differences d0 at which (d - d0) / sqrt(v N/(N - 1)) equals -+z, with N = n1 + n2,
//! v = q1 (1 - q1)/n1 + q2 (1 - q2)/n2 and q1 - q2 = d0 the shares most likely under that difference.
//! By Lagrange's multiplier l of the constraint, q1 and q2 are roots of quadratics, l q1 (1 - q1) = x1 - n1 q1 and
//! -l q2 (1 - q2) = x2 - n2 q2, and d - d0 = l v. So l is found from l^2 v = z^2 N/(N - 1), whose left side grows
//! with l; the cubic in q2 of the paper, which loses digits at small shares, is not needed.
//!
//! ## Interval
//! Two-sided, inside [-1, 1]. The p-value is that of the score test of no difference with the same factor N/(N - 1).
//! The standard error is sqrt(p1 (1 - p1)/n1 + p2 (1 - p2)/n2) on the identity scale; the interval does not use it.
//!
//! ## Edge cases
//! Zero in both, all in both and groups of one unit have an interval. All against none: the upper limit is exactly 1,
//! and none against all has lower limit exactly -1. An empty group: no value, W301. Swapping the groups mirrors the
//! result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let none = ProportionCell::from_counts(0.0, 10.0)?;
//! let interval = difference::miettinen_nurminen(&none, &none, Level::P95)?.interval.unwrap();
//! assert_eq!(format!("{:.4} {:.4}", interval.lower, interval.upper), "-0.2879 0.2879");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Miettinen and Nurminen (1985), Statistics in Medicine 4: 213-226.
//!
//! ## Checked against
//! R 4.2.2 (`uniroot` on the score statistic with the cubic of Farrington and Manning) and scipy 1.17.1 (`brentq` on
//! the score statistic), 16 cases, relative 1e-8; for counts per million the cubic has six digits only, and the
//! reference is mpmath with 50 digits. Besides, 400 random tables up to 10^9 units against mpmath with 40 digits, to
//! 1e-9. statsmodels 0.15 has other limits, because the events of a group stand in its cubic where the size belongs:
//! 0.0526 to 0.3440 for 56 of 70 against 48 of 80, where 0.0528 to 0.3382 is right. It raises an error for 0 of 10
//! against 0 of 10. A `brentq` on the score equation that brackets the restricted shares to 1e-14 gives 0.99508 as the
//! upper limit for 39 of 39 against 1 of 37; by mpmath with 60 digits it is 0.995257367375125.

use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::{Fault, Result};
use crate::estimate::{Estimand, Estimate, Level, Method, Scale};
use crate::numeric::normal;

/// The method.
pub const MIETTINEN_NURMINEN: Method = Method::new("difference/miettinen_nurminen", 1, "Miettinen and Nurminen (1985)");

/// Steps after which the search for a limit gives up; five are usual.
const STEPS: usize = 100;

/// Relative distance from the goal after which one more step changes nothing: the error of Newton's step is its square.
const SMALL: f64 = 1e-7;

/// Share in `of` minus share in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn miettinen_nurminen(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskDifference, MIETTINEN_NURMINEN);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    Ok(estimate
        .valued(counts.p1() - counts.p2())
        .between(lower, upper, level)
        .with_se(counts.se_of_difference(), Scale::Identity)
        .with_p(p_value(counts)))
}

/// Value, both limits and p-value.
pub(in crate::comparisons) fn numbers(counts: Counts, level: Level) -> Result<Option<[f64; 4]>> {
    let Counts { x1, n1, x2, n2 } = counts;
    let (lower, upper) = limits(x1, n1, x2, n2, level)?;
    Ok(Some([counts.p1() - counts.p2(), lower, upper, p_value(counts)]))
}

fn p_value(counts: Counts) -> f64 {
    let n = counts.n1 + counts.n2;
    normal::two_sided_p(counts.score() * ((n - 1.0) / n).sqrt())
}

/// Both limits.
///
/// # Errors
/// `H901` if a search did not end.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    let n = n1 + n2;
    score_limits(x1, n1, x2, n2, level.z() * (n / (n - 1.0)).sqrt())
}

/// Both differences at which the score statistic without the factor n/(n - 1) is `score` away from zero.
///
/// # Errors
/// `H901` if a search did not end.
pub(crate) fn score_limits(x1: f64, n1: f64, x2: f64, n2: f64, score: f64) -> Result<(f64, f64)> {
    // The groups swapped turn the upper limit into a lower one.
    let ends = lower(Counts { x1, n1, x2, n2 }, score).zip(lower(Counts { x1: x2, n1: n2, x2: x1, n2: n1 }, score));
    let (lower, upper) = ends.ok_or_else(|| Fault::Bug { what: format!("no limit for {x1}/{n1} and {x2}/{n2}") })?;
    Ok((lower, -upper))
}

/// The difference below the one seen at which the score statistic without its factor is `score`.
fn lower(counts: Counts, score: f64) -> Option<f64> {
    let Counts { x1, n1, x2, n2 } = counts;
    let (difference, square) = (counts.p1() - counts.p2(), score * score);
    if x1 == 0.0 && x2 == n2 {
        return Some(-1.0);
    }
    if square == 0.0 {
        return Some(difference);
    }
    let arms = [Arm { n: n1, moved: x1, rest: counts.y1() }, Arm { n: n2, moved: counts.y2(), rest: x2 }];
    // A group without rest does not vary up to a multiplier of its size. Beyond that its part of the sum is the
    // distance from there, which is therefore what is searched.
    let stiff = arms.iter().filter(|arm| arm.rest == 0.0).map(|arm| arm.n).fold(f64::INFINITY, f64::min);
    let left = if stiff.is_finite() { square - stiff * stiff * sum(arms, stiff, 0.0).0 } else { -1.0 };
    let (from, mut at, mut low, mut high) = if left > 0.0 {
        (stiff, left, 0.0, f64::INFINITY)
    } else {
        let start = score / arms.iter().map(Arm::near).sum::<f64>().sqrt();
        (0.0, if start < stiff { start } else { 0.5 * stiff }, 0.0, stiff)
    };
    for _ in 0..STEPS {
        let multiplier = from + at;
        let (v, rise) = sum(arms, from, at);
        let reached = multiplier * multiplier * v;
        if reached < square {
            low = at
        } else {
            high = at
        }
        // Newton's step on l sqrt(v), which is nearly a line, or beyond a stiff group on l^2 v, which is one.
        let elasticity = rise / v;
        let off = if from > 0.0 { square / reached - 1.0 } else { 2.0 * (score / reached.sqrt() - 1.0) };
        let step = off / elasticity;
        if off.abs() <= SMALL || high - low <= 4.0 * f64::EPSILON * at {
            return Some((difference - multiplier * v * (1.0 + step * (elasticity - 1.0))).max(-1.0));
        }
        let next = at + multiplier * step;
        at = match (low < next && next < high, high.is_finite()) {
            (true, _) => next,
            (false, true) => 0.5 * (low + high),
            (false, false) => 2.0 * at,
        };
    }
    None
}

/// A group as the multiplier sees it: units that it moves away from (events of the first group, others of the second),
/// and the rest.
#[derive(Clone, Copy)]
struct Arm {
    n: f64,
    moved: f64,
    rest: f64,
}

impl Arm {
    /// About the variance of the share, never zero.
    fn near(&self) -> f64 {
        let n = self.n + 1.0;
        (self.moved + 0.5) * (self.rest + 0.5) / (n * n * n)
    }

    /// Variance of the share under the multiplier `from + at`, and its part of the derivative of l^2 v, over l.
    fn variance(&self, from: f64, at: f64) -> (f64, f64) {
        let Self { n, moved, rest } = *self;
        let (l, gap) = (from + at, (n - from) - at);
        let root = (gap * gap + 4.0 * l * rest).sqrt();
        let all = (n + l + root) * n;
        let v = if gap > 0.0 { 4.0 * moved * rest / ((gap + root) * all) } else { moved * (root - gap) / (l * all) };
        // At the end of the range the root is zero, and so is the variance.
        if v > 0.0 { (v, v * (1.0 + n / root)) } else { (0.0, 0.0) }
    }
}

/// Both parts for the groups together.
fn sum([one, two]: [Arm; 2], from: f64, at: f64) -> (f64, f64) {
    let ((v1, rise1), (v2, rise2)) = (one.variance(from, at), two.variance(from, at));
    (v1 + v2, rise1 + rise2)
}
