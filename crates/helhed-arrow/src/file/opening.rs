//! The footer of a Parquet file, read and held against the file and itself.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use arrow_schema::{DataType, Field, TimeUnit};
use helhed::error::{Fault, FileFault, Result};
use parquet::basic::Type;
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};

use super::footer::{ENCRYPTED, MAGIC, TAIL};
use super::guard::{cannot_open, damaged, located};

/// Longest footer that is read. Those of files with thousands of columns and row groups have tens of megabytes.
const LONGEST_FOOTER: u64 = 1 << 29;

/// The bytes of the footer.
///
/// # Errors
/// `H801` if it cannot be read, `H802` if it is not there, `H804` if the file is not Parquet, `H831` if it is encrypted.
pub(super) fn read_footer(path: &Path, file: &mut File, length: u64) -> Result<Vec<u8>> {
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
pub(super) fn rows(footer: &ParquetMetaData) -> Result<u64, String> {
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
pub(super) fn old_times(metadata: &ParquetMetaData) -> Vec<usize> {
    let descriptor = metadata.file_metadata().schema_descr();
    let old = descriptor.columns().iter().enumerate().filter(|(_, column)| {
        column.physical_type() == Type::INT96 && column.max_rep_level() == 0 && column.path().parts().len() == 1
    });
    old.map(|(leaf, _)| descriptor.get_column_root_idx(leaf)).collect()
}

/// The field, read in microseconds if it is an old moment.
pub(super) fn as_micros(field: &Arc<Field>, is_old_time: bool) -> Arc<Field> {
    if !is_old_time {
        return field.clone();
    }
    let zone = match field.data_type() {
        DataType::Timestamp(_, zone) => zone.clone(),
        _ => None,
    };
    Arc::new(field.as_ref().clone().with_data_type(DataType::Timestamp(TimeUnit::Microsecond, zone)))
}
