//! # Exact limits of a funnel
//!
//! ## What it estimates
//! Nothing; it says between which values a share, a rate or a ratio of observed to expected events lies by chance alone
//! in an area of a given size whose true value is the target.
//!
//! ## When to use
//! To draw a funnel, and to see whether an area is out of line. Limits are those of one look at one area: of 130 areas
//! that all are on target about six lie outside the 95 percent limits, and one in four funnels has one outside the 99.8
//! percent limits.
//!
//! ## Equation
//! Events are binomial with n units and probability t (a share), or Poisson with mean t N (a rate in the exposure N, or
//! events of which N are expected; t is then 1 as a rule). With F their distribution function and r the smallest count
//! with F(r) >= q, the limit is (r - a)/N with a = (F(r) - q)/(F(r) - F(r - 1)), for q = 0.025 and 0.975, or 0.001 and
//! 0.999: the count is interpolated, so that the curve has no steps. Where the expected number has a standard error u of
//! its own, its mean is gamma distributed with that standard error and the events are negative binomial. Beyond 1e15
//! expected events the normal distribution stands in. A mean of n
//! records has t - z s/sqrt(n) and t + z s/sqrt(n), with s the standard deviation within areas.
//!
//! ## Interval
//! The limits are no confidence interval: they belong to the target, not to the area. A limit below zero is zero: an area
//! without events is never outside below. The interpolated upper limit lies at or below the count that has a
//! probability of q or more, so a count between can lie outside the curve by less than one event: the verdict of
//! `funnel/plot` therefore rests on the exact tail probability and not on the curve, and its picture draws the upper line
//! one event higher, where the verdict turns.
//!
//! ## Edge cases
//! A target outside its range (a share strictly between 0 and 1, a rate or ratio above zero) is refused, as is a size
//! that is not above zero or, for a share, not whole (H008, H204).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::funnel::Chance};
//! let national = Chance::share(0.1)?;
//! let limits = national.limits(100.0, 0.0, Level::P95)?;
//! assert_eq!(format!("{:.4} {:.4}", limits.lower, limits.upper), "0.0404 0.1577");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Spiegelhalter (2005), Statistics in Medicine 24: 1185-1202, appendix A.
//!
//! ## Checked against
//! R 4.2.2 and scipy 1.17.1, 6 cases with 30 sizes at both levels and their normal approximations, relative 1e-8.
//! Limits with an uncertain expected number: scipy 1.17.1 `nbinom`.

use serde::{Deserialize, Serialize};

use super::super::areas::{Figure, Kind};
use super::law::Law;
use crate::cells::is_count;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Level, Method};
use crate::numeric::beta::UnitPoint;

/// The method.
pub const FUNNEL_LIMITS: Method = Method::new("funnel/limits", 1, "Spiegelhalter (2005)");

/// Events from which on the normal distribution stands in: no digit of a limit is lost by it.
const MANY: f64 = 1e15;

/// Two limits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limits {
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// What chance alone does to areas whose true value is the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// What kind of figures the areas have.
    pub kind: Kind,
    /// The value all areas would have but for chance.
    pub target: f64,
    /// Standard deviation of a value of size 1; 1 for events.
    pub spread: f64,
}

impl Chance {
    /// Of shares.
    ///
    /// # Errors
    /// `H008` unless the target lies strictly between 0 and 1.
    pub fn share(target: f64) -> Result<Self> {
        Self { kind: Kind::Proportion, target, spread: 1.0 }.checked()
    }

    /// Of rates, or of observed over expected events.
    ///
    /// # Errors
    /// `H008` unless the target is above zero.
    pub fn rate(target: f64) -> Result<Self> {
        Self { kind: Kind::Rate, target, spread: 1.0 }.checked()
    }

    /// The same if its target can be one.
    pub(super) fn checked(self) -> Result<Self> {
        let (low, high) = match self.kind {
            Kind::Proportion => (f64::MIN_POSITIVE, 1.0 - f64::EPSILON),
            Kind::Rate | Kind::Ratio => (1e-140, 1e140),
            Kind::Value => (-1e140, 1e140),
        };
        if (low..=high).contains(&self.target) {
            return Ok(self);
        }
        let (low, high) = (if low > 0.0 { 0.0 } else { low }, if self.kind == Kind::Proportion { 1.0 } else { high });
        let fault = Fault::OutsideRange { what: "target", found: self.target, low, high };
        Err(Error::new(fault, Place::argument("target")))
    }

    /// Exact limits of an area of this size: units, exposure, expected events, or records. `expected_se` is the standard
    /// error of an expected number, and zero for the others.
    ///
    /// # Errors
    /// `H008` for a size that is not above zero or a standard error below it, `H204` for units that are not whole.
    pub fn limits(&self, size: f64, expected_se: f64, level: Level) -> Result<Limits> {
        let refused = |what, found| {
            let fault = Fault::OutsideRange { what, found, low: 0.0, high: 1e140 };
            Err(Error::new(fault, Place::argument("size")))
        };
        if !(size > 0.0 && size <= 1e140) {
            return refused("size", size);
        }
        if !(0.0..=1e140).contains(&expected_se) {
            return refused("standard error", expected_se);
        }
        if self.kind == Kind::Proportion && !is_count(size) {
            return Err(Error::new(Fault::NotWhole { found: size }, Place::argument("size")));
        }
        let se = if self.kind == Kind::Value { self.spread / size.sqrt() } else { expected_se };
        Ok(self.exact(&Figure { amount: self.target, size, se }, level))
    }

    /// Limits by the normal distribution, which may lie where no value can.
    #[must_use]
    pub fn normal_limits(&self, size: f64, level: Level) -> Limits {
        let se = self.se(&Figure { amount: self.target, size, se: self.spread / size.sqrt() });
        Limits { lower: self.target - level.z() * se, upper: self.target + level.z() * se }
    }

    /// Standard error of the figure of an area that is on target.
    pub(super) fn se(&self, figure: &Figure) -> f64 {
        let Figure { size, se, .. } = *figure;
        let variance = match self.kind {
            Kind::Proportion => self.target * (1.0 - self.target) / size,
            Kind::Rate => self.target / size,
            Kind::Ratio => self.target / size + (self.target * (se / size)).powi(2),
            Kind::Value => se * se,
        };
        variance.sqrt()
    }

    /// The counts of an area that is on target; nothing for values.
    pub(super) fn law(&self, figure: &Figure) -> Option<Law> {
        match self.kind {
            Kind::Proportion => Some(Law::Binomial { n: figure.size, p: UnitPoint::new(self.target) }),
            Kind::Rate => Some(Law::Poisson { mean: self.target * figure.size }),
            Kind::Ratio => Some(Law::of_mean(self.target * figure.size, figure.se / figure.size)),
            Kind::Value => None,
        }
    }

    pub(super) fn exact(&self, figure: &Figure, level: Level) -> Limits {
        let Some(law) = self.law(figure).filter(|law| law.mean() <= MANY) else {
            let reach = level.z() * self.se(figure);
            return Limits { lower: self.target - reach, upper: self.target + reach };
        };
        let (tail, away) = (level.tail(), level.z() * law.variance().sqrt());
        let low = law.first(law.mean() - away, |x| law.at_most(x) >= tail);
        let high = law.first(law.mean() + away, |x| law.at_least(x + 1.0) <= tail);
        let share = |beyond: f64, at: f64| {
            let probability = law.exactly(at);
            if probability > 0.0 { (beyond / probability).clamp(0.0, 1.0) } else { 0.0 }
        };
        let lower = low - share(law.at_most(low) - tail, low);
        let upper = high - share(tail - law.at_least(high + 1.0), high);
        Limits { lower: lower.max(0.0) / figure.size, upper: upper.max(0.0) / figure.size }
    }
}
