//! Opening a file that may be damaged, and stepping through it with a library that may give up on it.

use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use helhed::error::{Error, Fault, Place, Result, Spot};
use parquet::errors::ParquetError;

use super::quiet::quietly;

/// What shows that a file was replaced: its length and when it was written.
pub(crate) type Stamp = (u64, Option<SystemTime>);

/// Opens a file.
///
/// # Errors
/// `H801`.
pub(crate) fn open(path: &Path) -> Result<(File, Stamp)> {
    let file = File::open(path).map_err(|error| cannot_open(path, &error))?;
    let metadata = file.metadata().map_err(|error| cannot_open(path, &error))?;
    if metadata.is_dir() {
        return Err(located(path, Fault::CannotOpen { reason: "it is a folder".into() }));
    }
    Ok((file, (metadata.len(), metadata.modified().ok())))
}

/// Runs a step of the Parquet reader, whose panic on a damaged file is as good as an error.
///
/// # Errors
/// `H802` with the reason, in words of ours: those of the reader may quote the data.
pub(crate) fn guarded<T>(path: &Path, step: impl FnOnce() -> Result<T, ParquetError>) -> Result<T> {
    match quietly(step) {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(damaged(path, reason(&error))),
        None => Err(damaged(path, "its reader gave up on it")),
    }
}

/// Why the Parquet reader failed.
fn reason(error: &ParquetError) -> &'static str {
    let text = match error {
        ParquetError::General(text) | ParquetError::EOF(text) => text.as_str(),
        ParquetError::NYI(_) => return "it is packed or coded in a way that is not read here",
        _ => return "its data cannot be unpacked",
    };
    let known = [
        ("checksum", "the checksum of a page does not fit its data"),
        ("header of a page", "the header of a page is broken"),
        ("unpacks to much more", "a page unpacks to much more than it can hold"),
        ("behind its end", "it points outside the file"),
        ("became shorter", "it was changed while it was read"),
        ("length are the same", "its columns have different numbers of rows"),
    ];
    let found = known.iter().find(|(part, _)| text.contains(part)).map(|(_, reason)| *reason);
    found.unwrap_or(match error {
        ParquetError::EOF(_) => "its data end too early",
        _ => "its data cannot be unpacked",
    })
}

/// An error of opening.
pub(crate) fn cannot_open(path: &Path, error: &std::io::Error) -> Error {
    located(path, Fault::CannotOpen { reason: error.to_string() })
}

/// A damaged file.
pub(crate) fn damaged(path: &Path, reason: &str) -> Error {
    located(path, Fault::Damaged { reason: reason.to_owned() })
}

/// A fault of a file.
pub(crate) fn located(path: &Path, fault: impl Into<Fault>) -> Error {
    Error::new(fault.into(), Place::default().within(Spot::File(path.display().to_string())))
}
