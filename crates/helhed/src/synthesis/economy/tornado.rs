//! # Tornado: one-way sensitivity
//!
//! ## What it estimates
//! How much the net benefit changes when one number at a time goes from its lowest to its highest value, all others at
//! their likely ones.
//!
//! ## When to use
//! To see which number decides whether a programme pays, and is worth knowing better. Numbers do not move one at a time:
//! `economy/simulated` moves all at once.
//!
//! ## Equation
//! NB at the lowest and at the highest value of one number; bars in falling order of what lies between the least and the
//! most of these and the base case.
//!
//! ## Interval
//! None. The number of outcomes goes between the limits of its interval, at the level asked for; prices, costs, relapse
//! and discount between the lowest and highest values that were stated.
//!
//! ## Edge cases
//! Nothing varies: no bars. No cost or no price: the base has no value, and there are no bars, W563 or W564.
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
//! let tornado = economy.tornado(Level::P95)?;
//! let widest = &tornado.bars[0];
//! assert_eq!((widest.parameter.as_str(), widest.at_low, widest.at_high), ("an eviction", -300_000.0, 900_000.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic Evaluation.
//!
//! ## Checked against
//! The net benefit of economies with the one number changed; the law that every bar holds the base case.

use serde::{Deserialize, Serialize};

use super::Economy;
use super::account::Setting;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Estimates, KeyPart, Level, Method, Unit};

/// The method.
pub const TORNADO: Method = Method::new("economy/tornado", 1, "Briggs, Claxton and Sculpher (2006)");

/// One number that varies, and the net benefit at its ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bar {
    /// What varies: `outcomes`, the label of a price, `relapse` or `discount`.
    pub parameter: String,
    /// Its lowest value.
    pub low: f64,
    /// Its highest value.
    pub high: f64,
    /// Net benefit at the lowest.
    pub at_low: f64,
    /// Net benefit at the highest.
    pub at_high: f64,
}

impl Bar {
    /// The least and the most the net benefit is, with the base case among them.
    #[must_use]
    pub fn span(&self, base: f64) -> (f64, f64) {
        (self.at_low.min(self.at_high).min(base), self.at_low.max(self.at_high).max(base))
    }
}

/// A base case and the bars around it, the widest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tornado {
    /// The net benefit with every number at its likely value.
    pub base: Estimate,
    /// What varies.
    pub bars: Vec<Bar>,
}

impl Tornado {
    /// The base case, and the net benefit at both ends of every bar, with parameter and end in the key.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        let key = |parameter: &str, end: &str| {
            let part = |dimension: &str, value: &str| KeyPart { dimension: dimension.to_owned(), value: value.into() };
            vec![part("parameter", parameter), part("end", end)]
        };
        let end = |bar: &Bar, name: &str, value: f64| {
            let key = key(&bar.parameter, name);
            Estimate { key, value: Some(value), interval: None, ..self.base.clone() }
        };
        let base = Estimate { key: key("base", "likely"), ..self.base.clone() };
        let ends = self.bars.iter().flat_map(|bar| [end(bar, "low", bar.at_low), end(bar, "high", bar.at_high)]);
        std::iter::once(base).chain(ends).collect()
    }
}

impl Economy {
    /// The net benefit with one number at a time at its lowest and highest value.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn tornado(&self, level: Level) -> Result<Tornado> {
        let base = self.estimate(Estimand::NetBenefit, Unit::Kroner, TORNADO);
        let base = self.saving_noted(self.cost_noted(base));
        let outcomes = self.success().outcomes().filter(|_| self.has_cost() && self.has_saving());
        let Some(outcomes) = outcomes else {
            return Ok(Tornado { base, bars: Vec::new() });
        };
        let net = |setting: &Setting| self.account(setting, None).net(setting.outcomes);
        let likely = self.base(outcomes);
        let at = |change: &dyn Fn(&mut Setting)| {
            let mut setting = likely.clone();
            change(&mut setting);
            net(&setting)
        };
        let bar = |parameter: &str, low: f64, high: f64, change: &dyn Fn(&mut Setting, f64)| Bar {
            parameter: parameter.to_owned(),
            low,
            high,
            at_low: at(&|setting| change(setting, low)),
            at_high: at(&|setting| change(setting, high)),
        };
        let mut bars = Vec::new();
        if let Some((low, high)) = self.success().limits(level)? {
            bars.push(bar("outcomes", low, high, &|setting, value| setting.outcomes = value));
        }
        for (position, price) in self.prices().iter().enumerate().filter(|(_, price)| price.kroner().varies()) {
            let change = |setting: &mut Setting, value: f64| {
                if let Some(kroner) = setting.kroner.get_mut(position) {
                    *kroner = value;
                }
            };
            bars.push(bar(price.label(), price.kroner().low(), price.kroner().high(), &change));
        }
        let (relapse, discount) = (self.course().relapse(), self.course().discount());
        if relapse.varies() {
            bars.push(bar("relapse", relapse.low(), relapse.high(), &|setting, value| setting.relapse = value));
        }
        if discount.varies() {
            bars.push(bar("discount", discount.low(), discount.high(), &|setting, value| setting.discount = value));
        }
        let value = net(&likely);
        let width = |bar: &Bar| bar.span(value).1 - bar.span(value).0;
        bars.sort_by(|one, other| width(other).total_cmp(&width(one)));
        Ok(Tornado { base: base.valued(value), bars })
    }
}
