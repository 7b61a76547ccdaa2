//! Writing a Parquet file so that a reader sees the old file or the new one, whole.

use std::error::Error as StdError;
#[cfg(unix)]
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use helhed::error::{Error, Fault, Place, Result, Spot};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Writes a table, such as one of cells or estimates, as a Parquet file.
///
/// It is written beside `path` under another name, flushed to the disk, and then renamed: if anything fails or the
/// program is killed, an older file of that name stays as it was.
///
/// # Errors
/// `H803` if it cannot be written.
pub fn write_parquet(batch: &RecordBatch, path: impl AsRef<Path>) -> Result<()> {
    let path = path.as_ref();
    write(batch, path).map_err(|error| {
        let fault = Fault::CannotWrite { reason: error.to_string() };
        Error::new(fault, Place::default().within(Spot::File(path.display().to_string())))
    })
}

fn write(batch: &RecordBatch, path: &Path) -> Result<(), Box<dyn StdError>> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut beside = tempfile::Builder::new();
    beside.prefix(".helhed-").suffix(".partial");
    // As any new file; a temporary one would be for its owner only.
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = beside.tempfile_in(&folder)?;
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut writer = ArrowWriter::try_new(file.as_file_mut(), batch.schema(), Some(properties))?;
    writer.write(batch)?;
    writer.close()?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The rename itself must reach the disk, too.
    #[cfg(unix)]
    File::open(&folder)?.sync_all()?;
    Ok(())
}
