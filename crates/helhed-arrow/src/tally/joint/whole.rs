//! The co-moments of all blocks, whose parts come in their order.

use helhed::cells::Comoments;
use helhed::error::{Fault, Result};
use helhed::records::Ledger;

use super::products::{Part, nothing_left_out};
use super::spec::Joint;
use crate::tally::account::not_asked;
use crate::tally::crew::Merge;
use crate::tally::plan::Plan;

/// Merges parts.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    spec: &'a Joint,
    plan: &'a Plan,
    comoments: Comoments,
    left_out: Vec<Vec<u64>>,
    not_asked: u64,
    rows: u64,
}

impl<'a> Whole<'a> {
    /// Of nothing.
    pub(crate) fn new(spec: &'a Joint, plan: &'a Plan) -> Self {
        let (comoments, left_out) = (spec.empty().clone(), nothing_left_out(plan));
        Self { spec, plan, comoments, left_out, not_asked: 0, rows: 0 }
    }
}

impl Merge for Whole<'_> {
    type Part = Part;
    type Sum = Comoments;

    fn take(&mut self, _worker: usize, part: Part) -> Result<()> {
        for (key, cell) in part.cells {
            self.comoments.add(key, &cell)?;
        }
        for (whole, part) in self.left_out.iter_mut().flatten().zip(part.left_out.iter().flatten()) {
            *whole += part;
        }
        self.not_asked += part.not_asked;
        self.rows += part.rows;
        Ok(())
    }

    fn sum(self) -> Result<Comoments> {
        if self.rows == 0 {
            return Err(Fault::EmptyTable.into());
        }
        let mut ledger = Ledger::default();
        ledger.came_in(self.rows);
        ledger.left_out(not_asked(self.spec.tally()), self.not_asked);
        for ((column, codes), left_out) in self.plan.values.iter().zip(&self.plan.codes).zip(&self.left_out) {
            for (reason, rows) in std::iter::once("missing").chain(codes.reasons()).zip(left_out) {
                ledger.left_out(format!("{}: {reason}", column.name), *rows);
            }
        }
        Ok(self.comoments.with_ledger(ledger))
    }
}
