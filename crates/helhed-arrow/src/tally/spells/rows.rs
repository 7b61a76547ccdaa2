//! The rows of a table of spells.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Schema};
use helhed::error::{Error, Fault, Result, ShapeFault};

use super::spec::Spells;
use crate::column::{Column, at, at_row};
use crate::keys::{self, KeyColumn, Keys};

/// What a column of days may be, for an error message.
const DAYS: &str = "a column of dates";

/// A spell: from a day to before another, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spell {
    pub(crate) group: u32,
    /// The code of the person; 0 where none is.
    pub(crate) person: u32,
    /// None where it is missing.
    pub(crate) start: Option<i64>,
    /// None where it is open.
    pub(crate) end: Option<i64>,
}

/// Where the columns are, and the numbers of groups and persons so far.
#[derive(Debug)]
pub(crate) struct Rows {
    by: Vec<Column>,
    start: Column,
    end: Column,
    person: Option<Column>,
    shift: i64,
    pub(crate) groups: Keys,
    persons: KeyColumn,
    pub(crate) read: u64,
}

impl Rows {
    /// Finds the columns of `spec` in `schema`.
    ///
    /// # Errors
    /// `H101`, `H102`, `H106` with the column.
    pub(crate) fn new(spec: &Spells, schema: &Schema) -> Result<Self> {
        let is_day = |found: &DataType| {
            matches!(found, DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None) | DataType::Null)
        };
        let key = |name: &str| Column::find(schema, name, keys::is_key, keys::EXPECTED);
        Ok(Self {
            by: spec.by().iter().map(|name| key(name)).collect::<Result<_>>()?,
            start: Column::find(schema, spec.start(), is_day, DAYS)?,
            end: Column::find(schema, spec.end(), is_day, DAYS)?,
            person: spec.person().map(key).transpose()?,
            shift: spec.end_shift(),
            groups: Keys::new(spec.by().len()),
            persons: KeyColumn::default(),
            read: 0,
        })
    }

    /// The spells of a batch.
    ///
    /// # Errors
    /// `H897` with the row for one that ends before it begins.
    pub(crate) fn of(&mut self, batch: &RecordBatch) -> Result<Vec<Spell>> {
        let groups = self.groups.groups(batch, self.read, &self.by)?.of_rows.to_vec();
        let mut persons = Vec::new();
        if let Some(column) = &self.person {
            self.persons.encode(column.of(batch)?, self.read, &mut persons)?;
        }
        let (starts, ends) = (days(&self.start, batch)?, days(&self.end, batch)?);
        let (starts, ends) = (starts.as_primitive::<Date32Type>(), ends.as_primitive::<Date32Type>());
        let mut spells = Vec::with_capacity(groups.len());
        for (row, ((group, start), end)) in groups.iter().zip(starts).zip(ends).enumerate() {
            let (start, end) = (start.map(i64::from), end.map(|day| i64::from(day) + self.shift));
            if start.zip(end).is_some_and(|(start, end)| end < start) {
                return Err(Error::new(
                    ShapeFault::SpellEndsFirst.into(),
                    at_row(&self.end.name, self.read + row as u64),
                ));
            }
            spells.push(Spell { group: *group, person: persons.get(row).copied().unwrap_or(0), start, end });
        }
        self.read += spells.len() as u64;
        Ok(spells)
    }

    /// The name of the column of persons.
    pub(crate) fn person(&self) -> &str {
        self.person.as_ref().map_or("", |column| &column.name)
    }
}

/// A column as days.
fn days<'a>(column: &Column, batch: &'a RecordBatch) -> Result<Cow<'a, ArrayRef>> {
    let array = column.of(batch)?;
    let cast = cast(array, &DataType::Date32);
    let wrong =
        |_| Error::new(Fault::WrongType { expected: DAYS, found: array.data_type().to_string() }, at(&column.name));
    let days = cast.map_err(wrong)?;
    if days.null_count() != array.logical_null_count() {
        let found = "a day outside the calendar".to_owned();
        return Err(Error::new(Fault::WrongType { expected: DAYS, found }, at(&column.name)));
    }
    Ok(Cow::Owned(days))
}
