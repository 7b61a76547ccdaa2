//! # Net benefit
//!
//! ## What it estimates
//! Kroner saved by the outcomes of a programme, less what the programme cost: above zero it pays.
//!
//! ## When to use
//! Where the success is net, from a comparison; of gross outcomes the result is an upper bound and says so (W501). All
//! prices are of one year. Benefits that have no price are not in it.
//!
//! ## Equation
//! NB = v X - C, with X outcomes, the present value v of what one outcome saves, and the present value C of the costs.
//! With a share a(t) of the outcomes coming in year t, relapse r and discount rate d,
//! F(t) = a(t) + (1 - r) F(t - 1) are in force in year t, and a krone saved once is worth
//! sum (F(t) - F(t - 1))/(1 + d)^(t - 1) up to the horizon, a krone a year sum F(t)/(1 + d)^(t - 1).
//!
//! ## Interval
//! v times the limits of the comparison (gross: Wilson's limits), less C. It holds the uncertainty of the success only:
//! W568 where prices have ranges; `economy/simulated` has it all.
//!
//! ## Edge cases
//! No cost stated: no value, W563. No price of an outcome: no value, W564. A horizon of 0 years: nothing is saved, and
//! the net benefit is the cost below zero. Outcomes after the horizon: W566. A comparison without uncertainty: no
//! interval, W561.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference, design::Direction};
//! use helhed::synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success};
//! let (with, without) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let gained = difference::newcombe(&with, &without, Level::P95)?;
//! let kroner = |label, amount, per, payer| Price::new(label, Ranged::fixed(amount)?, per, payer, Some(2014), "accounts");
//! let prices = [
//!     kroner("staff", 400_000.0, Per::Programme, Payer::Municipality)?,
//!     kroner("a job", 60_000.0, Per::OutcomeYear, Payer::Municipality)?,
//! ];
//! let economy = Economy::new(Success::net(&gained, 70.0, Direction::Higher)?, prices, Course::new(1)?, None, None)?;
//! let net = economy.net_benefit(Level::P95)?;
//! let interval = net.interval.unwrap();
//! assert_eq!(format!("{:.0} [{:.0}; {:.0}]", net.value.unwrap(), interval.lower, interval.upper), "440000 [-179788; 1002265]");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Stinnett and Mullahy (1998), Medical Decision Making 18: S68-S80. Drummond et al. (2015), Methods for the Economic
//! Evaluation of Health Care Programmes, 4th ed.
//!
//! ## Checked against
//! The sums by hand and in Python, and the laws: discount 0 is the plain sum, payers add up to the whole, another currency
//! changes nothing but the unit.

use super::Economy;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Unit};

/// The method.
pub const NET_BENEFIT: Method = Method::new("economy/net_benefit", 1, "Stinnett and Mullahy (1998)");

impl Economy {
    /// Kroner saved less kroner spent, over all payers.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn net_benefit(&self, level: Level) -> Result<Estimate> {
        let estimate = self.estimate(Estimand::NetBenefit, Unit::Kroner, NET_BENEFIT);
        let estimate = self.saving_noted(self.cost_noted(estimate));
        if !(self.has_cost() && self.has_saving()) {
            return Ok(estimate);
        }
        let account = self.likely(None);
        self.over_outcomes(estimate, level, |outcomes| account.net(outcomes))
    }

    /// What the outcomes saved, before what was spent; also the most the programme may have cost and still have paid.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn saved(&self, level: Level) -> Result<Estimate> {
        let estimate = self.estimate(Estimand::Money, Unit::Kroner, NET_BENEFIT);
        let estimate = self.saving_noted(estimate);
        if !self.has_saving() {
            return Ok(estimate);
        }
        let each = self.likely(None).each;
        self.over_outcomes(estimate, level, |outcomes| each * outcomes)
    }

    /// The value and interval of what rises, or stays, with the number of outcomes.
    pub(super) fn over_outcomes(
        &self,
        estimate: Estimate,
        level: Level,
        money: impl Fn(f64) -> f64,
    ) -> Result<Estimate> {
        let Some(outcomes) = self.success().outcomes() else {
            return Ok(estimate);
        };
        let estimate = estimate.valued(money(outcomes));
        let Some((lower, upper)) = self.success().limits(level)? else {
            return Ok(estimate);
        };
        let (one, other) = (money(lower), money(upper));
        Ok(self.ranges_noted(estimate.between(one.min(other), one.max(other), level)))
    }
}
