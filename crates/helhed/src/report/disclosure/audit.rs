//! The account of a protection: which cell is hidden, why, and what a reader can still find out.

use serde::{Deserialize, Serialize};

use super::interval::Range;
use crate::design::Threshold;

/// Why a cell is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its count is below the threshold.
    Primary,
    /// The sums would give a primary cell away without it.
    Secondary,
}

impl Why {
    /// `primary` or `secondary`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

/// How the secondary cells were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// No other choice withholds fewer totals, then fewer cells, then less of their counts.
    Exact,
    /// The table is too large to try every choice: this one is safe and none of its cells can be left out, but another
    /// may hide less.
    Greedy,
}

/// A cell by its names; `None` for a total over rows or columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellName {
    /// Row; `None` for a column's total.
    pub row: Option<String>,
    /// Column; `None` for a row's total.
    pub column: Option<String>,
}

/// A hidden cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HiddenCell {
    /// Which.
    pub cell: CellName,
    /// Why.
    pub why: Why,
    /// The primary cells that would not be safe without it.
    pub protects: Vec<CellName>,
    /// What everybody can find out by the sums: the least and the largest count that agree with all that is published.
    pub range: Range,
    /// What is left to those who also know the threshold, and which cells are primary.
    pub range_with_rule: Range,
}

/// A row or a column whose persons are all in one cell, the others being 0: what the cell says is said of each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeGroup {
    /// The total of the row or column.
    pub group: CellName,
    /// The cell they are all in.
    pub cell: CellName,
}

/// The account of a protection. It holds no hidden count, and nothing that is computed from one: the ranges follow from
/// what is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Counts from 1 to one below it are primary.
    pub threshold: Threshold,
    /// How the secondary cells were found.
    pub search: Search,
    /// Totals that had to be withheld, beside those that are small themselves: hidden cells alone were not enough.
    pub totals_withheld: u64,
    /// The hidden cells, in the order of the table.
    pub hidden: Vec<HiddenCell>,
    /// Groups of which the zeros of the table tell something of everybody. Nothing is hidden for it: a person must judge.
    pub whole_groups: Vec<WholeGroup>,
}
