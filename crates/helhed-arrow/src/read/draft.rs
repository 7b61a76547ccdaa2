//! A table as a format's reader hands it over, before it is examined.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;
use helhed::records::{Ledger, Notice};

use super::locator::Locator;
use super::{Ask, ColumnReading, ColumnType, Decision, Kind, LeftOut, Reading, Records, once};
use crate::examine::{Table, examine};
use crate::known::Known;
use crate::person::{Guarded, guard, judge};

/// Typed columns and what was understood of their file. Every format ends here.
pub(crate) struct Draft {
    pub(crate) files: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) columns: Vec<ColumnReading>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) locator: Locator,
    pub(crate) known: Known,
}

impl Draft {
    /// Looks at the table as a whole: persons, totals, spelling, roles. Then it is one of records.
    ///
    /// # Errors
    /// What the table must not hold: those of [`unchecked`](Self::unchecked), and those of [`Records::check`].
    pub(crate) fn examined(self, ask: &Ask) -> Result<Records> {
        self.unchecked(ask)?.check(&ask.roles, &ask.policies)
    }

    /// Looks at the table as a whole, but not at what its columns are for.
    ///
    /// Persons come first: nothing else looks at their numbers, or could repeat one in a message.
    ///
    /// # Errors
    /// `H112` and `H118` for persons.
    pub(crate) fn unchecked(self, ask: &Ask) -> Result<Records> {
        let place = |row: Option<u64>, column: &str| self.locator.place(row, Some(column));
        let guarded = match &self.known.suspicions {
            Some(suspicions) => judge(&self.schema, suspicions, ask, place)?.over(&self.batches)?,
            None => guard(&self.schema, &self.batches, ask, place)?,
        };
        self.guarded(guarded, ask)
    }

    /// Looks at the table as a whole once the numbers of persons are out of it, but not at what its columns are for.
    ///
    /// # Errors
    /// What the table must not hold.
    pub(crate) fn guarded(mut self, guarded: Guarded, ask: &Ask) -> Result<Records> {
        let place = |row: Option<u64>, column: &str| self.locator.place(row, Some(column));
        let Guarded { schema, batches, replaced, doubts } = guarded;
        self.notices.extend(doubts.into_iter().map(|(doubt, row, column)| Notice::new(doubt, place(row, &column))));
        for index in replaced {
            if let Some(column) = self.columns.get_mut(index) {
                column.kind = ColumnType::Text;
                column.how = "pseudonyms".into();
            }
            // Its texts are others now.
            self.known.texts.get_mut(index).into_iter().for_each(Vec::clear);
        }
        let mut ledger = Ledger::default();
        ledger.came_in(batches.iter().map(|batch| batch.num_rows() as u64).sum());
        let mut table = Table::new(schema, batches, self.locator, self.columns).knowing(self.known.texts);
        let more = examine(&mut table, ask, &mut ledger)?;
        once::told(&mut self.notices, more);
        let reading = Reading {
            files: self.files,
            kind: self.kind,
            decisions: self.decisions,
            columns: table.columns().to_vec(),
            left_out: self.left_out,
            notices: self.notices,
            rows: table.rows() as u64,
        };
        Ok(Records::new(table, reading, ledger))
    }
}
