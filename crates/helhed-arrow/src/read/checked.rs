//! Records that are looked at once more, with what their columns are for.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use arrow_select::concat::concat_batches;
use helhed::error::{Fault, Result};
use helhed::records::{Ledger, Notice};

use super::{Ask, Reading, Records, take};

impl Records {
    /// The same rows, examined with the roles of `ask`. What was said of their reading stays said.
    ///
    /// # Errors
    /// `H110` to `H149` for what is wrong with the values.
    pub fn checked(&self, ask: &Ask) -> Result<Self> {
        let name = self.reading().files.first().map_or("", String::as_str);
        looked_at(self.schema(), self.batches(), name, ask, self.reading(), self.ledger())
    }

    /// The rows as one batch.
    ///
    /// # Errors
    /// `H901` if the batches do not fit together, which would be a bug.
    pub fn batch(&self) -> Result<RecordBatch> {
        concat_batches(self.schema(), self.batches())
            .map_err(|_| Fault::Bug { what: "the batches of a table do not fit together".into() }.into())
    }
}

/// Rows that were read before, looked at as a whole with the roles of `ask`: the report and the account go on.
pub(super) fn looked_at(
    schema: &SchemaRef,
    batches: &[RecordBatch],
    name: &str,
    ask: &Ask,
    before: &Reading,
    account: &Ledger,
) -> Result<Records> {
    let after = take(schema.clone(), batches.to_vec(), name, before.kind, ask)?;
    let mut ledger = account.clone();
    for (reason, rows) in after.ledger().reasons() {
        ledger.left_out(reason, rows);
    }
    let mut reading = Reading { columns: after.reading().columns.clone(), ..before.clone() };
    reading.rows = after.reading().rows;
    for column in &mut reading.columns {
        // What was read from a file is told by the file, and not by the type it has now; pseudonyms are new.
        let same = before.columns.iter().find(|old| old.name == column.name);
        if let Some(old) = same.filter(|_| column.how != "pseudonyms") {
            (column.kind, column.how, column.suppressed) = (old.kind, old.how.clone(), old.suppressed);
        }
    }
    let known = |notice: &Notice| before.notices.iter().any(|old| old.doubt == notice.doubt);
    reading.notices.extend(after.reading().notices.iter().filter(|notice| !known(notice)).cloned());
    Ok(after.reported(reading, ledger))
}
