//! What can go wrong with a file: its bytes, its lines, its sheets, its folder.

use thiserror::Error;

use super::nearest::{listed, suggestion};
use super::shown::shown;

/// What went wrong with a file. Values of cells are shown shortened and masked.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum FileFault {
    #[error("the file is empty")]
    Empty,
    #[error("the line has {found} fields, and the header has {expected}")]
    FieldCount { found: usize, expected: usize },
    #[error("there are NUL bytes in the text")]
    NulBytes,
    #[error("the first line looks like data ({}), not like names", listed(&first.iter().map(|one| shown(one)).collect::<Vec<_>>()))]
    NoHeader { first: Vec<String> },
    #[error("the line repeats the header")]
    HeaderRepeated,
    #[error("a quote opens a text in this line and none closes it")]
    QuoteOpen,
    #[error("a quote closes a text in this line and more text follows it")]
    QuoteInside,
    #[error("the content is {found}")]
    OtherContent { found: String, cure: &'static str },
    #[error("the text is {encoding}, but the bytes {found} here are no letter of it")]
    DamagedText { encoding: &'static str, found: String },
    #[error("the text changes from {first} to {then} here")]
    MixedEncodings { first: &'static str, then: &'static str },
    #[error("a quotation mark is opened in this line and not closed where it should be: {}", shown(text))]
    OpenQuote { text: String },
    #[error("a second table begins here, after a blank line ({})", listed(&names.iter().map(|one| shown(one)).collect::<Vec<_>>()))]
    SeveralTables { names: Vec<String> },
    #[error("the {form} data end too early, or are damaged")]
    CutShort { form: &'static str },
    #[error("the zip holds {total} files: {}", listed(&names.iter().map(|one| shown(one)).collect::<Vec<_>>()))]
    ArchiveOfSeveral { names: Vec<String>, total: usize },
    #[error("the {form} data hold more than {limit} bytes for each byte they take: they are made to fill a disk")]
    ArchiveBomb { form: &'static str, limit: u64 },
    #[error("the zip holds {found}")]
    ArchiveHolds { found: String },
    #[error("the zip is damaged: {reason}")]
    ArchiveDamaged { reason: &'static str },
    #[error("the table has {rows} rows and {columns} columns; a sheet of Excel holds 1048575 rows and 16384 columns")]
    SheetTooSmall { rows: u64, columns: usize },
    #[error("values of the type {found} have no place in CSV and Excel")]
    TypeNotWritten { found: String },
    #[error("the text has {letters} letters; a cell of Excel holds 32767")]
    TextTooLongForCell { letters: usize },
    #[error("the folder is there already, and holds something")]
    FolderTaken,
    // Workbooks
    #[error("the workbook is password-protected")]
    WorkbookPassword,
    #[error("the workbook cannot be read: {what}")]
    WorkbookBroken { what: String },
    #[error("the workbook is not safe to read: {what}")]
    WorkbookUnsafe { what: &'static str },
    #[error("sheet `{}` is listed but not in the file", shown(name))]
    SheetNotInFile { name: String },
    #[error("sheet `{}` is empty", shown(name))]
    SheetEmpty { name: String },
    #[error("several sheets hold tables: {}", listed(&sheets.iter().map(|one| shown(one)).collect::<Vec<_>>()))]
    SheetUndecided { sheets: Vec<String> },
    #[error("there is no sheet `{}`", shown(found))]
    SheetUnknown { found: String, nearest: Vec<String>, sheets: Vec<String> },
    #[error("the cell holds the error `{}`", shown(found))]
    CellError { found: String },
    #[error("the cell has a formula, and its result is not stored in the file")]
    FormulaUnstored,
    #[error("the sheet is not one table: {what}")]
    SheetShape { what: String, cure: &'static str },
    #[error("the column cannot be read: {reason}")]
    ColumnBroken { reason: String },
    #[error("{} encrypted", encrypted(columns))]
    Encrypted { columns: Vec<String> },
    #[error("the column is {found} here and {other} in {}", shown(file))]
    TypesDiffer { found: String, other: String, file: String },
    #[error("the folder says `{}`, and the column of that name in the file holds `{}`", shown(folder), shown(found))]
    PartitionContradicts { folder: String, found: String },
    #[error("the names of folders give the column two values: `{}` and, further in, `{}`", shown(above), shown(below))]
    PartitionTwice { above: String, below: String },
    #[error("the folder holds no Parquet file{}", besides(found))]
    NothingInFolder { found: Vec<String>, cure: &'static str },
    #[error("the table takes more than {megabytes} MB of memory, and its file has only {file_megabytes} MB")]
    UnpacksTooFar { megabytes: u64, file_megabytes: u64 },
    #[error("this is {found}, which is not read here")]
    OtherArrow { found: &'static str, cure: &'static str },
    #[error("the file ends too early, after {rows} whole rows")]
    EndsEarly { rows: u64 },
    #[error("the value points outside the dictionary of its column")]
    OutsideDictionary,
    #[error("the file lies under {}, and others lie under {}", partitions(found), partitions(others))]
    PartitionsDiffer { found: Vec<String>, others: Vec<String> },
    #[error("{}", files_differ(column, first, other))]
    FilesDiffer { column: String, first: Option<String>, other: Option<String> },
    #[error("{}", nothing_left(*rows, asked))]
    NothingLeft { rows: u64, asked: Vec<(String, String)> },
    #[error("{} nowhere in the column", occurs(values))]
    NeverOccurs { values: Vec<String> },
    #[error("no indicator reads the column `{}`, whose codes are to be missing", shown(column))]
    CodesUnread { column: String, nearest: Vec<String> },
    #[error("`{}` is not {expected}", shown(found))]
    OptionValue { found: String, expected: &'static str },
}

/// What was asked for, where no row has it.
fn nothing_left(rows: u64, asked: &[(String, String)]) -> String {
    let asked: Vec<String> = asked.iter().map(|(column, values)| format!("`{}`: {values}", shown(column))).collect();
    format!("none of the {rows} rows is asked for ({})", asked.join("; "))
}

/// Values that do not occur.
fn occurs(values: &[String]) -> String {
    /// Values that are named.
    const NAMED: usize = 5;
    let named = listed(&values.iter().take(NAMED).map(|one| shown(one)).collect::<Vec<_>>());
    match values.len() {
        1 => format!("{named} occurs"),
        2..=NAMED => format!("{named} occur"),
        all => format!("{named} and {} more occur", all - NAMED),
    }
}

/// What is encrypted.
fn encrypted(columns: &[String]) -> String {
    match columns {
        [] => "the file is".into(),
        [one] => format!("the column `{}` is", shown(one)),
        many => format!("the columns {} are", listed(&many.iter().map(|one| shown(one)).collect::<Vec<_>>())),
    }
}

/// What else lies in a folder.
fn besides(found: &[String]) -> String {
    match found {
        [] => " and nothing else".into(),
        some => format!(", only {}", listed(&some.iter().map(|one| shown(one)).collect::<Vec<_>>())),
    }
}

/// The names of partitions.
fn partitions(names: &[String]) -> String {
    match names {
        [] => "no partition".into(),
        some => format!("partitions by {}", listed(&some.iter().map(|one| shown(one)).collect::<Vec<_>>())),
    }
}

/// How a column of one file differs from that of the first.
fn files_differ(column: &str, first: &Option<String>, other: &Option<String>) -> String {
    let column = shown(column);
    match (first, other) {
        (Some(first), Some(other)) => format!("the column `{column}` is {other} here, and {first} in the first file"),
        (Some(_), None) => format!("the column `{column}` of the first file is not here"),
        _ => format!("the column `{column}` is not in the first file"),
    }
}

impl FileFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "H810",
            Self::FieldCount { .. } => "H811",
            Self::NulBytes => "H812",
            Self::NoHeader { .. } => "H813",
            Self::HeaderRepeated => "H814",
            Self::OtherContent { .. } => "H815",
            Self::DamagedText { .. } => "H818",
            Self::MixedEncodings { .. } => "H817",
            Self::OpenQuote { .. } => "H816",
            Self::SeveralTables { .. } => "H819",
            Self::CutShort { .. } => "H840",
            Self::ArchiveOfSeveral { .. } => "H841",
            Self::ArchiveBomb { .. } => "H842",
            Self::ArchiveHolds { .. } => "H843",
            Self::ArchiveDamaged { .. } => "H844",
            Self::SheetTooSmall { .. } => "H850",
            Self::TypeNotWritten { .. } => "H851",
            Self::TextTooLongForCell { .. } => "H852",
            Self::FolderTaken => "H870",
            Self::QuoteOpen | Self::QuoteInside => "H816",
            Self::WorkbookPassword => "H820",
            Self::WorkbookBroken { .. } => "H821",
            Self::WorkbookUnsafe { .. } => "H822",
            Self::SheetNotInFile { .. } => "H823",
            Self::SheetEmpty { .. } => "H824",
            Self::SheetUndecided { .. } => "H825",
            Self::SheetUnknown { .. } => "H826",
            Self::CellError { .. } => "H827",
            Self::FormulaUnstored => "H828",
            Self::SheetShape { .. } => "H829",
            Self::ColumnBroken { .. } => "H830",
            Self::Encrypted { .. } => "H831",
            Self::TypesDiffer { .. } => "H832",
            Self::PartitionContradicts { .. } | Self::PartitionTwice { .. } => "H833",
            Self::NothingInFolder { .. } => "H834",
            Self::UnpacksTooFar { .. } => "H835",
            Self::OtherArrow { .. } => "H836",
            Self::EndsEarly { .. } => "H837",
            Self::OutsideDictionary => "H838",
            Self::PartitionsDiffer { .. } => "H839",
            Self::NothingLeft { .. } => "H871",
            Self::NeverOccurs { .. } => "H872",
            Self::CodesUnread { .. } => "H873",
            Self::FilesDiffer { .. } => "H860",
            Self::OptionValue { .. } => "H861",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::Empty => "export it again, and look at the size of the file".into(),
            Self::FieldCount { .. } => "correct the line; a text that holds the separator must stand in quotes".into(),
            Self::NulBytes => "fetch the file again, or export it anew: a disk or a transfer has damaged it".into(),
            Self::NoHeader { .. } => {
                "if the names stand in another line, say which: `header=5`; if there are none, name the columns: \
                 `header=False, names=[...]`"
                    .into()
            }
            Self::HeaderRepeated => "remove the line (two files were pasted together), or read them one by one".into(),
            Self::OtherContent { cure, .. } => (*cure).into(),
            Self::DamagedText { .. } => {
                "fetch the file again, or correct the line; if the whole file is in another encoding, say \
                 `encoding=\"windows-1252\"` or what it is"
                    .into()
            }
            Self::MixedEncodings { .. } => {
                "two files of different encodings were pasted together: save each as UTF-8 first, and then join them"
                    .into()
            }
            Self::OpenQuote { .. } => {
                "close the quotation mark or remove it; one inside a text in quotes is written twice (\"\")".into()
            }
            Self::SeveralTables { .. } => {
                "keep one table in a file, or say where the one you want begins and ends, such as `lines=(1, 40)`".into()
            }
            Self::CutShort { .. } => "fetch the file again: a transfer was broken off".into(),
            Self::ArchiveOfSeveral { .. } => "unpack it, and name the file you want".into(),
            Self::ArchiveBomb { .. } => "do not use the file; ask the sender for the table itself".into(),
            Self::ArchiveHolds { .. } => "unpack it, and name the file you want".into(),
            Self::ArchiveDamaged { .. } => "fetch the file again".into(),
            Self::SheetTooSmall { .. } => "write `.csv` or `.parquet`, or fewer rows".into(),
            Self::TypeNotWritten { .. } => "write `.parquet` or `.arrow`, or leave the column out".into(),
            Self::TextTooLongForCell { .. } => "write `.csv` or `.parquet`, or shorten the text".into(),
            Self::FolderTaken => "name a new folder, or remove what is there".into(),
            Self::QuoteOpen | Self::QuoteInside => {
                "correct the line; a text in quotes ends with one, and a quote inside it is written twice: \"\"".into()
            }
            Self::WorkbookPassword => "open it in Excel and save it without a password".into(),
            Self::WorkbookBroken { .. } => "fetch the file again, or open it in Excel and save it again".into(),
            Self::WorkbookUnsafe { .. } => {
                "ask its sender for a clean file: open it in Excel and save it again, or save the sheet as CSV".into()
            }
            Self::SheetNotInFile { .. } => "open the file in Excel and save it again, or ask for it again".into(),
            Self::SheetEmpty { .. } => "check the export, or name another sheet with `sheet=\"...\"`".into(),
            Self::SheetUndecided { sheets } => {
                let first = sheets.first().map(|name| shown(name)).unwrap_or_default();
                format!("say which one is meant, such as `sheet=\"{first}\"`")
            }
            Self::SheetUnknown { nearest, sheets, .. } => {
                let names = if nearest.is_empty() { sheets } else { nearest };
                let names: Vec<String> = names.iter().take(8).map(|name| shown(name)).collect();
                format!("name one of these: {}", listed(&names))
            }
            Self::CellError { .. } => {
                "mend the formula in Excel; if the error stands for a missing value, name it with `missing=[...]`".into()
            }
            Self::FormulaUnstored => "open the file in Excel, let it calculate, and save it".into(),
            Self::SheetShape { cure, .. } => (*cure).into(),
            Self::ColumnBroken { .. } => {
                "fetch or write the file again; its other columns can be read by themselves with `columns=[...]`".into()
            }
            Self::Encrypted { .. } => "write it again without encryption, where its keys are".into(),
            Self::TypesDiffer { .. } => {
                "write both files with one type, or read the other columns only, with `columns=[...]`".into()
            }
            Self::PartitionContradicts { .. } => "move the file to the folder it belongs to, or correct it".into(),
            Self::PartitionTwice { .. } => "give each column one folder on the way to a file".into(),
            Self::NothingInFolder { cure, .. } => (*cure).into(),
            Self::UnpacksTooFar { .. } => {
                "name the columns you need with `columns=[...]`, or count it with `hh.tally`, which reads it piece by piece"
                    .into()
            }
            Self::OtherArrow { cure, .. } => (*cure).into(),
            Self::EndsEarly { .. } => "fetch or write the file again: the rest of the table is missing".into(),
            Self::OutsideDictionary => "write the file again: it does not say what the value is".into(),
            Self::PartitionsDiffer { .. } => {
                "read the folders one by one, or put all files under the same partitions".into()
            }
            Self::FilesDiffer { first: Some(_), other: Some(_), .. } => {
                "say what the column is in all of them, such as `types={\"column\": \"text\"}`, or read the files one by one".into()
            }
            Self::FilesDiffer { .. } => {
                "name the columns that every file has with `columns=[...]`, or read the files one by one".into()
            }
            Self::NothingLeft { .. } => "widen what `where` asks for: no row has all of it at once".into(),
            Self::NeverOccurs { .. } => {
                "correct the spelling, or leave out what it is right that the data do not have".into()
            }
            Self::CodesUnread { nearest, .. } => {
                format!("{}name a column that an indicator reads", suggestion(nearest))
            }
            Self::OptionValue { expected, .. } => format!("give {expected}"),
        }
    }
}
