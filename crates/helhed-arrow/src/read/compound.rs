//! The compound file that Office wrote until 2003 and still writes around what is encrypted.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use helhed::error::{Fault, FileFault, Result};

use super::Kind;

/// The first bytes.
pub(crate) const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Sectors of the directory that are looked at. A workbook has a dozen streams, four to a sector.
const MOST_SECTORS: usize = 64;

/// Ends of a chain of sectors.
const CHAIN_END: u32 = 0xffff_fffa;

/// What a compound file holds, by the names of its streams.
///
/// # Errors
/// `H801` if it cannot be opened, `H815` if it is no workbook.
pub(crate) fn kind(path: &Path) -> Result<Kind> {
    let mut file = File::open(path).map_err(|error| Fault::CannotOpen { reason: error.to_string() })?;
    let names = streams(&mut file).unwrap_or_default();
    let has = |name: &str| names.iter().any(|one| one.eq_ignore_ascii_case(name));
    let ends = |ending: &str| path.extension().is_some_and(|one| one.eq_ignore_ascii_case(ending));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Ok(Kind::ProtectedExcel);
    }
    if has("Workbook") || has("Book") {
        return Ok(Kind::OldExcel);
    }
    // A directory that cannot be found: the reader of workbooks says what is wrong.
    if names.is_empty() && ["xls", "xlsx", "xlsm"].iter().any(|ending| ends(ending)) {
        return Ok(Kind::OldExcel);
    }
    let found = match () {
        () if has("WordDocument") => "a Word document",
        () if has("PowerPoint Document") => "a PowerPoint show",
        () if has("__properties_version1.0") => "a mail",
        () => "an Office document that is no workbook",
    };
    let cure = "open it in its program, and save the table as an Excel workbook or as CSV";
    Err(FileFault::OtherContent { found: found.into(), cure }.into())
}

/// The names in the directory; none if it cannot be found.
fn streams(file: &mut File) -> Option<Vec<String>> {
    let mut header = [0; 512];
    file.read_exact(&mut header).ok()?;
    let number = |at: usize| Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?));
    let size: usize = match header.get(30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let mut sector = number(48)?;
    let mut names = Vec::new();
    for _ in 0..MOST_SECTORS {
        if sector >= CHAIN_END {
            break;
        }
        let entries = read_sector(file, sector, size)?;
        names.extend(entries.chunks_exact(128).filter_map(name));
        // The chain of sectors stands in a table whose first 109 sectors the header names.
        let per = u32::try_from(size / 4).ok()?;
        let (table, within) = (sector / per, usize::try_from(sector % per).ok()?);
        let Some(table) = (table < 109).then_some(76 + 4 * usize::try_from(table).ok()?) else { break };
        let Some(chain) = number(table).and_then(|at| read_sector(file, at, size)) else { break };
        let Some(next) = chain.get(4 * within..4 * within + 4).and_then(|bytes| bytes.try_into().ok()) else { break };
        sector = u32::from_le_bytes(next);
    }
    Some(names)
}

/// One sector, as far as the file goes.
fn read_sector(file: &mut File, sector: u32, size: usize) -> Option<Vec<u8>> {
    let at = (u64::from(sector) + 1).checked_mul(size as u64)?;
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::with_capacity(size);
    file.take(size as u64).read_to_end(&mut bytes).ok()?;
    (!bytes.is_empty()).then_some(bytes)
}

/// The name of an entry of the directory.
fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(entry.get(64..66)?.try_into().ok()?));
    let units = entry.get(..length.checked_sub(2)?.min(64))?;
    let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok().filter(|name| !name.is_empty())
}
