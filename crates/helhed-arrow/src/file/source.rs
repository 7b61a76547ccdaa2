//! A Parquet file that is read.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, Within};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::file::metadata::{PageIndexPolicy, ParquetMetaDataReader};

use super::guard::{Stamp, damaged, guarded, open};
use super::index::{index_fits, index_is_true};
use super::opening::{as_micros, extent, old_times, read_footer, rows};
use super::pages::Pages;
use super::{deltas, footer};

/// Bytes that the values of one length of a batch take at most.
const WIDEST: u64 = 1 << 26;

/// A file whose footer is read, and the columns of it that are wanted.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    path: PathBuf,
    stamp: Stamp,
    metadata: ArrowReaderMetadata,
    /// Positions of the columns that are read, in their order.
    wanted: Vec<usize>,
    /// The columns that are read.
    schema: SchemaRef,
    rows: u64,
    /// Parts of columns (row group, column) whose differences were looked at.
    checked: Arc<Mutex<BTreeSet<(usize, usize)>>>,
}

impl Source {
    /// Opens a file, all columns wanted.
    ///
    /// # Errors
    /// `H801` if it cannot be opened, `H802` if it is damaged, `H804` if it is not Parquet, `H831` if it is encrypted.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let (mut file, stamp) = open(path)?;
        let footer = read_footer(path, &mut file, stamp.0)?;
        footer::check(&footer).within(|| spot(path))?;
        let unreadable = |_| damaged(path, "its footer cannot be read");
        let footer = guarded(path, || ParquetMetaDataReader::decode_metadata(&footer)).map_err(unreadable)?;
        let rows = rows(&footer).map_err(|reason| damaged(path, &reason))?;
        let metadata = guarded(path, || ArrowReaderMetadata::try_new(Arc::new(footer), ArrowReaderOptions::new()));
        let metadata = metadata.map_err(|_| damaged(path, "its columns are of types that are not known"))?;
        let fields = metadata.schema().fields().iter().enumerate();
        let old_times = old_times(metadata.metadata());
        let fields: Vec<Arc<Field>> =
            fields.map(|(index, field)| as_micros(field, old_times.contains(&index))).collect();
        let metadata = if old_times.is_empty() { metadata } else { with_types(path, &metadata, fields)? };
        let schema = metadata.schema().clone();
        let wanted = (0..schema.fields().len()).collect();
        Ok(Self { path: path.to_owned(), stamp, metadata, wanted, schema, rows, checked: Arc::default() })
    }

    /// The same file with only these columns wanted. Texts among `keys` are read as dictionaries, so that a text that
    /// recurs is looked at once. Pages are found by the file's own index, so that some rows can be read by themselves.
    ///
    /// # Errors
    /// `H802` if the footer forbids it.
    pub(crate) fn only<'a>(self, names: impl Iterator<Item = &'a str>, keys: &[String]) -> Result<Self> {
        let as_read = |field: &Arc<Field>| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(_, _)
                if keys.contains(field.name()) =>
            {
                let texts = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                Arc::new(field.as_ref().clone().with_data_type(texts))
            }
            _ => field.clone(),
        };
        let fields: Vec<Arc<Field>> = self.metadata.schema().fields().iter().map(as_read).collect();
        let metadata = with_types(&self.path, &self.indexed(), fields)?;
        Ok(Self { metadata, ..self }.choose(names))
    }

    /// The same file with only these columns wanted.
    pub(crate) fn choose<'a>(self, names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        let fields = self.metadata.schema().fields();
        let wanted: Vec<usize> =
            (0..fields.len()).filter(|index| names.contains(&fields[*index].name().as_str())).collect();
        let chosen: Vec<Arc<Field>> = wanted.iter().map(|index| fields[*index].clone()).collect();
        let schema = Arc::new(Schema::new(chosen).with_metadata(self.schema.metadata().clone()));
        Self { wanted, schema, ..self }
    }

    /// The same file with its texts read as views: a text that recurs a million times is there once. So the reader of
    /// the batches sees how much memory they would take before he takes it.
    ///
    /// # Errors
    /// `H802` if the footer forbids it.
    pub(crate) fn viewed(self) -> Result<Self> {
        let as_read = |field: &Arc<Field>| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
            DataType::Binary | DataType::LargeBinary => {
                Arc::new(field.as_ref().clone().with_data_type(DataType::BinaryView))
            }
            _ => field.clone(),
        };
        let fields: Vec<Arc<Field>> = self.metadata.schema().fields().iter().map(as_read).collect();
        let metadata = with_types(&self.path, &self.metadata, fields)?;
        Ok(Self { metadata, ..self })
    }

    /// The columns that are read.
    pub(crate) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Rows in the file.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Bytes of the file.
    pub(crate) fn length(&self) -> u64 {
        self.stamp.0
    }

    /// The path, as it was named.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Rows without a value in a column, where the footer says it for all of them.
    pub(crate) fn nulls(&self, column: &str) -> Option<u64> {
        let descriptor = self.metadata.metadata().file_metadata().schema_descr();
        let mut leaves =
            (0..descriptor.num_columns()).filter(|leaf| descriptor.get_column_root(*leaf).name() == column);
        let (leaf, None) = (leaves.next()?, leaves.next()) else { return None };
        // In lists and structures a value is missing for more than one reason.
        if descriptor.column(leaf).path().parts().len() > 1 {
            return None;
        }
        let groups = self.metadata.metadata().row_groups().iter();
        groups.map(|group| group.columns().get(leaf)?.statistics()?.null_count_opt()).sum()
    }

    /// The footer.
    pub(super) fn footer(&self) -> &parquet::file::metadata::ParquetMetaData {
        self.metadata.metadata()
    }

    /// What a column is read as.
    pub(super) fn field_type(&self, column: &str) -> Option<DataType> {
        self.metadata.schema().field_with_name(column).ok().map(|field| field.data_type().clone())
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
        Ok((self.schema.clone(), self.batches(1 << 13)?.collect::<Result<_>>()?))
    }

    /// Reads all rows, in batches of at most `batch`.
    ///
    /// # Errors
    /// As [`read`](Self::read); and `H802` if the pages hold more rows than the footer says.
    pub(crate) fn batches(&self, batch: usize) -> Result<Batches> {
        let groups = (0..self.metadata.metadata().num_row_groups()).collect();
        self.reader(groups, None, batch)
    }

    /// Reads some of the rows, in batches of at most `batch`.
    ///
    /// # Errors
    /// `H801`, `H802`, `H830`; each batch may be an error too, and one is if there are fewer rows than the footer says.
    pub(crate) fn read(&self, rows: Range<u64>, batch: usize) -> Result<Batches> {
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
        self.reader(groups, Some((rows.start - skipped, rows.end - rows.start)), batch)
    }

    fn reader(&self, groups: Vec<usize>, part: Option<(u64, u64)>, batch: usize) -> Result<Batches> {
        let (file, stamp) = open(&self.path)?;
        if stamp != self.stamp {
            return Err(damaged(&self.path, "it was changed while it was read"));
        }
        let batch = batch.min(self.check_columns(&groups)?);
        self.check_deltas(&groups)?;
        let missing = part.map_or(self.rows, |(_, limit)| limit);
        let reader = if self.rows == 0 || self.wanted.is_empty() {
            None
        } else {
            let opened = || {
                let pages = Pages::new(file, stamp.0, self.metadata.metadata(), &groups);
                let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(pages, self.metadata.clone());
                let mask = ProjectionMask::roots(builder.parquet_schema(), self.wanted.iter().copied());
                let builder = builder.with_projection(mask).with_row_groups(groups.clone()).with_batch_size(batch);
                match part {
                    Some((offset, limit)) => builder.with_offset(offset as usize).with_limit(limit as usize).build(),
                    None => builder.build(),
                }
            };
            Some(guarded(&self.path, opened).map_err(|error| self.blame(&groups, batch, error))?)
        };
        Ok(Batches { source: self.clone(), groups, reader, missing, batch })
    }

    /// Refuses columns that cannot be where the footer says they are. Gives the rows that a batch may have, so that wide
    /// values do not take all memory.
    fn check_columns(&self, groups: &[usize]) -> Result<usize> {
        let mut width = 1;
        let descriptor = self.metadata.metadata().file_metadata().schema_descr_ptr();
        for index in groups {
            let group = self.metadata.metadata().row_group(*index);
            for (leaf, column) in group.columns().iter().enumerate() {
                if leaf >= descriptor.num_columns() || !self.wanted.contains(&descriptor.get_column_root_idx(leaf)) {
                    continue;
                }
                let refused = |reason: &str| Err(self.broken(descriptor.get_column_root(leaf).name(), reason));
                if extent(column).is_none_or(|(_, end)| end > self.stamp.0) {
                    return refused("it points outside the file");
                }
                if column.column_descr().max_rep_level() == 0 && column.num_values() != group.num_rows() {
                    return refused("it has another number of rows than the file");
                }
                let each = u64::try_from(column.column_descr().type_length()).unwrap_or(0);
                if each > WIDEST.max(self.stamp.0) {
                    return refused("each of its values is said to be longer than the file");
                }
                width = width.max(each);
            }
        }
        Ok(usize::try_from(WIDEST / width).unwrap_or(usize::MAX).max(1))
    }

    /// Refuses columns of texts coded as differences whose pages say that they hold more than they can.
    fn check_deltas(&self, groups: &[usize]) -> Result<()> {
        let metadata = self.metadata.metadata();
        let descriptor = metadata.file_metadata().schema_descr_ptr();
        let mut pages = None;
        for index in groups {
            let group = metadata.row_group(*index);
            for (leaf, column) in group.columns().iter().enumerate() {
                let wanted = || self.wanted.contains(&descriptor.get_column_root_idx(leaf));
                let part = (*index, leaf);
                let known = || self.checked.lock().unwrap_or_else(PoisonError::into_inner).contains(&part);
                if !deltas::is_delta(column) || leaf >= descriptor.num_columns() || !wanted() || known() {
                    continue;
                }
                let pages = match &mut pages {
                    Some(pages) => pages,
                    none => none.insert(Arc::new(Pages::new(open(&self.path)?.0, self.stamp.0, metadata, groups))),
                };
                let rows = usize::try_from(group.num_rows()).unwrap_or(usize::MAX);
                guarded(&self.path, || deltas::check(pages, column, rows)).map_err(|error| match error.fault() {
                    Fault::Damaged { reason } => self.broken(descriptor.get_column_root(leaf).name(), reason),
                    _ => error,
                })?;
                self.checked.lock().unwrap_or_else(PoisonError::into_inner).insert(part);
            }
        }
        Ok(())
    }

    /// The error for a column that cannot be read.
    fn broken(&self, column: &str, reason: &str) -> Error {
        let fault = FileFault::ColumnBroken { reason: reason.to_owned() };
        Error::from(fault).within(Spot::Column(column.to_owned())).within(self.spot())
    }

    /// Finds out which column of which row group it is that cannot be read, by reading them one by one.
    fn blame(&self, groups: &[usize], batch: usize, error: Error) -> Error {
        let Fault::Damaged { reason } = error.fault() else { return error };
        if let ([group], [_]) = (groups, self.wanted.as_slice()) {
            let column = self.schema.field(0).name();
            let fault = FileFault::ColumnBroken { reason: reason.to_owned() };
            let place = [Spot::RowGroup(*group as u64 + 1), Spot::Column(column.to_owned())];
            return Error::new(fault.into(), place.into_iter().fold(Place::default().and(self.spot()), Place::and));
        }
        let fails = |group: usize, index: usize| {
            let one = self.clone().choose(std::iter::once(self.metadata.schema().field(index).name().as_str()));
            let rows = self.footer().row_group(group).num_rows().unsigned_abs();
            let read = one.reader(vec![group], Some((0, rows)), batch);
            read.and_then(|mut batches| batches.try_for_each(|batch| batch.map(drop))).err()
        };
        let broken = |error: &Error| matches!(error.fault(), Fault::File(FileFault::ColumnBroken { .. }));
        let parts = groups.iter().flat_map(|group| self.wanted.iter().map(move |index| (*group, *index)));
        parts.filter_map(|(group, index)| fails(group, index)).find(broken).unwrap_or(error)
    }

    /// The metadata with the index of pages, if there is one and it can be true.
    fn indexed(&self) -> ArrowReaderMetadata {
        let plain = self.metadata.metadata();
        let loaded = || {
            let (file, _) = open(&self.path).ok()?;
            let pages = Pages::new(file, self.stamp.0, plain, &[]);
            if !index_is_true(plain, &pages) {
                return None;
            }
            let mut reader = ParquetMetaDataReader::new_with_metadata(plain.as_ref().clone())
                .with_offset_index_policy(PageIndexPolicy::Optional);
            reader.read_page_indexes(&pages).ok()?;
            let metadata = reader.finish().ok().filter(index_fits)?;
            let options = ArrowReaderOptions::new().with_schema(self.metadata.schema().clone());
            ArrowReaderMetadata::try_new(Arc::new(metadata), options).ok()
        };
        // Without an index more is read, and the rows are the same.
        super::quietly(loaded).flatten().unwrap_or_else(|| self.metadata.clone())
    }
}

/// Batches of a file.
pub(crate) struct Batches {
    source: Source,
    groups: Vec<usize>,
    reader: Option<ParquetRecordBatchReader>,
    missing: u64,
    batch: usize,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.source.path.as_path();
        let next = match &mut self.reader {
            Some(reader) => guarded(path, || reader.next().transpose().map_err(Into::into)),
            None => return self.without_columns().map(Ok),
        };
        let failed = match next {
            Ok(Some(batch)) if batch.num_rows() as u64 <= self.missing => {
                self.missing -= batch.num_rows() as u64;
                return Some(Ok(batch));
            }
            Ok(Some(_)) => damaged(path, "it has more rows than its footer says"),
            Ok(None) if self.missing > 0 => damaged(path, "it has fewer rows than its footer says"),
            Ok(None) => return None,
            Err(error) => error,
        };
        // One error ends it.
        (self.reader, self.missing) = (None, 0);
        Some(Err(self.source.blame(&self.groups, self.batch, failed)))
    }
}

impl Batches {
    /// Rows of a table of which no column is wanted.
    fn without_columns(&mut self) -> Option<RecordBatch> {
        let rows = self.missing.min(self.batch as u64);
        self.missing -= rows;
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(rows as usize));
        let batch = || RecordBatch::try_new_with_options(self.source.schema.clone(), Vec::new(), &options).ok();
        (rows > 0).then(batch).flatten()
    }
}

/// The metadata, its columns read as these types.
fn with_types(path: &Path, metadata: &ArrowReaderMetadata, fields: Vec<Arc<Field>>) -> Result<ArrowReaderMetadata> {
    let schema = Schema::new(fields).with_metadata(metadata.schema().metadata().clone());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    guarded(path, || ArrowReaderMetadata::try_new(metadata.metadata().clone(), options))
}

fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
}
