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
        Doubt::TotalRow { row, value, rows, is_sum } => {
            let why = if *is_sum { "is the total of other rows" } else { "is named as a total" };
            let more = if *rows > 1 { format!(" ({rows} such rows)") } else { String::new() };
            format!("row {row} `{}` {why}{more}; it was kept and would count twice", shown(value))
        }
        Doubt::SpeltAlike { one, one_rows, other, other_rows } => format!(
            "`{}` ({one_rows} rows) and `{}` ({other_rows} rows) differ only in spelling; they stay two",
            shown(one),
            shown(other)
        ),
        Doubt::InvisibleCharacters { example, rows } => {
            format!("invisible characters in {rows} rows, first in `{}`; they were kept", shown(example))
        }
        Doubt::ControlCharacters { example, rows } => {
            format!("control characters in {rows} rows, first in `{}`; they were kept", shown(example))
        }
        Doubt::CodeWithNames { area, one, other, codes } => format!(
            "the code `{}` has two names, `{}` and `{}` ({codes} codes have)",
            shown(area),
            shown(one),
            shown(other)
        ),
        Doubt::NameWithCodes { name, one, other, names } => format!(
            "the name `{}` has two codes, `{}` and `{}` ({names} names have)",
            shown(name),
            shown(one),
            shown(other)
        ),
        Doubt::StandInValue { found, rows, next } => format!(
            "the value {} in {rows} rows looks like a stand-in: the nearest other value is {}; it was read as a number",
            shown(found),
            shown(next)
        ),
        Doubt::PersonsInText { rows } => format!("the texts hold what looks like CPR numbers, in {rows} rows"),
        Doubt::PersonsReplaced { rows } => format!("the keys of persons in {rows} rows were replaced by pseudonyms"),
        Doubt::PerhapsPersons { rows, of } => {
            format!("{rows} of {of} values could be CPR numbers; the column was read as it is")
        }
        Doubt::RowsKept { finding, rows } => format!("{finding}; {rows} such rows were kept"),
        Doubt::RowsSetAside { finding, rows } => format!("{finding}; {rows} such rows were set aside and counted"),
        Doubt::OpenEnds { found, rows } => format!("{} in {rows} rows was taken as an open end", shown(found)),
        Doubt::PeriodMissing { area, period, cells } => {
            format!("`{}` has no row for {}; {cells} pairs of area and period have none", shown(area), shown(period))
        }
        Doubt::TotalsLeftOut { rows, value } => {
            format!("{rows} rows with totals were left out, first `{}`", shown(value))
        }
    }
}
