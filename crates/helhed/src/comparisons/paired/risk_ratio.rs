//! # Score interval for a paired risk ratio
//!
//! ## What it estimates
//! The share with the event the first time divided by the share the second time, of the same units.
//!
//! ## When to use
//! For the same persons before and after, where the change is told as a ratio. Its p-value is that of McNemar's test.
//!
//! ## Equation
//! With a units that had the event both times, b the first time only, c the second time only, s = a + b + c and n
//! units, the limits are the ratios r at which the score statistic (a + b - r (a + c)) / sqrt(n ((1 + r) q + (r - 1) s
//! / n)) equals -+z, where q, the share of units with the event the second time only that is most likely under that
//! ratio, is the larger root of n (1 + r) q^2 + ((a + c) r^2 - (a + b + 2 c)) q - c (r - 1) s / n = 0. A ratio below 1
//! is taken the other way round, which keeps all signs apart and loses no digits.
//!
//! ## Interval
//! Two-sided, from 0 to infinity. The p-value tests r = 1, where the statistic is (b - c) / sqrt(b + c), and agrees
//! with the interval. The standard error is sqrt((b + c) / ((a + b)(a + c))) on the log scale, absent where a time has
//! no events.
//!
//! ## Edge cases
//! No events the first time: ratio 0, lower limit 0. None the second time: ratio and upper limit infinite, W402. None
//! at either: no ratio, interval from 0 to infinity, W401. No unit that changed: ratio 1, p = 1. No units: no value,
//! W301. Units that lack a value are left out and counted (W101). Swapping the times inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::PairedCell, comparisons::paired};
//! let estimate = paired::risk_ratio(&PairedCell::from_counts(43.0, 0.0, 1.0, 9.0)?, Level::P95)?;
//! assert!((estimate.value.unwrap() - 43.0 / 44.0).abs() < 1e-15);
//! assert!((estimate.p_value.unwrap() - 0.317_310_507_862_914).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Tang, Tang and Qiu (2003), Statistics in Medicine 22: 1217-1233; Nam and Blackwelder
//! (2002), Statistics in Medicine 21: 689-699.
//!
//! ## Checked against
//! The statistic with its nuisance shares found by direct maximisation of the likelihood (scipy 1.17.1) and its roots
//! by `brentq`, relative 1e-7; at r = 1, McNemar's test, relative 1e-12.

use crate::cells::PairedCell;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;
use crate::numeric::root::decreasing;

/// The method.
pub const RISK_RATIO: Method = Method::new("paired/risk_ratio", 1, "Tang, Tang and Qiu (2003)");

/// Widest logarithm of a ratio that is searched: counts of 10^15 stay far inside.
const WIDEST: f64 = 90.0;

/// Share the first time divided by share the second time.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn risk_ratio(cell: &PairedCell, level: Level) -> Result<Estimate> {
    let estimate = super::estimate(cell, Estimand::RiskRatio, Unit::Ratio, RISK_RATIO);
    if cell.records() == 0 {
        return Ok(estimate);
    }
    let (first, second) = (cell.first().events(), cell.second().events());
    let z = level.z();
    let at = |target: f64| decreasing(-WIDEST, WIDEST, |log_ratio| score(cell, log_ratio) - target).exp();
    let lower = if first == 0 { 0.0 } else { at(z) };
    let upper = if second == 0 { f64::INFINITY } else { at(-z) };
    let p_value = normal::two_sided_p(score(cell, 0.0));
    let estimate = estimate.between(lower, upper, level).with_p(p_value);
    let se = (cell.changed() as f64 / first as f64 / second as f64).sqrt();
    Ok(match (first, second) {
        (0, 0) => estimate.warned(Warning::UndefinedRatio),
        (_, 0) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (0, _) => estimate.valued(0.0),
        _ => estimate.valued(first as f64 / second as f64).with_se(se, Scale::Log),
    })
}

/// Score statistic at the logarithm of a ratio: falls as the ratio grows.
fn score(cell: &PairedCell, log_ratio: f64) -> f64 {
    if log_ratio < 0.0 {
        return -score(&cell.swapped(), -log_ratio);
    }
    let above_one = log_ratio.exp_m1();
    let (n, ratio) = (cell.records() as f64, 1.0 + above_one);
    let (b, c) = (cell.only_first() as f64, cell.only_second() as f64);
    let second = cell.second().events() as f64;
    let some = (cell.both() + cell.changed()) as f64 / n;
    // First minus ratio times second, so that nothing cancels near a ratio of one.
    let distance = (b - c) - above_one * second;
    if distance == 0.0 {
        return 0.0;
    }
    let square = n * (1.0 + ratio);
    let linear = second * above_one * (1.0 + ratio) - (b + c);
    let constant = c * above_one * some;
    let root = (linear * linear + 4.0 * square * constant).sqrt();
    let share = if linear > 0.0 { 2.0 * constant / (linear + root) } else { (root - linear) / (2.0 * square) };
    let variance = (1.0 + ratio) * share + above_one * some;
    distance / (n * variance).sqrt()
}
