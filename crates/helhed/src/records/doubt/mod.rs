//! What a reader of files was not sure of: data first, words in Danish and English second.

mod danish;
pub(crate) mod danish_findings;
mod danish_mend;
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
    /// A header and nothing below it.
    #[serde(rename = "W149")]
    NoRows,
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
            Self::NoRows => "W149",
            Self::SheetPartsHidden { .. } => "W150",
            Self::ShownOtherwise { .. } => "W151",
            Self::DayNumbers { .. } => "W152",
            Self::CellsMerged { .. } => "W153",
            Self::CellsLeftOut { .. } => "W154",
            Self::ColumnNotInFile { .. } => "W155",
            Self::TypeWidened { .. } => "W156",
            Self::FilesLeftOut { .. } => "W157",
            Self::NameAlmostSame { .. } => "W158",
            Self::NumbersKeptAsText { .. } => "W159",
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
            Self::LinesNotRead { .. } => "W140",
            Self::EncodingGuessed { .. } => "W141",
            Self::DoubleEncoded { .. } => "W142",
            Self::LettersLost { .. } => "W143",
            Self::ColumnUnnamed { .. } => "W144",
            Self::NameTwice { .. } => "W145",
            Self::NamesAlike { .. } => "W146",
            Self::HeadersJoined { .. } => "W147",
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

    /// What to do about it, in English.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        explain(self.code()).map_or("", |entry| entry.cure)
    }

    /// What to do about it.
    #[must_use]
    pub fn mend_in(&self, language: Language) -> &'static str {
        match language {
            Language::Da => danish_mend::mend(self.code()).unwrap_or_else(|| self.mend()),
            Language::En => self.mend(),
        }
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

/// The lines above and below a table, as `1-4` and `11-14`.
fn spans(above: Option<(u64, u64)>, below: Option<(u64, u64)>, and: &str) -> String {
    let span = |(first, last): (u64, u64)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    above.into_iter().chain(below).map(span).collect::<Vec<_>>().join(and)
}
