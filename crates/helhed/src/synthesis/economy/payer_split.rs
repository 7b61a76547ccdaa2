//! # Payer split
//!
//! ## What it estimates
//! What a programme costs and saves each payer: the municipality, the region, the state, the housing organisation and
//! others. The one who pays is often not the one who saves.
//!
//! ## When to use
//! Wherever several pay or save: a programme can pay for society and not for those who run it.
//!
//! ## Equation
//! The net benefit of each payer's own prices, v_k X - C_k; they add up to that of the whole.
//!
//! ## Interval
//! That of the net benefit, payer by payer. All rest on the same number of outcomes, so the limits add up as well.
//!
//! ## Edge cases
//! A payer who only pays has a cost below zero, known without interval. Those of the net benefit: without any cost, or any
//! price of an outcome, no payer has a value. What must be known of prices is said of each payer's own.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success}};
//! let kroner = |label, amount, per, payer| Price::new(label, Ranged::fixed(amount)?, per, payer, Some(2014), "accounts");
//! let prices = [
//!     kroner("staff", 900_000.0, Per::Programme, Payer::Municipality)?,
//!     kroner("an eviction", 50_000.0, Per::Outcome, Payer::HousingOrganisation)?,
//! ];
//! let economy = Economy::new(Success::gross(30.0, 41.0)?, prices, Course::new(1)?, None, None)?;
//! let split = economy.payer_split(Level::P95)?;
//! let net: Vec<_> = split.iter().map(|one| one.value.unwrap()).collect();
//! assert_eq!(net, [-900_000.0, 1_500_000.0]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed., chapter 2
//! (perspectives).
//!
//! ## Checked against
//! The law that payers add up to the whole, and sums by hand.

use super::Economy;
use crate::error::Result;
use crate::estimate::{Estimand, Estimates, KeyPart, Level, Method, Unit};

/// The method.
pub const PAYER_SPLIT: Method = Method::new("economy/payer_split", 1, "Drummond et al. (2015)");

/// Key of the payer in a split.
pub const PAYER: &str = "payer";

impl Economy {
    /// The net benefit of each payer who pays or saves something, with the payer in the key.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn payer_split(&self, level: Level) -> Result<Estimates> {
        self.payers()
            .into_iter()
            .map(|payer| {
                let mut estimate = self.estimate(Estimand::NetBenefit, Unit::Kroner, PAYER_SPLIT);
                estimate = self.saving_noted_of(self.cost_noted_of(estimate, Some(payer)), Some(payer));
                estimate.key = vec![KeyPart { dimension: PAYER.to_owned(), value: payer.name().into() }];
                if !(self.has_cost() && self.has_saving()) {
                    return Ok(estimate);
                }
                let account = self.likely(Some(payer));
                if account.each == 0.0 {
                    return Ok(estimate.valued(0.0 - account.cost()));
                }
                self.over_outcomes(estimate, level, |outcomes| account.net(outcomes))
            })
            .collect()
    }
}
