//! What a reader of files was not sure of: data first, words in Danish and English second.

mod danish;
mod danish_findings;
mod english;

use serde::{Deserialize, Serialize};

use crate::design::Language;
use crate::error::{Finding, explain};

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
    /// A row that is named as a total, or is one.
    #[serde(rename = "W160")]
    TotalRow { row: u64, value: String, rows: u64, is_sum: bool },
    /// Two names that differ only in their spelling.
    #[serde(rename = "W161")]
    SpeltAlike { one: String, one_rows: u64, other: String, other_rows: u64 },
    /// Invisible characters in texts.
    #[serde(rename = "W162")]
    InvisibleCharacters { example: String, rows: u64 },
    /// Control characters in texts.
    #[serde(rename = "W163")]
    ControlCharacters { example: String, rows: u64 },
    /// A code with two names.
    #[serde(rename = "W164")]
    CodeWithNames { area: String, one: String, other: String, codes: u64 },
    /// A name with two codes.
    #[serde(rename = "W165")]
    NameWithCodes { name: String, one: String, other: String, names: u64 },
    /// A value that looks like a stand-in.
    #[serde(rename = "W166")]
    StandInValue { found: String, rows: u64, next: String },
    /// Numbers of persons inside texts.
    #[serde(rename = "W167")]
    PersonsInText { rows: u64 },
    /// Keys of persons that were replaced.
    #[serde(rename = "W168")]
    PersonsReplaced { rows: u64 },
    /// Numbers that could be those of persons.
    #[serde(rename = "W169")]
    PerhapsPersons { rows: u64, of: u64 },
    /// Rows that a check found, and that were kept.
    #[serde(rename = "W170")]
    RowsKept { finding: Finding, rows: u64 },
    /// Rows that a check found, and that were set aside.
    #[serde(rename = "W171")]
    RowsSetAside { finding: Finding, rows: u64 },
    /// Ends of spells that stand for open ones.
    #[serde(rename = "W172")]
    OpenEnds { found: String, rows: u64 },
    /// A period without a row in an area.
    #[serde(rename = "W173")]
    PeriodMissing { area: String, period: String, cells: u64 },
    /// Totals that were left out.
    #[serde(rename = "W174")]
    TotalsLeftOut { rows: u64, value: String },
}

impl Doubt {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MarksRead { .. } => "W120",
            Self::ThousandsAssumed { .. } => "W121",
            Self::MixedColumn { .. } => "W122",
            Self::TotalRow { .. } => "W160",
            Self::SpeltAlike { .. } => "W161",
            Self::InvisibleCharacters { .. } => "W162",
            Self::ControlCharacters { .. } => "W163",
            Self::CodeWithNames { .. } => "W164",
            Self::NameWithCodes { .. } => "W165",
            Self::StandInValue { .. } => "W166",
            Self::PersonsInText { .. } => "W167",
            Self::PersonsReplaced { .. } => "W168",
            Self::PerhapsPersons { .. } => "W169",
            Self::RowsKept { .. } => "W170",
            Self::RowsSetAside { .. } => "W171",
            Self::OpenEnds { .. } => "W172",
            Self::PeriodMissing { .. } => "W173",
            Self::TotalsLeftOut { .. } => "W174",
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
