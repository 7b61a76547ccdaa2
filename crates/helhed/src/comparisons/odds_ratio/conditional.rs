//! # Conditional exact interval for an odds ratio
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other: the value that makes the table seen most likely
//! when both margins are held fixed (conditional maximum likelihood). It lies a little nearer to one than x1 y2/(y1
//! x2).
//!
//! ## When to use
//! In small tables, with empty cells, and where the coverage must never fall below the level: it is the default odds
//! ratio.
//!
//! ## Equation
//! Given the margins, the events X of the first group have the non-central hypergeometric distribution
//! P(X = k; r) ~ C(n1, k) C(n2, m - k) r^k, m = x1 + x2. The value solves E(X; r) = x1; the lower limit
//! P(X >= x1; r) = alpha/2; the upper limit P(X <= x1; r) = alpha/2.
//!
//! ## Interval
//! Two-sided with equal tails, from 0 to infinity. The p-value is twice the smaller tail at r = 1, at most 1, so it
//! agrees with the limits; Fisher's test adds up likelihoods instead and can differ. There is no standard error.
//!
//! ## Edge cases
//! A count at an end of what the margins allow has ratio and lower limit 0, or an infinite ratio (W413) and upper
//! limit. None or all with the event in both groups: no ratio, interval from 0 to infinity, W401. An empty group: no
//! value, W301. Swapping the groups inverts the result. The time grows with the standard deviation of X.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::odds_ratio};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = odds_ratio::conditional(&after, &before, Level::P95)?;
//! assert!((estimate.value.unwrap() - 2.649_187_295_723_69).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cornfield (1956), Proceedings of the Third Berkeley Symposium 4: 135-148; Fisher (1935), Journal of the Royal
//! Statistical Society 98: 39-82.
//!
//! ## Checked against
//! The same equations solved in R 4.2.2 (`uniroot`, tolerance 1e-15) and in Python with scipy 1.17.1 (`brentq`), 15
//! cases, relative 1e-8. R's `fisher.test` by itself has four digits only, which is the usual tolerance of `uniroot`.

use super::{Conditional, valued};
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Warning};

/// The method.
pub const CONDITIONAL: Method = Method::new("odds_ratio/conditional", 1, "Cornfield (1956)");

/// Part of the probability of the count seen that both tails have.
const WHOLE: f64 = 1.0;

/// Odds in `of` divided by odds in `against`.
///
/// # Errors
/// `H901` if the search for a limit or the value did not end.
pub fn conditional(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::OddsRatio, CONDITIONAL);
    let Some(counts) = counts else { return Ok(estimate) };
    let table = Conditional::of(counts);
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let estimate = estimate.between(lower, upper, level).with_p(table.doubled_p(WHOLE));
    if table.is_fixed() {
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    Ok(valued(estimate, Some(table.most_likely()?)))
}

/// Both limits.
///
/// # Errors
/// `H901` if a search did not end.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    Conditional::of(Counts { x1, n1, x2, n2 }).limits(WHOLE, level)
}
