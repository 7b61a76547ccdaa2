//! From the bytes of a file to text: compression, byte order marks, encodings.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use helhed::error::{Error, Fault, FileFault, Result, nearest};

use super::decoder::Decoder;
use super::findings::Findings;
use super::gzip::Members;
use crate::read::{Ask, Decision, archive, signature};

/// The text of a file, decoded as it is read: UTF-8 without a byte order mark, however the file is written.
pub(crate) struct Text {
    /// Gives valid UTF-8. An error of kind `InvalidData` carries a [`helhed::Error`] for bytes that are no text in the
    /// encoding, or for compressed data that end too early; [`fault_of`] gives it back.
    pub(crate) reader: Box<dyn Read + Send>,
    /// Bytes of the file, to tell how far reading has come.
    pub(crate) bytes: u64,
    /// What was decided by the first million bytes. The findings know better when all is read.
    pub(crate) decisions: Vec<Decision>,
    /// What is known of the letters, once they are read.
    pub(crate) findings: Findings,
}

/// More than this from one packed byte, after [`BOMB_FROM`], is no table: deflate reaches 1032 on one letter repeated.
const BOMB_RATIO: u64 = 900;
/// Unpacked bytes up to which nothing is a bomb.
const BOMB_FROM: u64 = 256 << 20;

/// Opens a file as text.
///
/// # Errors
/// `H801` if it cannot be opened, `H810` if it holds nothing, `H006` for an encoding that is not known; for a zip `H841`
/// to `H844`. The reader itself, and this for the first million bytes: `H812` for NUL bytes, `H818` and `H817` for bytes that are no text in the encoding,
/// `H840` and `H842` for compressed data.
pub(crate) fn open(path: &Path, ask: &Ask) -> Result<Text> {
    let said = ask.encoding.as_deref().map(named).transpose()?;
    let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
    let mut file = File::open(path).map_err(cannot)?;
    let bytes = file.metadata().map_err(cannot)?.len();
    let mut start = Vec::new();
    (&mut file).take(8).read_to_end(&mut start).map_err(cannot)?;
    if start.is_empty() {
        return Err(FileFault::Empty.into());
    }
    let (consumed, trailing) = (Arc::<AtomicU64>::default(), Arc::<AtomicBool>::default());
    let mut decisions = Vec::new();
    let plain: Box<dyn Read + Send> = if start.starts_with(archive::MAGIC) {
        let (inner, name) = archive::text(path)?;
        decisions.push(decision("compression", "zip", format!("its only file is {}", helhed::error::shown(&name))));
        let packed = Arc::new(AtomicU64::new(bytes));
        Box::new(Bounded { inner, form: "zip", given: 0, taken: packed, from: BOMB_FROM })
    } else {
        let whole = std::io::Cursor::new(start.clone()).chain(file);
        let counted = Counted { inner: whole, count: consumed.clone() };
        if start.starts_with(signature::GZIP) {
            decisions.push(decision("compression", "gzip", "its first bytes say so".into()));
            let members = Members::new(BufReader::with_capacity(1 << 16, counted), trailing.clone());
            Box::new(Bounded { inner: members, form: "gzip", given: 0, taken: consumed.clone(), from: BOMB_FROM })
        } else {
            Box::new(counted)
        }
    };
    let findings = Findings::new(trailing);
    let mut reader = Box::new(Decoder::new(plain, said, of_layout(ask), findings.clone()));
    reader.look_ahead().map_err(fault_of)?;
    decisions.extend(findings.decision());
    Ok(Text { reader, bytes, decisions, findings })
}

/// What is said of the layout, without what else the user says: the key of the pseudonyms is no business of a decoder.
fn of_layout(ask: &Ask) -> Ask {
    let (delimiter, header, lines) = (ask.delimiter, ask.header, ask.lines);
    Ask { delimiter, header, lines, names: ask.names.clone(), ..Ask::default() }
}

/// An error as readers hand it on.
pub(crate) fn carried(error: Error) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, error)
}

/// The error that a reader handed on, or that of the disk.
pub(crate) fn fault_of(error: std::io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Fault::CannotOpen { reason: error.to_string() }.into(),
    }
}

/// A decision about the bytes.
pub(super) fn decision(about: &'static str, found: &str, why: String) -> Decision {
    Decision { about, found: found.into(), why }
}

/// An encoding that the user named.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said {
    /// One of the web.
    Standard(&'static encoding_rs::Encoding),
    /// The code page of DOS.
    Cp850,
}

/// Names that a message offers.
const NAMES: &[&str] = &["utf-8", "windows-1252", "iso-8859-1", "utf-16", "utf-16le", "utf-16be", "cp850", "macintosh"];

/// The encoding of a name, as people write it.
fn named(name: &str) -> Result<Said> {
    let plain = name.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    let standard = match plain.as_str() {
        "cp850" | "ibm850" | "850" | "cp-850" | "cp865" | "ibm865" | "865" | "dos" => return Ok(Said::Cp850),
        "utf-8-sig" | "utf8-sig" | "utf-8-bom" => "utf-8",
        "cp1252" | "cp-1252" | "1252" | "ansi" | "mbcs" | "windows" => "windows-1252",
        "latin-1" | "latin-9" => "iso-8859-15",
        "mac" | "macroman" | "mac-roman" => "macintosh",
        other => other,
    };
    let standard = if matches!(plain.as_str(), "latin-1") { "iso-8859-1" } else { standard };
    let found = encoding_rs::Encoding::for_label_no_replacement(standard.as_bytes());
    found.map(Said::Standard).ok_or_else(|| {
        let nearest = nearest(&plain, NAMES.iter().copied());
        Fault::UnknownName { what: "encoding", found: name.to_owned(), nearest }.into()
    })
}

/// Counts the bytes that are read.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Ends a reading that gives absurdly much for what it takes.
struct Bounded<R> {
    inner: R,
    form: &'static str,
    given: u64,
    taken: Arc<AtomicU64>,
    /// Bytes up to which nothing is a bomb.
    from: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.given = self.given.saturating_add(count as u64);
        if self.given > self.from && self.given / self.taken.load(Ordering::Relaxed).max(1) > BOMB_RATIO {
            return Err(carried(FileFault::ArchiveBomb { form: self.form, limit: BOMB_RATIO }.into()));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_absurdly_much_is_refused() {
        let bounded = |taken, from| Bounded {
            inner: std::io::repeat(b'7').take(10_000),
            form: "gzip",
            given: 0,
            taken: Arc::new(AtomicU64::new(taken)),
            from,
        };
        let mut into = Vec::new();
        let error = bounded(10, 1_000).read_to_end(&mut into).expect_err("a bomb");
        assert_eq!(fault_of(error).code(), "H842");
        for (taken, from) in [(20, 1_000), (10, 10_000)] {
            assert_eq!(bounded(taken, from).read_to_end(&mut into).expect("a table"), 10_000);
        }
    }

    #[test]
    fn encodings_are_known_by_many_names() {
        for name in
            ["UTF-8", "utf8", "utf_8_sig", "Windows-1252", "cp1252", "latin1", "Latin-1", "iso-8859-1", "cp850", "MAC"]
        {
            assert!(named(name).is_ok(), "{name}");
        }
        let error = named("windws-1252").expect_err("no such encoding");
        assert!(error.mend().contains("windows-1252"), "{}", error.mend());
        assert!(named("replacement").is_err());
    }
}
