//! # Probabilistic sensitivity
//!
//! ## What it estimates
//! How sure net benefit, cost per outcome, break-even and the chance of paying are when everything uncertain varies at once.
//!
//! ## When to use
//! Where prices, costs, relapse or discount are uncertain besides the success. Without them it repeats the intervals that
//! the other methods compute.
//!
//! ## Equation
//! Each draw takes a number of outcomes from the confidence distribution of the comparison (a parametric bootstrap: its
//! quantiles are the limits of its intervals, at every level), and prices, relapse and discount from their ranges: half of
//! the draws below the likely value and half above, evenly spread, none outside. All are drawn independently.
//!
//! ## Interval
//! Quantiles (type 7) of the draws; the value is that of the base case. A cost per outcome counts as infinite in draws that
//! gain nothing. Of the probability: Wilson's, for the draws being finite in number. It says nothing of what was not
//! stated as uncertain.
//!
//! ## Edge cases
//! No cost or no price: no value, W563 or W564. A cost that leaves something out: a cost per outcome is a lower bound
//! without interval, W502. More draws than the tail of the interval gain nothing: a cost per outcome
//! has no interval, W505. Neither success nor prices vary: no intervals, W561. Too few draws for the level: no
//! intervals, W321.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success}};
//! let owner = Payer::HousingOrganisation;
//! let kroner = |label, amount, per| Price::new(label, amount, per, owner, Some(2014), "accounts");
//! let prices = [
//!     kroner("staff", Ranged::fixed(900_000.0)?, Per::Programme)?,
//!     kroner("an eviction", Ranged::new(50_000.0, 20_000.0, 60_000.0)?, Per::Outcome)?,
//! ];
//! let economy = Economy::new(Success::gross(30.0, 41.0)?, prices, Course::new(1)?, None, None)?;
//! let one = economy.simulated(2_000, 7, Level::P95)?;
//! assert_eq!(one, economy.simulated(2_000, 7, Level::P95)?, "a seed has one answer");
//! assert!((one.probability.value.unwrap() - 0.825).abs() < 0.03);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic Evaluation, chapter 4. Efron and Tibshirani
//! (1993), An Introduction to the Bootstrap.
//!
//! ## Checked against
//! The intervals of `economy/net_benefit` and `economy/cost_per_net_outcome` where only the success varies; quantiles in
//! Python where the draws are uniform.

use serde::{Deserialize, Serialize};

use super::Economy;
use super::account::Setting;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Estimates, Level, Method, SynthesisWarning, Unit, Warning};
use crate::estimates::proportion::wilson_limits;
use crate::numeric::stream::Stream;

/// The method.
pub const SIMULATED: Method = Method::new("economy/simulated", 1, "Briggs, Claxton and Sculpher (2006)");

/// Most draws.
const MOST: u32 = 1_000_000;

/// What a simulation of everything uncertain gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Simulation {
    /// Draws.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
    /// Net benefit.
    pub net_benefit: Estimate,
    /// Cost per outcome.
    pub cost_per_outcome: Estimate,
    /// Outcomes that cover the cost.
    pub break_even: Estimate,
    /// Share of the draws in which the programme pays.
    pub probability: Estimate,
}

impl Simulation {
    /// The four estimates.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        [&self.net_benefit, &self.cost_per_outcome, &self.break_even, &self.probability].into_iter().cloned().collect()
    }
}

/// The numbers of every draw.
#[derive(Default)]
struct Drawn {
    net: Vec<f64>,
    each: Vec<f64>,
    needed: Vec<f64>,
    paying: u64,
    gaining_nothing: usize,
}

impl Economy {
    /// Draws everything uncertain at once, the same for the same seed.
    ///
    /// # Errors
    /// `H008` for no draws or more than 1,000,000, `H901` if the search for a quantile did not end.
    pub fn simulated(&self, draws: u32, seed: u64, level: Level) -> Result<Simulation> {
        if !(1..=MOST).contains(&draws) {
            let (found, high) = (f64::from(draws), f64::from(MOST));
            let fault = Fault::OutsideRange { what: "number of draws", found, low: 1.0, high };
            return Err(Error::new(fault, Place::argument("draws")));
        }
        let costed = |estimand, unit| self.cost_noted(self.estimate(estimand, unit, SIMULATED));
        let priced = |estimand, unit| self.saving_noted(costed(estimand, unit));
        let mut found = Simulation {
            draws,
            seed,
            net_benefit: priced(Estimand::NetBenefit, Unit::Kroner),
            cost_per_outcome: costed(Estimand::CostPerOutcome, Unit::Kroner),
            break_even: priced(Estimand::BreakEven, Unit::Named("outcomes".into())),
            probability: priced(Estimand::ProbabilityOfPaying, Unit::Share),
        };
        let Some(outcomes) = self.success().outcomes().filter(|_| self.has_cost()) else {
            return Ok(found);
        };
        let drawn = self.draw(draws, seed)?;
        let base = self.likely(None);
        let spread = |estimate: Estimate, values: Vec<f64>| between(estimate, values, level);
        let each = found.cost_per_outcome;
        found.cost_per_outcome = if outcomes > 0.0 {
            let each = each.valued(base.cost() / outcomes);
            if self.is_part(None) {
                each
            } else if drawn.gaining_nothing as f64 > level.tail() * f64::from(draws) {
                each.warned(Warning::RatioOutsideLimits)
            } else {
                spread(each, drawn.each)
            }
        } else {
            each.warned(Warning::Synthesis(SynthesisWarning::NoNetOutcome))
        };
        if self.has_saving() {
            found.net_benefit = spread(found.net_benefit.valued(base.net(outcomes)), drawn.net);
            found.break_even = if base.each > 0.0 {
                spread(found.break_even.valued(base.cost() / base.each), drawn.needed)
            } else {
                found.break_even.warned(Warning::Synthesis(SynthesisWarning::NothingSaved))
            };
            let (paying, all) = (drawn.paying as f64, f64::from(draws));
            let (lower, upper) = wilson_limits(paying, all, level.z());
            let probability = found.probability.valued(paying / all).between(lower, upper, level);
            found.probability = Estimate { n: Count::of_events(drawn.paying, u64::from(draws)), ..probability };
        }
        Ok(found)
    }

    fn draw(&self, draws: u32, seed: u64) -> Result<Drawn> {
        let confidence = self.success().confidence()?;
        let mut drawn = Drawn::default();
        for number in 0..draws {
            let mut stream = Stream::new(seed, u64::from(number));
            let outcomes = match confidence {
                Some(confidence) => confidence.quantile(stream.unit())?,
                None => 0.0,
            };
            let kroner = self.prices().iter().map(|price| price.kroner().quantile(stream.unit())).collect();
            let relapse = self.course().relapse().quantile(stream.unit());
            let discount = self.course().discount().quantile(stream.unit());
            let setting = Setting { outcomes, kroner, relapse, discount };
            let account = self.account(&setting, None);
            let net = account.net(outcomes);
            drawn.paying += u64::from(net > 0.0);
            drawn.net.push(net);
            drawn.needed.push(if account.each > 0.0 { account.cost() / account.each } else { f64::INFINITY });
            if outcomes > 0.0 {
                drawn.each.push(account.cost() / outcomes);
            } else {
                drawn.gaining_nothing += 1;
                drawn.each.push(f64::INFINITY);
            }
        }
        Ok(drawn)
    }
}

/// An estimate between the quantiles of its draws; without an interval where they do not vary or are too few.
fn between(estimate: Estimate, mut values: Vec<f64>, level: Level) -> Estimate {
    values.sort_by(f64::total_cmp);
    if values.first() == values.last() {
        return estimate;
    }
    if (values.len() as f64) * level.tail() < 1.0 {
        return estimate.warned(Warning::TooFewForLevel { reached: None });
    }
    let quantile = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (below, part) = (place.floor(), place.fract());
        let low = values.get(below as usize).copied().unwrap_or(f64::NAN);
        let high = values.get(below as usize + 1).copied().unwrap_or(low);
        if part == 0.0 || low == high { low } else { low + part * (high - low) }
    };
    estimate.between(quantile(level.tail()), quantile(1.0 - level.tail()), level)
}
