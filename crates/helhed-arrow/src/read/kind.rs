//! What a file is, by its bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use helhed::error::{Error, Fault, FileFault, Place, Result, Spot};
use serde::Serialize;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the variants say it")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Csv,
    Excel,
    OldExcel,
    OpenDocument,
    Parquet,
    ArrowFile,
    ArrowStream,
    Gzip,
    Zip,
    Folder,
    Stata,
    Spss,
    Sas,
    Xml,
    Html,
    Json,
    Pdf,
    Unknown,
}

/// What a file is, and the bytes it begins with.
pub(crate) struct Content {
    pub(crate) kind: Kind,
}

/// Bytes at the start that are looked at.
const HEAD: u64 = 4096;

/// Looks at the bytes of a file.
///
/// # Errors
/// `H801` if it cannot be opened.
pub(crate) fn content(path: &Path) -> Result<Content> {
    let cannot = |error: std::io::Error| {
        Error::new(Fault::CannotOpen { reason: error.to_string() }, Place::default().and(spot(path)))
    };
    if path.is_dir() || super::folder::is_pattern(path) {
        return Ok(Content { kind: Kind::Folder });
    }
    let mut head = Vec::new();
    File::open(path).map_err(cannot)?.take(HEAD).read_to_end(&mut head).map_err(cannot)?;
    Ok(Content { kind: kind_of(&head) })
}

/// What begins with these bytes.
pub(crate) fn kind_of(head: &[u8]) -> Kind {
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Excel;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Kind::OldExcel;
    }
    // "PARE" begins a Parquet file that is encrypted, "FEA1" a Feather file from before Arrow files.
    if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
        return Kind::Parquet;
    }
    if head.starts_with(b"ARROW1") || head.starts_with(b"FEA1") {
        return Kind::ArrowFile;
    }
    if super::ipc::begins_stream(head) { Kind::ArrowStream } else { Kind::Csv }
}

/// The error for a kind that is not read.
pub(crate) fn refused(kind: Kind) -> Error {
    FileFault::OtherContent { found: format!("{kind:?}"), cure: "convert it" }.into()
}

/// The file as a place.
pub(crate) fn spot(path: &Path) -> Spot {
    Spot::File(path.display().to_string())
}
