//! Doubts in English.

use super::{Doubt, marks};
use crate::error::shown;

/// What was found, and how it was read.
pub(super) fn say(doubt: &Doubt) -> String {
    match doubt {
        Doubt::MarksRead { missing, suppressed } => match (missing.is_empty(), suppressed.is_empty()) {
            (false, true) => format!("read as missing: {}", marks(missing)),
            (true, false) => format!("read as suppressed: {}", marks(suppressed)),
            _ => format!("read as missing: {}; as suppressed: {}", marks(missing), marks(suppressed)),
        },
        Doubt::ThousandsAssumed { mark, example } => {
            format!("the `{mark}` in `{}` was read as a thousands mark; it could be a decimal mark", shown(example))
        }
        Doubt::MixedColumn { numbers, words, example } => {
            format!("the column holds {numbers} numbers and {words} texts such as `{}`: read as text", shown(example))
        }
        Doubt::CodesAsText { codes, numbers, example } => format!(
            "{codes} cells such as `{}` have leading zeros or more digits than a number holds, {numbers} have not: the \
             whole column was read as text",
            shown(example)
        ),
        Doubt::DecimalAssumed { mark, example } => {
            format!("the `{mark}` in `{}` was read as a decimal mark; it could be a thousands mark", shown(example))
        }
        Doubt::ReadAsNegative { rows, example } => {
            format!("`{}` was read as a number below zero, in {rows} rows", shown(example))
        }
        Doubt::ShortenedNumbers { rows, example } => format!(
            "`{}` is how a spreadsheet shortens a long number: digits of {rows} cells may be lost",
            shown(example)
        ),
        Doubt::UnitAssumed { unit, without: 0, example } => {
            format!("`{}` behind the number was read as its unit, as in `{}`", shown(unit), shown(example))
        }
        Doubt::UnitAssumed { unit, without, example } => format!(
            "`{}` has the unit `{}`, {without} numbers have none: all were read in that unit",
            shown(example),
            shown(unit)
        ),
        Doubt::StandInRead { value, rows } => {
            format!("`{}` stands in {rows} rows, far outside all other values: read as a number", shown(value))
        }
        Doubt::MarksKept { marks: kept } => format!("kept as texts: {}", marks(kept)),
    }
}
