//! Writing a file so that a reader sees the old file or the new one, whole.

use std::error::Error as StdError;
use std::fs::File;
use std::path::{Path, PathBuf};

use helhed::error::{Error, Fault, Place, Result, Spot};

/// What can go wrong inside a writer: an error of ours, or one of a library or the disk.
pub(super) type Failure = Box<dyn StdError + Send + Sync>;

/// Lets `fill` write a file beside `path` under another name, flushes it to the disk, and then renames it: if anything
/// fails or the program is killed, an older file of that name stays as it was.
///
/// # Errors
/// Those of ours that `fill` gives, with the file; `H803` for all others.
pub(super) fn beside(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<()> {
    let at = || Spot::File(path.display().to_string());
    write(path, fill).map_err(|failure| match failure.downcast::<Error>() {
        Ok(ours) => ours.within(at()),
        Err(other) => {
            let fault = Fault::CannotWrite { reason: other.to_string() };
            Error::new(fault, Place::default().within(at()))
        }
    })
}

fn write(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
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
    fill(file.as_file_mut())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // The rename itself must reach the disk, too.
    #[cfg(unix)]
    File::open(&folder)?.sync_all()?;
    Ok(())
}
