//! # Cost per outcome gained
//!
//! ## What it estimates
//! Kroner spent for each outcome that a programme gained, net of those that would have come anyway.
//!
//! ## When to use
//! Where a comparison says how many outcomes were gained. Of gross outcomes it is too low (W501). It says what an outcome
//! cost, never what it was worth.
//!
//! ## Equation
//! C/X, for the present value C of the costs and X outcomes.
//!
//! ## Interval
//! Fieller's set for a known cost: the ratios C/x for every x inside the limits of the outcomes. Between C/u and C/l
//! where both limits l and u are above zero. Otherwise the set lies outside two limits, and there is no interval (W505).
//!
//! ## Edge cases
//! No outcomes gained, or fewer than none: no value, W560. No cost stated: W563. A cost that leaves something out:
//! a lower bound without interval, W502. A cost of zero: zero.
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
//! let each = economy.cost_per_outcome(Level::P95)?;
//! let interval = each.interval.unwrap();
//! assert_eq!(format!("{:.0} [{:.0}; {:.0}]", each.value.unwrap(), interval.lower, interval.upper), "50000 [29952; 190725]");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fieller (1954), Journal of the Royal Statistical Society B 16: 175-185. Drummond et al. (2015), Methods for the
//! Economic Evaluation of Health Care Programmes, 4th ed.
//!
//! ## Checked against
//! `economy/fieller` with a cost without error, and the number needed of the same difference.

use super::Economy;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, SynthesisWarning, Unit, Warning};

/// The method.
pub const COST_PER_NET_OUTCOME: Method = Method::new("economy/cost_per_net_outcome", 1, "Fieller (1954)");

impl Economy {
    /// Kroner for each outcome gained.
    ///
    /// # Errors
    /// `H901` if the search for a quantile did not end.
    pub fn cost_per_outcome(&self, level: Level) -> Result<Estimate> {
        let estimate = self.estimate(Estimand::CostPerOutcome, Unit::Kroner, COST_PER_NET_OUTCOME);
        let estimate = self.cost_noted(estimate);
        let Some(outcomes) = self.success().outcomes().filter(|_| self.has_cost()) else {
            return Ok(estimate);
        };
        let cost = self.likely(None).cost();
        self.divided(estimate, level, outcomes, |outcomes| (outcomes > 0.0).then(|| cost / outcomes))
    }

    /// A quotient that falls as outcomes rise, or is absent where there are too few of them.
    pub(super) fn divided(
        &self,
        estimate: Estimate,
        level: Level,
        outcomes: f64,
        quotient: impl Fn(f64) -> Option<f64>,
    ) -> Result<Estimate> {
        let Some(value) = quotient(outcomes) else {
            // Outcomes there are, and yet too few: what they save is less than what those who have them cost.
            let dear = outcomes > 0.0;
            let why = if dear { SynthesisWarning::NothingSaved } else { SynthesisWarning::NoNetOutcome };
            return Ok(estimate.warned(Warning::Synthesis(why)));
        };
        let estimate = estimate.valued(value);
        let Some((lower, upper)) = self.success().limits(level)?.filter(|_| !self.is_part(None)) else {
            return Ok(estimate);
        };
        Ok(match (quotient(upper), quotient(lower)) {
            (Some(least), Some(most)) => self.ranges_noted(estimate.between(least, most, level)),
            _ => estimate.warned(Warning::RatioOutsideLimits),
        })
    }
}
