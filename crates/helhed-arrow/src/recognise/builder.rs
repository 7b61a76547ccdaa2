//! From cells to an Arrow column.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_schema::DataType;
use helhed::error::{Fault, RecordFault};

use super::value::{self, Marks};
use super::{Family, Verdict, shape, time, trimmed, truth};
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
    /// `H110` for one that does not fit the verdict: it was not among the evidence.
    pub(crate) fn push(&mut self, cell: &str) -> Result<(), Fault> {
        if matches!(self.values, Values::Time(_) | Values::Truth(_)) {
            return self.push_time(cell);
        }
        if self.push_plain(cell) {
            return Ok(());
        }
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
            Values::Time(_) | Values::Truth(_) => {}
        }
        Ok(())
    }

    /// Takes a cell that is a plain number in a column of numbers, and says whether it was one: no mark is one, unless the
    /// user says so.
    #[inline]
    fn push_plain(&mut self, cell: &str) -> bool {
        let Verdict { decimal, thousands, said: None, .. } = *self.verdict else { return false };
        let found = match &mut self.values {
            Values::Integer(values) => value::digits(cell).map(|value| values.append_value(value)),
            Values::Float(values) => {
                value::quick(cell, Marks { decimal, thousands }).map(|value| values.append_value(value))
            }
            _ => None,
        };
        found.is_some()
    }

    /// Takes a cell of a column of times, or of yes and no. Marks are looked for where a cell is no value: most are.
    fn push_time(&mut self, cell: &str) -> Result<(), Fault> {
        let said = self.verdict.said.as_ref().is_some_and(|said| said.shape(cell).is_some());
        if said || is_blank(cell) {
            self.push_null();
            return Ok(());
        }
        let found = match &mut self.values {
            Values::Time(values) => values.push(trimmed(cell)),
            Values::Truth(values) => values.push(trimmed(cell)),
            Values::Text(_) | Values::Integer(_) | Values::Float(_) => Ok(()),
        };
        if found.is_err() && self.verdict.is_absent(cell) {
            self.push_null();
            return Ok(());
        }
        found
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
            Values::Time(_) => return Err(refused(&value.to_string(), "a date or a period")),
            Values::Truth(values) => values.push(&value.to_string())?,
        }
        Ok(())
    }

    /// Takes a row without a cell.
    pub(crate) fn push_null(&mut self) {
        match &mut self.values {
            Values::Text(values) => values.append_null(),
            Values::Integer(values) => values.append_null(),
            Values::Float(values) => values.append_null(),
            Values::Time(values) => values.push_null(),
            Values::Truth(values) => values.push_null(),
        }
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
