//! The attrition ledger: rows in, rows out, by reason. It travels with every result.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Rows that came in, and rows that fell out of an indicator by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ledger {
    rows_in: u64,
    left_out: BTreeMap<String, u64>,
    /// Cells, not rows: how many were withheld.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    withheld: BTreeMap<String, u64>,
}

impl Ledger {
    /// Counts rows that came in.
    pub fn came_in(&mut self, rows: u64) {
        self.rows_in = self.rows_in.saturating_add(rows);
    }

    /// Counts rows left out for a reason, such as `income: missing`.
    pub fn left_out(&mut self, reason: impl Into<String>, rows: u64) {
        if rows > 0 {
            let sum = self.left_out.entry(reason.into()).or_default();
            *sum = sum.saturating_add(rows);
        }
    }

    /// Counts cells that were withheld for a reason, such as `hou_evict: fewer than 5`.
    pub fn withhold(&mut self, reason: impl Into<String>, cells: u64) {
        if cells > 0 {
            let sum = self.withheld.entry(reason.into()).or_default();
            *sum = sum.saturating_add(cells);
        }
    }

    /// Adds another ledger.
    pub fn merge(&mut self, other: &Self) {
        self.came_in(other.rows_in);
        for (reason, rows) in &other.left_out {
            self.left_out(reason.clone(), *rows);
        }
        for (reason, cells) in &other.withheld {
            self.withhold(reason.clone(), *cells);
        }
    }

    /// Rows that came in.
    #[must_use]
    pub fn rows_in(&self) -> u64 {
        self.rows_in
    }

    /// Rows that fell out, by whatever reason. A row that falls out of several indicators is counted for each of them.
    #[must_use]
    pub fn rows_out(&self) -> u64 {
        self.left_out.values().fold(0, |sum, rows| sum.saturating_add(*rows))
    }

    /// Reasons and how many rows each took.
    pub fn reasons(&self) -> impl Iterator<Item = (&str, u64)> {
        self.left_out.iter().map(|(reason, rows)| (reason.as_str(), *rows))
    }

    /// Reasons for which cells were withheld, and how many cells by each. A cell is counted once.
    pub fn withheld(&self) -> impl Iterator<Item = (&str, u64)> {
        self.withheld.iter().map(|(reason, cells)| (reason.as_str(), *cells))
    }

    /// Cells that were withheld.
    #[must_use]
    pub fn cells_withheld(&self) -> u64 {
        self.withheld.values().fold(0, |sum, cells| sum.saturating_add(*cells))
    }
}
