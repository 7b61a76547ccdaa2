//! The zip package of a workbook: its parts, unpacked with a counting limit.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use helhed::error::{Error, Fault, FileFault, Result};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::xml::Xml;

/// Parts of a package. Excel writes some dozens; a thousand sheets with their drawings are some thousands.
const MOST_PARTS: u64 = 20_000;
/// Bytes that the parts which are read may unpack to: a sheet of a million rows and twenty columns has about so many.
const MOST_UNPACKED: u64 = 768 << 20;
/// Bytes a small part may unpack to whatever its ratio.
const SMALL_PART: u64 = 32 << 20;
/// Unpacked bytes for each packed one. Sheets come to 10 or 20, dull ones to 100.
const MOST_RATIO: u64 = 150;
/// Bytes at the end of a zip in which its directory is announced: a comment of 65 535, and the records before it.
const TAIL: u64 = 65_535 + 22 + 20 + 56;
/// Bytes that one tag, text or comment may have. A cell holds at most 32 767 letters.
const MOST_TOKEN: u64 = 4 << 20;

/// The parts of a zip file, by name.
pub(super) struct Package {
    archive: ZipArchive<BufReader<File>>,
    parts: BTreeMap<String, usize>,
    unpacked: u64,
}

impl Package {
    /// Opens it. Only its directory is read.
    ///
    /// # Errors
    /// `H801` if it cannot be opened, `H820` for encrypted parts, `H821` if it is no whole zip, `H822` for one that is a trap.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
        let mut file = File::open(path).map_err(cannot)?;
        let announced = announced_parts(&mut file).map_err(cannot)?.ok_or_else(incomplete)?;
        if announced > MOST_PARTS {
            return Err(FileFault::WorkbookUnsafe { what: "the zip has far more parts than a workbook" }.into());
        }
        file.seek(SeekFrom::Start(0)).map_err(cannot)?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|_| incomplete())?;
        if archive.has_duplicate_names() {
            return Err(FileFault::WorkbookBroken { what: "a part is in the zip twice".into() }.into());
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index)
                && parts.insert(normal(&name), index).is_some()
            {
                return Err(FileFault::WorkbookBroken { what: "a part is in the zip twice".into() }.into());
            }
        }
        Ok(Self { archive, parts, unpacked: 0 })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// The names of the parts, in small letters.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// A part as XML, or nothing if there is none of this name.
    ///
    /// # Errors
    /// `H820`, `H821`, `H822`.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<'_>>> {
        Ok(self.bytes(name)?.map(Xml::new))
    }

    /// The bytes of a part, counted as they are unpacked, or nothing if there is none of this name.
    ///
    /// # Errors
    /// `H820`, `H821`, `H822`.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Counted<'_>>> {
        let Some(index) = self.parts.get(&normal(name)).copied() else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Error::from(FileFault::WorkbookPassword)
            }
            _ => broken_part(name),
        })?;
        let declared = part.size();
        let ratio = part.compressed_size().saturating_mul(MOST_RATIO).max(SMALL_PART);
        Ok(Some(Counted { part, declared, ratio, read: 0, total: &mut self.unpacked, token: 0, fault: None }))
    }

    /// Refuses declarations of entities in any part, also those that are not read: they stand before the first element.
    ///
    /// # Errors
    /// `H822`.
    pub(super) fn refuse_declarations(&mut self) -> Result<()> {
        let names: Vec<String> = self
            .names()
            .filter(|name| [".xml", ".rels", ".vml"].iter().any(|end| name.ends_with(end)))
            .map(Into::into)
            .collect();
        for name in names {
            if let Some(xml) = self.xml(&name)? {
                xml.refuse_declarations()?;
            }
        }
        Ok(())
    }
}

/// A part name as it is looked up: they do not differ by case, and some writers turn the slashes round.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// How many parts the end of the zip announces, if it has an end.
fn announced_parts(file: &mut File) -> std::io::Result<Option<u64>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    let number = |at: usize, bytes: usize| {
        let field = tail.get(at..at.checked_add(bytes)?)?;
        Some(field.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    let Some(end) = memchr::memmem::rfind(&tail, b"PK\x05\x06") else { return Ok(None) };
    let wide = memchr::memmem::rfind(&tail, b"PK\x06\x06").and_then(|at| number(at + 32, 8));
    Ok(number(end + 10, 2).map(|parts| wide.unwrap_or(parts).max(if parts == 0xffff { 0 } else { parts })))
}

fn incomplete() -> Error {
    FileFault::WorkbookBroken { what: "it is incomplete (not a whole zip)".into() }.into()
}

/// The error for a part that cannot be unpacked.
fn broken_part(name: &str) -> Error {
    FileFault::WorkbookBroken { what: format!("its part {} cannot be unpacked", helhed::error::shown(name)) }.into()
}

/// A part that is unpacked: what comes out is counted, and held against what the directory says.
pub(super) struct Counted<'a> {
    part: ZipFile<'a, BufReader<File>>,
    declared: u64,
    ratio: u64,
    read: u64,
    total: &'a mut u64,
    token: u64,
    fault: Option<FileFault>,
}

impl Counted<'_> {
    /// Starts the count for the next tag or text.
    pub(super) fn next_token(&mut self) {
        self.token = 0;
    }

    /// Why it could not be read further.
    pub(super) fn fault(&mut self) -> Error {
        let damaged = || FileFault::WorkbookBroken { what: "its XML is damaged".into() };
        self.fault.take().unwrap_or_else(damaged).into()
    }

    fn refuse(&mut self, what: &'static str) -> std::io::Error {
        self.fault = Some(FileFault::WorkbookUnsafe { what });
        std::io::Error::other(what)
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.part.read(buffer).inspect_err(|_| {
            let what = "a part does not unpack to what the zip's directory says (its size or checksum)".to_owned();
            self.fault = Some(FileFault::WorkbookBroken { what });
        })?;
        self.read += count as u64;
        self.token += count as u64;
        *self.total += count as u64;
        if self.read > self.declared || (count == 0 && !buffer.is_empty() && self.read < self.declared) {
            return Err(self.refuse("the unpacked size of a part does not fit the zip's directory"));
        }
        if self.read > self.ratio {
            return Err(self.refuse("a part unpacks to hundreds of times its size"));
        }
        if *self.total > MOST_UNPACKED {
            return Err(self.refuse("it unpacks to more than 768 MB"));
        }
        if self.token > MOST_TOKEN {
            return Err(self.refuse("a single text or tag in it is larger than 4 MB"));
        }
        Ok(count)
    }
}
