//! Columns of texts.

use helhed::records::Doubt;

use super::{ColumnAsk, Doubted, Verdict};
use crate::read::ColumnType;
use crate::recognise::{Evidence, Family, Shape};

/// A column that is said to hold texts: every cell stays as it is.
pub(super) fn said(evidence: &Evidence) -> Verdict {
    Verdict::of(ColumnType::Text, evidence, "text, as was said")
}

/// A column that holds no numbers, or too few.
pub(super) fn decide(evidence: &Evidence, ask: &ColumnAsk<'_>) -> Verdict {
    let _ = ask;
    let mut verdict = Verdict::of(ColumnType::Text, evidence, "text");
    let (numbers, words) = (evidence.family(Family::Number), evidence.family(Family::Text));
    if numbers > 0 && words > 0 && numbers * 10 >= words {
        if let Some(seen) = evidence.seen(Shape::Text) {
            let example = seen.example.to_string();
            verdict.doubts.push(Doubted::at(Doubt::MixedColumn { numbers, words, example }, seen));
        }
    }
    verdict
}
