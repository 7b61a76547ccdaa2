//! The same units observed twice: how many had the event which times.

use serde::{Deserialize, Serialize};

use super::ProportionCell;
use super::checks::whole;
use crate::error::Result;

/// Units seen twice, by when they had the event, and units that lack a value at either time. Mergeable; the default is
/// the empty cell.
///
/// ```
/// use helhed::cells::PairedCell;
/// let mut cell = PairedCell::from_counts(10.0, 5.0, 12.0, 20.0)?;
/// cell.push(Some(true), Some(false));
/// cell.push(None, Some(true));
/// assert_eq!((cell.only_first(), cell.records(), cell.missing()), (6, 48, 1));
/// assert_eq!((cell.first().events(), cell.second().events()), (16, 22));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct PairedCell {
    both: u64,
    only_first: u64,
    only_second: u64,
    neither: u64,
    missing: u64,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PairedCell"))]
struct Parts {
    both: u64,
    only_first: u64,
    only_second: u64,
    neither: u64,
    missing: u64,
}

impl TryFrom<Parts> for PairedCell {
    type Error = crate::error::Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let [both, only_first, only_second, neither] =
            [parts.both, parts.only_first, parts.only_second, parts.neither].map(|count| count as f64);
        Ok(Self::from_counts(both, only_first, only_second, neither)?.with_missing(parts.missing))
    }
}

impl PairedCell {
    /// From the four counts of a paired table.
    ///
    /// # Errors
    /// `H104`, `H202`, `H204`, `H208` if one of them is not a count.
    pub fn from_counts(both: f64, only_first: f64, only_second: f64, neither: f64) -> Result<Self> {
        Ok(Self {
            both: whole("both", both)?,
            only_first: whole("only_first", only_first)?,
            only_second: whole("only_second", only_second)?,
            neither: whole("neither", neither)?,
            missing: 0,
        })
    }

    /// Counts one unit by its two events; it is missing if either is.
    pub fn push(&mut self, first: Option<bool>, second: Option<bool>) {
        match first.zip(second) {
            Some((true, true)) => self.both += 1,
            Some((true, false)) => self.only_first += 1,
            Some((false, true)) => self.only_second += 1,
            Some((false, false)) => self.neither += 1,
            None => self.missing += 1,
        }
    }

    /// Adds what another cell counted.
    pub fn merge(&mut self, other: &Self) {
        self.both += other.both;
        self.only_first += other.only_first;
        self.only_second += other.only_second;
        self.neither += other.neither;
        self.missing += other.missing;
    }

    /// The same cell with so many more units that lack a value.
    #[must_use]
    pub fn with_missing(self, missing: u64) -> Self {
        Self { missing: self.missing + missing, ..self }
    }

    /// The same cell with first and second swapped.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { only_first: self.only_second, only_second: self.only_first, ..self }
    }

    /// Units with the event both times.
    #[must_use]
    pub fn both(&self) -> u64 {
        self.both
    }

    /// Units with the event the first time only.
    #[must_use]
    pub fn only_first(&self) -> u64 {
        self.only_first
    }

    /// Units with the event the second time only.
    #[must_use]
    pub fn only_second(&self) -> u64 {
        self.only_second
    }

    /// Units without the event either time.
    #[must_use]
    pub fn neither(&self) -> u64 {
        self.neither
    }

    /// Units that changed: the event one of the times only.
    #[must_use]
    pub fn changed(&self) -> u64 {
        self.only_first + self.only_second
    }

    /// Units with both values.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// Units that lack a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// The first time by itself, of the units that have both values.
    #[must_use]
    pub fn first(&self) -> ProportionCell {
        ProportionCell::of_counts(self.both + self.only_first, self.records())
    }

    /// The second time by itself, of the units that have both values.
    #[must_use]
    pub fn second(&self) -> ProportionCell {
        ProportionCell::of_counts(self.both + self.only_second, self.records())
    }
}
