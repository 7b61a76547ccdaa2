//! Doubts in English.

use super::{Doubt, marks, spans};
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
        Doubt::LinesNotRead { above, below, header } => {
            format!("lines {} were not read as data; the names stand in line {header}", spans(*above, *below, " and "))
        }
        Doubt::EncodingGuessed { found, example } => {
            format!("the file was read as {found}, judged by its letters, as in `{}`", shown(example))
        }
        Doubt::DoubleEncoded { count, example, meant } => format!(
            "{count} letters were encoded twice before the file was written: `{}` seems to mean `{}`; read as it stands",
            shown(example),
            shown(meant)
        ),
        Doubt::LettersLost { count, example } => {
            format!("{count} letters were lost before the file was written, as in `{}`", shown(example))
        }
        Doubt::ColumnUnnamed { position, name } => format!("column {position} has no name: called `{}`", shown(name)),
        Doubt::NameTwice { name, renamed } => {
            format!(
                "the name `{}` stands over more than one column: the later is called `{}`",
                shown(name),
                shown(renamed)
            )
        }
        Doubt::NamesAlike { left, right } => format!(
            "the columns `{}` and `{}` differ in upper case, spaces or invisible characters only",
            shown(left),
            shown(right)
        ),
        Doubt::HeadersJoined { first, last, example } => {
            format!("the names are put together from lines {first}-{last}, as `{}`", shown(example))
        }
        Doubt::NoRows => "the file has names of columns and no rows".into(),
        Doubt::BytesAfterEnd { form } => format!("bytes after the end of the {form} data were not read"),
    }
}
