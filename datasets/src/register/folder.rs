//! The folder of a register: written under another name, and there as a whole or not at all.

use std::error::Error as StdError;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use tempfile::TempDir;

/// A folder that is being written.
#[derive(Debug)]
pub(super) struct Folder {
    beside: TempDir,
    path: PathBuf,
}

impl Folder {
    /// A folder that will be `path`, which must not hold anything yet.
    ///
    /// # Errors
    /// `H870` if it does; `H803` if it cannot be written.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let taken = match fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_some(),
            // A file of that name.
            Err(_) => path.symlink_metadata().is_ok(),
        };
        if taken {
            let fault = FileFault::FolderTaken;
            return Err(Error::from(fault).within(Spot::File(path.display().to_string())));
        }
        let parent = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        let made = fs::create_dir_all(parent).and_then(|()| {
            let mut builder = tempfile::Builder::new();
            builder.prefix(".helhed-").suffix(".partial");
            // As any new folder; a temporary one would be for its owner only.
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
            builder.tempdir_in(parent)
        });
        Ok(Self { beside: made.map_err(|error| cannot_write(path, &error))?, path: path.to_owned() })
    }

    /// A new Parquet file of a name.
    pub(super) fn table(&self, name: &'static str) -> Table<'_> {
        Table { folder: self, name: format!("{name}.parquet"), writer: None, rows: 0 }
    }

    pub(super) fn file(&self, name: &str) -> Result<File> {
        File::create(self.beside.path().join(name)).map_err(|error| self.failed(name, &error))
    }

    /// Writes a text.
    pub(super) fn text(&self, name: &str, text: &str) -> Result<()> {
        let mut file = self.file(name)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| self.failed(name, &error))
    }

    /// A failure while a file of a name is written.
    pub(super) fn failed(&self, name: &str, failure: &dyn StdError) -> Error {
        cannot_write(&self.path.join(name), failure)
    }

    /// Gives the folder its name.
    pub(super) fn finish(self) -> Result<()> {
        // An empty folder of that name gives way; where a system wants it gone first, it goes.
        let _ = fs::remove_dir(&self.path);
        fs::rename(self.beside.path(), &self.path).map_err(|error| cannot_write(&self.path, &error))?;
        // Nothing is left to be removed under the old name.
        let _ = self.beside.keep();
        Ok(())
    }
}

fn cannot_write(path: &Path, failure: &dyn StdError) -> Error {
    let fault = Fault::CannotWrite { reason: failure.to_string() };
    Error::new(fault, Place::default().within(Spot::File(path.display().to_string())))
}

/// How all tables are written. Nobody asks one of them for a page by its bounds.
pub(super) fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .build()
}

/// A Parquet file that grows batch by batch; the first tells its columns.
#[derive(Debug)]
pub(super) struct Table<'a> {
    folder: &'a Folder,
    name: String,
    writer: Option<ArrowWriter<File>>,
    rows: u64,
}

impl Table<'_> {
    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open(batch.schema())?,
        };
        writer.write(batch).map_err(|error| self.folder.failed(&self.name, &error))?;
        self.rows += batch.num_rows() as u64;
        self.writer = Some(writer);
        Ok(())
    }

    fn open(&self, schema: SchemaRef) -> Result<ArrowWriter<File>> {
        let file = self.folder.file(&self.name)?;
        ArrowWriter::try_new(file, schema, Some(properties())).map_err(|error| self.folder.failed(&self.name, &error))
    }

    /// Ends the file; its rows.
    pub(super) fn finish(self) -> Result<u64> {
        if let Some(writer) = self.writer {
            let failed = |error: &dyn StdError| self.folder.failed(&self.name, error);
            let file = writer.into_inner().map_err(|error| failed(&error))?;
            file.sync_all().map_err(|error| failed(&error))?;
        }
        Ok(self.rows)
    }
}
