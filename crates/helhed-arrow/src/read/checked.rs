//! Records that are looked at once more, with what their columns are for.

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use helhed::error::{Fault, Result};

use super::{Ask, Reading, Records, take};

impl Records {
    /// The same rows, examined with the roles of `ask`. What was said of their reading stays said.
    ///
    /// # Errors
    /// `H110` to `H149` for what is wrong with the values.
    pub fn checked(&self, ask: &Ask) -> Result<Self> {
        let before = self.reading();
        let name = before.files.first().map_or("", String::as_str);
        let after = take(self.schema().clone(), self.batches().to_vec(), name, before.kind, ask)?;
        let mut ledger = self.ledger().clone();
        for (reason, rows) in after.ledger().reasons() {
            ledger.left_out(reason, rows);
        }
        let mut reading = Reading { columns: after.reading().columns.clone(), ..before.clone() };
        reading.rows = after.reading().rows;
        for column in &mut reading.columns {
            let same = before.columns.iter().find(|old| old.name == column.name);
            if let Some(old) = same.filter(|old| old.kind == column.kind || column.how.starts_with("Utf8")) {
                (column.kind, column.how, column.suppressed) = (old.kind, old.how.clone(), old.suppressed);
            }
        }
        let new = after.reading().notices.iter().filter(|notice| !before.notices.contains(notice));
        reading.notices.extend(new.cloned());
        Ok(Self::new(after.schema().clone(), after.batches().to_vec(), reading, ledger))
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
