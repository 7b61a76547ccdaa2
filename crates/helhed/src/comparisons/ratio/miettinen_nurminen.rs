//! # Miettinen-Nurminen interval for a risk ratio
//!
//! ## What it estimates
//! The share in one group divided by the share in the other.
//!
//! ## When to use
//! For two independent groups, where the variance is to have the factor N/(N - 1), as regulators ask. It is Koopman's
//! interval, slightly wider.
//!
//! ## Equation
//! The limits are the ratios r at which (p1 - r p2) / sqrt(v N/(N - 1)) equals -+z, with N = n1 + n2,
//! v = q1 (1 - q1)/n1 + r^2 q2 (1 - q2)/n2 and q1 = r q2 the shares most likely under that ratio. They are found as
//! Koopman's limits are, with z^2 N/(N - 1) in the place of z^2.
//!
//! ## Interval
//! Two-sided, from 0 to infinity. The p-value is that of the score test of equal shares with the same factor. The
//! standard error is sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2) on the log scale, absent where a group has no events; the interval
//! does not use it.
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
//! let interval = ratio::miettinen_nurminen(&after, &before, Level::P95)?.interval.unwrap();
//! assert!((interval.lower - 1.327_956_573_483_52).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Miettinen and Nurminen (1985), Statistics in Medicine 4: 213-226.
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
pub const MIETTINEN_NURMINEN: Method = Method::new("ratio/miettinen_nurminen", 1, "Miettinen and Nurminen (1985)");

/// Share in `of` divided by share in `against`.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn miettinen_nurminen(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskRatio, MIETTINEN_NURMINEN);
    let Some(counts) = counts else { return Ok(estimate) };
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    Ok(with_share_ratio(estimate.between(lower, upper, level), counts).with_p(p_value(counts)))
}

/// Value, both limits and p-value; `None` where the ratio is infinite or absent.
pub(in crate::comparisons) fn numbers(counts: Counts, level: Level) -> Result<Option<[f64; 4]>> {
    if counts.x2 == 0.0 {
        return Ok(None);
    }
    let Counts { x1, n1, x2, n2 } = counts;
    let (lower, upper) = limits(x1, n1, x2, n2, level)?;
    Ok(Some([counts.p1() / counts.p2(), lower, upper, p_value(counts)]))
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
    score::limits(x1, n1, x2, n2, level.z() * (n / (n - 1.0)).sqrt())
}
