//! What the checks find, and what becomes of the rows.

use helhed::error::{Error, Finding, RecordFault, Result};
use helhed::records::check::MISSING;
use helhed::records::{Doubt, Ledger, Notice, Policies, Policy};

use crate::examine::Table;

/// Checks of rows against other rows: one contradiction is told once.
const COLLISIONS: [&str; 5] = ["row_twice", "person_twice", "person_in_two_areas", "spells_overlap", "cell_twice"];

/// One round of checks over a table.
pub(super) struct Inspection<'a> {
    pub(super) table: &'a Table,
    policies: &'a Policies,
    /// Rows that were found to collide with another: other checks of rows against rows leave them alone.
    spoken: Vec<bool>,
    /// Rows that are set aside.
    aside: Vec<bool>,
    ledger: Ledger,
    pub(super) notices: Vec<Notice>,
}

impl<'a> Inspection<'a> {
    pub(super) fn new(table: &'a Table, policies: &'a Policies) -> Self {
        let rows = table.rows();
        let (ledger, notices) = (Ledger::default(), Vec::new());
        Self { table, policies, spoken: vec![false; rows], aside: vec![false; rows], ledger, notices }
    }

    /// Takes the key from rows that were set aside, or found to collide with another.
    pub(super) fn only_fresh(&self, mut keys: Vec<u32>) -> Vec<u32> {
        for ((key, spoken), aside) in keys.iter_mut().zip(&self.spoken).zip(&self.aside) {
            if *spoken || *aside {
                *key = MISSING;
            }
        }
        keys
    }

    /// Takes rows that a check has found in a column; `finding` says what is wrong with the first that was not set
    /// aside before.
    ///
    /// # Errors
    /// The finding, where the policy refuses it.
    pub(super) fn report(
        &mut self,
        rows: impl IntoIterator<Item = usize>,
        column: &str,
        finding: impl FnOnce(usize) -> Finding,
    ) -> Result<()> {
        self.report_at_most(Policy::Refuse, rows, column, finding)
    }

    /// The same; where the policy is not said, it is at most this one.
    ///
    /// # Errors
    /// The finding, where the policy refuses it.
    pub(super) fn report_at_most(
        &mut self,
        most: Policy,
        rows: impl IntoIterator<Item = usize>,
        column: &str,
        finding: impl FnOnce(usize) -> Finding,
    ) -> Result<()> {
        let fresh: Vec<usize> = rows.into_iter().filter(|row| self.aside.get(*row) == Some(&false)).collect();
        let Some(first) = fresh.first().copied() else { return Ok(()) };
        let (finding, rows) = (finding(first), fresh.len() as u64);
        let at = self.table.place(Some(first), column);
        let collides = COLLISIONS.contains(&finding.check());
        let policy = match self.policies.of(&finding) {
            Policy::Refuse if !self.policies.is_said(&finding) && most != Policy::Refuse => most,
            policy => policy,
        };
        let doubt = match policy {
            Policy::Refuse => {
                return Err(Error::new(RecordFault::Found { finding: Box::new(finding), rows }.into(), at));
            }
            Policy::Warn => Doubt::RowsKept { finding, rows },
            Policy::Count => {
                self.ledger.left_out(finding.reason(), rows);
                fresh.iter().for_each(|row| set(&mut self.aside, *row));
                Doubt::RowsSetAside { finding, rows }
            }
        };
        if collides {
            fresh.iter().for_each(|row| set(&mut self.spoken, *row));
        }
        self.notices.push(Notice::new(doubt, at));
        Ok(())
    }

    /// What was found: the rows that are kept (`None` if all are), what fell out, and what is to be said.
    pub(super) fn finish(self) -> (Option<Vec<bool>>, Ledger, Vec<Notice>) {
        let keep = self.aside.contains(&true).then(|| self.aside.iter().map(|aside| !aside).collect());
        (keep, self.ledger, self.notices)
    }
}

fn set(rows: &mut [bool], row: usize) {
    if let Some(row) = rows.get_mut(row) {
        *row = true;
    }
}
