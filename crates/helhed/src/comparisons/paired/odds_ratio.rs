//! # Paired odds ratio
//!
//! ## What it estimates
//! The odds of the event the first time divided by the odds the second time, in the same units: the units that had it
//! only the first time over those that had it only the second time.
//!
//! ## When to use
//! For the same persons before and after, or matched pairs, where an odds ratio is asked for; it goes with the exact
//! McNemar test. A paired risk ratio or difference is easier to read.
//!
//! ## Equation
//! b / c, with b units that had the event the first time only and c the second time only. Given b + c, b is binomial
//! with share w = r / (1 + r), and the limits of r follow from the Clopper-Pearson limits of w by r = w / (1 - w).
//!
//! ## Interval
//! Two-sided with equal tails, from 0 to infinity. The p-value is min(1, 2 min(P(X <= b), P(X >= b))), that of the
//! exact McNemar test, and agrees with the interval. The standard error is sqrt(1/b + 1/c) on the log scale, absent
//! where one of them is zero.
//!
//! ## Edge cases
//! b = 0: ratio 0, lower limit 0. c = 0: ratio and upper limit infinite, W402. Neither: no ratio, interval from 0 to
//! infinity, W401. No units: no value, W301. Units that lack a value are left out and counted (W101). Swapping the
//! times inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::PairedCell, comparisons::paired};
//! let estimate = paired::odds_ratio(&PairedCell::from_counts(10.0, 12.0, 5.0, 20.0)?, Level::P95)?;
//! assert_eq!(estimate.value, Some(2.4));
//! assert!((estimate.p_value.unwrap() - 0.143_463_134_765_625).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Breslow and Day (1980), Statistical Methods in Cancer Research I, section 5.2. Clopper and Pearson (1934),
//! Biometrika 26: 404-413.
//!
//! ## Checked against
//! scipy 1.17.1 `binomtest(b, b + c).proportion_ci("exact")`, relative 1e-10; its p-value against the 12 cases of the
//! exact McNemar test.

use crate::cells::PairedCell;
use crate::error::{Fault, Result};
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::{Side, beta, doubled};

/// The method.
pub const ODDS_RATIO: Method = Method::new("paired/odds_ratio", 1, "Breslow and Day (1980), exact limits");

/// Odds the first time divided by odds the second time.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn odds_ratio(cell: &PairedCell, level: Level) -> Result<Estimate> {
    let estimate = super::estimate(cell, Estimand::OddsRatio, Unit::Ratio, ODDS_RATIO);
    if cell.records() == 0 {
        return Ok(estimate);
    }
    let (b, c) = (cell.only_first() as f64, cell.only_second() as f64);
    let odds = |one, two, side| {
        beta::quantile_logit(one, two, level.tail(), side)
            .map(f64::exp)
            .ok_or_else(|| Fault::Bug { what: format!("no beta quantile for {b} and {c} pairs that changed") })
    };
    let lower = if b == 0.0 { 0.0 } else { odds(b, c + 1.0, Side::Lower)? };
    let upper = if c == 0.0 { f64::INFINITY } else { odds(b + 1.0, c, Side::Upper)? };
    let (at_most, at_least, _) = super::binomial_of_changes(cell);
    let estimate = estimate.between(lower, upper, level).with_p(doubled(at_most, at_least));
    Ok(match (cell.only_first(), cell.only_second()) {
        (0, 0) => estimate.warned(Warning::UndefinedRatio),
        (_, 0) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (0, _) => estimate.valued(0.0),
        _ => estimate.valued(b / c).with_se((1.0 / b + 1.0 / c).sqrt(), Scale::Log),
    })
}
