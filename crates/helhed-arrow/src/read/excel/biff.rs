//! Records of the format of Excel 97-2003 (MS-XLS), and of Excel 95 before it.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};
use helhed::error::{FileFault, Result};

use super::styles::{Format, built_in, of_code};
use super::texts::Texts;

/// A record: its number and its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) number: u16,
    pub(super) bytes: &'a [u8],
}

impl Record<'_> {
    /// A field of two bytes.
    pub(super) fn short(&self, at: usize) -> Result<u16> {
        self.bytes
            .get(at..at + 2)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u16::from_le_bytes)
            .ok_or_else(|| cut().into())
    }

    /// A field of four bytes.
    pub(super) fn long(&self, at: usize) -> Result<u32> {
        self.bytes
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u32::from_le_bytes)
            .ok_or_else(|| cut().into())
    }

    /// A number of eight bytes.
    pub(super) fn number(&self, at: usize) -> Result<f64> {
        self.bytes
            .get(at..at + 8)
            .and_then(|bytes| bytes.try_into().ok())
            .map(f64::from_le_bytes)
            .ok_or_else(|| cut().into())
    }

    /// A field of one byte.
    pub(super) fn byte(&self, at: usize) -> Result<u8> {
        self.bytes.get(at).copied().ok_or_else(|| cut().into())
    }
}

/// The records of a stream, from a place in it.
pub(super) fn records(stream: &[u8], at: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(at..).unwrap_or(&[]);
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at_checked(4)?;
        let field = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
        let (number, length) = (field(0)?, usize::from(field(2)?));
        // A last record that is cut off gives what is there: whoever reads it misses its fields.
        let (bytes, tail) = tail.split_at_checked(length).unwrap_or((tail, &[]));
        rest = tail;
        Some(Record { number, bytes })
    })
}

/// What the first records say of the workbook.
#[derive(Debug)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Bound>,
    pub(super) from_1904: bool,
    pub(super) formats: Vec<Format>,
    pub(super) texts: Texts,
    pub(super) letters: Letters,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Whether it is a sheet of cells.
    pub(super) cells: bool,
    pub(super) at: usize,
}

/// How texts are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// Excel 97 and later: each text says how wide its letters are.
    unicode: bool,
    encoding: &'static Encoding,
}

impl Letters {
    /// The text at a place of a record, whose length takes two bytes, or one.
    pub(super) fn text(&self, record: &Record<'_>, at: usize, long: bool) -> Result<String> {
        let length = if long { usize::from(record.short(at)?) } else { usize::from(record.byte(at)?) };
        let at = at + if long { 2 } else { 1 };
        let bytes = |from: usize, count: usize| record.bytes.get(from..from.checked_add(count)?);
        if !self.unicode {
            let text = bytes(at, length).ok_or_else(cut)?;
            return Ok(self.encoding.decode_without_bom_handling(text).0.into_owned());
        }
        let wide = record.byte(at)? & 1 == 1;
        let letters = bytes(at + 1, if wide { 2 * length } else { length }).ok_or_else(cut)?;
        Ok(decoded(letters, wide))
    }
}

/// Letters of two bytes each, or of one, which is then the first of two.
fn decoded(letters: &[u8], wide: bool) -> String {
    if wide {
        let units: Vec<u16> = letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else {
        letters.iter().map(|letter| char::from(*letter)).collect()
    }
}

/// Reads what comes before the sheets.
///
/// # Errors
/// `H820` for an encrypted workbook, `H821` for a damaged one.
pub(super) fn globals(stream: &[u8]) -> Result<Globals> {
    let mut letters = Letters { unicode: true, encoding: WINDOWS_1252 };
    let (mut sheets, mut codes, mut styles) = (Vec::new(), BTreeMap::new(), Vec::new());
    let (mut from_1904, mut texts) = (false, Texts::default());
    let mut all = records(stream, 0).peekable();
    while let Some(record) = all.next() {
        match record.number {
            0x002f => return Err(FileFault::WorkbookPassword.into()),
            0x0809 => letters.unicode = record.short(0)? >= 0x0600,
            0x0042 => letters.encoding = code_page(record.short(0)?),
            0x0022 => from_1904 = record.short(0)? == 1,
            0x041e => {
                let code = letters.text(&record, 2, letters.unicode)?;
                codes.insert(record.short(0)?, of_code(&code));
            }
            0x00e0 if styles.len() < usize::from(u16::MAX) - 8 => styles.push(record.short(2)?),
            0x0085 => sheets.push(Bound {
                name: letters.text(&record, 6, false)?,
                hidden: record.byte(4)? & 3 != 0,
                cells: record.byte(5)? == 0,
                at: record.long(0)? as usize,
            }),
            0x00fc => {
                let mut pieces = vec![record.bytes];
                while let Some(more) = all.next_if(|record| record.number == 0x003c) {
                    pieces.push(more.bytes);
                }
                texts = shared(&pieces)?;
            }
            0x000a => break,
            _ => {}
        }
    }
    let format = |code: &u16| codes.get(code).copied().unwrap_or_else(|| built_in(u32::from(*code)));
    Ok(Globals { sheets, from_1904, formats: styles.iter().map(format).collect(), texts, letters })
}

fn code_page(page: u16) -> &'static Encoding {
    let label = match page {
        10_000 | 32_768 => "macintosh".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The texts that cells share, which run on from one record to the next.
fn shared(pieces: &[&[u8]]) -> Result<Texts> {
    let mut texts = Texts::default();
    // Two counts come first, and are not needed.
    let mut bytes = Pieces { pieces, at: 8 };
    while let Some(length) = bytes.short() {
        let flags = bytes.byte().ok_or_else(cut)?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(bytes.short().ok_or_else(cut)?) };
        let phonetic = if flags & 4 == 0 {
            0
        } else {
            let (low, high) = bytes.short().zip(bytes.short()).ok_or_else(cut)?;
            usize::from(high) << 16 | usize::from(low)
        };
        let (mut text, mut left, mut wide) = (String::new(), usize::from(length), flags & 1 == 1);
        while left > 0 {
            if bytes.next_piece() {
                wide = bytes.byte().ok_or_else(cut)? & 1 == 1;
            }
            let size = if wide { 2 } else { 1 };
            let letters = bytes.take(left * size);
            if letters.len() < size {
                return Err(cut().into());
            }
            left -= letters.len() / size;
            text.push_str(&decoded(letters, wide));
        }
        bytes.skip(4 * runs + phonetic);
        texts.push(&text)?;
    }
    Ok(texts)
}

/// Bytes that lie in several pieces.
struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Pieces<'a> {
    /// Goes on to the next piece if this one is at its end, and says so.
    fn next_piece(&mut self) -> bool {
        let ended = self.pieces.first().is_some_and(|piece| self.at >= piece.len()) && self.pieces.len() > 1;
        if ended {
            (self.pieces, self.at) = (self.pieces.get(1..).unwrap_or(&[]), 0);
        }
        ended
    }

    fn byte(&mut self) -> Option<u8> {
        self.next_piece();
        let byte = self.pieces.first()?.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// At most so many bytes of this piece.
    fn take(&mut self, count: usize) -> &'a [u8] {
        let rest = self.pieces.first().and_then(|piece| piece.get(self.at..)).unwrap_or(&[]);
        let taken = rest.get(..count.min(rest.len())).unwrap_or(&[]);
        self.at += taken.len();
        taken
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            self.next_piece();
            match self.take(count).len() {
                0 => return,
                taken => count -= taken,
            }
        }
    }
}

fn cut() -> FileFault {
    FileFault::WorkbookBroken { what: "a record of it is cut off".into() }
}
