//! Doubts in English.

use super::{Doubt, marks, names};
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
        Doubt::SheetPartsHidden { rows, filtered, columns, sheets } => {
            let mut parts = Vec::new();
            match (rows, filtered) {
                (0, _) => {}
                (rows, true) => parts.push(format!("{rows} rows that a filter hides were read like the others")),
                (rows, false) => parts.push(format!("{rows} hidden rows were read like the others")),
            }
            if !columns.is_empty() {
                parts.push(format!("hidden columns were read like the others: {}", names(columns)));
            }
            if !sheets.is_empty() {
                parts.push(format!("hidden sheets hold tables too: {}", names(sheets)));
            }
            parts.join("; ")
        }
        Doubt::ShownOtherwise { shown: seen, stored } => {
            format!("the workbook shows `{}` where the cell holds `{}`: read as it holds", shown(seen), shown(stored))
        }
        Doubt::DayNumbers { example, day } => {
            format!("the column holds day numbers without a date format: `{example}` would be {day}; read as numbers")
        }
        Doubt::CellsMerged { areas: 1, first } => {
            format!("the cells {first} are merged: only the first holds a value, the others are missing")
        }
        Doubt::CellsMerged { areas, first } => {
            format!(
                "{areas} areas such as {first} are merged: only the first cell of each holds a value, the others are missing"
            )
        }
        Doubt::CellsLeftOut { what, first, last, cells } => {
            let what = match what.as_str() {
                "title" => "lines above the header",
                "footnote" => "notes below the table",
                _ => "cells beside the table",
            };
            let where_ = if first == last { first.clone() } else { format!("{first} to {last}") };
            format!("{what} ({where_}, {cells} cells with content) were left out")
        }
    }
}
