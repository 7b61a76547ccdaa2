//! Cells of few rows are withheld before the cells leave the house (primary suppression).
//!
//! A cell is withheld, with all its indicators, if one of them counts from 1 to one below the threshold of anything: rows,
//! rows with a value, events, rows without the event. The whole cell: what other indicators say of the same rows would tell
//! how many they are. The rule is that of [`Threshold`], as in `report::disclosure`; 0 is a count of nobody, and stays.
//!
//! The ledger then counts the withheld cells by reason, and no longer their rows: the sum of all rows would give a single
//! withheld cell away by one subtraction. `rows_in` are the rows of the cells that are left, and those that were set aside
//! before there were cells.
//!
//! **What it does not do.** It counts rows. Where a person has several rows in a cell (a row a week), tally with one row a
//! person first. It looks at cells, not at totals over them: who publishes both needs `report::disclosure::protect`.
//! Rows without a value (`missing`) may be few.

use super::{Block, Cells};
use crate::design::Threshold;
use crate::error::{Fault, Result};
use crate::records::Ledger;

/// What the ledger of a tally calls rows without a value in a column.
const MISSING: &str = ": missing";

impl Cells {
    /// The cells without those that count few, from 1 to one below `threshold`. The table remembers it, merges only with
    /// tables that withhold alike, and says how many cells were withheld in its ledger.
    ///
    /// Withholding again changes nothing, unless the threshold is higher.
    ///
    /// ```
    /// use helhed::cells::{Block, Cells, ProportionCell};
    /// use helhed::design::{Registry, Threshold};
    /// let mut cells = Cells::new(["area"], [Registry::standard().get("hou_evict_share")?.clone()])?;
    /// for (area, evicted) in [("Sydhavnen", 11.0), ("Birkelunden", 3.0)] {
    ///     cells.add(vec![area.into()], 0, &Block::Proportion(ProportionCell::from_counts(evicted, 410.0)?))?;
    /// }
    /// let shown = cells.withhold(Threshold::default());
    /// assert_eq!((shown.len(), shown.ledger().cells_withheld()), (1, 1));
    /// assert_eq!(shown.suppression().map(Threshold::get), Some(5));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    #[must_use]
    pub fn withhold(mut self, threshold: Threshold) -> Self {
        if self.suppression.is_some_and(|own| own.get() >= threshold.get()) {
            return self;
        }
        let mut shown = 0_u64;
        let mut reasons = Ledger::default();
        let indicators = &self.indicators;
        self.rows.retain(|_, blocks: &mut Vec<Block>| {
            let Some(small) = blocks.iter().position(|block| is_small(block, threshold)) else {
                shown = shown.saturating_add(blocks.iter().map(rows).max().unwrap_or(0));
                return true;
            };
            let id = indicators.get(small).map_or("", |indicator| indicator.id.as_str());
            reasons.withhold(format!("{id}: fewer than {}", threshold.get()), 1);
            false
        });
        // Nothing in it is computed from a withheld cell: rows of the cells that are left, and rows that were in none.
        let mut ledger = Ledger::default();
        ledger.came_in(shown);
        for (reason, rows) in self.ledger.reasons().filter(|(reason, _)| !reason.ends_with(MISSING)) {
            ledger.came_in(rows);
            ledger.left_out(reason, rows);
        }
        for (index, indicator) in self.indicators.iter().enumerate() {
            let missing = self.rows.values().filter_map(|blocks| blocks.get(index)).map(Block::missing);
            ledger.left_out(format!("{}{MISSING}", indicator.id), missing.fold(0, u64::saturating_add));
        }
        for (reason, cells) in self.ledger.withheld().chain(reasons.withheld()) {
            ledger.withhold(reason, cells);
        }
        Self { suppression: Some(threshold), ledger, ..self }
    }

    /// Below how many cells are withheld; nothing if none are.
    #[must_use]
    pub fn suppression(&self) -> Option<Threshold> {
        self.suppression
    }
}

/// Refuses a block for a table that withholds such cells.
///
/// # Errors
/// `H884` if it counts few.
pub(super) fn check(block: &Block, suppression: Option<Threshold>) -> Result<()> {
    match suppression.filter(|threshold| is_small(block, *threshold)) {
        Some(threshold) => Err(Fault::CellTooSmall { threshold: threshold.get() }.into()),
        None => Ok(()),
    }
}

/// Whether a block counts few of anything.
fn is_small(block: &Block, threshold: Threshold) -> bool {
    let few = |count: u64| threshold.hides(count);
    let few_in_all = |total: Option<f64>| total.is_some_and(|total| total > 0.0 && total < threshold.get() as f64);
    let own = match block {
        Block::Proportion(cell) => few(cell.events()) || few(cell.records().saturating_sub(cell.events())),
        Block::Rate(cell) => few(cell.events()),
        Block::WeightedMean(cell) => few(cell.records().saturating_sub(cell.parts().weightless)),
        Block::Count(cell) => few_in_all(cell.total()),
        // An amount is not a number of persons.
        Block::Mean(_) | Block::Money(_) => false,
    };
    own || few(block.records()) || few(rows(block))
}

/// Rows of a block, with and without a value.
fn rows(block: &Block) -> u64 {
    block.records().saturating_add(block.missing())
}
