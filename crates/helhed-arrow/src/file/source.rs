//! A Parquet file that is read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use helhed::error::{Error, Fault, FileFault, Result, Spot, Within};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::Type;
use parquet::file::metadata::{
    ColumnChunkMetaData, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};

use super::deltas;
use super::footer::{self, ENCRYPTED, MAGIC, TAIL};
use super::guard::{Stamp, cannot_open, damaged, guarded, located, open};
use super::pages::Pages;
use super::thrift::{Kind, Walk};

/// Longest footer that is read. Those of files with thousands of columns and row groups have tens of megabytes.
const LONGEST_FOOTER: u64 = 1 << 29;

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

    /// Finds out which column it is that cannot be read, by reading them one by one.
    fn blame(&self, groups: &[usize], batch: usize, error: Error) -> Error {
        let Fault::Damaged { reason } = error.fault() else { return error };
        if self.wanted.len() == 1 {
            return self.broken(self.schema.field(0).name(), reason);
        }
        let fails = |index: &usize| {
            let one = self.clone().choose(std::iter::once(self.metadata.schema().field(*index).name().as_str()));
            // Not more rows than the column can have: what fails is a column, and is found.
            one.reader(groups.to_vec(), None, batch)
                .and_then(|mut batches| batches.try_for_each(|batch| batch.map(drop)))
        };
        let found = self.wanted.iter().find_map(|index| {
            fails(index).err().filter(|error| matches!(error.fault(), Fault::File(FileFault::ColumnBroken { .. })))
        });
        found.unwrap_or(error)
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

/// The bytes of the footer.
fn read_footer(path: &Path, file: &mut File, length: u64) -> Result<Vec<u8>> {
    let cannot = |error: std::io::Error| cannot_open(path, &error);
    let mut start = Vec::new();
    file.take(4).read_to_end(&mut start).map_err(cannot)?;
    if start == ENCRYPTED {
        return Err(located(path, FileFault::Encrypted { columns: Vec::new() }));
    }
    if length == 0 && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
        return Err(damaged(path, "it is empty"));
    }
    if start != MAGIC {
        let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
        return Err(match extension {
            Some(extension) if extension.eq_ignore_ascii_case(".parquet") => damaged(path, "it is not Parquet"),
            other => located(path, Fault::UnknownFormat { found: other.unwrap_or_else(|| "(no ending)".to_owned()) }),
        });
    }
    let Some(before) = length.checked_sub(TAIL).filter(|before| *before >= 4) else {
        return Err(damaged(path, "it is too short to be Parquet: only its first bytes are there"));
    };
    let mut tail = [0; TAIL as usize];
    file.seek(SeekFrom::Start(before)).map_err(cannot)?;
    file.read_exact(&mut tail).map_err(cannot)?;
    let [a, b, c, d, magic @ ..] = tail;
    if magic == ENCRYPTED {
        return Err(located(path, FileFault::Encrypted { columns: Vec::new() }));
    }
    if magic != MAGIC {
        return Err(damaged(path, "it is incomplete: a Parquet file ends with its footer, and this one does not"));
    }
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    let Some(first) = before.checked_sub(size).filter(|first| *first >= 4) else {
        return Err(damaged(path, "its footer is said to be longer than the file"));
    };
    if size > LONGEST_FOOTER {
        return Err(damaged(path, "its footer is said to have more than 500 MB"));
    }
    let mut footer = Vec::new();
    file.seek(SeekFrom::Start(first)).map_err(cannot)?;
    file.take(size).read_to_end(&mut footer).map_err(cannot)?;
    Ok(footer)
}

/// The rows of all row groups, if the footer agrees with them.
fn rows(footer: &ParquetMetaData) -> Result<u64, String> {
    let groups = footer.row_groups().iter();
    let rows =
        groups.map(|group| u64::try_from(group.num_rows()).ok()).try_fold(0_u64, |sum, rows| sum.checked_add(rows?));
    let stated = footer.file_metadata().num_rows();
    match rows.and_then(|rows| i64::try_from(rows).ok()) {
        None => Err("its row groups have impossible numbers of rows".into()),
        Some(rows) if rows != stated => Err(format!("its footer says {stated} rows, and its row groups hold {rows}")),
        Some(rows) => match footer.row_groups().iter().find_map(other_rows) {
            Some((said, held)) => Err(format!("a row group says {said} rows, and its columns hold {held}")),
            None => Ok(rows.unsigned_abs()),
        },
    }
}

/// What a row group says, and what all its columns say instead. One column that differs is a fault of that column.
fn other_rows(group: &RowGroupMetaData) -> Option<(i64, i64)> {
    let mut flat = group.columns().iter().filter(|column| column.column_descr().max_rep_level() == 0);
    let held = flat.next()?.num_values();
    (held != group.num_rows() && flat.all(|column| column.num_values() == held)).then_some((group.num_rows(), held))
}

/// First byte of a part of a column, and the byte behind its last.
pub(super) fn extent(column: &ColumnChunkMetaData) -> Option<(u64, u64)> {
    let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
    let start = u64::try_from(start).ok()?;
    Some((start, start.checked_add(u64::try_from(column.compressed_size()).ok()?)?))
}

/// Columns whose moments are written in the old way, in 96 bits: they reach further than nanoseconds do.
fn old_times(metadata: &ParquetMetaData) -> Vec<usize> {
    let descriptor = metadata.file_metadata().schema_descr();
    let old = descriptor.columns().iter().enumerate().filter(|(_, column)| {
        column.physical_type() == Type::INT96 && column.max_rep_level() == 0 && column.path().parts().len() == 1
    });
    old.map(|(leaf, _)| descriptor.get_column_root_idx(leaf)).collect()
}

/// The field, read in microseconds if it is an old moment.
fn as_micros(field: &Arc<Field>, is_old_time: bool) -> Arc<Field> {
    if !is_old_time {
        return field.clone();
    }
    let zone = match field.data_type() {
        DataType::Timestamp(_, zone) => zone.clone(),
        _ => None,
    };
    Arc::new(field.as_ref().clone().with_data_type(DataType::Timestamp(TimeUnit::Microsecond, zone)))
}

/// The metadata, its columns read as these types.
fn with_types(path: &Path, metadata: &ArrowReaderMetadata, fields: Vec<Arc<Field>>) -> Result<ArrowReaderMetadata> {
    let schema = Schema::new(fields).with_metadata(metadata.schema().metadata().clone());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
    guarded(path, || ArrowReaderMetadata::try_new(metadata.metadata().clone(), options))
}

/// Whether the bytes of every index of pages are one: its lists are as long as they say.
fn index_is_true(metadata: &ParquetMetaData, pages: &Pages) -> bool {
    use parquet::file::reader::ChunkReader;
    let columns = metadata.row_groups().iter().flat_map(|group| group.columns());
    columns.filter_map(|column| column.offset_index_range()).all(|range| {
        let length = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        let bytes = pages.get_bytes(range.start, length);
        bytes.is_ok_and(|bytes| Walk::new(&bytes).skip(Kind::Struct).is_ok())
    })
}

/// Whether the pages of the index lie in their columns, one after the other, and begin with rows that are there.
fn index_fits(metadata: &ParquetMetaData) -> bool {
    metadata.row_groups().iter().enumerate().all(|(index, group)| {
        group.columns().iter().enumerate().all(|(place, column)| {
            let group_index = metadata.page_index_for_row_group(index);
            let Some(pages) = group_index.page_locations(place) else { return true };
            let Some((start, end)) = extent(column) else { return false };
            let (mut row, mut at) = (0, start.cast_signed());
            let first = pages.first().is_none_or(|page| page.first_row_index == 0);
            first
                && pages.iter().enumerate().all(|(number, page)| {
                    let fits = page.offset >= at
                        && page.compressed_page_size >= 0
                        && (page.first_row_index > row || number == 0)
                        && page.first_row_index < group.num_rows().max(1);
                    (row, at) = (page.first_row_index, page.offset.saturating_add(page.compressed_page_size.into()));
                    fits && at <= end.cast_signed()
                })
        })
    })
}

fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
}
