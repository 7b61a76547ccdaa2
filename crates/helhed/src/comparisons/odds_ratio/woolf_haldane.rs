//! # Woolf interval for an odds ratio with half a unit added to each cell
//!
//! ## What it estimates
//! The odds of the event in one group divided by the odds in the other, after half a unit was added to each cell.
//!
//! ## When to use
//! Where a quick interval is wanted for a table with an empty cell. The ratio is drawn towards one; in small tables the
//! conditional interval is the honest one.
//!
//! ## Equation
//! As Woolf's, with x + 1/2 and n - x + 1/2 in each group.
//!
//! ## Interval
//! Two-sided, above 0 and finite. The standard error is on the log scale; the p-value tests r = 1 by log(r)/se against
//! the normal distribution. Value, standard error and limits are those of the table with the halves.
//!
//! ## Edge cases
//! Zero in both, all in both and groups of one unit have a value and an interval. An empty group: no value, W301.
//! Swapping the groups inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::odds_ratio};
//! let (some, none) = (ProportionCell::from_counts(5.0, 56.0)?, ProportionCell::from_counts(0.0, 29.0)?);
//! let estimate = odds_ratio::woolf_haldane(&some, &none, Level::P95)?;
//! assert!((estimate.value.unwrap() - 6.300_970_873_786_41).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Haldane (1956), Annals of Human Genetics 20: 309-311; Anscombe (1956), Biometrika 43: 461-464.
//!
//! ## Checked against
//! R 4.2.2 with metafor 3.8 `escalc(measure = "OR", add = 1/2, to = "all")` and a closed form with scipy 1.17.1
//! quantiles, 16 cases, relative 1e-8.

use super::{Cells, valued};
use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale};
use crate::numeric::normal;

/// The method.
pub const WOOLF_HALDANE: Method = Method::new("odds_ratio/woolf_haldane", 1, "Haldane (1956)");

/// What is added to each cell.
const ADDED: f64 = 0.5;

/// Odds in `of` divided by odds in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn woolf_haldane(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::OddsRatio, WOOLF_HALDANE);
    let Some(counts) = counts else { return Ok(estimate) };
    let cells = Cells::of(counts, ADDED);
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let se = cells.se_of_log();
    Ok(valued(estimate, cells.odds_ratio())
        .between(lower, upper, level)
        .with_se(se, Scale::Log)
        .with_p(normal::two_sided_p(cells.log_odds_ratio() / se)))
}

/// Both limits.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    Ok(Cells::of(Counts { x1, n1, x2, n2 }, ADDED).log_limits(level))
}
