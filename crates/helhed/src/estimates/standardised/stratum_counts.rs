//! What rates are standardised by: strata (ages, sexes) with their events and populations.

use crate::cells::{RateCell, enough};
use crate::error::{Error, Fault, Place, Result, Spot, Within};

/// A whole column: as many values as there are strata, each known.
pub(super) fn known(name: &str, values: &[Option<f64>], strata: usize) -> Result<Vec<f64>> {
    if values.len() != strata {
        let fault = Fault::LengthsDiffer { left: strata as u64, right: values.len() as u64 };
        return Err(Error::new(fault, Place::argument(name)));
    }
    let each = |(index, value): (usize, &Option<f64>)| match value.filter(|value| !value.is_nan()) {
        None => Err(at(Fault::ValueNeeded, name, index)),
        Some(found) if found.is_infinite() => Err(at(Fault::NotFinite { found }, name, index)),
        Some(found) if !(0.0..=1e140).contains(&found) => {
            Err(at(Fault::OutsideRange { what: "value", found, low: 0.0, high: 1e140 }, name, index))
        }
        Some(found) => Ok(found),
    };
    values.iter().enumerate().map(each).collect()
}

/// Populations: known and above zero.
pub(super) fn populations(name: &str, values: &[Option<f64>], strata: usize) -> Result<Vec<f64>> {
    let populations = known(name, values, strata)?;
    for (index, population) in populations.iter().enumerate() {
        if *population == 0.0 {
            return Err(at(Fault::ExposureNotPositive { found: 0.0 }, name, index));
        }
        enough(name, *population).map_err(|error| at(error.fault().clone(), name, index))?;
    }
    Ok(populations)
}

fn at(fault: Fault, name: &str, index: usize) -> Error {
    Error::new(fault, Place::argument(name).within(Spot::Row(index as u64 + 1)))
}

/// Events and population by stratum. One that exists has a population in every stratum; a count may be missing.
#[derive(Debug, Clone, PartialEq)]
pub struct StratumCounts {
    counts: Vec<Option<u64>>,
    populations: Vec<f64>,
}

impl StratumCounts {
    /// From both columns, stratum by stratum; a count of `None` or not-a-number is missing, which is never zero.
    ///
    /// # Errors
    /// `H108` if the columns differ in length, `H103` if there are no strata; `H203` for a population that is not above
    /// zero and `H107` for one that is missing; `H104`, `H202`, `H204`, `H208` for a count that is none, with its row.
    pub fn from_values(counts: &[Option<f64>], populations: &[Option<f64>]) -> Result<Self> {
        if counts.is_empty() {
            return Err(Error::new(Fault::EmptyTable, Place::argument("counts")));
        }
        let populations = self::populations("populations", populations, counts.len())?;
        let count = |(index, count): (usize, &Option<f64>)| -> Result<Option<u64>> {
            let Some(count) = count.filter(|count| !count.is_nan()) else { return Ok(None) };
            let cell = RateCell::from_counts(count, 1.0).within(|| Spot::Row(index as u64 + 1))?;
            Ok(Some(cell.events()))
        };
        Ok(Self { counts: counts.iter().enumerate().map(count).collect::<Result<_>>()?, populations })
    }

    /// Number of strata.
    #[must_use]
    pub fn strata(&self) -> usize {
        self.counts.len()
    }

    /// StratumCounts whose count is missing.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.counts.iter().filter(|count| count.is_none()).count() as u64
    }

    /// Events in all strata; absent where a count is missing.
    #[must_use]
    pub fn events(&self) -> Option<u64> {
        self.counts.iter().copied().sum()
    }

    /// Population of all strata.
    #[must_use]
    pub fn population(&self) -> f64 {
        self.populations.iter().sum()
    }

    /// Events over population, whatever the strata; absent where a count is missing.
    #[must_use]
    pub fn crude_rate(&self) -> Option<f64> {
        self.events().map(|events| events as f64 / self.population())
    }

    /// Counts and populations of the strata; absent where a count is missing.
    pub(crate) fn rows(&self) -> Option<Vec<(f64, f64)>> {
        let row = |(count, population): (&Option<u64>, &f64)| count.map(|count| (count as f64, *population));
        self.counts.iter().zip(&self.populations).map(row).collect()
    }

    /// Populations of the strata.
    pub(crate) fn populations(&self) -> &[f64] {
        &self.populations
    }
}
