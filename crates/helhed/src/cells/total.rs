//! A running total: the cell behind a count of events or an amount of money.

use serde::{Deserialize, Serialize};

use super::checks::{from_nothing, measurement};
use crate::error::{Error, Result};

/// Rows added, their total, and rows whose value is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct TotalCell {
    records: u64,
    total: f64,
    missing: u64,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TotalCell"))]
struct Parts {
    records: u64,
    total: f64,
    missing: u64,
}

impl TryFrom<Parts> for TotalCell {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::from_parts(parts.records, parts.total, parts.missing)
    }
}

impl TotalCell {
    /// From a total that was printed.
    ///
    /// # Errors
    /// `H104` or `H008` if it is infinite or too large to be summed.
    pub fn from_total(total: f64) -> Result<Self> {
        Self::from_parts(1, total, 0)
    }

    /// From the parts that a file of cells holds.
    ///
    /// # Errors
    /// `H104` or `H008` if the total is infinite or too large, `H008` for a total of no records.
    pub fn from_parts(records: u64, total: f64, missing: u64) -> Result<Self> {
        from_nothing(records, &[total])?;
        Ok(Self { records, total: measurement("value", total)?, missing })
    }

    /// Adds a value. Not-a-number counts as missing.
    ///
    /// # Errors
    /// `H104` or `H008` for a value that is infinite or too large to be summed.
    pub fn push(&mut self, value: f64) -> Result<()> {
        if value.is_nan() {
            self.push_missing();
            return Ok(());
        }
        self.total += measurement("value", value)?;
        self.records += 1;
        Ok(())
    }

    /// Counts a row without a value.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted.
    pub fn merge(&mut self, other: &Self) {
        self.records += other.records;
        self.total += other.total;
        self.missing += other.missing;
    }

    /// Rows with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// The total; absent without rows.
    #[must_use]
    pub fn total(&self) -> Option<f64> {
        (self.records > 0).then_some(self.total)
    }

    /// Rows without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }
}
