//! Columns of texts.

use helhed::records::Doubt;

use super::numbers::{Weight, weigh};
use super::{ColumnAsk, Doubted, Verdict, marks_read};
use crate::read::ColumnType;
use crate::recognise::{Evidence, Family, Shape, mark};

/// Of ten words, numbers that make a column of texts worth a word: a mere number among names is ordinary.
const WORDS_FOR_A_NUMBER: u64 = 10;

/// Digits of keys and hashes: columns of these hold no amounts.
const KEY_DIGITS: usize = 16;

/// A column that is said to hold texts: every cell stays as it is.
pub(super) fn said(evidence: &Evidence) -> Verdict {
    Verdict::of(ColumnType::Text, evidence, "text, as was said")
}

/// A column that holds no numbers, or too few, or codes.
pub(super) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Verdict {
    let mut verdict = Verdict::of(ColumnType::Text, evidence, "text");
    if evidence.rows() > 0 && is_bare(evidence) {
        // No value at all, only marks that are never words: nothing is lost, and what they were is said.
        verdict.marks = true;
        verdict.doubts.extend(marks_read(evidence, true));
        return verdict;
    }
    verdict.doubts.extend(kept(evidence));
    verdict.doubts.extend(codes(evidence).or_else(|| mixed(evidence, ask)));
    verdict
}

/// Whether every cell is empty or a mark that is never a word, and there are such marks.
fn is_bare(evidence: &Evidence) -> bool {
    let absent = evidence.family(Family::Absent) == evidence.rows();
    let mut marks = evidence.marks().iter().map(|(mark, _)| mark).peekable();
    absent && evidence.ranges().iter().next().is_none() && marks.peek().is_some() && marks.all(mark::is_bare)
}

/// Marks that stay texts, and would pass for a category.
fn kept(evidence: &Evidence) -> Option<Doubted> {
    let marks: Vec<_> = evidence.marks().iter().filter(|(text, _)| mark::is_of_program(text)).collect();
    let (_, first) = marks.iter().min_by_key(|(_, seen)| seen.row)?;
    let row = Some(first.row);
    let marks = marks.iter().map(|(text, seen)| ((*text).to_owned(), seen.count)).collect();
    Some(Doubted { doubt: Doubt::MarksKept { marks }, row })
}

/// Leading zeros or very many digits in a column that could hold amounts.
fn codes(evidence: &Evidence) -> Option<Doubted> {
    let zeros = evidence.seen(Shape::LeadingZero);
    let long = evidence.seen(Shape::LongDigits);
    let seen = zeros.or(long)?;
    let (least, most) = evidence.widths()?;
    let amounts = least != most && (zeros.is_some() || least < KEY_DIGITS);
    let decimals = evidence.seen(Shape::CommaDecimal).or(evidence.seen(Shape::PointsThenComma)).is_some();
    let codes = evidence.count(Shape::LeadingZero) + evidence.count(Shape::LongDigits);
    let numbers = evidence.family(Family::Number) - codes;
    let example = seen.example.to_string();
    (numbers > 0 && (amounts || decimals)).then(|| Doubted::at(Doubt::CodesAsText { codes, numbers, example }, seen))
}

/// Numbers and words in one column, where neither is a mere exception.
fn mixed(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Option<Doubted> {
    let Weight { numbers, words, ranges, .. } = weigh(evidence);
    if ask.holds_names() || evidence.seen(Shape::LeadingZero).is_some() || numbers == 0 {
        return None;
    }
    let text = evidence.seen(Shape::Text);
    // Numbers and codes such as 12 and 12A belong together.
    let house_numbers = text.is_none() && evidence.others().next().is_none();
    let range = evidence.ranges().iter().next().map(|(_, seen)| seen).filter(|_| ranges);
    let seen = range.or(text).or(evidence.others().next().map(|(_, seen)| seen)).or(evidence.seen(Shape::Code))?;
    let words = if ranges { evidence.count(Shape::Range) } else { words };
    let told = !house_numbers && numbers * WORDS_FOR_A_NUMBER >= words;
    (told || ranges).then(|| {
        let example = seen.example.to_string();
        Doubted::at(Doubt::MixedColumn { numbers, words, example }, seen)
    })
}
