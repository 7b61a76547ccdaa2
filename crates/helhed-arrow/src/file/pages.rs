//! The bytes of a Parquet file, handed to its reader page by page, none of whose claims is believed.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};

use super::deltas;
use super::opening::extent;
use super::thrift::{Flaw, Kind, Walk};

/// Bytes that a page may unpack to however small it is. Writers make pages of about one megabyte.
const FREE: u64 = 16 << 20;
/// How many times its size a larger page may unpack to. Real columns that pack better are written in small pages.
const MOST_TIMES: u64 = 1024;
/// How many times its size gzip unpacks to at most.
const GZIP_TIMES: u64 = 1032;
/// Bytes of a page's header that are read at first.
const HEAD: usize = 1 << 10;
/// A page's header is not longer than this. It can hold two values of the column.
const LONGEST_HEAD: usize = 16 << 20;

/// An open file.
#[derive(Debug)]
pub(super) struct Pages {
    file: File,
    length: u64,
    /// The parts of columns, in the order of their starts.
    parts: Vec<Part>,
    /// Where pages start that are read whole, header and all.
    whole: HashSet<u64>,
    /// Where the bodies of pages start whose headers were read.
    bodies: Mutex<HashMap<u64, Body>>,
}

/// A part of a column.
#[derive(Debug)]
struct Part {
    start: u64,
    end: u64,
    /// The codec, if it unpacks without a limit.
    unlimited: Option<Codec>,
    /// Whether its texts may be coded as differences, and are looked at for that.
    is_delta: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Gzip,
    Brotli,
}

/// What a header said of the bytes after it.
#[derive(Debug, Clone, Copy)]
struct Body {
    packed: i64,
    unpacked: u64,
}

/// What a page's header says.
#[derive(Debug, Default)]
struct Claims {
    unpacked: i64,
    packed: i64,
    values: i64,
    nulls: i64,
    rows: i64,
    definition: i64,
    repetition: i64,
    is_dictionary: bool,
    encoding: i64,
}

impl Pages {
    /// The pages of some row groups of an open file of this length with this footer.
    pub(super) fn new(file: File, length: u64, metadata: &ParquetMetaData, groups: &[usize]) -> Self {
        let mut parts = Vec::new();
        let mut whole = HashSet::new();
        for index in groups {
            let group = metadata.row_group(*index);
            for (place, column) in group.columns().iter().enumerate() {
                let unlimited = match column.compression() {
                    Compression::GZIP(_) => Some(Codec::Gzip),
                    Compression::BROTLI(_) => Some(Codec::Brotli),
                    _ => None,
                };
                let Some((start, end)) = extent(column) else { continue };
                parts.push(Part { start, end, unlimited, is_delta: deltas::is_delta(column) });
                if let Some(pages) = metadata.page_index_for_row_group(*index).page_locations(place) {
                    whole.insert(start);
                    whole.extend(pages.iter().map(|page| page.offset.unsigned_abs()));
                }
            }
        }
        parts.sort_unstable_by_key(|part| part.start);
        Self { file, length, parts, whole, bodies: Mutex::default() }
    }

    fn part(&self, start: u64, length: usize) -> Result<Vec<u8>> {
        let end = start.checked_add(length as u64).filter(|end| *end <= self.length);
        if end.is_none() {
            return Err(ParquetError::EOF("a part of the file lies behind its end".into()));
        }
        let mut bytes = Vec::with_capacity(length);
        let mut file = &self.file;
        file.seek(SeekFrom::Start(start))?;
        file.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() != length {
            return Err(ParquetError::EOF("the file became shorter while it was read".into()));
        }
        Ok(bytes)
    }

    /// The part of a column that this place lies in.
    fn part_at(&self, place: u64) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.start <= place);
        self.parts.get(after.checked_sub(1)?).filter(|part| place < part.end)
    }

    /// Refuses a page whose texts are coded as its column does not say: nobody has looked at its numbers.
    fn check_coding(&self, start: u64, claims: &Claims) -> Result<()> {
        // The numbers of DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY.
        if matches!(claims.encoding, 6 | 7) && self.part_at(start).is_some_and(|part| !part.is_delta) {
            return Err(ParquetError::General("the header of a page is broken".into()));
        }
        Ok(())
    }

    /// Refuses a page that unpacks to more than it says, where its reader would not.
    fn check_body(&self, start: u64, body: &[u8], claimed: u64) -> Result<()> {
        let most = claimed.saturating_add(1);
        let unpacked = match self.part_at(start).and_then(|part| part.unlimited) {
            None => return Ok(()),
            Some(Codec::Gzip) if body.len() as u64 * GZIP_TIMES <= claimed.saturating_add(FREE) => {
                return Ok(());
            }
            Some(Codec::Gzip) => io::copy(&mut flate2::read::MultiGzDecoder::new(body).take(most), &mut io::sink())?,
            Some(Codec::Brotli) => {
                io::copy(&mut brotli_decompressor::Decompressor::new(body, 1 << 16).take(most), &mut io::sink())?
            }
        };
        if unpacked > claimed { Err(too_much()) } else { Ok(()) }
    }
}

impl Length for Pages {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Pages {
    type T = Cursor<Vec<u8>>;

    /// The header of the page that starts here. The reader asks here for a body, too, when it looked at the header
    /// before, and takes nothing: it gets nothing. A body without bytes may be followed by a header at the same place.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let body = self.bodies.lock().unwrap_or_else(PoisonError::into_inner).get(&start).copied();
        match body {
            None => self.header(start),
            Some(body) if body.packed > 0 => Ok(Cursor::default()),
            Some(_) => self.header(start).or_else(|_| Ok(Cursor::default())),
        }
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let bytes = self.part(start, length)?;
        let claimed = self.bodies.lock().unwrap_or_else(PoisonError::into_inner).remove(&start);
        if let Some(claimed) = claimed {
            self.check_body(start, &bytes, claimed.unpacked)?;
        } else if self.whole.contains(&start) {
            let broken = || ParquetError::General("the header of a page is broken".into());
            let (claims, end) = claims(&bytes).map_err(|_| broken())?;
            let body = bytes.get(end..).ok_or_else(broken)?;
            let claimed = check(&claims, body.len() as u64)?;
            self.check_coding(start, &claims)?;
            self.check_body(start + end as u64, body, claimed)?;
        }
        Ok(bytes.into())
    }
}

impl Pages {
    fn header(&self, start: u64) -> Result<Cursor<Vec<u8>>> {
        let mut length = HEAD;
        loop {
            let left = self.length.saturating_sub(start);
            let all = left <= length as u64;
            let bytes = self.part(start, length.min(usize::try_from(left).unwrap_or(length)))?;
            match claims(&bytes) {
                Ok((claims, end)) => {
                    let unpacked = check(&claims, left - end as u64)?;
                    self.check_coding(start, &claims)?;
                    let mut bodies = self.bodies.lock().unwrap_or_else(PoisonError::into_inner);
                    bodies.insert(start + end as u64, Body { packed: claims.packed, unpacked });
                    return Ok(Cursor::new(bytes));
                }
                Err(Flaw::Short) if !all && length < LONGEST_HEAD => length *= 8,
                Err(_) => return Err(ParquetError::General("the header of a page is broken".into())),
            }
        }
    }
}

/// What a page's header says, and where it ends.
fn claims(bytes: &[u8]) -> Result<(Claims, usize), Flaw> {
    let mut claims = Claims::default();
    let mut walk = Walk::new(bytes);
    walk.structure(|field, kind, walk| {
        match (field, kind) {
            (2, Kind::Integer) => claims.unpacked = walk.integer()?,
            (3, Kind::Integer) => claims.packed = walk.integer()?,
            (5 | 7, Kind::Struct) => {
                claims.is_dictionary = field == 7;
                walk.structure(|field, kind, walk| {
                    match (field, kind) {
                        (1, Kind::Integer) => claims.values = walk.integer()?,
                        (2, Kind::Integer) => claims.encoding = walk.integer()?,
                        _ => return Ok(false),
                    }
                    Ok(true)
                })?;
            }
            (8, Kind::Struct) => walk.structure(|field, kind, walk| {
                let claim = match (field, kind) {
                    (1, Kind::Integer) => &mut claims.values,
                    (2, Kind::Integer) => &mut claims.nulls,
                    (3, Kind::Integer) => &mut claims.rows,
                    (4, Kind::Integer) => &mut claims.encoding,
                    (5, Kind::Integer) => &mut claims.definition,
                    (6, Kind::Integer) => &mut claims.repetition,
                    _ => return Ok(false),
                };
                *claim = walk.integer()?;
                Ok(true)
            })?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok((claims, walk.at()))
}

/// Refuses a page whose header cannot be true, before anybody sets memory aside for it. Gives the bytes it unpacks to.
fn check(claims: &Claims, left: u64) -> Result<u64> {
    let broken = || ParquetError::General("the header of a page is broken".into());
    let size = |value: i64| i32::try_from(value).ok().and_then(|value| u64::try_from(value).ok()).ok_or_else(broken);
    let (unpacked, packed, values) = (size(claims.unpacked)?, size(claims.packed)?, size(claims.values)?);
    let (nulls, rows) = (size(claims.nulls)?, size(claims.rows)?);
    let levels = size(claims.definition)? + size(claims.repetition)?;
    let possible = packed <= left
        && levels <= unpacked
        && nulls <= values
        && rows <= values
        // Every entry of a dictionary takes a byte at least.
        && (!claims.is_dictionary || values <= unpacked);
    if !possible {
        return Err(broken());
    }
    if unpacked > FREE.max(packed.saturating_mul(MOST_TIMES)) {
        return Err(too_much());
    }
    Ok(unpacked)
}

fn too_much() -> ParquetError {
    ParquetError::General("a page unpacks to much more than it can hold".into())
}
