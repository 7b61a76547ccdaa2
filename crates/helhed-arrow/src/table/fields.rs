//! The columns of a table that is built.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema};
use helhed::error::{Error, Fault, Result};

use crate::column::at;

/// Columns so far.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, ArrayRef, bool)>);

impl Fields {
    /// One more column, which may have nulls.
    pub(crate) fn add(mut self, name: impl Into<String>, array: ArrayRef) -> Self {
        self.0.push((name.into(), array, true));
        self
    }

    /// One more column, which has none.
    pub(crate) fn add_full(mut self, name: impl Into<String>, array: ArrayRef) -> Self {
        self.0.push((name.into(), array, false));
        self
    }

    /// The table.
    ///
    /// # Errors
    /// `H106` if two columns share a name: a key column may not be called as one that every table has.
    pub(crate) fn table(self, metadata: HashMap<String, String>) -> Result<RecordBatch> {
        for (index, (name, _, _)) in self.0.iter().enumerate() {
            if self.0[..index].iter().any(|(earlier, _, _)| earlier == name) {
                return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, at(name)));
            }
        }
        let field =
            |(name, array, nullable): &(String, ArrayRef, bool)| Field::new(name, array.data_type().clone(), *nullable);
        let fields: Vec<Field> = self.0.iter().map(field).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
        let arrays = self.0.into_iter().map(|(_, array, _)| array).collect();
        RecordBatch::try_new(schema, arrays)
            .map_err(|error| Fault::Bug { what: format!("a table of results does not hold together: {error}") }.into())
    }
}
