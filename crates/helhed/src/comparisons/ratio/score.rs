//! The score limits of a ratio of two shares, which Koopman's and Miettinen and Nurminen's intervals have in common.
//!
//! By Lagrange's multiplier m of the constraint q1 = r q2, the shares most likely under a ratio r are
//! q1 = (x1 - m)/(n1 - m) and q2 = (x2 + m)/(n2 + m), and the squared score statistic is
//! m^2 (y1/(n1 (x1 - m)) + y2/(n2 (x2 + m))), with y = n - x. It grows with m, so one search without a cubic finds m,
//! and r follows. The upper limit is one over the lower limit of the groups swapped.

use crate::comparisons::shares::Counts;
use crate::error::{Fault, Result};

/// Steps after which the search for a limit gives up; four are usual.
const STEPS: usize = 100;

/// Relative step after which the next one changes nothing: the error of Newton's step is its square.
const SMALL: f64 = 1e-8;

/// Both ratios at which the score statistic is `score` away from zero.
///
/// # Errors
/// `H901` if a search did not end.
pub(super) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, score: f64) -> Result<(f64, f64)> {
    let ends = lower(Counts { x1, n1, x2, n2 }, score).zip(lower(Counts { x1: x2, n1: n2, x2: x1, n2: n1 }, score));
    let (lower, below) = ends.ok_or_else(|| Fault::Bug { what: format!("no limit for {x1}/{n1} and {x2}/{n2}") })?;
    // At levels next to nothing both limits are the ratio itself, and rounding may not turn them round.
    let ratio = (x1 / n1) / (x2 / n2);
    Ok((lower.min(ratio), if below == 0.0 { f64::INFINITY } else { (1.0 / below).max(ratio) }))
}

fn lower(counts: Counts, score: f64) -> Option<f64> {
    let Counts { x1, n1, x2, n2 } = counts;
    let square = score * score;
    if x1 == 0.0 {
        return Some(0.0);
    }
    if square == 0.0 {
        return Some(counts.p1() / counts.p2());
    }
    let (a, b) = (counts.y1() / n1, counts.y2() / n2);
    // Where either group alone would put the multiplier: both are too far.
    let second = if b > 0.0 { (square + (square * (square + 4.0 * b * x2)).sqrt()) / (2.0 * b) } else { f64::INFINITY };
    if a == 0.0 {
        return Some(all_in_the_first(counts, square, second));
    }
    let first = 2.0 * square * x1 / (square + (square * (square + 4.0 * a * x1)).sqrt());
    let most = first.min(second);
    let mut at = most / (1.0 + (most / first.max(second)).powi(2)).sqrt();
    let ratio = |m: f64| (x1 - m) * (n2 + m) / ((n1 - m) * (x2 + m));
    if b == 0.0 {
        return Some(ratio(first));
    }
    let (mut low, mut high) = (0.0, most);
    for _ in 0..STEPS {
        let (left, right) = (a / (x1 - at), b / (x2 + at));
        let sum = left + right;
        let reached = at * sum.sqrt();
        if reached < score {
            low = at
        } else {
            high = at
        }
        let elasticity = 2.0 + at * (left / (x1 - at) - right / (x2 + at)) / sum;
        let step = 2.0 * (score / reached - 1.0) / elasticity;
        let next = at * (1.0 + step);
        if step.abs() <= SMALL {
            return Some(ratio(next.min(most)));
        }
        at = if low < next && next < high { next } else { 0.5 * (low + high) };
    }
    None
}

/// The lower limit where all of the first group have the event: up to a multiplier of n1 its share stays one, and there
/// it comes down.
fn all_in_the_first(Counts { n1, x2, n2, .. }: Counts, square: f64, second: f64) -> f64 {
    if second < n1 {
        return (n2 + second) / (x2 + second);
    }
    let odds_against = (square / n1 - n1 * ((n2 - x2) / (n2 * (x2 + n1)))).max(0.0);
    (n2 + n1) / ((x2 + n1) * (1.0 + odds_against))
}
