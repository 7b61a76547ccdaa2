//! The records of a text: fields between marks, in the way of RFC 4180 and of the `csv` crate.

use std::borrow::Cow;

/// The marks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks {
    /// Mark between fields.
    pub(super) delimiter: u8,
    /// Mark around fields.
    pub(super) quote: u8,
    /// Mark that ends a line.
    pub(super) line_end: u8,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    /// Its text, without the quotes around it.
    pub(super) text: Cow<'a, str>,
    /// Whether it stood in quotes.
    pub(super) quoted: bool,
    /// Whether more followed its closing quote, which then may be the opening one of a later field.
    pub(super) followed: bool,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// Its first byte, and the byte after its line end.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its first line, counted from 1, and how many it takes.
    pub(super) line: u64,
    pub(super) lines: u64,
    pub(super) cells: Vec<Cell<'a>>,
    /// Whether it ends with a line end, and not with the text.
    pub(super) ended: bool,
    /// Whether a quote is still open where the text ends.
    pub(super) open: bool,
}

impl Record<'_> {
    /// Whether no field holds anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_blank())
    }

    /// The last line.
    pub(super) fn last_line(&self) -> u64 {
        self.line + self.lines.saturating_sub(1)
    }
}

impl Cell<'_> {
    /// Whether it holds nothing that can be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(|letter| letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{1a}')
    }

    /// Its text without spaces around it.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim()
    }
}

/// The records of a text that begins with a record.
pub(super) fn records(text: &str, marks: Marks, first_line: u64) -> Records<'_> {
    Records { text, marks, at: 0, line: first_line }
}

/// The records of a text, one after the other.
pub(super) struct Records<'a> {
    text: &'a str,
    marks: Marks,
    at: usize,
    line: u64,
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut cells = Vec::new();
        let (mut ended, mut open) = (false, false);
        loop {
            let field = self.field();
            cells.push(field.cell);
            match bytes.get(self.at) {
                Some(mark) if *mark == self.marks.delimiter => {
                    self.at += 1;
                    // A delimiter at the very end begins a last, empty field.
                    if self.at >= bytes.len() {
                        cells.push(Cell { text: Cow::Borrowed(""), quoted: false, followed: false });
                        break;
                    }
                }
                Some(_) => {
                    let crlf = bytes.get(self.at) == Some(&b'\r') && bytes.get(self.at + 1) == Some(&b'\n');
                    self.at += if crlf { 2 } else { 1 };
                    self.line += 1;
                    ended = true;
                    break;
                }
                None => {
                    open = field.open;
                    break;
                }
            }
        }
        let lines = (self.line - line).max(1) + u64::from(!ended && self.line > line);
        Some(Record { start, end: self.at, line, lines, cells, ended, open })
    }
}

/// A field, and whether its quote is open where the text ends.
struct Field<'a> {
    cell: Cell<'a>,
    open: bool,
}

impl<'a> Records<'a> {
    /// The next field; leaves the reader at the mark after it.
    fn field(&mut self) -> Field<'a> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&self.marks.quote) {
            let from = self.at;
            self.at = self.plain_end(from);
            let text = self.text.get(from..self.at).unwrap_or_default();
            return Field { cell: Cell { text: Cow::Borrowed(text), quoted: false, followed: false }, open: false };
        }
        let from = self.at + 1;
        let mut at = from;
        let mut doubled = false;
        let close = loop {
            match memchr::memchr(self.marks.quote, bytes.get(at..).unwrap_or_default()) {
                None => break None,
                Some(ahead) if bytes.get(at + ahead + 1) == Some(&self.marks.quote) => {
                    doubled = true;
                    at += ahead + 2;
                }
                Some(ahead) => break Some(at + ahead),
            }
        };
        let inner = self.text.get(from..close.unwrap_or(bytes.len())).unwrap_or_default();
        self.line += memchr::memchr_iter(self.marks.line_end, inner.as_bytes()).count() as u64;
        let quote = char::from(self.marks.quote);
        let mut text = Cow::Borrowed(inner);
        if doubled {
            text = Cow::Owned(inner.replace(&format!("{quote}{quote}"), &quote.to_string()));
        }
        let Some(close) = close else {
            self.at = bytes.len();
            return Field { cell: Cell { text, quoted: true, followed: false }, open: true };
        };
        // What follows a closing quote belongs to the field as it stands.
        self.at = self.plain_end(close + 1);
        let rest = self.text.get(close + 1..self.at).unwrap_or_default();
        if !rest.is_empty() {
            text.to_mut().push_str(rest);
        }
        Field { cell: Cell { text, quoted: true, followed: !rest.is_empty() }, open: false }
    }

    /// Where a field without quotes ends.
    fn plain_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        memchr::memchr3(self.marks.delimiter, b'\n', b'\r', rest).map_or(self.text.len(), |ahead| from + ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let marks = Marks { delimiter: b';', quote: b'"', line_end: b'\n' };
        let texts = |record: Record<'_>| record.cells.into_iter().map(|cell| cell.text.into_owned()).collect();
        records(text, marks, 1).map(texts).collect()
    }

    #[test]
    fn fields_are_those_of_the_csv_crate() {
        for text in [
            "a;b\n1;2\n",
            "a;\"b\"\"c\";\"d\ne\"\r\n;;\"\"\n",
            "a;\"b\"c;5\" rør\nx;",
            "\"open;a\nb;c",
            "a;b\rc;d\r",
            "æ;\"ø\nå\"",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|record| record.expect("text").iter().map(str::to_owned).collect()).collect();
            assert_eq!(cells(text), theirs, "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_through_quotes() {
        let marks = Marks { delimiter: b';', quote: b'"', line_end: b'\n' };
        let lines: Vec<(u64, u64)> =
            records("a;b\n\"x\r\ny\";2\nc;\"d\ne", marks, 1).map(|one| (one.line, one.lines)).collect();
        assert_eq!(lines, [(1, 1), (2, 2), (4, 2)]);
    }
}
