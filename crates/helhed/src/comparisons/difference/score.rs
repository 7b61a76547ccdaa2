//! The score statistic of a difference of shares, and the interval that it alone gives.

use super::miettinen_nurminen::score_limits;
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale};
use crate::numeric::normal;
use crate::numeric::root::decreasing;

/// Share in `of` minus share in `against` with the limits of Mee: those of Miettinen and Nurminen without n/(n - 1).
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub(crate) fn mee(of: &ProportionCell, against: &ProportionCell, level: Level, method: Method) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskDifference, method);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = score_limits(counts.x1, counts.n1, counts.x2, counts.n2, level.z())?;
    Ok(estimate
        .valued(counts.p1() - counts.p2())
        .with_se(counts.se_of_difference(), Scale::Identity)
        .between(lower, upper, level)
        .with_p(normal::two_sided_p(counts.score())))
}

/// The score statistic of a difference: zero where it is the observed one, and infinite where no share fits it.
pub(crate) fn statistic(x1: f64, n1: f64, x2: f64, n2: f64, difference: f64) -> f64 {
    let counts = Counts { x1, n1, x2, n2 };
    let distance = counts.p1() - counts.p2() - difference;
    if distance == 0.0 { 0.0 } else { distance / variance(counts, difference).sqrt() }
}

/// Variance of the difference of the shares that explain both groups best when their difference is this.
pub(in crate::comparisons) fn variance(counts: Counts, difference: f64) -> f64 {
    let (first, second) = most_likely(counts, difference);
    first * (1.0 - first) / counts.n1 + second * (1.0 - second) / counts.n2
}

/// The shares that explain both groups best, the second being the first less `difference`, which lies between -1 and 1.
///
/// The likelihood has one peak, where its slope falls through zero; it lies at an end if the counts push it there.
fn most_likely(counts: Counts, difference: f64) -> (f64, f64) {
    let slope = |second: f64| {
        let first = second + difference;
        rising(counts.x1, first) - rising(counts.y1(), 1.0 - first) + rising(counts.x2, second)
            - rising(counts.y2(), 1.0 - second)
    };
    let second = decreasing((-difference).max(0.0), (1.0 - difference).min(1.0), slope);
    ((second + difference).clamp(0.0, 1.0), second)
}

/// What a count adds to the slope: nothing if it is zero, and no end if its share is.
fn rising(count: f64, share: f64) -> f64 {
    if count == 0.0 {
        0.0
    } else if share <= 0.0 {
        f64::INFINITY
    } else {
        count / share
    }
}
