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
    /// Leading zeros, or more digits than a number holds, beside ordinary numbers.
    #[serde(rename = "W123")]
    CodesAsText { codes: u64, numbers: u64, example: String },
    /// A point or comma before three digits, read as a decimal mark.
    #[serde(rename = "W124")]
    DecimalAssumed { mark: char, example: String },
    /// A minus behind a number, or parentheses around it.
    #[serde(rename = "W125")]
    ReadAsNegative { rows: u64, example: String },
    /// Numbers that a spreadsheet wrote in powers of ten.
    #[serde(rename = "W126")]
    ShortenedNumbers { rows: u64, example: String },
    /// A unit behind some numbers and not behind others, or one that is not known.
    #[serde(rename = "W127")]
    UnitAssumed { unit: String, without: u64, example: String },
    /// A value such as 9999, far outside all others and repeated, that was read as a number.
    #[serde(rename = "W128")]
    StandInRead { value: String, rows: u64 },
    /// Marks such as `NA` that were kept as texts in a column of texts.
    #[serde(rename = "W129")]
    MarksKept { marks: Vec<(String, u64)> },
    /// Dates with two digits of the year: the century is a guess. `latest` is the last year that they can mean.
    #[serde(rename = "W130")]
    TwoDigitYears { example: String, year: i32, rows: u64, latest: i32 },
    /// Nothing in the column shows whether day or month stands first.
    #[serde(rename = "W131")]
    DayFirstAssumed { example: String, rows: u64 },
    /// The month stands first, as some cells show.
    #[serde(rename = "W132")]
    MonthFirst { example: String, rows: u64 },
    /// Dates that stand for an open end or an unknown day, with the number of each.
    #[serde(rename = "W133")]
    StandInDates { dates: Vec<(String, u64)> },
    /// Dates in several forms, one example of each.
    #[serde(rename = "W134")]
    DateForms { examples: Vec<String> },
    /// Numbers that were, or were not, read as dates.
    #[serde(rename = "W135")]
    MaybeDates { example: String, form: String, read: bool },
    /// Periods of several kinds in one column, with the number of each.
    #[serde(rename = "W136")]
    PeriodsMixed { kinds: Vec<(String, u64)> },
    /// A text that could be several periods; `anew` if the column holds it rewritten.
    #[serde(rename = "W137")]
    PeriodForm { example: String, read_as: String, rows: u64, anew: bool },
    /// Other words among dates, periods or answers of yes and no.
    #[serde(rename = "W138")]
    WordsAmong { what: String, known: u64, others: u64, example: String },
    /// Dates in years far from those of any table.
    #[serde(rename = "W139")]
    OddYears { example: String, rows: u64 },
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
            Self::CodesAsText { .. } => "W123",
            Self::DecimalAssumed { .. } => "W124",
            Self::ReadAsNegative { .. } => "W125",
            Self::ShortenedNumbers { .. } => "W126",
            Self::UnitAssumed { .. } => "W127",
            Self::StandInRead { .. } => "W128",
            Self::MarksKept { .. } => "W129",
            Self::TwoDigitYears { .. } => "W130",
            Self::DayFirstAssumed { .. } => "W131",
            Self::MonthFirst { .. } => "W132",
            Self::StandInDates { .. } => "W133",
            Self::DateForms { .. } => "W134",
            Self::MaybeDates { .. } => "W135",
            Self::PeriodsMixed { .. } => "W136",
            Self::PeriodForm { .. } => "W137",
            Self::WordsAmong { .. } => "W138",
            Self::OddYears { .. } => "W139",
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

/// Texts as `a`, `b`.
fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{}`", crate::error::shown(text))).collect::<Vec<_>>().join(", ")
}
