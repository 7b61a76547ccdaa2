//! How many units had the event: the cell behind a share.

use serde::{Deserialize, Serialize};

use super::checks::whole;
use crate::error::{Error, Fault, Place, Result};

/// Units observed, events among them, and units whose value is missing. Mergeable; the default is the empty cell.
///
/// ```
/// use helhed::cells::ProportionCell;
/// let mut cell = ProportionCell::default();
/// cell.push(Some(true));
/// cell.push(None);
/// cell.merge(&ProportionCell::from_counts(29.0, 40.0)?);
/// assert_eq!((cell.events(), cell.records(), cell.missing()), (30, 41, 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct ProportionCell {
    records: u64,
    events: u64,
    missing: u64,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProportionCell"))]
struct Parts {
    records: u64,
    events: u64,
    missing: u64,
}

impl TryFrom<Parts> for ProportionCell {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Ok(Self::from_counts(parts.events as f64, parts.records as f64)?.with_missing(parts.missing))
    }
}

impl ProportionCell {
    /// From a numerator and a denominator, as a publication prints them.
    ///
    /// # Errors
    /// `H201` if the numerator is above the denominator; `H104`, `H202`, `H204`, `H208` if either is not a count.
    pub fn from_counts(numerator: f64, denominator: f64) -> Result<Self> {
        let events = whole("numerator", numerator)?;
        let records = whole("denominator", denominator)?;
        if events > records {
            return Err(Error::new(
                Fault::NumeratorAboveDenominator { numerator, denominator },
                Place::argument("numerator"),
            ));
        }
        Ok(Self { records, events, missing: 0 })
    }

    /// Events among units that are known to be counts, the events no more than the units.
    pub(crate) fn of_counts(events: u64, records: u64) -> Self {
        Self { records, events, missing: 0 }
    }

    /// Counts one unit; `None` is missing.
    pub fn push(&mut self, event: Option<bool>) {
        match event {
            Some(event) => {
                self.records += 1;
                self.events += u64::from(event);
            }
            None => self.missing += 1,
        }
    }

    /// Adds what another cell counted.
    pub fn merge(&mut self, other: &Self) {
        self.records += other.records;
        self.events += other.events;
        self.missing += other.missing;
    }

    /// The same cell with so many more missing units.
    #[must_use]
    pub fn with_missing(self, missing: u64) -> Self {
        Self { missing: self.missing + missing, ..self }
    }

    /// Units with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Units with the event.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Units without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }
}
