//! # Mid-P interval for an odds ratio
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other: the median-unbiased estimate, at which the
//! count seen is as likely to be exceeded as not, half of its own probability counting on either side.
//!
//! ## When to use
//! In small tables, where the exact interval is too wide for the question. The coverage is near the level on average
//! and may fall slightly below it.
//!
//! ## Equation
//! With the distribution of the conditional interval: the lower limit solves P(X > x1; r) + P(X = x1; r)/2 = alpha/2,
//! the upper limit P(X < x1; r) + P(X = x1; r)/2 = alpha/2, the value either of them with 1/2 in the place of alpha/2.
//!
//! ## Interval
//! Two-sided with equal tails, from 0 to infinity, inside the exact interval. The p-value is twice the smaller mid-P
//! tail at r = 1, at most 1, so it agrees with the limits. There is no standard error.
//!
//! ## Edge cases
//! A count at an end of what the margins allow: no value, W414, and the lower limit is 0 or the upper limit infinite.
//! None or all with the event in both groups: no value, interval from 0 to infinity, W401. An empty group: no value,
//! W301. Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::odds_ratio};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = odds_ratio::mid_p(&after, &before, Level::P95)?;
//! assert!((estimate.value.unwrap() - 2.636_423_733_155_19).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lancaster (1961), Journal of the American Statistical Association 56: 223-234; Hirji, Tsiatis and Mehta (1989), The
//! American Statistician 43: 7-11.
//!
//! ## Checked against
//! The same equations solved in R 4.2.2 (`uniroot`) and in Python with scipy 1.17.1 (`brentq`), 15 cases, relative
//! 1e-8.

use super::Conditional;
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Warning};

/// The method.
pub const MID_P: Method = Method::new("odds_ratio/mid_p", 1, "Lancaster (1961)");

/// Part of the probability of the count seen that both tails have.
const HALF: f64 = 0.5;

/// Odds in `of` divided by odds in `against`.
///
/// # Errors
/// `H901` if the search for a limit or the value did not end.
pub fn mid_p(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::OddsRatio, MID_P);
    let Some(counts) = counts else { return Ok(estimate) };
    let table = Conditional::of(counts);
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let estimate = estimate.between(lower, upper, level).with_p(table.doubled_p(HALF));
    if table.is_fixed() {
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    Ok(match table.median_unbiased()? {
        Some(value) => estimate.valued(value),
        None => estimate.warned(Warning::NoMedianUnbiased),
    })
}

/// Both limits.
///
/// # Errors
/// `H901` if a search did not end.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    Conditional::of(Counts { x1, n1, x2, n2 }).limits(HALF, level)
}
