//! Events and the exposure in which they happened: the cell behind a rate.

use serde::{Deserialize, Serialize};

use super::checks::{enough, from_nothing, measurement, whole};
use crate::error::{Error, Fault, Place, Result};

/// Events, exposure (person-years, tenancies, expected events), and rows whose value is missing.
///
/// ```
/// use helhed::cells::RateCell;
/// let mut cell = RateCell::default();
/// cell.push(2.0, 365.25)?;
/// cell.merge(&RateCell::from_counts(9.0, 800.0)?);
/// assert_eq!((cell.events(), cell.exposure()), (11, 1165.25));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct RateCell {
    records: u64,
    events: u64,
    exposure: f64,
    missing: u64,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RateCell"))]
struct Parts {
    records: u64,
    events: u64,
    exposure: f64,
    missing: u64,
}

impl TryFrom<Parts> for RateCell {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::from_parts(parts.records, parts.events as f64, parts.exposure, parts.missing)
    }
}

impl RateCell {
    /// From a number of events and their exposure, as a publication prints them.
    ///
    /// # Errors
    /// `H203` if the exposure is negative, or zero with events; `H104`, `H202`, `H204`, `H208` if they are no numbers.
    pub fn from_counts(events: f64, exposure: f64) -> Result<Self> {
        let mut cell = Self::default();
        cell.push(events, exposure)?;
        Ok(cell)
    }

    /// Adds one row.
    ///
    /// # Errors
    /// As [`from_counts`](Self::from_counts).
    pub fn push(&mut self, events: f64, exposure: f64) -> Result<()> {
        let count = whole("events", events)?;
        let exposure = enough("exposure", measurement("exposure", exposure)?)?;
        if exposure < 0.0 || (exposure == 0.0 && count > 0) {
            return Err(Error::new(Fault::ExposureNotPositive { found: exposure }, Place::argument("exposure")));
        }
        self.records += 1;
        self.events += count;
        self.exposure += exposure;
        Ok(())
    }

    /// Counts a row whose events or exposure are missing; neither is added.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted.
    pub fn merge(&mut self, other: &Self) {
        self.records += other.records;
        self.events += other.events;
        self.exposure += other.exposure;
        self.missing += other.missing;
    }

    /// Rows with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Events.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Exposure.
    #[must_use]
    pub fn exposure(&self) -> f64 {
        self.exposure
    }

    /// Rows without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// From the parts that a file of cells holds.
    ///
    /// # Errors
    /// As [`from_counts`](Self::from_counts), and `H008` for sums of no records.
    pub fn from_parts(records: u64, events: f64, exposure: f64, missing: u64) -> Result<Self> {
        let cell = Self::from_counts(events, exposure)?;
        from_nothing(records, &[events, exposure])?;
        Ok(Self { records, missing, ..cell })
    }
}
