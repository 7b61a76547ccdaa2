//! A running total: the cell behind a count of events or an amount of money.

use serde::{Deserialize, Serialize};

use super::checks::finite;
use crate::error::Result;

/// Rows added, their total, and rows whose value is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TotalCell {
    records: u64,
    total: f64,
    missing: u64,
}

impl TotalCell {
    /// From a total that was printed.
    ///
    /// # Errors
    /// `H104` if it is not finite.
    pub fn from_total(total: f64) -> Result<Self> {
        Self::from_parts(1, total, 0)
    }

    /// From the parts that a file of cells holds.
    ///
    /// # Errors
    /// `H104` if the total is not finite.
    pub fn from_parts(records: u64, total: f64, missing: u64) -> Result<Self> {
        Ok(Self { records, total: finite("value", total)?, missing })
    }

    /// Adds a value. Not-a-number counts as missing.
    ///
    /// # Errors
    /// `H104` for an infinite value.
    pub fn push(&mut self, value: f64) -> Result<()> {
        if value.is_nan() {
            self.push_missing();
            return Ok(());
        }
        self.total += finite("value", value)?;
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
