//! The stream of letters: what the bytes are is settled where the first of them is not plain.

use std::io::Read;

use encoding_rs::{DecoderResult, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use helhed::error::{Error, FileFault, Place, Result, Spot};

use super::encoding::{Said, carried, decision};
use super::findings::Findings;
use super::letters::{self, SingleByte};
use super::seen::{Seen, danish};
use super::{code_page, layout};
use crate::read::Ask;

/// Bytes that are judged together. What a reader asks for at a time makes no difference to what is found.
const BLOCK: usize = 1 << 20;

/// How the bytes are read.
enum Mode {
    /// No byte was read.
    Start,
    /// UTF-8 so far; whether letters of several bytes were seen, that plain text does not hold by chance.
    Utf8 { letters: u64, said: bool },
    /// One byte a letter.
    Single(SingleByte),
    /// An encoding with a state.
    Stateful(encoding_rs::Decoder, &'static str),
}

/// Reads bytes and gives text.
pub(super) struct Decoder {
    source: Box<dyn Read + Send>,
    said: Option<Said>,
    ask: Ask,
    findings: Findings,
    mode: Mode,
    /// Bytes that are not decoded yet.
    raw: Vec<u8>,
    ended: bool,
    /// Text that is not given yet, and how far it is.
    text: String,
    given: usize,
    /// Lines before `text`, and the mark that ends them.
    lines: u64,
    line_end: Option<u8>,
    /// The first part of the text, which shows where the rows begin; and whether quotes could hide line ends after it.
    start: String,
    quotes: bool,
}

/// Letters of the start that are kept for the place of an error further on.
const START: usize = 65_536;

impl Decoder {
    /// A reader of text.
    pub(super) fn new(source: Box<dyn Read + Send>, said: Option<Said>, ask: Ask, findings: Findings) -> Self {
        Self {
            source,
            said,
            ask,
            findings,
            mode: Mode::Start,
            raw: Vec::new(),
            ended: false,
            text: String::new(),
            given: 0,
            lines: 0,
            line_end: None,
            start: String::new(),
            quotes: false,
        }
    }

    /// Decodes the first block before it is asked for.
    ///
    /// # Errors
    /// Those of reading it.
    pub(super) fn look_ahead(&mut self) -> std::io::Result<()> {
        if matches!(self.mode, Mode::Start) { self.fill() } else { Ok(()) }
    }

    /// Decodes the next block.
    fn fill(&mut self) -> std::io::Result<()> {
        self.pass();
        let wanted = (BLOCK as u64).saturating_sub(self.raw.len() as u64);
        let read = (&mut self.source).take(wanted).read_to_end(&mut self.raw)?;
        self.ended = (read as u64) < wanted;
        self.decode().and_then(|()| self.inspect()).map_err(carried)
    }

    /// Leaves the text that was given behind.
    fn pass(&mut self) {
        if self.line_end.is_none() && !self.text.is_empty() {
            self.line_end = Some(line_end(&self.text));
        }
        self.lines += self.lines_in(self.text.len());
        if self.start.is_empty() && !self.text.is_empty() {
            self.start = self.text.get(..self.text.floor_char_boundary(START)).unwrap_or_default().to_owned();
        }
        self.quotes |= memchr::memchr(b'"', self.text.as_bytes()).is_some();
        self.text.clear();
        self.given = 0;
    }

    /// Ends of lines before a place in the present text.
    fn lines_in(&self, until: usize) -> u64 {
        let end = self.line_end.unwrap_or_else(|| line_end(&self.text));
        memchr::memchr_iter(end, self.text.as_bytes().get(..until).unwrap_or_default()).count() as u64
    }

    fn decode(&mut self) -> Result<()> {
        if matches!(self.mode, Mode::Start) {
            self.begin()?;
        }
        match &mut self.mode {
            Mode::Start | Mode::Utf8 { .. } => self.utf8(),
            Mode::Single(encoding) => {
                let encoding = *encoding;
                self.single(encoding)
            }
            Mode::Stateful(decoder, name) => {
                let name = *name;
                let needed = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(BLOCK * 4);
                self.text.reserve(needed);
                let (result, read) =
                    decoder.decode_to_string_without_replacement(&self.raw, &mut self.text, self.ended);
                if let DecoderResult::Malformed(length, _) = result {
                    let until = read.min(self.raw.len());
                    let bytes = self.raw.get(until.saturating_sub(usize::from(length))..until).unwrap_or_default();
                    let found = hex(bytes);
                    return Err(self.fault(FileFault::DamagedText { encoding: name, found }, self.text.len()));
                }
                self.raw.clear();
                Ok(())
            }
        }
    }

    /// Looks at the first bytes: what the user said, byte order marks, and the zeros of UTF-16.
    fn begin(&mut self) -> Result<()> {
        let raw = &self.raw;
        let wide = match raw.as_slice() {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                let cure = "save it as UTF-8";
                return Err(FileFault::OtherContent { found: "text in UTF-32".into(), cure }.into());
            }
            [0xff, 0xfe, ..] => Some((UTF_16LE, "the byte order mark")),
            [0xfe, 0xff, ..] => Some((UTF_16BE, "the byte order mark")),
            _ => zeros(raw)
                .map(|encoding| (encoding, "every other byte is zero, as in UTF-16 without a byte order mark")),
        };
        let (mode, found, why) = match (self.said, wide) {
            (Some(Said::Cp850), _) => (Mode::Single(SingleByte::Cp850), "cp850", "as said"),
            // `utf-16` names the little-endian form; a mark that says otherwise is right.
            (Some(Said::Standard(said)), Some((wide, why))) if said == UTF_16LE || said == UTF_16BE => {
                (stateful(wide), label(wide), why)
            }
            (Some(Said::Standard(said)), _) if said == UTF_8 => {
                (Mode::Utf8 { letters: 0, said: true }, "utf-8", "as said")
            }
            (Some(Said::Standard(said)), _) if said == WINDOWS_1252 => {
                (Mode::Single(SingleByte::Windows1252), "windows-1252", "as said")
            }
            (Some(Said::Standard(said)), _) => (stateful(said), label(said), "as said"),
            (None, Some((wide, why))) => (stateful(wide), label(wide), why),
            (None, None) if raw.starts_with(b"\xef\xbb\xbf") => {
                (Mode::Utf8 { letters: 0, said: false }, "utf-8", "the byte order mark")
            }
            (None, None) => (Mode::Utf8 { letters: 0, said: false }, "utf-8", "every letter is valid UTF-8"),
        };
        // A mark of the encoding that is read is no letter; two are left by programs that join files.
        while wide.is_none() && self.raw.starts_with(b"\xef\xbb\xbf") {
            self.raw.drain(..3);
        }
        self.mode = mode;
        self.findings.found().decision = Some(decision("encoding", found, why.into()));
        Ok(())
    }

    /// Takes the block as UTF-8, as far as it is.
    fn utf8(&mut self) -> Result<()> {
        let text = match simdutf8::basic::from_utf8(&self.raw) {
            Ok(text) => text,
            Err(_) => {
                let (valid, broken) = match std::str::from_utf8(&self.raw) {
                    Ok(_) => (self.raw.len(), false),
                    // A letter that is cut at the end of the block goes on in the next.
                    Err(error) => (error.valid_up_to(), error.error_len().is_some() || self.ended),
                };
                if broken {
                    return self.settle();
                }
                std::str::from_utf8(self.raw.get(..valid).unwrap_or_default()).unwrap_or_default()
            }
        };
        let valid = text.len();
        if let Mode::Utf8 { letters, .. } = &mut self.mode {
            *letters += text.bytes().filter(|byte| *byte >= 0xc0).count() as u64;
        }
        self.text.push_str(text);
        self.raw.drain(..valid);
        Ok(())
    }

    /// Decides what a text is that is not UTF-8 all through.
    fn settle(&mut self) -> Result<()> {
        let Mode::Utf8 { letters: earlier, said } = self.mode else { return Ok(()) };
        let seen = Seen::of(&self.raw);
        let utf8 = earlier + seen.letters;
        // Two letters of Windows-1252 in a row can be one of UTF-8 by chance; those of Latin languages are not.
        let is_single = !said && earlier == 0 && seen.danish == 0 && seen.letters < 10 * seen.broken.max(1);
        if is_single {
            let judged = letters::judge(&self.raw);
            self.mode = Mode::Single(judged.encoding);
            self.findings.found().decision = Some(decision("encoding", judged.name, judged.why.into()));
            let at = seen.first_broken;
            self.single(judged.encoding)?;
            if judged.doubtful {
                // What came before was plain: its bytes are as many as its letters, at most a few fewer.
                let start = self.text.floor_char_boundary(at);
                let word = letters::word(&self.text, start);
                let line = self.lines + self.lines_in(start) + 1;
                self.findings.found().guessed = Some((judged.name.into(), word.to_owned(), line));
            }
            return Ok(());
        }
        let bytes = self.raw.get(seen.first_broken..seen.first_broken + 1).unwrap_or_default().to_vec();
        let mixed = !said && seen.latin == seen.broken && utf8 > 0;
        let (fault, at) = match (mixed, earlier == 0 && seen.first_danish < seen.first_broken || earlier > 0) {
            (false, _) => (FileFault::DamagedText { encoding: "utf-8", found: hex(&bytes) }, seen.first_broken),
            (true, true) => (FileFault::MixedEncodings { first: "utf-8", then: "windows-1252" }, seen.first_broken),
            (true, false) => (FileFault::MixedEncodings { first: "windows-1252", then: "utf-8" }, seen.first_danish),
        };
        self.text = String::from_utf8_lossy(self.raw.get(..at).unwrap_or_default()).into_owned();
        Err(self.fault(fault, self.text.len()))
    }

    /// Takes the block in an encoding of one byte a letter.
    fn single(&mut self, encoding: SingleByte) -> Result<()> {
        let pair = memchr::memchr_iter(0xc3, &self.raw).find(|at| danish(self.raw.get(at + 1)));
        let pair = pair.filter(|_| encoding == SingleByte::Windows1252);
        let decode = |bytes: &[u8], text: &mut String| match encoding {
            SingleByte::Cp850 => code_page::decode(bytes, text),
            SingleByte::Windows1252 => text.push_str(&WINDOWS_1252.decode_without_bom_handling(bytes).0),
            SingleByte::Macintosh => text.push_str(&encoding_rs::MACINTOSH.decode_without_bom_handling(bytes).0),
        };
        if let (Some(at), None) = (pair, self.said) {
            decode(self.raw.get(..at).unwrap_or_default(), &mut self.text);
            let fault = FileFault::MixedEncodings { first: "windows-1252", then: "utf-8" };
            return Err(self.fault(fault, self.text.len()));
        }
        decode(&self.raw, &mut self.text);
        self.raw.clear();
        Ok(())
    }

    /// Looks through the text for what letters tell of its past.
    fn inspect(&mut self) -> Result<()> {
        if let Some(at) = memchr::memchr(0, self.text.as_bytes()) {
            return Err(self.fault(FileFault::NulBytes, at));
        }
        if let Some((count, example, meant, at)) = letters::encoded_twice(&self.text) {
            let line = self.lines + self.lines_in(at) + 1;
            let mut found = self.findings.found();
            let all = found.twice.get_or_insert((0, example, meant, line));
            all.0 += count;
        }
        if let Some((count, example, at)) = letters::lost(&self.text) {
            let line = self.lines + self.lines_in(at) + 1;
            let mut found = self.findings.found();
            let all = found.lost.get_or_insert((0, example, line));
            all.0 += count;
        }
        Ok(())
    }

    /// A fault at a place of the present text: its line and, where that is certain, the row of the table.
    fn fault(&self, fault: FileFault, at: usize) -> Error {
        let before = self.text.get(..self.text.floor_char_boundary(at)).unwrap_or_default();
        let line = self.lines + self.lines_in(before.len()) + 1;
        let row = if self.lines == 0 && self.start.is_empty() {
            layout::row_at_end(before, &self.ask)
        } else if self.quotes {
            None
        } else {
            layout::first_line(&self.start, &self.ask).and_then(|first| line.checked_sub(first)).map(|rows| rows + 1)
        };
        let place = Place::default().and(Spot::Line(line));
        Error::new(fault.into(), row.into_iter().fold(place, |place, row| place.and(Spot::Row(row))))
    }
}

impl Read for Decoder {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.text.len() {
            if self.ended && self.raw.is_empty() || into.is_empty() {
                return Ok(0);
            }
            self.fill()?;
        }
        let rest = self.text.as_bytes().get(self.given..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.given += count;
        Ok(count)
    }
}

/// UTF-16 by its zeros: text without a mark, in which nearly every other byte is zero.
fn zeros(raw: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = raw.get(..raw.len().min(4096))?;
    let count = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (count(0), count(1), sample.len() / 2);
    // A table in Danish has few letters beyond Latin-1, and no zeros at all in the other bytes.
    match (half >= 2, even * 4 >= half * 3 && odd == 0, odd * 4 >= half * 3 && even == 0) {
        (true, true, _) => Some(UTF_16BE),
        (true, _, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn stateful(encoding: &'static encoding_rs::Encoding) -> Mode {
    Mode::Stateful(encoding.new_decoder_with_bom_removal(), label(encoding))
}

/// The name of an encoding as people write it.
fn label(encoding: &'static encoding_rs::Encoding) -> &'static str {
    match encoding.name() {
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        other => other,
    }
}

/// The mark that ends lines.
fn line_end(text: &str) -> u8 {
    if memchr::memchr(b'\n', text.as_bytes()).is_none() { b'\r' } else { b'\n' }
}

/// Bytes as hexadecimal numbers.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}
