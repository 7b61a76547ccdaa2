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
        Doubt::ColumnNotInFile { rows, more_files } => {
            let more = if *more_files > 0 { format!("; so it is in {more_files} more files") } else { String::new() };
            format!("the column is not in this file: its {rows} rows have no value{more}")
        }
        Doubt::TypeWidened { found, read_as } => {
            format!("the column is {found} in this file and something wider in another: read as {read_as}")
        }
        Doubt::FilesLeftOut { names, more } => {
            let names = names.iter().map(|name| format!("`{}`", shown(name))).collect::<Vec<_>>().join(", ");
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("these files were left out of the table: {names}{more}")
        }
        Doubt::NameAlmostSame { other, file } => {
            format!("the name is almost that of `{}` in {}: read as two columns", shown(other), shown(file))
        }
        Doubt::NumbersKeptAsText { example } => {
            format!(
                "the file says that the column is text, and its values are numbers such as `{}`: read as text",
                shown(example)
            )
        }
    }
}
