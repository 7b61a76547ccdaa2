//! # Totals: counts of events and amounts of money
//!
//! ## What it estimates
//! Nothing beyond the total itself: how many events were counted, or how much was spent.
//!
//! ## When to use
//! For reach, outputs and costs. A total cannot be compared between places or times of different size: give it an
//! exposure and make it a rate.
//!
//! ## Equation
//! The sum of the values that are not missing.
//!
//! ## Interval
//! None: a total that was counted is not a sample (warning W110 says so).
//!
//! ## Edge cases
//! No rows: no value, W301. Missing rows are left out and counted (W101), so the total is then too low.
//!
//! ## Example
//! ```
//! use helhed::{cells::TotalCell, estimates::total};
//! let meals = total::count(&TotalCell::from_total(75.0)?);
//! assert_eq!(meals.value, Some(75.0));
//! assert!(meals.interval.is_none());
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! None needed.
//!
//! ## Checked against
//! Sums by hand.

use crate::cells::TotalCell;
use crate::estimate::{Choice, Count, Estimand, Estimate, Method, Unit, Warning};

/// The method for counts.
pub const COUNT: Method = Method::new("count/total", 1, "");

/// The method for money.
pub const MONEY: Method = Method::new("money/total", 1, "");

/// A total without interval.
pub(crate) type OneTotal = fn(&TotalCell) -> Estimate;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneTotal>] = &[Choice::new(COUNT, count), Choice::new(MONEY, money)];

/// Number of events counted.
#[must_use]
pub fn count(cell: &TotalCell) -> Estimate {
    total(cell, Estimand::Count, Unit::Named("events".into()), COUNT)
}

/// Amount of money in kroner.
#[must_use]
pub fn money(cell: &TotalCell) -> Estimate {
    total(cell, Estimand::Money, Unit::Kroner, MONEY)
}

fn total(cell: &TotalCell, estimand: Estimand, unit: Unit, method: Method) -> Estimate {
    let records = cell.records();
    let estimate =
        Estimate::new(estimand, unit, method, Count::of_records(records)).warned_if_missing(cell.missing(), records);
    match cell.total() {
        Some(value) => estimate.valued(value).warned(Warning::NoIntervalDefined),
        None => estimate.warned(Warning::NoObservations),
    }
}
