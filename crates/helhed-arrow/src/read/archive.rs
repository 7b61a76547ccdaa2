//! A zip: which file in it is meant, and its bytes.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use flate2::read::DeflateDecoder;
use helhed::error::{Error, Fault, FileFault, Result, shown};
use zip::{CompressionMethod, ZipArchive};

use super::{Kind, kind, signature};

/// The first bytes of a zip.
pub(crate) const MAGIC: &[u8] = b"PK\x03\x04";
/// The first bytes of a zip without files.
pub(crate) const EMPTY: &[u8] = b"PK\x05\x06";

/// Bytes of a file in a zip that are looked at.
const HEAD: u64 = 65_536;
/// Names that a message lists.
const MOST_NAMES: usize = 5;

/// What a zip is: a workbook, or one table of text.
///
/// # Errors
/// `H841` for several files, `H843` for no table of text, `H844` for a damaged zip, `H815` for a document.
pub(crate) fn kind(path: &Path, head: &[u8]) -> Result<Kind> {
    let Ok(mut zip) = open(path) else { return broken(path, head) };
    let names: Vec<String> = zip.file_names_raw().map(lowered).collect();
    let any = |start: &str| names.iter().any(|name| name.starts_with(start));
    if any("xl/") || (any("[content_types].xml") && !any("word/") && !any("ppt/")) {
        return Ok(Kind::Excel);
    }
    let document = |found: &str| {
        let cure = "open it in its program, and save the table as an Excel workbook or as CSV";
        Err(FileFault::OtherContent { found: found.into(), cure }.into())
    };
    if any("word/") {
        return document("a Word document");
    }
    if any("ppt/") {
        return document("a PowerPoint show");
    }
    if any("content.xml") && (any("mimetype") || any("meta-inf/")) {
        let mut mime = String::new();
        if let Ok(entry) = zip.by_name("mimetype") {
            let _ = entry.take(200).read_to_string(&mut mime);
        }
        let sheet = mime.is_empty() || mime.contains("spreadsheet");
        return if sheet { Ok(Kind::OpenDocument) } else { document("an OpenDocument text or drawing") };
    }
    let index = only(&mut zip)?;
    let mut start = Vec::new();
    let (mut reader, name) = entry(path, &mut zip, index)?;
    // Damage further on is found when the file is read.
    let _ = (&mut reader).take(HEAD).read_to_end(&mut start);
    let found = match signature::foreign(&start).map(|foreign| foreign.found).or_else(|| signature::packed(&start)) {
        Some(found) => found,
        None => match kind::kind_of(&start) {
            Kind::Csv => return Ok(Kind::Csv),
            other => kind::name(other),
        },
    };
    Err(FileFault::ArchiveHolds { found: format!("`{}`: {found}", shown(&name)) }.into())
}

/// The bytes of the only file in a zip, and its name.
///
/// # Errors
/// Those of [`kind`].
pub(crate) fn text(path: &Path) -> Result<(Box<dyn Read + Send>, String)> {
    let mut zip = open(path)?;
    let index = only(&mut zip)?;
    entry(path, &mut zip, index)
}

/// A name in a zip, for comparison.
fn lowered(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().replace('\\', "/")
}

fn open(path: &Path) -> Result<ZipArchive<File>> {
    let file = File::open(path).map_err(|error| Fault::CannotOpen { reason: error.to_string() })?;
    ZipArchive::new(file).map_err(|_| damaged("its list of files cannot be read"))
}

fn damaged(reason: &'static str) -> Error {
    FileFault::ArchiveDamaged { reason }.into()
}

/// What a zip without a list of files was meant to be: the reader of workbooks says what is wrong with one.
fn broken(path: &Path, head: &[u8]) -> Result<Kind> {
    let holds = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "xlsx" | "xlsm" | "xlsb" => Ok(Kind::Excel),
        "ods" => Ok(Kind::OpenDocument),
        _ if holds(b"[Content_Types].xml") || holds(b"xl/") => Ok(Kind::Excel),
        _ if holds(b"opendocument.spreadsheet") => Ok(Kind::OpenDocument),
        _ => Err(damaged("its list of files cannot be read")),
    }
}

/// The place of the only file, apart from folders and what Macintosh and Windows add.
fn only(zip: &mut ZipArchive<File>) -> Result<usize> {
    let ours: Vec<(usize, String)> = (0..zip.len())
        .zip(zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()))
        .filter(|(_, name)| {
            let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
            let added = name.starts_with("__MACOSX") || last.starts_with('.') || last == "Thumbs.db";
            !last.is_empty() && !added
        })
        .collect();
    match ours.as_slice() {
        [] => Err(FileFault::ArchiveHolds { found: "no file".into() }.into()),
        [(index, _)] => Ok(*index),
        several => {
            let names = several.iter().take(MOST_NAMES).map(|(_, name)| name.clone()).collect();
            Err(FileFault::ArchiveOfSeveral { names, total: several.len() }.into())
        }
    }
}

/// The bytes of one file in a zip, unpacked as they are read, and its name.
fn entry(path: &Path, zip: &mut ZipArchive<File>, index: usize) -> Result<(Box<dyn Read + Send>, String)> {
    let entry = zip.by_index_raw(index).map_err(|_| damaged("a file in it cannot be found"))?;
    let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    if entry.encrypted() {
        let found = format!("`{}` behind a password", shown(&name));
        return Err(FileFault::ArchiveHolds { found }.into());
    }
    let start = entry.data_start().ok_or_else(|| damaged("a file in it cannot be found"))?;
    let (method, packed, crc, size) = (entry.compression(), entry.compressed_size(), entry.crc32(), entry.size());
    let mut file = File::open(path).map_err(|error| Fault::CannotOpen { reason: error.to_string() })?;
    file.seek(SeekFrom::Start(start)).map_err(|_| damaged("a file in it cannot be found"))?;
    let file = file.take(packed);
    let unpacked: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(file),
        CompressionMethod::Deflated => Box::new(DeflateDecoder::new(file)),
        _ => {
            let found = format!("`{}`, packed in a way that is not read here", shown(&name));
            return Err(FileFault::ArchiveHolds { found }.into());
        }
    };
    let whole = Whole { reader: flate2::CrcReader::new(unpacked), crc, size };
    Ok((Box::new(whole), name))
}

/// A reader that finds at the end whether it gave what the zip had promised.
struct Whole<R: Read> {
    reader: flate2::CrcReader<R>,
    crc: u32,
    size: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let broken = || super::csv::carried(FileFault::CutShort { form: "zip" }.into());
        let count = self.reader.read(into).map_err(|_| broken())?;
        if count == 0 && !into.is_empty() {
            let sum = self.reader.crc();
            // The counter of the sum holds 32 bits.
            if sum.sum() != self.crc || u64::from(sum.amount()) != self.size & u64::from(u32::MAX) {
                return Err(broken());
            }
        }
        Ok(count)
    }
}
