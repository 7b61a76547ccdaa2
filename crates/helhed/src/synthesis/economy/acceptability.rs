//! # Acceptability curve
//!
//! ## What it estimates
//! How probable it is that a programme is worth its cost, for each amount that one might be willing to pay for an outcome
//! beyond what it saves.
//!
//! ## When to use
//! Where an outcome is worth more than the kroner it saves, and people disagree how much. Read the probability at
//! one's own amount; the curve is no interval.
//!
//! ## Equation
//! P(l) = P(X > C/(v + l w)), for a willingness l to pay for an outcome, X outcomes, costs C, savings v of an outcome and
//! the weight w of what an outcome is worth once. Of two arms with differences in cost and effect that are normal:
//! P(l) = Phi((l e - c)/sqrt(s_c^2 - 2 l s_ce + l^2 s_e^2)).
//!
//! ## Interval
//! None: it is a probability under the confidence distribution of the comparison.
//!
//! ## Edge cases
//! An outcome worth nothing, or less: no value, W565. No cost: W563. No uncertainty of the success: no value, W561.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference, design::Direction};
//! use helhed::synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success};
//! let (with, without) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let gained = difference::newcombe(&with, &without, Level::P95)?;
//! let spent = Ranged::fixed(700_000.0)?;
//! let staff = Price::new("staff", spent, Per::Programme, Payer::Municipality, Some(2014), "accounts")?;
//! let economy = Economy::new(Success::net(&gained, 70.0, Direction::Higher)?, [staff], Course::new(1)?, None, None)?;
//! let curve = economy.acceptability(&[20_000.0, 50_000.0, 100_000.0])?;
//! let chances: Vec<String> = curve.iter().map(|one| format!("{:.3}", one.value.unwrap())).collect();
//! assert_eq!(chances, ["0.000", "0.500", "0.908"]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Van Hout, Al, Gordon and Rutten (1994), Health Economics 3: 309-319. Fenwick, O'Brien and Briggs (2004), Health
//! Economics 13: 405-415.
//!
//! ## Checked against
//! The normal formula in Python; the law that the curve never falls as one is willing to pay more, where effects are gains.

use super::Economy;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Estimand, Estimate, Estimates, KeyPart, KeyValue, Method, SynthesisWarning, Unit, Warning};

/// The method.
pub const ACCEPTABILITY: Method = Method::new("economy/acceptability", 1, "Van Hout et al. (1994)");

/// Key of the willingness to pay, in kroner.
pub const WILLINGNESS: &str = "willingness_to_pay";

impl Economy {
    /// The probability that the programme is worth its cost, for each willingness to pay for an outcome.
    ///
    /// # Errors
    /// `H008` for a willingness below zero or beyond all numbers, `H901` if the search for a quantile did not end.
    pub fn acceptability(&self, willingness: &[f64]) -> Result<Estimates> {
        let (account, confidence) = (self.likely(None), self.success().confidence()?);
        let weights = self.course().weights(self.course().relapse().value(), self.course().discount().value());
        let one = |amount: &f64| {
            let amount = payable(*amount)?;
            let estimate = self.cost_noted(self.estimate(Estimand::ProbabilityOfPaying, Unit::Share, ACCEPTABILITY));
            let estimate = if self.has_saving() { self.saving_noted(estimate) } else { estimate };
            let estimate = keyed(self.ranges_noted(estimate), amount);
            let worth = account.each + amount * weights.once;
            if worth <= 0.0 {
                return Ok(estimate.warned(Warning::Synthesis(SynthesisWarning::NothingSaved)));
            }
            let above = confidence.filter(|_| self.has_cost()).and_then(|it| it.above(account.cost() / worth));
            Ok(above.map_or_else(|| estimate.clone(), |above| estimate.clone().valued(above)))
        };
        willingness.iter().map(one).collect()
    }
}

/// A willingness to pay.
pub(super) fn payable(amount: f64) -> Result<f64> {
    if amount >= 0.0 && amount.is_finite() {
        return Ok(amount);
    }
    let fault = Fault::OutsideRange { what: "willingness to pay", found: amount, low: 0.0, high: f64::MAX };
    Err(Error::new(fault, Place::argument("willingness")))
}

/// An estimate for one willingness to pay.
pub(super) fn keyed(mut estimate: Estimate, amount: f64) -> Estimate {
    // A whole number of kroner is a number in the key, so that keys sort by it.
    let whole = amount.fract() == 0.0 && amount < 1e15;
    let value = if whole { KeyValue::Integer(amount as i64) } else { KeyValue::Text(amount.to_string()) };
    estimate.key = vec![KeyPart { dimension: WILLINGNESS.to_owned(), value }];
    estimate
}
