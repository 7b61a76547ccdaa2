//! The tally of all blocks: parts are merged in the order of their blocks, whatever order they come in.

use std::collections::BTreeMap;

use helhed::cells::Cells;
use helhed::error::{Fault, Result, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::Tally;
use super::part::Part;
use super::plan::Plan;
use super::sums::Sums;
use crate::keys::{Map, next_code};

/// Merges parts.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    spec: &'a Tally,
    plan: &'a Plan,
    numbers: Map<Vec<KeyValue>, u32>,
    /// For each worker, the number here of each of its groups.
    names: Vec<Vec<u32>>,
    sums: Vec<Sums>,
    missing: Vec<u64>,
    rows: u64,
    merged: usize,
    waiting: BTreeMap<usize, (usize, Result<Part>)>,
}

impl<'a> Whole<'a> {
    /// Of nothing.
    pub(crate) fn new(spec: &'a Tally, plan: &'a Plan) -> Self {
        let Part { sums, missing, rows, .. } = Part::new(plan);
        let (numbers, names, waiting) = Default::default();
        Self { spec, plan, numbers, names, sums, missing, rows, merged: 0, waiting }
    }

    /// Blocks that are merged, which is fewer than were taken while an earlier one is not there yet.
    pub(crate) fn merged(&self) -> usize {
        self.merged
    }

    /// Rows merged.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Takes what a worker made of a block, and merges all that is next in order. Each worker's parts must come in
    /// the order it made them.
    ///
    /// # Errors
    /// That of the first block, in their order, which has one.
    pub(crate) fn take(&mut self, block: usize, worker: usize, mut part: Result<Part>) -> Result<()> {
        if let Ok(part) = &mut part {
            self.number(worker, std::mem::take(&mut part.new_keys))?;
        }
        self.waiting.insert(block, (worker, part));
        while let Some((worker, part)) = self.waiting.remove(&self.merged) {
            self.merge(worker, &part?)?;
            self.merged += 1;
        }
        Ok(())
    }

    fn number(&mut self, worker: usize, keys: Vec<Vec<KeyValue>>) -> Result<()> {
        if self.names.len() <= worker {
            self.names.resize(worker + 1, Vec::new());
        }
        for key in keys {
            let next = next_code(self.numbers.len())?;
            self.names[worker].push(*self.numbers.entry(key).or_insert(next));
        }
        Ok(())
    }

    fn merge(&mut self, worker: usize, part: &Part) -> Result<()> {
        for (index, (sums, part)) in self.sums.iter_mut().zip(&part.sums).enumerate() {
            sums.grow(self.numbers.len());
            sums.merge(part, &self.names[worker]).within(|| Spot::Indicator(self.spec.indicators()[index].id.clone()))?;
        }
        for (whole, part) in self.missing.iter_mut().zip(&part.missing) {
            *whole += part;
        }
        self.rows += part.rows;
        Ok(())
    }

    /// The cells.
    ///
    /// # Errors
    /// `H103` without rows, `H104` if a sum went beyond the largest double.
    pub(crate) fn cells(self) -> Result<Cells> {
        if self.rows == 0 {
            return Err(Fault::EmptyTable.into());
        }
        let mut cells = Cells::new(self.spec.by(), self.spec.indicators().iter().cloned())?;
        for (key, number) in &self.numbers {
            for (index, sums) in self.sums.iter().enumerate() {
                let block = sums.block(*number as usize).within(|| Spot::Indicator(self.spec.indicators()[index].id.clone()))?;
                if let Some(block) = block {
                    cells.add(key.clone(), index, &block)?;
                }
            }
        }
        let mut ledger = Ledger::default();
        ledger.came_in(self.rows);
        for (column, missing) in self.plan.values.iter().zip(self.missing) {
            ledger.left_out(format!("{}: missing", column.name), missing);
        }
        Ok(cells.with_ledger(ledger))
    }
}
