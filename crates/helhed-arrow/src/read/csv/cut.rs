//! Where records end: the one pass over quotes that must be made in order.

use memchr::{memchr, memrchr};

use super::layout::Layout;

/// The marks that part a text into records and fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) delimiter: u8,
    pub(super) quote: u8,
    pub(super) line_end: u8,
}

impl Marks {
    /// Those of a layout.
    pub(super) fn of(layout: &Layout) -> Self {
        Self { delimiter: layout.delimiter, quote: layout.quote, line_end: layout.line_end }
    }

    /// Number of line ends in a text.
    pub(super) fn lines(self, text: &[u8]) -> u64 {
        memchr::memchr_iter(self.line_end, text).count() as u64
    }
}

/// Where the last whole record ends in a text that begins with a record. A quote opens a text only at the start of a
/// field: `12" rør` holds none that does. Text without quotes costs a search for the last line end.
pub(super) fn last_record_end(text: &[u8], marks: Marks) -> Option<usize> {
    let mut end = None;
    // What follows `outside` stands in no quotes; quotes are looked for from `at`.
    let (mut outside, mut at) = (0, 0);
    while let Some(quote) = memchr(marks.quote, text.get(at..)?).map(|found| at + found) {
        at = quote + 1;
        let before = quote.checked_sub(1).and_then(|before| text.get(before));
        if before.is_some_and(|mark| ![marks.delimiter, marks.line_end].contains(mark)) {
            continue;
        }
        if let Some(found) = text.get(outside..quote).and_then(|plain| memrchr(marks.line_end, plain)) {
            end = Some(outside + found + 1);
        }
        let Some(close) = closing_quote(text, at, marks.quote) else { return end };
        (outside, at) = (close + 1, close + 1);
    }
    text.get(outside..).and_then(|plain| memrchr(marks.line_end, plain)).map(|found| outside + found + 1).or(end)
}

/// The quote that closes the one before `from`: the first that is not doubled. At the end of the text nobody can tell
/// yet whether one is.
fn closing_quote(text: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    loop {
        let close = at + memchr(quote, text.get(at..)?)?;
        if *text.get(close + 1)? != quote {
            return Some(close);
        }
        at = close + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, last_record_end};

    const MARKS: Marks = Marks { delimiter: b';', quote: b'"', line_end: b'\n' };

    #[test]
    fn a_line_end_in_quotes_ends_no_record() {
        let end = |text: &str| last_record_end(text.as_bytes(), MARKS);
        assert_eq!(end("a;b\nc;d"), Some(4));
        assert_eq!(end("a;\"b\nc\nd"), None);
        assert_eq!(end("a;b\n\"c\nd\";e\nf"), Some(12));
        assert_eq!(end("a;12\" b\nc;d\n"), Some(12), "a quote inside a field opens nothing");
        assert_eq!(end("a;\"b\"\"\nc\"\n"), Some(10), "a doubled quote closes nothing");
        assert_eq!(end("a\n\"b\""), Some(2), "a quote at the end may be doubled by the next byte");
        assert_eq!(end(""), None);
    }
}
