//! # Koopman interval for a risk ratio
//!
//! ## What it estimates
//! The share in one group divided by the share in the other.
//!
//! ## When to use
//! For two independent groups, or before against after when the persons are not the same: it is the default ratio of
//! proportions, and stays right where there are no events in one group.
//!
//! ## Equation
//! The limits are the ratios r at which the score statistic (p1 - r p2) / sqrt(q1(1 - q1)/n1 + r^2 q2(1 - q2)/n2)
//! equals -+z, with q1 = r q2 the shares most likely under that ratio:
//! q1 = (x1 - m)/(n1 - m) and q2 = (x2 + m)/(n2 + m), m the multiplier of the constraint. The squared statistic is
//! m^2 ((n1 - x1)/(n1 (x1 - m)) + (n2 - x2)/(n2 (x2 + m))), which is solved for m. No N/(N - 1) factor.
//!
//! ## Interval
//! Two-sided, from 0 to infinity. The p-value is that of the score test of equal shares. The standard error is
//! sqrt(q1/x1 + q2/x2) with q = 1 - p on the log scale, absent where a group has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. An empty group: no value, W301. Swapping the groups inverts the
//! result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::ratio};
//! let (after, before) = (ProportionCell::from_counts(9.0, 10.0)?, ProportionCell::from_counts(3.0, 10.0)?);
//! let interval = ratio::koopman(&after, &before, Level::P95)?.interval.unwrap();
//! assert!((interval.lower - 1.353_237_193_866_73).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Koopman (1984), Biometrics 40: 513-517; Nam (1995), Biometrical Journal 37: 375-379, for limits without a search
//! within the search.
//!
//! ## Checked against
//! R 4.2.2 `uniroot` and scipy 1.17.1 `brentq` on the score statistic, 16 cases, relative 1e-8. statsmodels 0.15
//! returns not-a-number where there are no events in either group.

use super::score;
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened, with_share_ratio};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method};
use crate::numeric::normal;

/// The method.
pub const KOOPMAN: Method = Method::new("ratio/koopman", 1, "Koopman (1984)");

/// Share in `of` divided by share in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn koopman(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskRatio, KOOPMAN);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    Ok(with_share_ratio(estimate.between(lower, upper, level), counts).with_p(normal::two_sided_p(counts.score())))
}

/// Value, both limits and p-value; `None` where the ratio is infinite or absent.
pub(in crate::comparisons) fn numbers(counts: Counts, level: Level) -> Result<Option<[f64; 4]>> {
    if counts.x2 == 0.0 {
        return Ok(None);
    }
    let Counts { x1, n1, x2, n2 } = counts;
    let (lower, upper) = limits(x1, n1, x2, n2, level)?;
    Ok(Some([counts.p1() / counts.p2(), lower, upper, normal::two_sided_p(counts.score())]))
}

/// Both limits.
///
/// # Errors
/// `H901` if a search did not end.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    score::limits(x1, n1, x2, n2, level.z())
}
