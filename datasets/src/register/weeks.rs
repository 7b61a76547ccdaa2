//! The weeks of the labour market: one row a person, one column a week.

use std::fs::File;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int8Array, Int32Array};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use helhed::error::{Error, Result};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedFileWriter;

use super::calendar::Calendar;
use super::crew::Wanted;
use super::folder::{Folder, properties};
use super::labour::{NOBODY, State};

/// Name of the file.
const NAME: &str = "labour.parquet";
/// Persons whose weeks are turned into columns together: a line of the processor's memory.
const TURNED: usize = 64;

/// The states of a chunk of persons, column by column.
#[derive(Debug)]
pub(super) struct Weeks {
    persons: usize,
    weeks: usize,
    columns: Vec<Vec<State>>,
    /// Rows that are not yet turned into columns.
    rows: Vec<State>,
}

impl Weeks {
    pub(super) fn new(persons: usize, weeks: usize) -> Self {
        let columns = vec![Vec::with_capacity(persons); weeks];
        Self { persons: 0, weeks, columns, rows: Vec::with_capacity(TURNED * weeks) }
    }

    pub(super) fn push(&mut self, states: &[State]) {
        self.rows.extend_from_slice(states);
        self.persons += 1;
        if self.rows.len() >= TURNED * self.weeks {
            self.turn();
        }
    }

    fn turn(&mut self) {
        for (week, column) in self.columns.iter_mut().enumerate() {
            column.extend(self.rows.iter().skip(week).step_by(self.weeks));
        }
        self.rows.clear();
    }
}

/// The file, row group by row group. A row group is packed by whoever lived its persons.
#[derive(Debug)]
pub(super) struct WeeksFile<'a> {
    folder: &'a Folder,
    writer: SerializedFileWriter<File>,
}

/// What packs row groups, on any thread.
#[derive(Debug)]
pub(super) struct Packer {
    schema: SchemaRef,
    factory: ArrowRowGroupWriterFactory,
}

/// The columns of a row group as they go into the file.
pub(super) type Packed = Vec<ArrowColumnChunk>;

pub(super) fn open<'a>(folder: &'a Folder, calendar: &Calendar) -> Result<(WeeksFile<'a>, Packer)> {
    let name = |week: &super::calendar::Week| format!("y_{}w{:02}", calendar.year_number(week.year), week.number);
    let weeks = calendar.weeks.iter().map(|week| Field::new(name(week), DataType::Int8, true));
    let fields: Vec<Field> = [Field::new("person", DataType::Int32, false)].into_iter().chain(weeks).collect();
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    let file = folder.file(NAME)?;
    let opened = ArrowWriter::try_new(file, schema.clone(), Some(properties()))
        .and_then(ArrowWriter::into_serialized_writer)
        .map_err(|error| failed(folder, &error))?;
    let (writer, factory) = opened;
    Ok((WeeksFile { folder, writer }, Packer { schema, factory }))
}

fn failed(folder: &Folder, error: &ParquetError) -> Error {
    folder.failed(NAME, error)
}

impl Packer {
    /// Packs a chunk that begins with person `first`.
    pub(super) fn pack(&self, mut weeks: Weeks, first: usize, wanted: &Wanted, folder: &Folder) -> Result<Packed> {
        weeks.turn();
        let numbers = (first..first + weeks.persons).map(|person| person as i32 + 1);
        let persons: ArrayRef = Arc::new(Int32Array::from_iter_values(numbers));
        let columns = weeks.columns.into_iter().map(|states| -> ArrayRef {
            let known = NullBuffer::new(BooleanBuffer::collect_bool(states.len(), |at| states[at] != NOBODY));
            Arc::new(Int8Array::new(ScalarBuffer::from(states), Some(known).filter(|known| known.null_count() > 0)))
        });
        let failed = |error: ParquetError| failed(folder, &error);
        let writers = self.factory.create_column_writers(0).map_err(failed)?;
        let mut packed = Vec::with_capacity(writers.len());
        for ((mut writer, array), field) in
            writers.into_iter().zip([persons].into_iter().chain(columns)).zip(self.schema.fields())
        {
            wanted.check()?;
            for leaf in compute_leaves(field, &array).map_err(failed)? {
                writer.write(&leaf).map_err(failed)?;
            }
            packed.push(writer.close().map_err(failed)?);
        }
        Ok(packed)
    }
}

impl WeeksFile<'_> {
    /// Adds a row group.
    pub(super) fn write(&mut self, packed: Packed) -> Result<()> {
        let folder = self.folder;
        let written = self.writer.next_row_group().and_then(|mut group| {
            for column in packed {
                column.append_to_row_group(&mut group)?;
            }
            group.close()
        });
        written.map(drop).map_err(|error| failed(folder, &error))
    }

    pub(super) fn finish(self) -> Result<()> {
        let folder = self.folder;
        let file = self.writer.into_inner().map_err(|error| failed(folder, &error))?;
        file.sync_all().map_err(|error| folder.failed(NAME, &error))
    }
}
