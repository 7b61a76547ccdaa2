//! One file of a folder, and how its rows become rows of the table.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, new_null_array};
use arrow_schema::{DataType, Field, SchemaRef};
use helhed::error::{Error, FileFault, Result, Spot};

use super::hive::HiveColumn;
use crate::file::Source;
use crate::read::{Ask, typed};

/// A file whose footer is read.
pub(in crate::read) struct Opened {
    pub(super) source: Source,
    /// Its own columns, those that are wanted, in plain form.
    pub(super) schema: SchemaRef,
}

impl Opened {
    /// The name of the file, without its folder.
    pub(super) fn name(&self) -> String {
        self.source.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Opens a file. Of the columns that are asked for it has those it has.
    ///
    /// # Errors
    /// Those of opening.
    pub(super) fn of(path: &Path, ask: &Ask) -> Result<Self> {
        let mut source = Source::open(path)?.viewed()?;
        if let Some(names) = &ask.columns {
            source = source.choose(names.iter().map(String::as_str));
        }
        let schema = typed::plain_schema(source.schema());
        let twice = schema
            .fields()
            .iter()
            .enumerate()
            .find(|(index, field)| schema.fields().iter().take(*index).any(|before| before.name() == field.name()));
        if let Some((_, field)) = twice {
            // Columns are matched by their names: of two, neither is the one.
            let fault = helhed::error::Fault::ColumnTwice { name: field.name().clone() };
            return Err(Error::from(fault).within(Spot::Column(field.name().clone())).within(source.spot()));
        }
        Ok(Self { source, schema })
    }
}

/// How the batches of one file become those of the table.
#[derive(Clone)]
pub(super) struct Shape {
    pub(super) schema: SchemaRef,
    pub(super) hive: Vec<HiveColumn>,
    pub(super) part: usize,
}

impl Shape {
    /// The batch with the columns of the table. `before` is the number of rows of the file before it.
    ///
    /// # Errors
    /// `H832` if a value does not fit the wider type, `H833` if the folder and the file contradict each other.
    pub(super) fn shaped(&self, batch: &RecordBatch, before: u64) -> Result<RecordBatch> {
        for hive in &self.hive {
            hive.check(self.part, batch, before)?;
        }
        let columns = self.schema.fields().iter().map(|field| self.column(field, batch)).collect::<Result<_>>()?;
        typed::table(&self.schema, columns, batch.num_rows())
    }

    fn column(&self, field: &Field, batch: &RecordBatch) -> Result<ArrayRef> {
        let rows = batch.num_rows();
        let hive = || self.hive.iter().find(|hive| hive.name == *field.name())?.of_part(self.part, rows);
        let Some(own) = batch.column_by_name(field.name()).cloned().or_else(hive) else {
            return Ok(new_null_array(field.data_type(), rows));
        };
        if own.data_type() == field.data_type() {
            return Ok(own);
        }
        let cast = typed::cast(&own, field.data_type()).filter(|_| !field.data_type().is_floating() || is_exact(&own));
        cast.ok_or_else(|| {
            let (found, other) = (typed::said(own.data_type()), typed::said(field.data_type()));
            let file = "another file, which does not hold its values".to_owned();
            let fault = FileFault::TypesDiffer { found, other, file };
            Error::from(fault).within(Spot::Column(field.name().clone()))
        })
    }
}

/// Whether doubles hold the whole numbers exactly.
fn is_exact(array: &ArrayRef) -> bool {
    const MOST: u64 = 1 << 53;
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().flatten().all(|value| value.unsigned_abs() <= MOST),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().iter().flatten().all(|value| value <= MOST),
        _ => true,
    }
}
