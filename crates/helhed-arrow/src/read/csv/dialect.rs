//! The marks of a delimited text: what stands between its fields, around them, and at the ends of its lines.

use helhed::error::{Fault, Result};

use super::record::{Marks, records};
use crate::read::{Ask, Decision};

/// Marks that are looked for, the likeliest first: where two fit alike, the first is taken.
const LIKELY: &[u8] = b";\t,|";
/// Marks that are taken only when every line has them alike.
const RARE: &[u8] = b"~^\x1f\x01!:";
/// Records that are looked at.
const SAMPLE: usize = 500;
/// Bytes that are looked at.
const SAMPLE_BYTES: usize = 262_144;

/// What was found of the marks.
pub(super) struct Dialect {
    pub(super) marks: Marks,
    /// Fields of most records.
    pub(super) fields: usize,
    pub(super) decision: Decision,
}

/// How well a mark fits.
struct Fit {
    delimiter: u8,
    quote: u8,
    fields: usize,
    /// Share of the records that have as many fields as most.
    share: f64,
    score: f64,
    records: usize,
    /// Whether the records with as many fields as most stand together, and no space follows their marks.
    compact: bool,
}

/// The marks of a text.
///
/// # Errors
/// `H006` for a delimiter of the user that is no plain character.
pub(super) fn of(text: &str, said: Option<u8>, why_said: &str, line_end: u8) -> Dialect {
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or_default();
    let whole = sample.len() == text.len();
    if let Some(delimiter) = said {
        let fit = best_quote(sample, delimiter, line_end, whole);
        let marks = Marks { delimiter, quote: fit.quote, line_end };
        let decision = Decision { about: "delimiter", found: shown(delimiter), why: why_said.into() };
        return Dialect { marks, fields: fit.fields, decision };
    }
    let fits: Vec<Fit> = LIKELY.iter().map(|mark| best_quote(sample, *mark, line_end, whole)).collect();
    let likely =
        fits.into_iter().filter(is_table).reduce(|best, next| if next.score > best.score { next } else { best });
    let rare =
        || RARE.iter().map(|mark| best_quote(sample, *mark, line_end, whole)).find(|fit| is_certain(fit, sample));
    let Some(fit) = likely.or_else(rare) else {
        let marks = Marks { delimiter: b';', quote: b'"', line_end };
        let why = "no mark parts the lines into fields: one column".into();
        return Dialect { marks, fields: 1, decision: Decision { about: "delimiter", found: "none".into(), why } };
    };
    let why = if fit.share >= 1.0 {
        format!("it parts every line into {} fields", fit.fields)
    } else {
        format!("it parts {} of 100 lines into {} fields", (100.0 * fit.share).floor(), fit.fields)
    };
    let marks = Marks { delimiter: fit.delimiter, quote: fit.quote, line_end };
    Dialect { marks, fields: fit.fields, decision: Decision { about: "delimiter", found: shown(fit.delimiter), why } }
}

/// The delimiter that the user named.
///
/// # Errors
/// `H006` if it is no plain character, or one that ends lines or stands around texts.
pub(super) fn said(ask: &Ask) -> Result<Option<u8>> {
    let Some(delimiter) = ask.delimiter else { return Ok(None) };
    match u8::try_from(u32::from(delimiter)) {
        Ok(byte) if byte.is_ascii() && !matches!(byte, 0 | b'\n' | b'\r' | b'"') => Ok(Some(byte)),
        _ => {
            let nearest = vec![";".into(), ",".into(), "|".into()];
            Err(Fault::UnknownName { what: "delimiter", found: delimiter.to_string(), nearest }.into())
        }
    }
}

/// The mark that ends lines: `\r` alone in files of the old Macintosh.
pub(super) fn line_end(text: &str) -> u8 {
    let sample = text.as_bytes().get(..SAMPLE_BYTES.min(text.len())).unwrap_or_default();
    let feeds = memchr::memchr_iter(b'\n', sample).count();
    let pairs = memchr::memmem::find_iter(sample, b"\r\n").count();
    let returns = memchr::memchr_iter(b'\r', sample).count().saturating_sub(pairs);
    if feeds == 0 && returns > 0 || returns > 4 * feeds && pairs == 0 { b'\r' } else { b'\n' }
}

/// A mark as a person writes it.
fn shown(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "tab".into(),
        other if other.is_ascii_graphic() => char::from(other).to_string(),
        other => char::from(other).escape_default().to_string(),
    }
}

/// How a delimiter fits with the quotes that suit it best: double ones, unless single ones stand around fields.
fn best_quote(sample: &str, delimiter: u8, line_end: u8, whole: bool) -> Fit {
    let double = fit(sample, Marks { delimiter, quote: b'"', line_end }, whole);
    let starts = [[delimiter, b'\''], [b'\n', b'\'']];
    let opened: usize = starts.iter().map(|mark| memchr::memmem::find_iter(sample.as_bytes(), mark).count()).sum();
    if opened < 2 || sample.contains('"') {
        return double;
    }
    let marks = Marks { delimiter, quote: b'\'', line_end };
    let closed = [[b'\'', delimiter], [b'\'', b'\n'], [b'\'', b'\r']];
    let closed: usize = closed.iter().map(|mark| memchr::memmem::find_iter(sample.as_bytes(), mark).count()).sum();
    let single = fit(sample, marks, whole);
    // As many close as open, but for the first and the last of the text.
    if opened.abs_diff(closed) <= 1 && single.share >= double.share { single } else { double }
}

/// How a mark fits.
fn fit(sample: &str, marks: Marks, whole: bool) -> Fit {
    let mut counts: Vec<usize> = Vec::new();
    let mut first = None;
    for record in records(sample, marks, 1).take(SAMPLE) {
        // The last record of a part of the text is not whole.
        if record.is_blank() && record.cells.len() < 2 || !whole && !record.ended {
            continue;
        }
        first = first.or(Some(record.cells.len()));
        counts.push(record.cells.len());
    }
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|count| *count > 1).collect();
    sorted.sort_unstable();
    let most =
        sorted.chunk_by(|left, right| left == right).max_by_key(|run| (run.len(), run.first() == first.as_ref()));
    let (fields, alike) = most.map_or((1, 0), |run| (run.first().copied().unwrap_or(1), run.len()));
    let share = if counts.is_empty() { 0.0 } else { alike as f64 / counts.len() as f64 };
    let together =
        counts.chunk_by(|left, right| left == right).any(|run| run.first() == Some(&fields) && run.len() == alike);
    let compact = together && alike > 1 && memchr::memmem::find(sample.as_bytes(), &[marks.delimiter, b' ']).is_none();
    let mut score = share;
    if marks.delimiter == b',' {
        let (decimal, spaced) = commas(sample);
        // Commas of decimals and of sentences part lines too, and not the one that names the columns.
        if decimal + spaced > 0.9 {
            score *= if first == Some(1) { 0.0 } else { 0.5 };
        }
    }
    Fit { delimiter: marks.delimiter, quote: marks.quote, fields, share, score, records: counts.len(), compact }
}

/// Whether a mark makes a table: most lines have as many fields, or the longest part of them has.
fn is_table(fit: &Fit) -> bool {
    fit.fields > 1 && fit.score > 0.0 && (fit.share >= 0.5 || (fit.fields > 2 || fit.compact) && fit.share >= 0.2)
}

/// Whether a rare mark makes a table: every line has as many fields, and the mark is not one of a sentence.
fn is_certain(fit: &Fit, sample: &str) -> bool {
    // A colon before a space belongs to a sentence.
    let sentence = fit.delimiter == b':' && memchr::memmem::find(sample.as_bytes(), b": ").is_some();
    fit.fields > 1 && fit.share >= 1.0 && fit.records > 1 && !sentence
}

/// Shares of the commas that stand between digits, and before a space.
fn commas(sample: &str) -> (f64, f64) {
    let bytes = sample.as_bytes();
    let (mut all, mut decimal, mut spaced) = (0_u32, 0_u32, 0_u32);
    for at in memchr::memchr_iter(b',', bytes) {
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        all += 1;
        decimal += u32::from(digit(at.checked_sub(1)) && digit(Some(at + 1)));
        spaced += u32::from(bytes.get(at + 1) == Some(&b' '));
    }
    let share = |count| f64::from(count) / f64::from(all.max(1));
    (share(decimal), share(spaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_of_titles_notes_and_decimals_part_no_fields() {
        let text = "Udtræk fra systemet, 12. marts 2015\n\nAfdeling;Ledige\nBirkelunden;27,5\nÅbrinken;31,0\nSølvhøj;22,1\n\n\
                    <5: færre end fem, ikke vist.\nKilde: systemet.\n";
        let dialect = of(text, None, "", b'\n');
        assert_eq!((dialect.marks.delimiter, dialect.fields), (b';', 2));
    }
}
