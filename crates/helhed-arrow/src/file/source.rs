//! A Parquet file that is read.

use std::fs::{self, File};
use std::io::Read;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use helhed::error::{Error, Fault, Place, Result, Spot};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::PageIndexPolicy;

/// The bytes at both ends of a Parquet file.
const MAGIC: [u8; 4] = *b"PAR1";

/// A file whose footer is read, and the columns of it that are wanted.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    stamp: Stamp,
    metadata: ArrowReaderMetadata,
    /// Positions of the columns that are read, in their order.
    wanted: Vec<usize>,
    /// The columns that are read.
    schema: Schema,
    rows: u64,
}

/// What shows that a file was replaced.
type Stamp = (u64, Option<SystemTime>);

impl Source {
    /// Opens a file, all columns wanted.
    ///
    /// # Errors
    /// `H801` if it cannot be opened, `H802` if it is damaged, `H804` if it is not Parquet.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let (mut file, stamp) = open(path)?;
        let mut magic = [0; 4];
        let start = file.read(&mut magic).map_err(|error| cannot_open(path, &error))?;
        if magic[..start] != MAGIC {
            let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
            return Err(match extension {
                Some(extension) if extension.eq_ignore_ascii_case(".parquet") => damaged(path, "it is not Parquet"),
                other => {
                    let found = other.unwrap_or_else(|| "(no ending)".to_owned());
                    located(path, Fault::UnknownFormat { found })
                }
            });
        }
        let options = ArrowReaderOptions::new().with_offset_index_policy(PageIndexPolicy::Optional);
        let metadata = guarded(path, || ArrowReaderMetadata::load(&file, options))?;
        let groups = metadata.metadata().row_groups();
        let rows = groups.iter().try_fold(0_u64, |rows, group| rows.checked_add(group.num_rows().try_into().ok()?));
        let schema = metadata.schema().as_ref().clone();
        let wanted = (0..schema.fields().len()).collect();
        let rows = rows.ok_or_else(|| damaged(path, "its row groups have impossible numbers of rows"))?;
        Ok(Self { path: path.to_owned(), stamp, metadata, wanted, schema, rows })
    }

    /// The same file with only these columns wanted. Texts among `keys` are read as dictionaries, so that a text that
    /// recurs is looked at once.
    ///
    /// # Errors
    /// `H802` if the footer forbids it.
    pub(crate) fn only<'a>(self, names: impl Iterator<Item = &'a str>, keys: &[String]) -> Result<Self> {
        let names: Vec<&str> = names.collect();
        let all = self.metadata.schema();
        let as_read = |field: &Arc<Field>| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(_, _)
                if keys.contains(field.name()) =>
            {
                let texts = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                Arc::new(field.as_ref().clone().with_data_type(texts))
            }
            _ => field.clone(),
        };
        let fields: Vec<Arc<Field>> = all.fields().iter().map(as_read).collect();
        let wanted: Vec<usize> =
            (0..fields.len()).filter(|index| names.contains(&fields[*index].name().as_str())).collect();
        let schema = Schema::new(wanted.iter().map(|index| fields[*index].clone()).collect::<Vec<_>>());
        let options = ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)));
        let parquet = self.metadata.metadata().clone();
        let metadata = guarded(&self.path, || ArrowReaderMetadata::try_new(parquet, options))?;
        Ok(Self { metadata, wanted, schema, ..self })
    }

    /// The columns that are read.
    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Rows in the file.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// The file as a place.
    pub(crate) fn spot(&self) -> Spot {
        spot(&self.path)
    }

    /// The whole table and its schema.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub(crate) fn all(&self) -> Result<(SchemaRef, Vec<RecordBatch>)> {
        let batches =
            if self.rows == 0 { Vec::new() } else { self.read(0..self.rows, 1 << 13)?.collect::<Result<_>>()? };
        Ok((self.metadata.schema().clone(), batches))
    }

    /// Reads some of the rows, in batches of at most `batch`.
    ///
    /// # Errors
    /// `H801`, `H802`; each batch may be an `H802` too, and one is if there are fewer rows than the footer says.
    pub(crate) fn read(&self, rows: Range<u64>, batch: usize) -> Result<Batches<'_>> {
        let (file, stamp) = open(&self.path)?;
        if stamp != self.stamp {
            return Err(damaged(&self.path, "it was changed while it was read"));
        }
        let mut groups = Vec::new();
        let mut skipped = 0;
        let mut first = 0;
        for (index, group) in self.metadata.metadata().row_groups().iter().enumerate() {
            // Not negative: `open` has added them up.
            let end = first + group.num_rows().unsigned_abs();
            if first < rows.end && rows.start < end {
                groups.push(index);
            } else if end <= rows.start {
                skipped = end;
            }
            first = end;
        }
        let (offset, limit) = (rows.start - skipped, rows.end - rows.start);
        let reader = guarded(&self.path, || {
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
            let mask = ProjectionMask::roots(builder.parquet_schema(), self.wanted.iter().copied());
            let builder = builder.with_projection(mask).with_row_groups(groups).with_batch_size(batch);
            builder.with_offset(offset as usize).with_limit(limit as usize).build()
        })?;
        Ok(Batches { path: &self.path, reader, missing: limit })
    }
}

/// Batches of a file.
pub(crate) struct Batches<'a> {
    path: &'a Path,
    reader: ParquetRecordBatchReader,
    missing: u64,
}

impl Iterator for Batches<'_> {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        match guarded(self.path, || self.reader.next().transpose()) {
            Ok(Some(batch)) => {
                self.missing = self.missing.saturating_sub(batch.num_rows() as u64);
                Some(Ok(batch))
            }
            Ok(None) if self.missing > 0 => {
                self.missing = 0;
                Some(Err(damaged(self.path, "it has fewer rows than its footer says")))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

/// Runs a step of the Parquet reader, whose panic on a damaged file is as good as an error.
fn guarded<T, E: std::fmt::Display>(path: &Path, step: impl FnOnce() -> Result<T, E>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(result) => result.map_err(|error| damaged(path, &error.to_string())),
        Err(_) => Err(damaged(path, "its reader gave up on it")),
    }
}

fn open(path: &Path) -> Result<(File, Stamp)> {
    let file = File::open(path).map_err(|error| cannot_open(path, &error))?;
    let metadata: fs::Metadata = file.metadata().map_err(|error| cannot_open(path, &error))?;
    Ok((file, (metadata.len(), metadata.modified().ok())))
}

fn cannot_open(path: &Path, error: &std::io::Error) -> Error {
    located(path, Fault::CannotOpen { reason: error.to_string() })
}

fn damaged(path: &Path, reason: &str) -> Error {
    located(path, Fault::Damaged { reason: reason.to_owned() })
}

fn located(path: &Path, fault: Fault) -> Error {
    Error::new(fault, Place::default().within(spot(path)))
}

fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
}
