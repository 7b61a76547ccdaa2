//! From cells to an Arrow column.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_schema::DataType;
use helhed::error::{Fault, RecordFault};

use super::{Shape, Verdict, number, shape};
use crate::read::ColumnType;

/// Takes the cells of a column and makes an Arrow array of them.
pub(crate) struct Builder<'a> {
    verdict: &'a Verdict,
    values: Values,
}

enum Values {
    Text(StringBuilder),
    Integer(Int64Builder),
    Float(Float64Builder),
}

impl<'a> Builder<'a> {
    /// An empty column of this verdict.
    pub(crate) fn new(verdict: &'a Verdict, rows: usize) -> Self {
        let values = match verdict.kind {
            ColumnType::Integer => Values::Integer(Int64Builder::with_capacity(rows)),
            ColumnType::Float => Values::Float(Float64Builder::with_capacity(rows)),
            _ => Values::Text(StringBuilder::with_capacity(rows, 8 * rows)),
        };
        Self { verdict, values }
    }

    /// The Arrow type of a column of this verdict.
    pub(crate) fn data_type(verdict: &Verdict) -> DataType {
        match verdict.kind {
            ColumnType::Integer => DataType::Int64,
            ColumnType::Float => DataType::Float64,
            _ => DataType::Utf8,
        }
    }

    /// Takes the cell of the next row.
    ///
    /// # Errors
    /// One that does not fit the verdict: it was not among the evidence.
    pub(crate) fn push(&mut self, cell: &str) -> Result<(), Fault> {
        let empty = matches!(shape(cell), Shape::Empty | Shape::Blank | Shape::Missing | Shape::Suppressed);
        let refused = || RecordFault::NotOfColumn { found: cell.to_owned(), expected: "a number".into() };
        let number = || number::value(cell.trim(), self.verdict.decimal, self.verdict.thousands).ok_or_else(refused);
        match &mut self.values {
            Values::Text(values) if cell.is_empty() => values.append_null(),
            Values::Text(values) => values.append_value(cell),
            Values::Integer(values) if empty => values.append_null(),
            Values::Integer(values) => values.append_value(number()? as i64),
            Values::Float(values) if empty => values.append_null(),
            Values::Float(values) => values.append_value(number()?),
        }
        Ok(())
    }

    /// The column.
    pub(crate) fn finish(self) -> ArrayRef {
        match self.values {
            Values::Text(mut values) => Arc::new(values.finish()),
            Values::Integer(mut values) => Arc::new(values.finish()),
            Values::Float(mut values) => Arc::new(values.finish()),
        }
    }
}
