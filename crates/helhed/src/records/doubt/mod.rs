//! What a reader of files was not sure of: data first, words in Danish and English second.

mod danish;
mod english;

use serde::{Deserialize, Serialize};

use crate::design::Language;
use crate::error::explain;

/// Something in a file that was read in one way and could be meant in another, or that will mislead if nobody looks.
/// Serialised with its code. Values of cells are shown shortened and masked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and `say` shows each of them")]
pub enum Doubt {
    /// Marks that stand for missing or suppressed values, with the number of each.
    #[serde(rename = "W120")]
    MarksRead { missing: Vec<(String, u64)>, suppressed: Vec<(String, u64)> },
    /// A point or comma that could be a decimal or a thousands mark.
    #[serde(rename = "W121")]
    ThousandsAssumed { mark: char, example: String },
    /// Numbers and words in one column.
    #[serde(rename = "W122")]
    MixedColumn { numbers: u64, words: u64, example: String },
    /// Rows, columns or sheets that a person who opens the workbook does not see.
    #[serde(rename = "W150")]
    SheetPartsHidden { rows: u64, filtered: bool, columns: Vec<String>, sheets: Vec<String> },
    /// Numbers that the workbook shows otherwise than they are: `0101` for 101.
    #[serde(rename = "W151")]
    ShownOtherwise { shown: String, stored: String },
    /// Day numbers of Excel in a column of dates.
    #[serde(rename = "W152")]
    DayNumbers { example: String, day: String },
    /// Merged cells among the rows: only the first of each holds a value.
    #[serde(rename = "W153")]
    CellsMerged { areas: u64, first: String },
    /// Cells of a sheet that are no part of the table.
    #[serde(rename = "W154")]
    CellsLeftOut { what: String, first: String, last: String, cells: u64 },
}

impl Doubt {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MarksRead { .. } => "W120",
            Self::ThousandsAssumed { .. } => "W121",
            Self::MixedColumn { .. } => "W122",
            Self::SheetPartsHidden { .. } => "W150",
            Self::ShownOtherwise { .. } => "W151",
            Self::DayNumbers { .. } => "W152",
            Self::CellsMerged { .. } => "W153",
            Self::CellsLeftOut { .. } => "W154",
        }
    }

    /// What was found, and how it was read.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Da => danish::say(self),
            Language::En => english::say(self),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        explain(self.code()).map_or("", |entry| entry.cure)
    }
}

/// The marks with their numbers, as `..` (3), `<5` (1).
fn marks(marks: &[(String, u64)]) -> String {
    let each = |(mark, count): &(String, u64)| format!("`{}` ({count})", crate::error::shown(mark));
    marks.iter().map(each).collect::<Vec<_>>().join(", ")
}

/// The names as the message of a doubt shows them.
fn names(names: &[String]) -> String {
    names.iter().map(|name| format!("`{}`", crate::error::shown(name))).collect::<Vec<_>>().join(", ")
}
