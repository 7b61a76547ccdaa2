//! The decimal mark of a column, and the mark between thousands.

use helhed::error::{RecordFault, shown};
use helhed::records::Doubt;

use super::numbers::not;
use super::{ColumnAsk, Doubted, FileMarks, Misfit};
use crate::recognise::{Evidence, Seen, Shape};

/// What was decided about the marks of a column.
pub(super) struct Decided {
    pub(super) decimal: u8,
    pub(super) thousands: Option<u8>,
    pub(super) doubt: Option<Doubted>,
    /// How its cells are read.
    pub(super) words: Vec<&'static str>,
}

/// The first number that has decimals behind a comma for sure, and the first that has them behind a point for sure.
/// `1.234.567` is of the first kind: where points stand between thousands, only a comma can be the decimal mark.
pub(super) fn decimals(evidence: &Evidence) -> (Option<&Seen>, Option<&Seen>) {
    let first = |shapes: &[Shape]| shapes.iter().filter_map(|shape| evidence.number(*shape)).min_by_key(|one| one.row);
    let comma =
        [Shape::CommaDecimal, Shape::PointsThenComma, Shape::PointsThree, Shape::GroupedComma, Shape::ExponentComma];
    let point = [
        Shape::PointDecimal,
        Shape::PointCode,
        Shape::CommasThenPoint,
        Shape::CommasThree,
        Shape::GroupedPoint,
        Shape::ExponentPoint,
    ];
    (first(&comma), first(&point))
}

/// Decides the marks.
///
/// # Errors
/// `H111` if its cells contradict each other, `H110` if one contradicts what the user says.
pub(super) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Decided, Misfit> {
    let (decimal, doubt) = match said(evidence, ask) {
        Some(said) => (said, None),
        None => found(evidence, ask.marks)?,
    };
    let (comma, point) = decimals(evidence);
    let (contrary, three) = if decimal == b',' { (point, Shape::PointThree) } else { (comma, Shape::CommaThree) };
    if let Some(seen) = contrary {
        let expected = if decimal == b',' { "a number with decimal comma" } else { "a number with decimal point" };
        return Err(not(seen, expected));
    }
    let groups: [&[Shape]; 2] = [
        &[Shape::PointThree, Shape::PointsThree, Shape::PointsThenComma],
        &[Shape::CommaThree, Shape::CommasThree, Shape::CommasThenPoint],
    ];
    let grouped = if decimal == b',' { groups[0] } else { groups[1] };
    let grouped = grouped.iter().filter_map(|shape| evidence.number(*shape)).min_by_key(|seen| seen.row);
    let other = if decimal == b',' { b'.' } else { b',' };
    if let (Some(seen), Some(thousands)) = (grouped, ask.file.thousands)
        && u32::from(other) != u32::from(thousands)
    {
        return Err(not(seen, "a number with the thousands mark that was said"));
    }
    let thousands = grouped.map(|_| other);
    let part = [Shape::CommaDecimal, Shape::PointDecimal, Shape::PointCode, Shape::CommaThree, Shape::PointThree];
    let parts = [Shape::PointsThenComma, Shape::CommasThenPoint, Shape::GroupedComma, Shape::GroupedPoint];
    let powers = [Shape::ExponentComma, Shape::ExponentPoint];
    let mut has_part = part.iter().chain(&parts).chain(&powers).filter(|shape| **shape != three);
    let mut words = Vec::new();
    if has_part.any(|shape| evidence.number(*shape).is_some()) {
        words.push(if decimal == b',' { "decimal comma" } else { "decimal point" });
    }
    match thousands {
        Some(b'.') => words.push("point between thousands"),
        Some(_) => words.push("comma between thousands"),
        None => {}
    }
    let gaps = [Shape::Grouped, Shape::GroupedComma, Shape::GroupedPoint];
    if gaps.iter().any(|shape| evidence.number(*shape).is_some()) {
        words.push("space or apostrophe between thousands");
    }
    Ok(Decided { decimal, thousands, doubt, words })
}

/// The decimal mark that is said, or follows from the thousands mark that is said.
fn said(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Option<u8> {
    let points = evidence.number(Shape::PointThree).is_some();
    match (ask.file.decimal, ask.file.thousands) {
        // Something else stands between thousands, so that a point before three digits is a decimal mark.
        (None, Some(other)) if !matches!(other, '.' | ',') && points => Some(b'.'),
        (Some(','), _) | (None, Some('.')) => Some(b','),
        (Some('.'), _) | (None, Some(',')) => Some(b'.'),
        _ => None,
    }
}

/// Whether these are amounts in kroner, whose point stands between thousands unless the file shows otherwise.
fn in_kroner(evidence: &Evidence) -> bool {
    evidence.units().any(|(unit, _)| unit.ends_with("kr."))
}

/// The decimal mark as the column shows it, or the other columns of the file do.
fn found(evidence: &Evidence, file: FileMarks) -> Result<(u8, Option<Doubted>), Misfit> {
    let (points, commas) = (evidence.number(Shape::PointThree), evidence.number(Shape::CommaThree));
    // Bare whole numbers of four digits and more: nobody writes 1234 beside 1.234 and means thousands.
    let bare = evidence.seen(Shape::Digits);
    let unmarked = bare.filter(|_| evidence.widths().is_some_and(|(_, most)| most > 3));
    match (decimals(evidence), points, commas) {
        ((Some(comma), Some(point)), _, _) => Err(contradict(comma, point, SAME)),
        ((Some(_), None), _, _) => Ok((b',', None)),
        ((None, Some(_)), _, _) => Ok((b'.', None)),
        (_, Some(point), Some(comma)) => Err(contradict(comma, point, SAME)),
        (_, Some(point), None) => match (file.comma, file.point) {
            (true, false) => Ok((b',', None)),
            (false, false) if in_kroner(evidence) => Ok((b',', None)),
            (false, true) => Ok((b'.', bare.map(|_| decimal_assumed('.', point)))),
            _ if unmarked.is_some() => Err(contradict(unmarked.unwrap_or(point), point, SAME)),
            _ => Ok((b',', Some(thousands_assumed('.', point)))),
        },
        (_, None, Some(comma)) => match (file.comma, file.point, file.delimiter) {
            (false, true, _) => Ok((b'.', None)),
            (true, false, _) => Ok((b',', None)),
            (_, _, Some(b',')) => Ok((b'.', Some(thousands_assumed(',', comma)))),
            // `1,234` beside `987`: all thousands, or one with decimals and one without.
            _ if bare.is_some() && evidence.widths().is_some_and(|(_, most)| most == 3) => {
                Err(contradict(bare.unwrap_or(comma), comma, SAME))
            }
            // Quarters and eighths throughout are measures.
            (_, _, Some(b';')) if bare.is_none() && evidence.are_eighths() => Ok((b',', None)),
            // A comma in a file of semicolons is the decimal mark of its country; but an English program may write them.
            _ => Ok((b',', Some(decimal_assumed(',', comma)))),
        },
        _ => Ok((b',', None)),
    }
}

fn thousands_assumed(mark: char, seen: &Seen) -> Doubted {
    Doubted::at(Doubt::ThousandsAssumed { mark, example: seen.shown() }, seen)
}

fn decimal_assumed(mark: char, seen: &Seen) -> Doubted {
    Doubted::at(Doubt::DecimalAssumed { mark, example: seen.shown() }, seen)
}

/// What to do about marks that contradict each other.
const SAME: &str = "write all of them with the same marks, or state `decimal` and `thousands`";

/// Forms of which one must be read otherwise than it is written.
pub(super) fn contradict(one: &Seen, other: &Seen, cure: &'static str) -> Misfit {
    let (first, second) = if one.row <= other.row { (one, other) } else { (other, one) };
    let form = |seen: &Seen| format!("{} (row {})", shown(&seen.example), seen.row + 1);
    let fault = RecordFault::MixedForms { forms: vec![form(first), form(second)], cure };
    Misfit { fault: fault.into(), row: Some(second.row) }
}
