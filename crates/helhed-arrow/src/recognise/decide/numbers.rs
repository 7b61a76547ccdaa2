//! Columns of numbers.

use helhed::error::RecordFault;

use super::{ColumnAsk, Misfit, Verdict};
use crate::read::ColumnType;
use crate::recognise::{Evidence, Family, Seen, Shape};

/// Whether a column holds numbers.
pub(super) fn are_they(evidence: &Evidence, ask: &ColumnAsk<'_>) -> bool {
    let _ = ask;
    evidence.family(Family::Number) > evidence.family(Family::Text)
        && evidence.number(Shape::LeadingZero).is_none()
        && evidence.number(Shape::LongDigits).is_none()
}

/// The first number with decimals behind a comma for sure, and the first with decimals behind a point for sure.
pub(super) fn decimals(evidence: &Evidence) -> (Option<&Seen>, Option<&Seen>) {
    let first =
        |shapes: &[Shape]| shapes.iter().filter_map(|shape| evidence.number(*shape)).min_by_key(|seen| seen.row);
    let comma =
        [Shape::CommaDecimal, Shape::PointsThenComma, Shape::PointsThree, Shape::GroupedComma, Shape::ExponentComma];
    let point =
        [Shape::PointDecimal, Shape::CommasThenPoint, Shape::CommasThree, Shape::GroupedPoint, Shape::ExponentPoint];
    (first(&comma), first(&point))
}

/// A column that is said to hold numbers.
///
/// # Errors
/// `H110` for the first cell that is none.
pub(super) fn said(kind: ColumnType, evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    let verdict = decide(evidence, ask)?;
    Ok(Verdict { kind, ..verdict })
}

/// A column of numbers.
///
/// # Errors
/// `H110` for the first cell that is none, `H111` for forms that contradict each other.
pub(super) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Result<Verdict, Misfit> {
    let _ = ask;
    if let Some(seen) =
        [Shape::Text, Shape::Code].iter().filter_map(|one| evidence.seen(*one)).min_by_key(|one| one.row)
    {
        let fault = RecordFault::NotOfColumn { found: seen.example.to_string(), expected: "a number".into() };
        return Err(Misfit { fault: fault.into(), row: Some(seen.row) });
    }
    let (comma, _) = decimals(evidence);
    let kind = if comma.is_some() { ColumnType::Float } else { ColumnType::Integer };
    Ok(Verdict { thousands: Some(b'.'), ..Verdict::of(kind, evidence, "") })
}
