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
    /// A column that one file of a folder does not have.
    #[serde(rename = "W155")]
    ColumnNotInFile { rows: u64, more_files: u64 },
    /// A column whose type in this file was widened to fit that of another file.
    #[serde(rename = "W156")]
    TypeWidened { found: String, read_as: String },
    /// Files of a folder that are no part of its table.
    #[serde(rename = "W157")]
    FilesLeftOut { names: Vec<String>, more: u64 },
    /// A column whose name differs from another's only in case, spaces or the way letters are composed.
    #[serde(rename = "W158")]
    NameAlmostSame { other: String, file: String },
    /// Numbers in a column that the file says is text.
    #[serde(rename = "W159")]
    NumbersKeptAsText { example: String },
}

impl Doubt {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MarksRead { .. } => "W120",
            Self::ThousandsAssumed { .. } => "W121",
            Self::MixedColumn { .. } => "W122",
            Self::ColumnNotInFile { .. } => "W155",
            Self::TypeWidened { .. } => "W156",
            Self::FilesLeftOut { .. } => "W157",
            Self::NameAlmostSame { .. } => "W158",
            Self::NumbersKeptAsText { .. } => "W159",
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
