//! Text that holds a table in another form than delimited: files of statistics banks, columns of fixed width.

use helhed::error::{Error, FileFault, Result};

/// Lines that are looked at.
const SAMPLE: usize = 200;

/// Refuses text that is the file of a statistics bank.
///
/// # Errors
/// `H815`.
pub(super) fn refuse_px(text: &str) -> Result<()> {
    let start = text.trim_start();
    let keys = ["CHARSET=", "AXIS-VERSION=", "CODEPAGE=", "SUBJECT-CODE=", "MATRIX="];
    if !keys.iter().any(|key| start.starts_with(key)) {
        return Ok(());
    }
    let cure = "fetch the table again, and choose CSV in place of PC-Axis; or open it in PxWin, and save it as CSV";
    Err(FileFault::OtherContent { found: "a PC-Axis file (.px)".into(), cure }.into())
}

/// Refuses text of one column that is clearly a table of columns of fixed width, or of words between spaces.
///
/// # Errors
/// `H815`.
pub(super) fn refuse_fixed_width(text: &str) -> Result<()> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    if lines.len() < 3 || lines.iter().any(|line| line.len() > 4_000) {
        return Ok(());
    }
    let fault = |found: &str, cure| Err(Error::from(FileFault::OtherContent { found: found.into(), cure }));
    if gutters(&lines) {
        let cure = "open it in Excel (Data, Text to columns, Fixed width), and save it as CSV UTF-8";
        return fault("text in columns of fixed width", cure);
    }
    let words = |line: &&str| line.split_whitespace().count();
    let first = lines.first().map_or(0, words);
    let numbers =
        |line: &&str| line.split_whitespace().skip(1).all(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    let alike = lines.iter().all(|line| words(line) == first);
    if first > 1 && alike && lines.iter().skip(1).all(numbers) {
        return fault("fields with spaces between them", "say `delimiter=\" \"`, or save it as CSV");
    }
    Ok(())
}

/// Refuses text each line of which stands in quotes as a whole, with the fields inside.
///
/// # Errors
/// `H815`.
pub(super) fn refuse_quoted_lines(text: &str) -> Result<()> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).peekable();
    let inner = |line: &str, mark: char| {
        let inner = line.trim().strip_prefix('"').and_then(|line| line.strip_suffix('"'));
        inner.map_or(0, |inner| inner.matches(mark).count())
    };
    let Some(first) = lines.peek().copied() else { return Ok(()) };
    let mark = [';', ',', '\t'].into_iter().find(|mark| inner(first, *mark) > 0);
    let wraps = |mark: char| lines.all(|line| inner(line, mark) >= inner(first, mark));
    if mark.is_some_and(wraps) {
        let found = "lines that stand in quotes as a whole, with the fields inside".into();
        let cure = "export it again without opening it in between, or remove the quotes around each line";
        return Err(FileFault::OtherContent { found, cure }.into());
    }
    Ok(())
}

/// Whether there are two spaces or more in nearly every line, and a place that is a space in all of them.
fn gutters(lines: &[&str]) -> bool {
    let wide = lines.iter().filter(|line| line.trim().contains("  ")).count();
    if wide * 5 < lines.len() * 4 {
        return false;
    }
    let letters: Vec<Vec<char>> = lines.iter().map(|line| line.trim_end().chars().collect()).collect();
    let shortest = letters.iter().map(Vec::len).min().unwrap_or_default();
    let longest = letters.iter().map(Vec::len).max().unwrap_or_default();
    let space = |at: usize| letters.iter().all(|line| line.get(at) == Some(&' '));
    // A gutter with text on both sides of it.
    let inner = (1..shortest).any(|at| space(at) && letters.iter().all(|line| line.get(..at).is_some_and(is_filled)));
    inner && shortest * 3 >= longest
}

/// Whether letters hold anything but spaces.
fn is_filled(letters: &[char]) -> bool {
    letters.iter().any(|letter| !letter.is_whitespace())
}
