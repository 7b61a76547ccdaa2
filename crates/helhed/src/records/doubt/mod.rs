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
    /// Lines above the header and below the rows that are no rows: titles, footnotes. First and last line of each.
    #[serde(rename = "W140")]
    LinesNotRead { above: Option<(u64, u64)>, below: Option<(u64, u64)>, header: u64 },
    /// An encoding that was told by its letters alone.
    #[serde(rename = "W141")]
    EncodingGuessed { found: String, example: String },
    /// Letters that were encoded twice, such as `Ã¥` for `å`.
    #[serde(rename = "W142")]
    DoubleEncoded { count: u64, example: String, meant: String },
    /// Letters that were lost before the file was written.
    #[serde(rename = "W143")]
    LettersLost { count: u64, example: String },
    /// A column without a name.
    #[serde(rename = "W144")]
    ColumnUnnamed { position: u64, name: String },
    /// A name that stands over two columns.
    #[serde(rename = "W145")]
    NameTwice { name: String, renamed: String },
    /// Two names that differ in case, spaces or invisible characters only.
    #[serde(rename = "W146")]
    NamesAlike { left: String, right: String },
    /// Names put together from the heads in several lines.
    #[serde(rename = "W147")]
    HeadersJoined { first: u64, last: u64, example: String },
    /// A header and no rows.
    #[serde(rename = "W149")]
    NoRows,
    /// Bytes after the end of compressed data.
    #[serde(rename = "W148")]
    BytesAfterEnd { form: String },
}

impl Doubt {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MarksRead { .. } => "W120",
            Self::ThousandsAssumed { .. } => "W121",
            Self::MixedColumn { .. } => "W122",
            Self::LinesNotRead { .. } => "W140",
            Self::EncodingGuessed { .. } => "W141",
            Self::DoubleEncoded { .. } => "W142",
            Self::LettersLost { .. } => "W143",
            Self::ColumnUnnamed { .. } => "W144",
            Self::NameTwice { .. } => "W145",
            Self::NamesAlike { .. } => "W146",
            Self::HeadersJoined { .. } => "W147",
            Self::NoRows => "W149",
            Self::BytesAfterEnd { .. } => "W148",
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

/// The lines above and below a table, as `1-4` and `11-14`.
fn spans(above: Option<(u64, u64)>, below: Option<(u64, u64)>, and: &str) -> String {
    let span = |(first, last): (u64, u64)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    above.into_iter().chain(below).map(span).collect::<Vec<_>>().join(and)
}
