//! # Break-even
//!
//! ## What it estimates
//! How many outcomes cover what a programme cost; how many participants it takes to gain them; which share of the
//! outcomes that were counted must be owed to the programme; and how probable it is that it pays.
//!
//! ## When to use
//! To turn the question round: not what was saved, but how much would have to be. It needs no assumption of how many
//! outcomes would have come anyway, which gross figures lack.
//!
//! ## Equation
//! Outcomes: B = C/v, for the present values C of the costs and v of what one outcome saves. Participants: f/(v x - k)
//! for the fixed cost f, outcomes x and costs k of one participant. Share: B/X. Probability: that of more than B
//! outcomes under the confidence distribution of the comparison, whose quantiles are the limits of its intervals.
//!
//! ## Interval
//! Of participants and share: those that belong to the limits of the outcomes (Fieller's set), if they are all finite.
//! The outcomes needed depend on prices only; `economy/simulated` has their interval where prices have ranges. A
//! probability has none.
//!
//! ## Edge cases
//! Nothing is saved by an outcome (horizon 0, or every outcome lost again): no value, W565; nor for participants who each
//! cost more than they save. No outcome gained: participants and share have no value, W560. Limits that hold zero: no interval, W505. No cost: W563; no price: W564. No
//! uncertainty: no probability, W561.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::economy::{Course, Economy, Payer, Per, Price, Ranged, Success}};
//! let owner = Payer::HousingOrganisation;
//! let kroner = |label, amount, per| Price::new(label, Ranged::fixed(amount)?, per, owner, Some(2014), "accounts");
//! let prices = [kroner("staff", 900_000.0, Per::Programme)?, kroner("an eviction", 50_000.0, Per::Outcome)?];
//! let economy = Economy::new(Success::gross(30.0, 41.0)?, prices, Course::new(1)?, None, None)?;
//! let even = economy.break_even(Level::P95)?;
//! assert_eq!((even.outcomes.value, even.share.value), (Some(18.0), Some(0.6)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed. Fieller (1954), Journal
//! of the Royal Statistical Society B 16: 175-185. Schweder and Hjort (2016), Confidence, Likelihood, Probability.
//!
//! ## Checked against
//! Quotients by hand; coverage by simulation (docs/calibration.md).

use serde::{Deserialize, Serialize};

use super::Economy;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Estimates, KeyPart, Level, Method, SynthesisWarning, Unit, Warning};

/// The method.
pub const BREAK_EVEN: Method = Method::new("economy/break_even", 1, "Fieller (1954)");

/// What it takes for a programme to pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BreakEven {
    /// Outcomes that cover the cost.
    pub outcomes: Estimate,
    /// Participants it takes to gain them.
    pub participants: Estimate,
    /// Share of the outcomes that must be owed to the programme; above 1 it does not pay even if all are.
    pub share: Estimate,
    /// Probability that it pays.
    pub probability: Estimate,
}

impl BreakEven {
    /// The four, with what they are in the key.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        [&self.outcomes, &self.participants, &self.share, &self.probability].into_iter().cloned().collect()
    }
}

impl Economy {
    /// What it takes for the programme to pay, over all payers.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn break_even(&self, level: Level) -> Result<BreakEven> {
        let account = self.likely(None);
        let (cost, each) = (account.cost(), account.each);
        let blank = |estimand, unit, what: &str| {
            let mut estimate = self.saving_noted(self.cost_noted(self.estimate(estimand, unit, BREAK_EVEN)));
            estimate.key = vec![KeyPart { dimension: "break_even".to_owned(), value: what.into() }];
            let nothing = self.has_saving() && each <= 0.0;
            if nothing { estimate.warned(Warning::Synthesis(SynthesisWarning::NothingSaved)) } else { estimate }
        };
        let outcomes = blank(Estimand::BreakEven, Unit::Named("outcomes".into()), "outcomes");
        let participants = blank(Estimand::BreakEven, Unit::Named("participants".into()), "participants");
        let share = blank(Estimand::BreakEven, Unit::Share, "share");
        let probability = blank(Estimand::ProbabilityOfPaying, Unit::Share, "probability");
        if !(self.has_cost() && self.has_saving()) || each <= 0.0 {
            return Ok(BreakEven { outcomes, participants, share, probability });
        }
        let needed = cost / each;
        let (participants, share, probability) = match self.success().outcomes() {
            None => (participants, share, probability),
            Some(gained) => (
                self.enough(participants, level, gained)?,
                self.divided(share, level, gained, |gained| (gained > 0.0).then(|| needed / gained))?,
                match self.success().confidence()?.and_then(|confidence| confidence.above(needed)) {
                    Some(above) => self.ranges_noted(probability.valued(above)),
                    None => probability,
                },
            ),
        };
        Ok(BreakEven { outcomes: self.ranges_noted(outcomes.valued(needed)), participants, share, probability })
    }

    /// Participants at which the outcomes gained among them cover fixed and own costs.
    fn enough(&self, estimate: Estimate, level: Level, gained: f64) -> Result<Estimate> {
        let account = self.likely(None);
        let Some(all) = self.success().participants().filter(|all| *all > 0.0) else {
            return Ok(estimate);
        };
        let quotient = |gained: f64| {
            let surplus = (account.each * gained - account.participants) / all;
            (surplus > 0.0).then(|| account.fixed / surplus)
        };
        self.divided(estimate, level, gained, quotient)
    }
}
