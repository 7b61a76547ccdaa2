//! # Woolf interval for an odds ratio
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other, with the interval of the logarithm.
//!
//! ## When to use
//! In tables where every cell has several units. It does not exist where a cell is empty; use the conditional interval
//! there, and in small tables.
//!
//! ## Equation
//! With y = n - x: r = x1 y2/(y1 x2), se = sqrt(1/x1 + 1/y1 + 1/x2 + 1/y2), r exp(-+z se).
//!
//! ## Interval
//! Two-sided, above 0. The standard error is on the log scale; the p-value tests r = 1 by log(r)/se against the normal
//! distribution.
//!
//! ## Edge cases
//! An empty cell: no interval, W310; the ratio is then 0, infinite (W413) or, where none or all have the event in both
//! groups, undefined (W401). An empty group: no value, W301. Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::odds_ratio};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = odds_ratio::woolf(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().lower - 1.276_217_870_536_43).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Woolf (1955), Annals of Human Genetics 19: 251-253.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and in Python with scipy 1.17.1 quantiles, 16 cases, relative 1e-8. Where a cell is empty
//! scipy's `odds_ratio(kind="sample")` gives limits of not-a-number, 0 and infinity; here the interval is absent.

use super::{Cells, valued};
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Warning};
use crate::numeric::normal;

/// The method.
pub const WOOLF: Method = Method::new("odds_ratio/woolf", 1, "Woolf (1955)");

/// Odds in `of` divided by odds in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn woolf(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::OddsRatio, WOOLF);
    let Some(counts) = counts else { return Ok(estimate) };
    let cells = Cells::of(counts, 0.0);
    let estimate = valued(estimate, cells.odds_ratio());
    if cells.any_empty() {
        return Ok(estimate.warned(Warning::NoStandardError));
    }
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let se = cells.se_of_log();
    Ok(estimate
        .between(lower, upper, level)
        .with_se(se, Scale::Log)
        .with_p(normal::two_sided_p(cells.log_odds_ratio() / se)))
}

/// Both limits, where no cell is empty.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    Ok(Cells::of(Counts { x1, n1, x2, n2 }, 0.0).log_limits(level))
}
