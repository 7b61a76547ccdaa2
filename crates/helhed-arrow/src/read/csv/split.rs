//! From a block of text to its records and fields.

use helhed::error::{Fault, FileFault};
use memchr::{memchr, memchr2, memchr2_iter};

use super::cut::Marks;
use super::layout::Layout;
use super::tables::MANY;
use crate::repeats::Repeats;

/// Bytes of a field in the text of its block.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
}

/// What is wrong with a record, and where it stands in the block (rows and lines counted from 0).
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) fault: Fault,
    pub(super) row: u64,
    pub(super) line: u64,
    /// Bytes of the block that were looked at.
    looked: usize,
}

/// The records of a block. A broken one ends them.
#[derive(Debug)]
pub(super) struct Fields {
    text: Vec<u8>,
    spans: Vec<Span>,
    width: usize,
    pub(super) rows: usize,
    /// Rows before which lines run ahead, and by how many.
    pub(super) jumps: Vec<(usize, u64)>,
    /// Blank lines, counted from 0: first and last of those in a row.
    pub(super) blanks: Vec<(u64, u64)>,
    pub(super) broken: Option<Broken>,
}

impl Fields {
    /// The cells.
    pub(super) fn cells(&self) -> Cells<'_> {
        Cells { text: simdutf8::basic::from_utf8(&self.text).unwrap_or_default(), fields: self }
    }
}

/// The cells of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    text: &'a str,
    fields: &'a Fields,
}

impl<'a> Cells<'a> {
    /// The cells of a column.
    pub(super) fn column(self, column: usize) -> impl Iterator<Item = &'a str> {
        self.spans(column).map(move |span| self.text_of(span))
    }

    /// The cell of a row of a column.
    pub(super) fn cell(self, column: usize, row: usize) -> &'a str {
        self.fields.spans.get(row * self.fields.width + column).map_or("", |span| self.text_of(span))
    }

    /// The different cells of a column, where they are few.
    pub(super) fn repeats(self, column: usize) -> Option<Repeats> {
        let spans = self.spans(column).map(|span| Some((span.start as usize, span.end as usize)));
        Repeats::of(self.text.as_bytes(), spans, self.fields.rows)
    }

    fn text_of(self, span: &Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn spans(self, column: usize) -> impl Iterator<Item = &'a Span> {
        let Fields { spans, width, rows, .. } = self.fields;
        spans.get(column..).unwrap_or_default().iter().step_by((*width).max(1)).take(*rows)
    }
}

/// Parts the text of a block, which begins with a record and ends with one.
pub(super) fn split(mut text: Vec<u8>, layout: &Layout) -> Fields {
    let marks = Marks::of(layout);
    let names = &layout.names;
    let mut records = Records {
        layout,
        marks,
        names,
        filled: 0,
        spans: Vec::with_capacity(text.len() / 8),
        fields: 0,
        row: 0,
        line: 0,
        jumps: Vec::new(),
        blanks: Vec::new(),
    };
    let broken = if u32::try_from(text.len()).is_err() {
        Err(records.broken(Fault::Bug { what: "a block of text is longer than 4 GB".into() }, 0))
    } else if memchr(marks.quote, &text).is_none() {
        records.plain(&text)
    } else {
        records.quoted(&mut text)
    };
    let mut broken = broken.err();
    if let Some(nul) = memchr(0, &text[..broken.as_ref().map_or(text.len(), |broken| broken.looked)]) {
        broken = Some(records.cut_at(nul));
    }
    if simdutf8::basic::from_utf8(&text).is_err() {
        records.row = 0;
        broken = Some(records.broken(Fault::Bug { what: "the decoded text is no text".into() }, 0));
        text.clear();
    }
    let Records { mut spans, row: rows, jumps, blanks, .. } = records;
    spans.truncate(rows * names.len());
    Fields { text, spans, width: names.len(), rows, jumps, blanks, broken }
}

/// Records on their way.
struct Records<'a> {
    layout: &'a Layout,
    marks: Marks,
    names: &'a [String],
    spans: Vec<Span>,
    /// Fields of the record that is being read.
    fields: usize,
    /// Those of them up to the last that holds something.
    filled: usize,
    row: usize,
    line: u64,
    jumps: Vec<(usize, u64)>,
    blanks: Vec<(u64, u64)>,
}

impl Records<'_> {
    /// A text without quotes.
    fn plain(&mut self, text: &[u8]) -> Result<(), Broken> {
        let (mut start, mut record) = (0, 0);
        for at in memchr2_iter(self.marks.delimiter, self.marks.line_end, text) {
            self.field(start, at);
            start = at + 1;
            if text[at] == self.marks.line_end {
                self.end(text, record, at, 1)?;
                record = start;
            }
        }
        if record < text.len() {
            self.field(start, text.len());
            self.end(text, record, text.len(), 1)?;
        }
        Ok(())
    }

    /// A text with quotes. Doubled ones are made single where they stand.
    fn quoted(&mut self, text: &mut [u8]) -> Result<(), Broken> {
        let (mut at, mut record, mut lines) = (0, 0, 1);
        // A text that ends with a delimiter ends with an empty field.
        let mut more = !text.is_empty();
        while more {
            let (field, next) = if text.get(at) == Some(&self.marks.quote) {
                let (end, close) = self.unquote(text, at)?;
                let inner = self.marks.lines(&text[at..end]);
                // A text that is closed as it should be holds what it holds, unless that is a good part of a table.
                if inner >= MANY
                    && std::str::from_utf8(&text[at + 1..end]).is_ok_and(|cell| self.layout.holds_rows(cell))
                {
                    return Err(self.broken(FileFault::QuoteOpen.into(), at));
                }
                lines += inner;
                (Span { start: (at + 1) as u32, end: end as u32 }, self.after(text, close + 1)?)
            } else {
                let rest = &text[at..];
                let next = memchr2(self.marks.delimiter, self.marks.line_end, rest).map_or(text.len(), |n| at + n);
                (Span { start: at as u32, end: next as u32 }, next)
            };
            self.field(field.start as usize, field.end as usize);
            at = next + 1;
            let delimited = text.get(next) == Some(&self.marks.delimiter);
            if !delimited {
                self.end(text, record, next, lines)?;
                (record, lines) = (at, 1);
            }
            more = delimited || at < text.len();
        }
        Ok(())
    }

    /// Reads the text between the quote at `open` and the one that closes it: where the text ends once doubled quotes
    /// are single, and where the closing quote stands.
    fn unquote(&self, text: &mut [u8], open: usize) -> Result<(usize, usize), Broken> {
        let (mut read, mut write) = (open + 1, open + 1);
        loop {
            let Some(length) = memchr(self.marks.quote, &text[read..]) else {
                return Err(self.broken(FileFault::QuoteOpen.into(), open));
            };
            let close = read + length;
            if write < read {
                text.copy_within(read..close, write);
            }
            write += length;
            if text.get(close + 1) != Some(&self.marks.quote) {
                // What is left over could begin inside a letter.
                text[write..close].fill(b' ');
                return Ok((write, close));
            }
            text[write] = self.marks.quote;
            write += 1;
            read = close + 2;
        }
    }

    /// Where the field ends whose closing quote stands before `from`. Only spaces may stand between: anything else means
    /// that a quote is missing or one too many, and rows could be swallowed.
    fn after(&self, text: &[u8], from: usize) -> Result<usize, Broken> {
        let mut at = from;
        while let Some(mark) = text.get(at) {
            if *mark == self.marks.delimiter || *mark == self.marks.line_end {
                break;
            }
            if *mark != b' ' && *mark != b'\r' {
                return Err(self.broken(FileFault::QuoteInside.into(), at));
            }
            at += 1;
        }
        Ok(at)
    }

    /// Takes a field. Those beyond the last name are only counted.
    fn field(&mut self, start: usize, end: usize) {
        if self.fields < self.names.len() {
            self.spans.push(Span { start: start as u32, end: end as u32 });
        }
        self.fields += 1;
        if start < end {
            self.filled = self.fields;
        }
    }

    /// Ends a record that stands in `text[start..end]` and takes `lines` lines.
    fn end(&mut self, text: &[u8], start: usize, end: usize, lines: u64) -> Result<(), Broken> {
        let (found, filled) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.filled));
        let width = self.names.len();
        let filled = if filled == found { self.filled_before(&text[start..end], found) } else { filled };
        // Carriage returns before the line end belong to it, also where a program wrote two.
        if let Some(last) = self.spans.last_mut().filter(|last| last.end as usize == end) {
            while last.end > last.start && text[last.end as usize - 1] == b'\r' {
                last.end -= 1;
            }
        }
        // A line of marks only holds nothing: spreadsheets write such lines for rows that are empty. Who writes empty
        // texts in quotes means a row.
        let quoted = || memchr(self.marks.quote, &text[start..end]).is_some();
        if filled == 0 && found > 1 && !quoted() || found == 1 && text[start..end].iter().all(u8::is_ascii_whitespace) {
            self.spans.truncate(self.row * width);
            match self.blanks.last_mut() {
                Some((_, last)) if *last + 1 == self.line => *last = self.line,
                _ => self.blanks.push((self.line, self.line)),
            }
            self.jump(self.row, lines);
        } else if found != width && !self.layout.fits(found, filled) {
            self.spans.truncate(self.row * width);
            return Err(self.broken(FileFault::FieldCount { found, expected: width }.into(), end));
        } else if self.repeats_header(text) {
            self.spans.truncate(self.row * width);
            return Err(self.broken(FileFault::HeaderRepeated.into(), end));
        } else {
            self.row += 1;
            self.jump(self.row, lines - 1);
        }
        self.line += lines;
        Ok(())
    }

    /// The fields of a record up to the last that holds something, where that could be the carriage return of its end.
    fn filled_before(&self, record: &[u8], found: usize) -> usize {
        let bare = record.iter().rposition(|byte| *byte != b'\r').map_or(0, |last| last + 1);
        if bare == record.len() {
            return found;
        }
        let empty = record[..bare].iter().rev().take_while(|byte| **byte == self.marks.delimiter).count();
        if empty == bare { 0 } else { found.saturating_sub(empty) }
    }

    fn jump(&mut self, row: usize, lines: u64) {
        match self.jumps.last_mut() {
            _ if lines == 0 => {}
            Some((last, ahead)) if *last == row => *ahead += lines,
            _ => self.jumps.push((row, lines)),
        }
    }

    /// Whether the record that was read last holds the names of the columns.
    fn repeats_header(&self, text: &[u8]) -> bool {
        let fields = self.spans.get(self.row * self.names.len()..).unwrap_or_default();
        let cell = |span: &Span| text.get(span.start as usize..span.end as usize).unwrap_or_default();
        // Most rows differ from the header in their first letter.
        !fields.is_empty()
            && self.layout.is_header(fields.iter().map(|span| std::str::from_utf8(cell(span)).unwrap_or_default()))
    }

    fn broken(&self, fault: Fault, looked: usize) -> Broken {
        Broken { fault, row: self.row as u64, line: self.line, looked }
    }

    /// Ends the records before the one that holds the NUL byte at `nul`.
    fn cut_at(&mut self, nul: usize) -> Broken {
        let ends = self.spans.chunks_exact(self.names.len().max(1)).filter_map(|row| row.last());
        let row = ends.take(self.row).take_while(|last| last.end as usize <= nul).count();
        let broken = self.broken(FileFault::NulBytes.into(), nul);
        if row == self.row {
            return broken;
        }
        self.row = row;
        let ahead: u64 = self.jumps.iter().filter(|(at, _)| *at <= row).map(|(_, lines)| lines).sum();
        Broken { row: row as u64, line: row as u64 + ahead, ..broken }
    }
}
