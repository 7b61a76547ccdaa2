//! The marks by which files begin.

use super::Kind;

/// The first bytes of gzip.
pub(crate) const GZIP: &[u8] = &[0x1f, 0x8b];

/// Content that is no table, and what to do about it.
pub(crate) struct Foreign {
    pub(crate) found: &'static str,
    pub(crate) cure: &'static str,
}

const UNPACK: &str = "unpack it, and name the file that comes out";
const OPEN_AND_SAVE: &str = "open it in its program, and save the table as CSV or as an Excel workbook";
const NO_TABLE: &str = "name the file that holds the table";

/// Marks of what is not read, with their place in the file.
const FOREIGN: &[(usize, &[u8], &str, &str)] = &[
    (0, b"PARE", "a Parquet file behind encryption", "decrypt it with the key, and save it without encryption"),
    (0, b"FEA1", "a Feather file of version 1", "write it again as Arrow (Feather version 2) or Parquet"),
    (4, b"1AY&SY", "data packed by bzip2", UNPACK),
    (0, b"\xfd7zXZ\0", "data packed by xz", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "data packed by zstd", UNPACK),
    (0, b"\x04\x22\x4d\x18", "data packed by lz4", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (0, b"Rar!\x1a\x07", "a rar archive", UNPACK),
    (0, b"\x1f\x9d", "data packed by compress (.Z)", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (0, b"MSCF", "a cabinet archive", UNPACK),
    (0, b"{\\rtf", "a document (RTF)", OPEN_AND_SAVE),
    (0, b"SQLite format 3\0", "an SQLite database", "export the table from it as CSV or Parquet"),
    (4, b"Standard Jet DB", "an Access database", "export the table from it as CSV or Excel"),
    (4, b"Standard ACE DB", "an Access database", "export the table from it as CSV or Excel"),
    (0, b"\x89HDF\r\n\x1a\n", "HDF5", "export the table from it as CSV or Parquet"),
    (0, b"ORC", "ORC", "write the table again as Parquet"),
    (0, b"Obj\x01", "Avro", "write the table again as Parquet"),
    (0, b"RDX2\n", "an R data file", "write the table from R as CSV or Parquet"),
    (0, b"RDX3\n", "an R data file", "write the table from R as CSV or Parquet"),
    (0, b"X\n\0\0\0", "an R data file", "write the table from R as CSV or Parquet"),
    (0, b"\x89PNG", "a picture", NO_TABLE),
    (0, b"\xff\xd8\xff", "a picture", NO_TABLE),
    (0, b"GIF8", "a picture", NO_TABLE),
    (0, b"II*\0", "a picture", NO_TABLE),
    (0, b"MM\0*", "a picture", NO_TABLE),
    (0, b"\x7fELF", "a program", NO_TABLE),
    (0, b"MZ\x90\0", "a program", NO_TABLE),
];

/// What begins with these bytes, if it is no table.
pub(crate) fn foreign(head: &[u8]) -> Option<Foreign> {
    let starts = |at: usize, mark: &[u8]| head.get(at..).and_then(|rest| rest.strip_prefix(mark));
    // A mark of plain letters could be the name of a column.
    let binary = head.iter().take(256).any(|byte| matches!(byte, 0..=8));
    let known = FOREIGN
        .iter()
        .find(|(at, mark, ..)| starts(*at, mark).is_some() && (binary || !mark.iter().all(u8::is_ascii_alphanumeric)));
    known.map(|(_, _, found, cure)| Foreign { found, cure })
}

/// What packed thing begins with these bytes.
pub(crate) fn packed(head: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &'static str); 3] = [
        (super::archive::MAGIC, "a zip or a workbook"),
        (super::compound::MAGIC, "an Office document of 1997-2003"),
        (GZIP, "data packed by gzip"),
    ];
    marks.into_iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, found)| found)
}

/// The kind that begins with these bytes; none for text.
pub(crate) fn kind(head: &[u8]) -> Option<Kind> {
    // The first column of a text could have the name of a mark.
    let is_name = |next: Option<&u8>| matches!(next, Some(b';' | b',' | b'\t' | b'|' | b'"' | b'\r' | b'\n' | b' '));
    let starts = |mark: &[u8]| head.strip_prefix(mark).is_some_and(|rest| !is_name(rest.first()));
    if starts(b"PAR1") {
        return Some(Kind::Parquet);
    }
    if starts(b"ARROW1") {
        return Some(Kind::ArrowFile);
    }
    if is_arrow_stream(head) {
        return Some(Kind::ArrowStream);
    }
    if starts(b"<stata_dta>") || is_old_stata(head) {
        return Some(Kind::Stata);
    }
    if starts(b"$FL2") || starts(b"$FL3") || is_portable_spss(head) {
        return Some(Kind::Spss);
    }
    if starts(b"HEADER RECORD*******LIB") || starts(SAS7BDAT) {
        return Some(Kind::Sas);
    }
    if head.get(..1024.min(head.len())).is_some_and(|start| memchr::memmem::find(start, b"%PDF-").is_some())
        && head.trim_ascii_start().starts_with(b"%PDF-")
    {
        return Some(Kind::Pdf);
    }
    markup(&plain(head)).or_else(|| is_binary(head).then_some(Kind::Unknown))
}

/// The magic number of sas7bdat (from the description of the format by M. Shotwell).
const SAS7BDAT: &[u8] = &[
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60, 0xb3, 0x14, 0x11, 0xcf, 0xbd, 0x92, 0x08, 0, 0x09,
    0xc7, 0x31, 0x8c, 0x18, 0x1f, 0x10, 0x11,
];

/// Whether an Arrow stream begins here: the mark of a message, or the length of a schema as until 2019.
fn is_arrow_stream(head: &[u8]) -> bool {
    let number = |at: usize| head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    match (number(0), number(4)) {
        // No text begins with the mark, so a stream that is cut behind it is still one.
        (Some(u32::MAX), length) => length.is_none_or(|length| (8..=1 << 28).contains(&length)),
        // A schema is some hundred bytes long and begins with the place of its root table, close by.
        (Some(length), Some(root)) => {
            (16..=1 << 28).contains(&length) && length % 4 == 0 && (4..=64).contains(&root) && root % 2 == 0
        }
        _ => false,
    }
}

/// Whether a Stata file of before 2013 begins here: release, byte order, type, and a zero.
fn is_old_stata(head: &[u8]) -> bool {
    matches!(head, [102 | 103 | 104 | 105 | 108 | 110 | 111 | 112 | 113 | 114 | 115, 1 | 2, 1, 0, ..])
}

/// Whether a portable SPSS file begins here.
fn is_portable_spss(head: &[u8]) -> bool {
    let start = &head[..head.len().min(600)];
    memchr::memmem::find(start, b"ASCII SPSS PORT FILE").is_some() || memchr::memmem::find(start, b"SPSSPORT").is_some()
}

/// The first letters of a text, without byte order mark and, in UTF-16, without the zeros between them.
fn plain(head: &[u8]) -> Vec<u8> {
    const ENOUGH: usize = 2_048;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || matches!(head, [b'<', 0, ..] | [0, b'<', ..]) {
        let letters = head.iter().copied().filter(|byte| *byte != 0 && *byte < 0xfe);
        return letters.skip_while(u8::is_ascii_whitespace).take(ENOUGH).collect();
    }
    head.trim_ascii_start().iter().copied().take(ENOUGH).collect()
}

/// XML, HTML or JSON, by the first letters of a text.
fn markup(text: &[u8]) -> Option<Kind> {
    let lower = text.to_ascii_lowercase();
    let holds = |mark: &str| memchr::memmem::find(&lower, mark.as_bytes()).is_some();
    if lower.starts_with(b"<") {
        let is_html = ["<!doctype html", "<html", "<table", "<head", "<body"].iter().any(|mark| holds(mark));
        let is_xml = lower.starts_with(b"<?xml") || lower.starts_with(b"<!") || holds("xmlns") || holds("</");
        let element = lower.get(1).is_some_and(u8::is_ascii_alphabetic) && memchr::memchr(b'>', &lower).is_some();
        return match () {
            () if is_html => Some(Kind::Html),
            () if is_xml || element && looks_closed(&lower) => Some(Kind::Xml),
            () => None,
        };
    }
    // Mail from a browser: a web page with its pictures.
    if lower.starts_with(b"mime-version:") && holds("text/html") {
        return Some(Kind::Html);
    }
    is_json(text).then_some(Kind::Json)
}

/// Whether the first `<` is closed in its line and not used as `less than`, as in `<5;12`.
fn looks_closed(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    memchr::memchr(b'>', line).is_some() && memchr::memchr(b';', line).is_none()
}

/// Whether the text begins as an object or a list of objects, lists, texts or numbers.
fn is_json(text: &[u8]) -> bool {
    let Some((first, rest)) = text.split_first() else { return false };
    let next = rest.trim_ascii_start();
    match (first, next.first()) {
        (b'{', Some(b'}')) | (b'[', Some(b'{' | b'[' | b']')) => true,
        (b'{', Some(b'"')) => {
            let name = next.iter().skip(1).position(|byte| *byte == b'"').map(|at| at + 2);
            name.and_then(|at| next.get(at..)).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
        }
        (b'[', Some(b'"' | b'0'..=b'9' | b'-')) => memchr::memchr(b']', next).is_some(),
        _ => false,
    }
}

/// Whether these bytes are no text in any encoding: too many control characters that no text holds.
fn is_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return false;
    }
    // Bell, backspace, escape and end of file are found in text from terminals and from DOS.
    let strange = |byte: &&u8| matches!(**byte, 1..=6 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    let count = head.iter().filter(strange).count();
    count > 3 && count * 50 > head.len()
}
