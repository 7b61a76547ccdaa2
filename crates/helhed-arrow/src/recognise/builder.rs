//! From cells to an Arrow column.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_schema::DataType;
use helhed::error::{Fault, RecordFault};

use super::value::{self, Marks};
use super::{Family, Verdict, shape};
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
    /// `H110` for one that does not fit the verdict: it was not among the evidence.
    pub(crate) fn push(&mut self, cell: &str) -> Result<(), Fault> {
        if self.verdict.is_absent(cell) {
            self.push_null();
            return Ok(());
        }
        let marks = Marks { decimal: self.verdict.decimal, thousands: self.verdict.thousands };
        match &mut self.values {
            Values::Text(values) => values.append_value(cell),
            Values::Integer(values) => match value::digits(cell).or_else(|| value::integer(cell.trim(), marks)) {
                Some(value) => values.append_value(value),
                None => return Err(refused(cell, "a whole number")),
            },
            Values::Float(values) => match value::quick(cell, marks).or_else(|| value::float(cell.trim(), marks)) {
                Some(value) => values.append_value(value),
                None => return Err(refused(cell, "a number")),
            },
        }
        Ok(())
    }

    /// Takes a cell that came as a number.
    ///
    /// # Errors
    /// `H110` for one that does not fit the verdict.
    pub(crate) fn push_number(&mut self, value: f64) -> Result<(), Fault> {
        let whole = value.fract() == 0.0 && value.abs() < 9e15;
        match &mut self.values {
            _ if !value.is_finite() => return Err(refused(&value.to_string(), "a finite number")),
            Values::Text(values) if whole => values.append_value((value as i64).to_string()),
            Values::Text(values) => values.append_value(value.to_string()),
            Values::Integer(values) if whole => values.append_value(value as i64),
            Values::Integer(_) => return Err(refused(&value.to_string(), "a whole number")),
            Values::Float(values) => values.append_value(value),
        }
        Ok(())
    }

    /// Takes a row without a cell.
    pub(crate) fn push_null(&mut self) {
        match &mut self.values {
            Values::Text(values) => values.append_null(),
            Values::Integer(values) => values.append_null(),
            Values::Float(values) => values.append_null(),
        }
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

impl Verdict {
    /// Whether a cell holds no value in a column of this verdict.
    fn is_absent(&self, cell: &str) -> bool {
        if cell.is_empty() {
            return true;
        }
        if self.said.as_ref().is_some_and(|said| said.shape(cell).is_some()) {
            return true;
        }
        if self.marks { !is_plain(cell) && shape(cell).family() == Family::Absent } else { is_blank(cell) }
    }
}

/// Whether a cell is digits, points and commas only, behind a minus at most, and ends with a digit: no mark at all.
fn is_plain(cell: &str) -> bool {
    let text = cell.as_bytes();
    let number = text.strip_prefix(b"-").unwrap_or(text);
    number.last().is_some_and(u8::is_ascii_digit) && number.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','))
}

/// Whether a cell is blanks only.
fn is_blank(cell: &str) -> bool {
    cell.chars().all(char::is_whitespace)
}

/// A cell that was not among the evidence.
#[cold]
fn refused(found: &str, expected: &str) -> Fault {
    RecordFault::NotOfColumn { found: found.to_owned(), expected: expected.to_owned() }.into()
}
