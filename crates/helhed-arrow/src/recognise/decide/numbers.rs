//! Columns of numbers.

use helhed::error::{RecordFault, shown};
use helhed::records::{ColumnRole, Doubt};

use super::marks::{self, Decided};
use super::{ColumnAsk, Doubted, Misfit, Verdict, holds_names, units};
use crate::read::ColumnType;
use crate::recognise::{Evidence, Family, Seen, Shape};

/// Codes such as `12A` among this many values make the column one of codes; fewer are slips in a column of numbers.
const VALUES_FOR_A_CODE: u64 = 20;

/// Different ranges that show a column of age groups and the like, not of suppressed counts.
const RANGES_OF_GROUPS: usize = 3;

/// Digits with which ranges begin that are groups, such as `18-24`: counts are suppressed because they are small.
const DIGITS_OF_GROUPS: usize = 2;

/// How many cells speak for numbers, and how many for words.
pub(super) struct Weight {
    pub(super) numbers: u64,
    pub(super) words: u64,
    /// Codes such as `12A`, among the words.
    codes: u64,
    /// Whether the column consists of ranges with a number here and there.
    pub(super) ranges: bool,
}

/// Weighs the cells. A number before a word that is no unit, such as `12 Birkelund`, is words, unless it is the same
/// word behind every number of the column.
pub(super) fn weigh(evidence: &Evidence) -> Weight {
    let numbers = evidence.family(Family::Number);
    let others: u64 = evidence.others().map(|(_, seen)| seen.count).sum();
    let unit = others > 1 && others == numbers && evidence.others().nth(1).is_none();
    let others = if unit { 0 } else { others };
    let codes = evidence.count(Shape::Code);
    // Cells of every other family are words here: a date among numbers is as wrong as a name.
    let words = (evidence.rows() - evidence.family(Family::Absent) - numbers) + others;
    let numbers = numbers - others;
    let different = evidence.ranges().iter().count();
    let low = |range: &str| range.chars().take_while(char::is_ascii_digit).count();
    let wide = different > 0 && evidence.ranges().iter().all(|(range, _)| low(range) >= DIGITS_OF_GROUPS);
    let ranges = (wide || different >= RANGES_OF_GROUPS) && evidence.count(Shape::Range) > numbers;
    Weight { numbers, words, codes, ranges }
}

/// Whether a column holds numbers.
///
/// Where most values are numbers, a word is a slip (or a mark that nobody told us), and is refused with its place: a
/// column must not turn to text for one cell of three thousand. Where at least half are words, it is a column of texts
/// that has numbers in it. Half is where the two mistakes are as likely; both are said. Columns that are declared to
/// hold keys, areas or groups hold texts as soon as one is there.
pub(super) fn are_they(evidence: &Evidence, roles: &[ColumnRole]) -> bool {
    let Weight { numbers, words, codes, ranges } = weigh(evidence);
    let decimals = evidence.seen(Shape::CommaDecimal).map_or(0, |seen| seen.count);
    let zeros = evidence.count(Shape::LeadingZero) + evidence.count(Shape::PointCode);
    let keys = evidence.count(Shape::LongDigits);
    if numbers <= words || ranges || words > 0 && holds_names(roles) {
        return false;
    }
    let house_numbers = codes == words && codes * VALUES_FOR_A_CODE >= numbers + words;
    !(house_numbers && codes > 0 && decimals == 0) && zeros <= decimals.saturating_sub(1) && keys <= decimals
}

/// A column that is said to hold numbers.
///
/// # Errors
/// `H110` for the first cell that is none, `H111` for forms that contradict each other.
pub(super) fn said(kind: ColumnType, evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    let verdict = decide(evidence, ask)?;
    Ok(Verdict { kind, ..verdict })
}

/// A column that turns out to hold numbers. Whole numbers of so many digits that decimals beside them would cost some are
/// keys, and what stands beside them is wrong.
///
/// # Errors
/// Those of [`decide`], and `H111` where digits would be lost.
pub(super) fn found(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    let verdict = decide(evidence, ask)?;
    let parts = || Shape::NUMBERS.iter().filter(|shape| **shape != Shape::Digits && **shape != Shape::LongDigits);
    let part = || parts().filter_map(|shape| evidence.number(*shape)).min_by_key(|seen| seen.row);
    if let (ColumnType::Float, Some(long), Some(part)) = (verdict.kind, evidence.inexact(), part()) {
        let cure = "read the column as text, so that no digit is lost: `types={\"column\": \"text\"}`";
        return Err(marks::contradict(long, part, cure));
    }
    Ok(verdict)
}

/// A column of numbers.
///
/// # Errors
/// `H110` for the first cell that is none, `H111` for forms that contradict each other.
pub(super) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    let strange = |shape: &&Shape| !matches!(shape.family(), Family::Absent | Family::Number);
    let texts = Shape::ALL.iter().filter(strange).filter_map(|shape| evidence.seen(*shape));
    let others = if weigh(evidence).words > 0 { Some(evidence.others().map(|(_, seen)| seen)) } else { None };
    if let Some(seen) = texts.chain(others.into_iter().flatten()).min_by_key(|seen| seen.row) {
        return Err(not(seen, "a number"));
    }
    if let Some(seen) = evidence.seen(Shape::NotFinite) {
        return Err(not(seen, "a finite number"));
    }
    let unit = units::decide(evidence)?;
    let Decided { decimal, thousands, doubt, words } = marks::decide(evidence, ask)?;
    let parts = [
        Shape::PointThree,
        Shape::PointDecimal,
        Shape::PointCode,
        Shape::CommaThree,
        Shape::CommaDecimal,
        Shape::PointsThenComma,
        Shape::CommasThenPoint,
        Shape::GroupedComma,
        Shape::GroupedPoint,
        Shape::Exponent,
        Shape::ExponentComma,
        Shape::ExponentPoint,
        Shape::Part,
    ];
    let has_part = |shape: &Shape| match shape {
        Shape::PointThree => decimal == b'.' && evidence.number(*shape).is_some(),
        Shape::CommaThree => decimal == b',' && evidence.number(*shape).is_some(),
        shape => evidence.number(*shape).is_some(),
    };
    let kind = if parts.iter().any(has_part) { ColumnType::Float } else { ColumnType::Integer };
    let mut how: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let mut verdict = Verdict { decimal, thousands, ..Verdict::of(kind, evidence, "") };
    verdict.doubts.extend(doubt);
    if let Some(unit) = unit {
        how.push(format!("in {}", shown(&unit.name)));
        verdict.doubts.extend(unit.doubt);
    }
    if let Some(doubted) = below(evidence, &mut how) {
        verdict.doubts.push(doubted);
    }
    if let Some(seen) = evidence.shortened() {
        let example = seen.shown();
        verdict.doubts.push(Doubted::at(Doubt::ShortenedNumbers { rows: seen.count, example }, seen));
    }
    if evidence.count(Shape::Digits) == evidence.family(Family::Number) {
        for (mark, seen) in evidence.stand_ins() {
            let doubt = Doubt::StandInRead { value: shown(mark), rows: seen.count };
            verdict.doubts.push(Doubted::at(doubt, seen));
        }
    }
    if how.is_empty() {
        how.push(if kind == ColumnType::Integer { "whole numbers" } else { "numbers" }.to_owned());
    }
    Ok(Verdict { how: how.join(", "), ..verdict })
}

/// Numbers that are marked as below zero in another way than by a minus in front.
fn below(evidence: &Evidence, how: &mut Vec<String>) -> Option<Doubted> {
    let (behind, parentheses) = evidence.below();
    for (seen, words) in [(behind, "minus behind the number"), (parentheses, "parentheses mean below zero")] {
        how.extend(seen.map(|_| words.to_owned()));
    }
    let rows = behind.map_or(0, |seen| seen.count) + parentheses.map_or(0, |seen| seen.count);
    let seen = behind.into_iter().chain(parentheses).min_by_key(|seen| seen.row)?;
    Some(Doubted::at(Doubt::ReadAsNegative { rows, example: seen.shown() }, seen))
}

/// A cell that is not what the column holds.
pub(super) fn not(seen: &Seen, expected: &str) -> Misfit {
    let fault = RecordFault::NotOfColumn { found: seen.example.to_string(), expected: expected.to_owned() };
    Misfit { fault: fault.into(), row: Some(seen.row) }
}
