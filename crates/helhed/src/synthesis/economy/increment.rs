//! # Incremental cost-effectiveness ratio
//!
//! ## What it estimates
//! What one more outcome costs, of two programmes (or of a programme and none) whose costs and effects were both measured:
//! the difference in cost over the difference in effect.
//!
//! ## When to use
//! Where costs differ between persons and were measured with the effect, so that both are uncertain and may go together.
//! Read it only where one programme is both better and dearer; otherwise read the net benefit.
//!
//! ## Equation
//! R = c/e for differences c in cost and e in effect. Net benefit at a willingness l to pay for an outcome:
//! l e - c, with variance s_c^2 - 2 l s_ce + l^2 s_e^2.
//!
//! ## Interval
//! Fieller's set (`economy/fieller`). That of the net benefit is normal, or Student's with degrees of freedom.
//!
//! ## Edge cases
//! Better and cheaper, or worse and dearer: a negative ratio, which ranks nothing, W567. An effect that may be zero: no
//! interval, W505 or W506. No effect at all: no ratio, W507.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::economy::{Increment, Quadrant, Uncertain}};
//! let increment = Increment::new(Uncertain::new(10_000.0, 1_500.0)?, Uncertain::new(0.4, 0.05)?, 0.0, None)?;
//! let ratio = increment.ratio(Level::P95)?;
//! assert_eq!((ratio.estimate.value, ratio.quadrant), (Some(25_000.0), Quadrant::BetterAndDearer));
//! assert_eq!(increment.net_benefit(30_000.0, Level::P95)?.value, Some(2_000.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Briggs, O'Brien and Blackhouse (2002), Annual Review of Public Health 23: 377-401. Stinnett and Mullahy (1998), Medical
//! Decision Making 18: S68-S80.
//!
//! ## Checked against
//! `economy/fieller`, whose reference cases are in R and Python; net benefit and acceptability by the normal formula in
//! Python.

use serde::{Deserialize, Serialize};

use super::acceptability::{ACCEPTABILITY, keyed, payable};
use super::fieller::ranged;
use super::net_benefit::NET_BENEFIT;
use super::{RatioSet, Uncertain, fieller};
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Estimates, Level, Method, Scale, SynthesisWarning, Unit, Warning};
use crate::numeric::{normal, student};

/// The method.
pub const INCREMENTAL_RATIO: Method =
    Method::new("economy/incremental_ratio", 1, "Briggs, O'Brien and Blackhouse (2002)");

/// Differences in cost and effect between two programmes, in the same persons. One that exists is possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Increment {
    cost: Uncertain,
    effect: Uncertain,
    covariance: f64,
    df: Option<f64>,
}

/// On which side of nothing a difference in cost and in effect lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// Better and dearer: the ratio is what one more outcome costs.
    BetterAndDearer,
    /// Better and no dearer: it dominates.
    BetterAndCheaper,
    /// Worse and cheaper: the ratio is what one outcome fewer saves.
    WorseAndCheaper,
    /// Worse and no cheaper: it is dominated.
    WorseAndDearer,
    /// No difference in effect.
    NoEffect,
}

impl Quadrant {
    /// The name as written in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BetterAndDearer => "better and dearer",
            Self::BetterAndCheaper => "better and cheaper",
            Self::WorseAndCheaper => "worse and cheaper",
            Self::WorseAndDearer => "worse and dearer",
            Self::NoEffect => "no effect",
        }
    }
}

/// An incremental ratio with Fieller's set and its quadrant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct IncrementalRatio {
    /// The ratio; with an interval where the set is bounded.
    pub estimate: Estimate,
    /// The ratios that agree with the data.
    pub set: RatioSet,
    /// Where cost and effect lie.
    pub quadrant: Quadrant,
}

impl Increment {
    /// From both differences, with their covariance and, for few persons, degrees of freedom.
    ///
    /// # Errors
    /// `H008` for a covariance beyond the product of the standard errors or degrees of freedom below 1.
    pub fn new(cost: Uncertain, effect: Uncertain, covariance: f64, df: Option<f64>) -> Result<Self> {
        let most = cost.se() * effect.se() * (1.0 + 1e-12);
        ranged("covariance", "covariance", covariance, -most, most)?;
        if let Some(df) = df {
            ranged("number of degrees of freedom", "df", df, 1.0, f64::MAX)?;
        }
        Ok(Self { cost, effect, covariance, df })
    }

    /// Where cost and effect lie.
    #[must_use]
    pub fn quadrant(&self) -> Quadrant {
        match (self.effect.value(), self.cost.value()) {
            (effect, cost) if effect > 0.0 && cost > 0.0 => Quadrant::BetterAndDearer,
            (effect, _) if effect > 0.0 => Quadrant::BetterAndCheaper,
            (effect, cost) if effect < 0.0 && cost < 0.0 => Quadrant::WorseAndCheaper,
            (effect, _) if effect < 0.0 => Quadrant::WorseAndDearer,
            _ => Quadrant::NoEffect,
        }
    }

    /// Kroner for one more outcome.
    ///
    /// # Errors
    /// `H008` for an effect of zero without error, `H901` if the search for a quantile did not end.
    pub fn ratio(&self, level: Level) -> Result<IncrementalRatio> {
        let found = fieller(self.cost, self.effect, self.covariance, self.df, level)?;
        let quadrant = self.quadrant();
        let estimate = Estimate {
            estimand: Estimand::CostPerOutcome,
            unit: Unit::Kroner,
            method: INCREMENTAL_RATIO,
            ..found.estimate
        };
        let dominance = matches!(quadrant, Quadrant::BetterAndCheaper | Quadrant::WorseAndDearer);
        let estimate =
            if dominance { estimate.warned(Warning::Synthesis(SynthesisWarning::Dominance)) } else { estimate };
        Ok(IncrementalRatio { estimate, set: found.set, quadrant })
    }

    /// What the effect is worth at a willingness to pay for an outcome, less what it costs.
    ///
    /// # Errors
    /// `H008` for a willingness below zero, `H901` if the search for a quantile did not end.
    pub fn net_benefit(&self, willingness: f64, level: Level) -> Result<Estimate> {
        let willingness = payable(willingness)?;
        let (value, se) = (self.net(willingness), self.error(willingness));
        let quantile = self.df.map_or(Ok(level.z()), |df| level.t(df))?;
        let estimate = Estimate::new(Estimand::NetBenefit, Unit::Kroner, NET_BENEFIT, Count::default());
        let estimate = keyed(estimate, willingness).valued(value).with_se(se, Scale::Identity);
        let estimate = self.df.map_or_else(|| estimate.clone(), |df| estimate.clone().with_df(df));
        let estimate = estimate.between(value - quantile * se, value + quantile * se, level);
        Ok(if se == 0.0 { estimate.warned(Warning::NoVariation) } else { estimate })
    }

    /// The probability that the effect is worth its cost, for each willingness to pay for an outcome.
    ///
    /// # Errors
    /// `H008` for a willingness below zero.
    pub fn acceptability(&self, willingness: &[f64]) -> Result<Estimates> {
        let one = |amount: &f64| {
            let amount = payable(*amount)?;
            let (value, se) = (self.net(amount), self.error(amount));
            let estimate = Estimate::new(Estimand::ProbabilityOfPaying, Unit::Share, ACCEPTABILITY, Count::default());
            let estimate = keyed(estimate, amount);
            if se == 0.0 {
                return Ok(estimate.warned(Warning::Synthesis(SynthesisWarning::SuccessWithoutUncertainty)));
            }
            let point = -value / se;
            let chance = self.df.map_or_else(|| normal::upper_tail(point), |df| student::upper_tail(point, df));
            Ok(estimate.valued(chance))
        };
        willingness.iter().map(one).collect()
    }

    fn net(&self, willingness: f64) -> f64 {
        willingness * self.effect.value() - self.cost.value()
    }

    fn error(&self, willingness: f64) -> f64 {
        let (cost, effect) = (self.cost.se(), willingness * self.effect.se());
        (cost * cost - 2.0 * willingness * self.covariance + effect * effect).max(0.0).sqrt()
    }
}
