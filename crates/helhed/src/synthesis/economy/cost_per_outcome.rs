//! # Cost per outcome
//!
//! ## What it estimates
//! Kroner spent for each outcome that was counted.
//!
//! ## When to use
//! To say what an outcome cost, never what it was worth. The outcomes are gross: some would have happened without the
//! programme, so the cost of an outcome that it *caused* is higher (W501 says so).
//!
//! ## Equation
//! C / x, for a cost C and x outcomes.
//!
//! ## Interval
//! C / u to C / l, where l and u are Wilson's limits of the share of outcomes times the number of units. Only where the
//! cost is complete: a cost that leaves out staff is a lower bound, and an interval around it would mislead (W502).
//!
//! ## Edge cases
//! No outcomes: no value, W503, and the upper limit of a complete cost is infinite. No units: W301.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, synthesis::economy::{Cost, cost_per_outcome}};
//! let jobs = ProportionCell::from_counts(4.0, 11.0)?;
//! let estimate = cost_per_outcome(Cost::partial(10_000.0)?, &jobs, Level::P95);
//! assert_eq!(estimate.value, Some(2_500.0));
//! assert!(estimate.interval.is_none(), "staff time is not in the cost");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed., chapter 4. Limits of
//! the share: Wilson (1927).
//!
//! ## Checked against
//! The limits of `proportion/wilson`, divided by hand.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::estimates::proportion::wilson_limits;

/// The method.
pub const COST_PER_OUTCOME: Method = Method::new("economy/cost_per_outcome", 1, "Drummond et al. (2015)");

/// What was spent, and whether everything is in it. One that exists is above zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    kroner: f64,
    complete: bool,
}

impl Cost {
    /// A cost with everything in it: staff, activities, overhead.
    ///
    /// # Errors
    /// `H501` unless it is above zero.
    pub fn complete(kroner: f64) -> Result<Self> {
        Self::new(kroner, true)
    }

    /// A cost that leaves something out.
    ///
    /// # Errors
    /// `H501` unless it is above zero.
    pub fn partial(kroner: f64) -> Result<Self> {
        Self::new(kroner, false)
    }

    fn new(kroner: f64, complete: bool) -> Result<Self> {
        if kroner > 0.0 && kroner.is_finite() {
            Ok(Self { kroner, complete })
        } else {
            Err(Error::new(Fault::CostNotPositive { found: kroner }, Place::argument("cost")))
        }
    }
}

/// Kroner for each unit with the outcome.
#[must_use]
pub fn cost_per_outcome(cost: Cost, outcomes: &ProportionCell, level: Level) -> Estimate {
    let (x, n) = (outcomes.events() as f64, outcomes.records() as f64);
    let count = Count::of_events(outcomes.events(), outcomes.records());
    let estimate = Estimate::new(Estimand::CostPerOutcome, Unit::Kroner, COST_PER_OUTCOME, count)
        .warned_if_missing(outcomes.missing(), outcomes.records());
    if outcomes.records() == 0 {
        return estimate.warned(Warning::NoObservations);
    }
    let estimate = if x > 0.0 { estimate.valued(cost.kroner / x) } else { estimate.warned(Warning::NoOutcomes) };
    let estimate = if cost.complete {
        let (lower, upper) = wilson_limits(x, n, level.z());
        let dearest = if x > 0.0 { cost.kroner / (n * lower) } else { f64::INFINITY };
        estimate.between(cost.kroner / (n * upper), dearest, level)
    } else {
        estimate.warned(Warning::PartialCost)
    };
    estimate.warned(Warning::GrossOutcomes).warned_if_small(outcomes.records())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_cost_has_wilsons_limits() {
        let jobs = ProportionCell::from_counts(4.0, 11.0).expect("valid");
        let estimate = cost_per_outcome(Cost::complete(10_000.0).expect("valid"), &jobs, Level::P95);
        let interval = estimate.interval.expect("complete");
        let (lower, upper) = wilson_limits(4.0, 11.0, Level::P95.z());
        assert!((interval.lower - 10_000.0 / (11.0 * upper)).abs() < 1e-9);
        assert!((interval.upper - 10_000.0 / (11.0 * lower)).abs() < 1e-9);
    }

    #[test]
    fn no_outcomes_have_no_cost_each() {
        let none = ProportionCell::from_counts(0.0, 11.0).expect("valid");
        let estimate = cost_per_outcome(Cost::complete(10_000.0).expect("valid"), &none, Level::P95);
        assert_eq!(estimate.value, None);
        assert_eq!(estimate.interval.map(|interval| interval.upper), Some(f64::INFINITY));
        assert_eq!(Cost::partial(0.0).expect_err("nothing spent").code(), "H501");
    }
}
