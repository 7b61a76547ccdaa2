//! How delimited text is laid out: its marks, its header, and where its rows begin and end.

use helhed::error::{Place, Result, Spot};
use helhed::records::{Doubt, Notice};

use super::placed::{Placed, placed, said};
use super::preamble::{bytes_of_lines, lines_above, separator_line};
use super::record::{Marks, Record, records};
use super::{dialect, footer, foreign, names, tables};
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
    /// Fields of a row as it is written: more than names where every line ends with empty ones, which are left out.
    pub(crate) fields: usize,
    /// Where the first row begins.
    pub(crate) first_byte: usize,
    /// Line of the first row, counted from 1.
    pub(crate) first_line: u64,
    /// Last line of the table, where it was said.
    pub(crate) last_line: Option<u64>,
    /// What was decided, and why.
    pub(crate) decisions: Vec<Decision>,
    /// Lines above the header that are no rows.
    pub(crate) left_out: Vec<LeftOut>,
    /// What a person should look at.
    pub(crate) notices: Vec<Notice>,
    /// Line of the header; none if there is none.
    header_line: Option<u64>,
    /// The header as it is written, to know it again.
    header: Vec<String>,
}

/// Records of the head that are looked at.
const SAMPLE: usize = 5_000;
/// A head of so many bytes may be a part of the text, whose last record is not whole.
const PART: usize = 100_000;

impl Layout {
    /// A text without a header, of these marks and columns.
    #[cfg(test)]
    pub(super) fn plain(marks: super::cut::Marks, names: Vec<String>) -> Self {
        Self {
            delimiter: marks.delimiter,
            quote: marks.quote,
            line_end: marks.line_end,
            fields: names.len(),
            names,
            first_byte: 0,
            first_line: 1,
            last_line: None,
            decisions: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
            header_line: None,
            header: Vec::new(),
        }
    }

    /// The layout of a text that begins with `head`, which is the whole text or some hundred thousand bytes of it.
    ///
    /// # Errors
    /// `H810` for an empty text, `H813` if the first line looks like data, `H815` for text that is no delimited table,
    /// `H816` for a quote that is not closed, `H819` for a second table, `H811` and `H106` for names of the user that do
    /// not fit, `H006` for a delimiter that cannot be one.
    pub(crate) fn of(head: &str, ask: &Ask) -> Result<Self> {
        foreign::refuse_px(head)?;
        let line_end = dialect::line_end(head);
        let separator = separator_line(head);
        let said = match (dialect::said(ask)?, separator) {
            (Some(said), _) => Some((said, "as said")),
            (None, Some((mark, _))) => Some((mark, "the first line says `sep=`")),
            (None, None) => None,
        };
        let (mut skipped, mut line) = separator.map_or((0, 1), |(_, length)| (length, 2));
        let mut left_out: Vec<LeftOut> = separator.map(|_| left_out(1, 1, "separator")).into_iter().collect();
        let from = from_line(ask);
        if let Some(from) = from.filter(|from| *from > line) {
            left_out.push(self::left_out(line, from - 1, "not asked for"));
            skipped += bytes_of_lines(head.get(skipped..).unwrap_or_default(), from - line, line_end)?;
            line = from;
        }
        let text = head.get(skipped..).unwrap_or_default();
        let (mut said, why) = said.map_or((None, ""), |(mark, why)| (Some(mark), why));
        let mut dialect = dialect::of(text, said, why, line_end);
        if dialect.fields <= 1 && ask.delimiter.is_none() && said.take().is_some() {
            // The line for Excel names a mark that the lines do not have.
            dialect = dialect::of(text, None, "", line_end);
        }
        let (marks, mut fields) = (dialect.marks, dialect.fields);
        let mut all: Vec<Record<'_>> = records(text, marks, line).take(SAMPLE).collect();
        let until = ask.lines.and_then(|(_, last)| last);
        all.retain(|record| until.is_none_or(|until| record.line <= until));
        if text.len() >= PART && all.last().is_some_and(|last| !last.ended) {
            tables::refuse_swallowed(&all, marks, fields)?;
            all.pop();
        }
        if fields <= 1 && said.is_none() {
            foreign::refuse_quoted_lines(text)?;
            foreign::refuse_fixed_width(text)?;
        }
        tables::refuse_swallowed(&all, marks, fields)?;
        let Placed { names: mut found, first, header, joined } = placed(&all, fields, ask)?;
        let head_records = header.map_or(&[][..], |(from, to)| all.get(from..=to).unwrap_or_default());
        let rows = all.get(first..).unwrap_or_default();
        if let Some(last) = head_records.last() {
            fields = fields.max(1).max(if rows.is_empty() { last.cells.len() } else { 1 });
        }
        let above = all.get(..header.map_or(first, |(from, _)| from)).unwrap_or_default();
        left_out.extend(lines_above(above));
        let mut decisions = vec![dialect.decision];
        // Fields that have no name and hold nothing, at the end of every line.
        let filled = |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.is_blank()));
        let before = found.len();
        while found.len() > 1 && found.last().is_some_and(String::is_empty) && !filled(found.len() - 1) {
            found.pop();
        }
        // Rows that end with one empty field more than there are names.
        let width = fields.max(before);
        if found.len() < width && (found.len()..width).any(filled) || header.is_none() && ask.names.is_none() {
            // A row that is too wide is said where it stands.
            fields = found.len().max(before);
        } else if found.len() < width && !rows.is_empty() {
            fields = width;
            let why = "every line ends with empty fields without a name: they are left out".to_owned();
            decisions.push(Decision { about: "names", found: format!("{} columns", found.len()), why });
        } else {
            fields = found.len();
        }
        let header_line = header.and_then(|(from, _)| all.get(from)).map(|record| record.line);
        let last_header = head_records.last();
        let mut notices = Vec::new();
        let first_names = found.clone();
        if let Some(said) = &ask.names {
            found = self::said(said, found.len(), header_line.unwrap_or(line))?;
            decisions.push(Decision { about: "names", found: found.join(", "), why: "as said".into() });
        } else {
            notices.extend(names::told_apart(&mut found, header_line.unwrap_or(line)));
        }
        let why_header = match (ask.header, ask.names.is_some(), joined) {
            (Some(_), ..) => "as said".to_owned(),
            (None, true, _) if header.is_none() => "names were said, and the first line looks like data".to_owned(),
            (None, _, true) => "heads over heads, with numbers below".to_owned(),
            (None, _, false) if above.is_empty() => "the first line holds names".to_owned(),
            (None, _, false) => "the first line that is as wide as the rows".to_owned(),
        };
        let found_header = match head_records {
            [] => "none".to_owned(),
            [one] => format!("line {}", one.line),
            [one, .., last] => format!("lines {}-{}", one.line, last.last_line()),
        };
        decisions.push(Decision { about: "header", found: found_header, why: why_header });
        if let (true, [one, .., last]) = (joined && ask.names.is_none(), head_records) {
            let example = found.iter().find(|name| name.contains(" / ")).or(found.last()).cloned().unwrap_or_default();
            let doubt = Doubt::HeadersJoined { first: one.line, last: last.last_line(), example };
            notices.push(Notice::new(doubt, at_line(one.line)));
        }
        let row = rows.first();
        let first_byte = skipped + row.map_or(last_header.map_or(text.len(), |last| last.end), |row| row.start);
        let first_line = row.map_or(last_header.map_or(line, |last| last.line + last.lines), |row| row.line);
        let kept = footer::split(rows, fields).0;
        if until.is_none() {
            tables::refuse_second(rows.get(..kept).unwrap_or_default(), fields, &first_names)?;
        }
        let header = last_header.map(|last| {
            last.cells.iter().map(|cell| cell.text.trim_start_matches('\u{feff}').trim().to_owned()).collect()
        });
        Ok(Self {
            delimiter: marks.delimiter,
            quote: marks.quote,
            line_end,
            names: found,
            fields,
            first_byte,
            first_line,
            last_line: until,
            decisions,
            left_out,
            notices,
            header_line,
            header: header.unwrap_or_default(),
        })
    }

    /// Where the rows end in `tail`, the last part of the text, which begins at the start of a record: what follows are
    /// footnotes and blank lines. `first_line` is the line that `tail` begins with.
    pub(crate) fn end(&self, tail: &str, first_line: u64) -> (usize, Vec<LeftOut>) {
        let mut all: Vec<Record<'_>> = records(tail, self.marks(), first_line).collect();
        let mut beyond = None;
        if let Some(until) = self.last_line {
            let asked = all.iter().take_while(|record| record.line <= until).count();
            if let (Some(first), Some(last)) = (all.get(asked), all.last()) {
                beyond = Some(left_out(first.line, last.last_line(), "not asked for"));
            }
            all.truncate(asked);
        }
        let end = all.last().map_or(0, |last| last.end);
        let (rows, below) = footer::split(&all, self.fields);
        let end = all.get(rows).map_or(end, |record| record.start);
        (end, below.into_iter().chain(beyond).collect())
    }

    /// Whether a field in quotes holds whole rows, as when its quote is a stray one.
    pub(crate) fn holds_rows(&self, cell: &str) -> bool {
        tables::holds_rows(cell, self.marks(), self.fields)
    }

    /// Whether a row with so many fields fits. `filled` counts those up to the last that is not empty.
    pub(crate) fn fits(&self, fields: usize, filled: usize) -> bool {
        fields == self.names.len()
            || filled <= self.names.len()
                && (self.names.len()..=self.fields.max(self.names.len() + 1)).contains(&fields)
    }

    /// Whether a row repeats the header.
    pub(crate) fn is_header<'a>(&self, mut record: impl Iterator<Item = &'a str>) -> bool {
        let mut header = self.header.iter();
        !self.header.is_empty()
            && header.all(|name| record.next().is_some_and(|cell| cell.trim_start_matches('\u{feff}').trim() == name))
    }

    /// What is said of the lines above and below the table, once those below are known.
    pub(crate) fn notice_of_lines(&self, below: &[LeftOut]) -> Option<Notice> {
        let span = |lines: &[LeftOut], whats: &[&str]| {
            let lines: Vec<&LeftOut> = lines.iter().filter(|one| one.what != "separator").collect();
            let said = lines.iter().any(|one| whats.contains(&one.what));
            let first = lines.iter().map(|one| one.first).min();
            let last = lines.iter().map(|one| one.last).max();
            first.zip(last).filter(|_| said)
        };
        let above = span(&self.left_out, &["title", "comment"]);
        let below = span(below, &["footnote"]);
        let header = self.header_line.unwrap_or(self.first_line);
        (above.is_some() || below.is_some())
            .then(|| Notice::new(Doubt::LinesNotRead { above, below, header }, at_line(header)))
    }

    fn marks(&self) -> Marks {
        Marks { delimiter: self.delimiter, quote: self.quote, line_end: self.line_end }
    }
}

/// The line of the first row of a text that begins so, if it can be told.
pub(super) fn first_line(head: &str, ask: &Ask) -> Option<u64> {
    Layout::of(head, ask).ok().map(|layout| layout.first_line)
}

/// The row of the table in which a text ends that is cut somewhere.
pub(super) fn row_at_end(head: &str, ask: &Ask) -> Option<u64> {
    let whole = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let layout = Layout::of(head.get(..whole)?, ask).ok()?;
    let rows = head.get(layout.first_byte..)?;
    let count = records(rows, layout.marks(), layout.first_line).filter(|row| row.ended).count() as u64;
    Some(count + 1)
}

/// The first line asked for.
fn from_line(ask: &Ask) -> Option<u64> {
    ask.lines.map(|(first, _)| first.max(1))
}

pub(super) fn left_out(first: u64, last: u64, what: &'static str) -> LeftOut {
    LeftOut { first, last, what }
}

pub(super) fn at_line(line: u64) -> Place {
    Place::default().and(Spot::Line(line))
}
