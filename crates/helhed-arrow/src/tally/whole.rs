//! The tally of all blocks, whose parts come in their order.

use helhed::cells::{Block, Cells, LARGEST_COUNT};
use helhed::error::{Fault, Result, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::Tally;
use super::account::not_asked;
use super::crew::Merge;
use super::part::Part;
use super::plan::Plan;
use crate::keys::{Map, next_code};

/// Merges parts.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    spec: &'a Tally,
    plan: &'a Plan,
    numbers: Map<Vec<KeyValue>, u32>,
    /// For each worker, the number here of each of its groups.
    names: Vec<Vec<u32>>,
    /// Cells of each indicator, by the numbers here.
    blocks: Vec<Vec<Block>>,
    missing: Vec<u64>,
    coded: Vec<Vec<u64>>,
    not_asked: u64,
    rows: u64,
}

impl<'a> Whole<'a> {
    /// Of nothing.
    pub(crate) fn new(spec: &'a Tally, plan: &'a Plan) -> Self {
        let (numbers, names) = Default::default();
        let (blocks, missing) = (vec![Vec::new(); spec.indicators().len()], vec![0; plan.values.len()]);
        let coded = plan.codes.iter().map(|codes| vec![0; codes.len()]).collect();
        Self { spec, plan, numbers, names, blocks, missing, coded, not_asked: 0, rows: 0 }
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
        // A worker without parts has no names.
        let names = self.names.get(worker).map_or(&[][..], Vec::as_slice);
        for ((whole, part), indicator) in self.blocks.iter_mut().zip(&part.sums).zip(self.spec.indicators()) {
            whole.resize(self.numbers.len(), Block::empty(&indicator.measure));
            part.each_block(|group, block| merge(&mut whole[names[group] as usize], &block))
                .within(|| Spot::Indicator(indicator.id.clone()))?;
        }
        for (whole, part) in self.missing.iter_mut().zip(&part.missing) {
            *whole += part;
        }
        for (whole, part) in self.coded.iter_mut().flatten().zip(part.coded.iter().flatten()) {
            *whole += part;
        }
        self.not_asked += part.not_asked;
        self.rows += part.rows;
        Ok(())
    }

    /// The cells.
    ///
    /// # Errors
    /// `H103` without rows.
    pub(crate) fn cells(self) -> Result<Cells> {
        if self.rows == 0 {
            return Err(Fault::EmptyTable.into());
        }
        let mut numbers: Vec<_> = self.numbers.into_iter().collect();
        numbers.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let rows = numbers.into_iter().map(|(key, number)| {
            let blocks: Vec<Block> = self.blocks.iter().map(|blocks| blocks[number as usize]).collect();
            (key, blocks)
        });
        // A group without rows, such as a word of a dictionary that no row uses, is no cell.
        let rows = rows.filter(|(_, blocks)| blocks.iter().any(|block| block.records() + block.missing() > 0));
        let cells = Cells::from_rows(self.spec.by(), self.spec.indicators().iter().cloned(), rows)?;
        let mut ledger = Ledger::default();
        ledger.came_in(self.rows);
        ledger.left_out(not_asked(self.spec), self.not_asked);
        for (((column, missing), codes), coded) in
            self.plan.values.iter().zip(self.missing).zip(&self.plan.codes).zip(&self.coded)
        {
            ledger.left_out(format!("{}: missing", column.name), missing - coded.iter().sum::<u64>());
            for (reason, rows) in codes.reasons().zip(coded) {
                ledger.left_out(format!("{}: {reason}", column.name), *rows);
            }
        }
        Ok(cells.with_ledger(ledger))
    }
}

impl Merge for Whole<'_> {
    type Part = Part;
    type Sum = Cells;

    /// Each worker's parts must come in the order it made them: the first to have a key names it.
    fn take(&mut self, worker: usize, mut part: Part) -> Result<()> {
        self.number(worker, std::mem::take(&mut part.new_keys))?;
        self.merge(worker, &part)
    }

    fn sum(self) -> Result<Cells> {
        self.cells()
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
