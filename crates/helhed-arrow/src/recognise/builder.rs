//! From cells to an Arrow column.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_schema::DataType;
use helhed::error::{Fault, RecordFault};

use super::{Shape, Verdict, number, shape, time, truth};
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
    Time(time::Builder),
    Truth(truth::Builder),
}

impl<'a> Builder<'a> {
    /// An empty column of this verdict.
    pub(crate) fn new(verdict: &'a Verdict, rows: usize) -> Self {
        if let Some(plan) = verdict.time {
            return Self { verdict, values: Values::Time(time::Builder::new(plan, rows)) };
        }
        if let Some(words) = &verdict.truth {
            return Self { verdict, values: Values::Truth(truth::Builder::new(words.clone(), rows)) };
        }
        let values = match verdict.kind {
            ColumnType::Integer => Values::Integer(Int64Builder::with_capacity(rows)),
            ColumnType::Float => Values::Float(Float64Builder::with_capacity(rows)),
            _ => Values::Text(StringBuilder::with_capacity(rows, 8 * rows)),
        };
        Self { verdict, values }
    }

    /// The Arrow type of a column of this verdict.
    pub(crate) fn data_type(verdict: &Verdict) -> DataType {
        if let Some(plan) = verdict.time {
            return time::Builder::data_type(plan);
        }
        match verdict.kind {
            ColumnType::Boolean => DataType::Boolean,
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
            Values::Time(values) if empty => values.push_null(),
            Values::Time(values) => values.push(cell.trim())?,
            Values::Truth(values) if empty => values.push_null(),
            Values::Truth(values) => values.push(cell.trim())?,
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
            Values::Time(values) => values.finish(),
            Values::Truth(values) => values.finish(),
            Values::Float(mut values) => Arc::new(values.finish()),
        }
    }
}
