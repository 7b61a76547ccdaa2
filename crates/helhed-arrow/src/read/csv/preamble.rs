//! What stands above the header: a line for Excel, titles, comments, blank lines.

use helhed::error::{Fault, Result};

use super::layout::left_out;
use super::record::Record;
use crate::read::LeftOut;

/// The mark that the first line names as `sep=;`, and the bytes of the line.
pub(super) fn separator_line(text: &str) -> Option<(u8, usize)> {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let line = text.get(..end)?;
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let mark = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| line.get(4..))?;
    let mark = match mark.as_bytes() {
        [mark] if mark.is_ascii() => *mark,
        b"\\t" => b'\t',
        _ => return None,
    };
    let rest = text.get(end..)?;
    let length = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    Some((mark, end + length))
}

/// The bytes of so many lines.
///
/// # Errors
/// `H005` if there are fewer.
pub(super) fn bytes_of_lines(text: &str, lines: u64, line_end: u8) -> Result<usize> {
    let mut ends = memchr::memchr_iter(line_end, text.as_bytes());
    let wanted = usize::try_from(lines).unwrap_or(usize::MAX).saturating_sub(1);
    ends.nth(wanted).map(|at| at + 1).ok_or_else(|| {
        let high = memchr::memchr_iter(line_end, text.as_bytes()).count() as f64 + 1.0;
        Fault::OutsideRange { what: "first line", found: lines as f64 + 1.0, low: 1.0, high }.into()
    })
}

/// What the records above a header are.
pub(super) fn lines_above(above: &[Record<'_>]) -> Vec<LeftOut> {
    let mut lines: Vec<LeftOut> = Vec::new();
    for record in above {
        let first = record.cells.first().map(|cell| cell.trimmed()).unwrap_or_default();
        let what = match () {
            () if record.is_blank() => "blank",
            () if first.starts_with('#') => "comment",
            () => "title",
        };
        match lines.last_mut() {
            Some(last) if last.what == what => last.last = record.last_line(),
            _ => lines.push(left_out(record.line, record.last_line(), what)),
        }
    }
    lines
}
