//! Observed events beside the number that was expected.

use super::StratumCounts;
use super::stratum_counts::{known, populations};
use crate::cells::{RateCell, enough};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Method, Unit, Warning};

/// Observed events and the number expected. Where events were observed, some were expected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    observed: Option<u64>,
    expected: f64,
    missing: u64,
    strata: u64,
}

impl Expected {
    /// From both numbers.
    ///
    /// # Errors
    /// `H104`, `H202`, `H204`, `H208` if the observed number is none; `H104` or `H008` if the expected one is infinite,
    /// missing or below zero; `H321` if events were observed and none expected.
    pub fn from_counts(observed: f64, expected: f64) -> Result<Self> {
        let observed = RateCell::from_counts(observed, 1.0)?.events();
        if !expected.is_finite() {
            return Err(Error::new(Fault::NotFinite { found: expected }, Place::argument("expected")));
        }
        if !(0.0..=1e140).contains(&expected) {
            let fault = Fault::OutsideRange { what: "expected number", found: expected, low: 0.0, high: 1e140 };
            return Err(Error::new(fault, Place::argument("expected")));
        }
        let expected = enough("expected", expected)?;
        Self { observed: Some(observed), expected, missing: 0, strata: 1 }.checked()
    }

    /// From strata and the events and population of a reference in each: its rates applied to this population.
    ///
    /// # Errors
    /// `H108` if there are not as many values as strata; `H203` for a reference population that is not above zero;
    /// `H104`, `H107` or `H008` for a value that is infinite, missing or below zero; `H321` if events were observed and
    /// none expected.
    pub fn from_reference(
        strata: &StratumCounts,
        reference_counts: &[Option<f64>],
        reference_populations: &[Option<f64>],
    ) -> Result<Self> {
        let counts = known("reference_counts", reference_counts, strata.strata())?;
        let reference = populations("reference_populations", reference_populations, strata.strata())?;
        let each = strata.populations().iter().zip(counts.iter().zip(&reference));
        let expected = each.map(|(population, (events, reference))| population * (events / reference)).sum();
        let (missing, of) = (strata.missing(), strata.strata() as u64);
        Self { observed: strata.events(), expected, missing, strata: of }.checked()
    }

    fn checked(self) -> Result<Self> {
        match self.observed {
            Some(observed) if observed > 0 && self.expected == 0.0 => Err(Error::new(
                Fault::NothingExpected { observed, expected: self.expected },
                Place::argument("expected"),
            )),
            _ => Ok(self),
        }
    }

    /// Observed events; absent where the count of a stratum is missing.
    #[must_use]
    pub fn observed(&self) -> Option<u64> {
        self.observed
    }

    /// Expected events.
    #[must_use]
    pub fn expected(&self) -> f64 {
        self.expected
    }

    /// The parts that every interval method shares, with observed and expected events where there is a ratio.
    pub(super) fn without_interval(&self, method: Method) -> (Estimate, Option<(u64, f64)>) {
        // The expected number takes the place of the exposure.
        let n = Count { records: None, events: self.observed, exposure: Some(self.expected) };
        let estimate = Estimate::new(Estimand::StandardisedRatio, Unit::Ratio, method, n);
        let Some(observed) = self.observed else {
            let (missing, of) = (self.missing, self.strata);
            return (estimate.warned(Warning::MissingStrata { missing, of }), None);
        };
        if self.expected == 0.0 {
            return (estimate.warned(Warning::UndefinedRatio), None);
        }
        (estimate.valued(observed as f64 / self.expected), Some((observed, self.expected)))
    }
}
