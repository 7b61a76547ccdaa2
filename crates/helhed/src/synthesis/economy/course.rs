//! How outcomes come, last and fade over the years, and what a later year counts.

use serde::{Deserialize, Serialize};

use super::Ranged;
use crate::error::{EconomyFault, Error, Fault, Place, Result};

/// Most years of a horizon.
pub(super) const LONGEST: u32 = 100;

/// The years after the start: how far one looks, when outcomes come, how many fall back each year, and the discount rate.
///
/// A share a(t) of the outcomes comes in year t. Of those in force in a year, a share r (relapse) is lost before the
/// next, so that F(t) = a(t) + (1 - r) F(t - 1) are in force in year t. Kroner of year t count 1/(1 + d)^(t - 1). What
/// an outcome saves once is saved when it comes and lost again when it falls back; what it saves each year is saved
/// while it is in force.
///
/// ```
/// use helhed::synthesis::economy::{Course, Ranged};
/// let course = Course::new(3)?.relapsing(Ranged::fixed(0.5)?)?;
/// assert_eq!(course.in_force(), [1.0, 0.5, 0.25]);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Course {
    horizon: u32,
    phase_in: Vec<f64>,
    relapse: Ranged,
    discount: Ranged,
}

/// What is written, before it is known to be a course.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Course"))]
struct Parts {
    horizon: u32,
    phase_in: Vec<f64>,
    relapse: Ranged,
    discount: Ranged,
}

impl TryFrom<Parts> for Course {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::new(parts.horizon)?.phased(parts.phase_in)?.relapsing(parts.relapse)?.discounted(parts.discount)
    }
}

/// What one outcome saves of one krone per outcome, and of one krone per outcome and year, discounted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub(super) once: f64,
    pub(super) yearly: f64,
}

impl Course {
    /// So many years, with all outcomes in the first, no relapse and no discounting.
    ///
    /// # Errors
    /// `H008` for more than 100 years.
    pub fn new(horizon: u32) -> Result<Self> {
        within("horizon", f64::from(horizon), f64::from(LONGEST))?;
        let none = Ranged::fixed(0.0)?;
        Ok(Self { horizon, phase_in: vec![1.0], relapse: none, discount: none })
    }

    /// The same with outcomes that come over several years: the share that comes in each of them.
    ///
    /// # Errors
    /// `H008` for a share outside 0 to 1, `H565` unless they add up to 1.
    pub fn phased(self, shares: impl Into<Vec<f64>>) -> Result<Self> {
        let phase_in = shares.into();
        for share in &phase_in {
            within("phase-in", *share, 1.0)?;
        }
        let sum: f64 = phase_in.iter().sum();
        if (sum - 1.0).abs() <= 1e-9 {
            return Ok(Self { phase_in, ..self });
        }
        Err(Error::new(EconomyFault::PhaseInNotWhole { sum }.into(), Place::argument("phase_in")))
    }

    /// The same with a share of the outcomes that is lost from each year to the next.
    ///
    /// # Errors
    /// `H008` outside 0 to 1.
    pub fn relapsing(self, relapse: Ranged) -> Result<Self> {
        within("relapse", relapse.low(), 1.0)?;
        within("relapse", relapse.high(), 1.0)?;
        Ok(Self { relapse, ..self })
    }

    /// The same with a discount rate a year, such as 0.035.
    ///
    /// # Errors
    /// `H008` outside 0 to 1.
    pub fn discounted(self, discount: Ranged) -> Result<Self> {
        within("discount", discount.low(), 1.0)?;
        within("discount", discount.high(), 1.0)?;
        Ok(Self { discount, ..self })
    }

    /// Years one looks ahead.
    #[must_use]
    pub fn horizon(&self) -> u32 {
        self.horizon
    }

    /// Share of the outcomes that comes in each year.
    #[must_use]
    pub fn phase_in(&self) -> &[f64] {
        &self.phase_in
    }

    /// Share of the outcomes that is lost from each year to the next.
    #[must_use]
    pub fn relapse(&self) -> Ranged {
        self.relapse
    }

    /// Discount rate a year.
    #[must_use]
    pub fn discount(&self) -> Ranged {
        self.discount
    }

    /// Share of all outcomes that is in force in each year of the horizon.
    #[must_use]
    pub fn in_force(&self) -> Vec<f64> {
        self.in_force_at(self.relapse.value())
    }

    fn in_force_at(&self, relapse: f64) -> Vec<f64> {
        let mut before = 0.0;
        let year = |year: u32| {
            let coming = self.phase_in.get(year as usize).copied().unwrap_or(0.0);
            before = coming + (1.0 - relapse) * before;
            before
        };
        (0..self.horizon).map(year).collect()
    }

    /// Share of the outcomes that comes after the horizon.
    pub(super) fn beyond(&self) -> f64 {
        self.phase_in.iter().skip(self.horizon as usize).sum()
    }

    /// The weights at one relapse and one discount rate.
    pub(super) fn weights(&self, relapse: f64, discount: f64) -> Weights {
        let (mut once, mut yearly, mut before, mut factor) = (0.0, 0.0, 0.0, 1.0);
        for now in self.in_force_at(relapse) {
            once += factor * (now - before);
            yearly += factor * now;
            before = now;
            factor /= 1.0 + discount;
        }
        Weights { once, yearly }
    }
}

/// What one krone is that is spent evenly over so many years from the first.
pub(super) fn spread(years: u32, discount: f64) -> f64 {
    let mut factor = 1.0;
    let mut sum = 0.0;
    for _ in 0..years {
        sum += factor;
        factor /= 1.0 + discount;
    }
    sum / f64::from(years)
}

fn within(what: &'static str, found: f64, high: f64) -> Result<()> {
    if (0.0..=high).contains(&found) {
        return Ok(());
    }
    let argument = if what == "phase-in" { "phase_in" } else { what };
    Err(Error::new(Fault::OutsideRange { what, found, low: 0.0, high }, Place::argument(argument)))
}
