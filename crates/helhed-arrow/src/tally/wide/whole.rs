//! The tally of all blocks and stretches.

use helhed::cells::{Block, Cells, LARGEST_COUNT};
use helhed::error::{Fault, Result, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::calendar::key;
use super::layout::Layout;
use super::part::Part;
use super::spec::Wide;
use crate::keys::Map;

/// Merges parts, in their order.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    spec: &'a Wide,
    layout: &'a Layout,
    numbers: Map<Vec<KeyValue>, usize>,
    /// Blocks of each indicator, by the number of the key and the period.
    cells: Vec<Vec<Option<Vec<Block>>>>,
    missing: Vec<u64>,
    units: u64,
}

impl<'a> Whole<'a> {
    /// Of nothing.
    pub(crate) fn new(spec: &'a Wide, layout: &'a Layout) -> Self {
        let missing = vec![0; 1 + spec.reasons().len() + layout.statics.len()];
        Self { spec, layout, numbers: Map::default(), cells: Vec::new(), missing, units: 0 }
    }

    /// Merges a part.
    ///
    /// # Errors
    /// `H208` if there would be more events than can be counted.
    pub(crate) fn take(&mut self, part: Part) -> Result<()> {
        let mut numbers = Vec::with_capacity(part.keys.len());
        for key in part.keys {
            let next = self.numbers.len();
            let number = *self.numbers.entry(key).or_insert(next);
            if number == next {
                self.cells.push(vec![None; self.layout.periods.len()]);
            }
            numbers.push(number);
        }
        for (period, group, blocks) in part.cells {
            match &mut self.cells[numbers[group]][period] {
                none @ None => *none = Some(blocks),
                Some(whole) => {
                    for ((whole, part), indicator) in whole.iter_mut().zip(&blocks).zip(self.spec.indicators()) {
                        merge(whole, part).within(|| Spot::Indicator(indicator.id.clone()))?;
                    }
                }
            }
        }
        for (whole, part) in self.missing.iter_mut().zip(&part.missing) {
            *whole += part;
        }
        self.units += part.units;
        Ok(())
    }

    /// The cells.
    ///
    /// # Errors
    /// `H103` without persons.
    pub(crate) fn cells(self) -> Result<Cells> {
        if self.units == 0 {
            return Err(Fault::EmptyTable.into());
        }
        let mut cells = Cells::new(self.spec.dimensions(), self.spec.indicators().iter().cloned())?;
        for (found, number) in &self.numbers {
            for (period, blocks) in self.layout.periods.iter().zip(&self.cells[*number]) {
                for (index, block) in blocks.iter().flatten().enumerate() {
                    let mut key_of_cell = found.clone();
                    key_of_cell.extend(self.spec.period().map(|_| key(*period)));
                    cells.add(key_of_cell, index, block)?;
                }
            }
        }
        let mut ledger = Ledger::default();
        ledger.came_in(self.units);
        let value = self.spec.value();
        let reasons = self.spec.reasons().iter().map(|(_, reason)| format!("{value}: {reason}"));
        let statics = self.layout.statics.iter().map(|name| format!("{name}: missing"));
        let names = std::iter::once(format!("{value}: missing")).chain(reasons).chain(statics);
        for (reason, missing) in names.zip(self.missing) {
            ledger.left_out(reason, missing);
        }
        Ok(cells.with_ledger(ledger))
    }
}

/// Merges a block, unless there would be more events than can be counted.
fn merge(whole: &mut Block, part: &Block) -> Result<()> {
    if let (Block::Rate(whole), Block::Rate(part)) = (&whole, part) {
        let found = whole.events() as f64 + part.events() as f64;
        if found > LARGEST_COUNT {
            return Err(Fault::CountTooLarge { found }.into());
        }
    }
    whole.merge(part)
}
