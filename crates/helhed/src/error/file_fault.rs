//! What can go wrong with a file: its bytes, its lines, its sheets, its folder.

use thiserror::Error;

use super::nearest::listed;
use super::shown::shown;

/// What went wrong with a file. Values of cells are shown shortened and masked.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum FileFault {
    #[error("the file is empty")]
    Empty,
    #[error("the line has {found} fields, expected {expected}")]
    FieldCount { found: usize, expected: usize },
    #[error("there are NUL bytes in the text")]
    NulBytes,
    #[error("the first line looks like data ({}), not like names", listed(&first.iter().map(|one| shown(one)).collect::<Vec<_>>()))]
    NoHeader { first: Vec<String> },
    #[error("the line repeats the header")]
    HeaderRepeated,
    #[error("the content is {found}")]
    OtherContent { found: String, cure: &'static str },
    #[error("the column cannot be read: {reason}")]
    ColumnBroken { reason: String },
    #[error("{} encrypted", encrypted(columns))]
    Encrypted { columns: Vec<String> },
    #[error("the column is {found} here and {other} in {}", shown(file))]
    TypesDiffer { found: String, other: String, file: String },
    #[error("the folder says `{}`, and the column of that name in the file holds `{}`", shown(folder), shown(found))]
    PartitionContradicts { folder: String, found: String },
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
            Self::ColumnBroken { .. } => "H830",
            Self::Encrypted { .. } => "H831",
            Self::TypesDiffer { .. } => "H832",
            Self::PartitionContradicts { .. } => "H833",
            Self::NothingInFolder { .. } => "H834",
            Self::UnpacksTooFar { .. } => "H835",
            Self::OtherArrow { .. } => "H836",
            Self::EndsEarly { .. } => "H837",
            Self::OutsideDictionary => "H838",
            Self::PartitionsDiffer { .. } => "H839",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::Empty => "export it again".into(),
            Self::FieldCount { .. } => "correct the line; a text that holds the separator must stand in quotes".into(),
            Self::NulBytes => "fetch the file again: a disk or a transfer has damaged it".into(),
            Self::NoHeader { .. } => "say `header=False`, and name the columns with `names`".into(),
            Self::HeaderRepeated => "remove the line: two files were pasted together".into(),
            Self::OtherContent { cure, .. } => (*cure).into(),
            Self::ColumnBroken { .. } => {
                "fetch or write the file again; its other columns can be read by themselves with `columns`".into()
            }
            Self::Encrypted { .. } => "write it again without encryption, where its keys are".into(),
            Self::TypesDiffer { .. } => {
                "write both files with one type, or read the other columns only, with `columns`".into()
            }
            Self::PartitionContradicts { .. } => "move the file to the folder it belongs to, or correct it".into(),
            Self::NothingInFolder { cure, .. } => (*cure).into(),
            Self::UnpacksTooFar { .. } => {
                "name the columns you need with `columns`, or count it with `tally`, which reads it piece by piece"
                    .into()
            }
            Self::OtherArrow { cure, .. } => (*cure).into(),
            Self::EndsEarly { .. } => "fetch or write the file again: the rest of the table is missing".into(),
            Self::OutsideDictionary => "write the file again: it does not say what the value is".into(),
            Self::PartitionsDiffer { .. } => {
                "read the folders one by one, or put all files under the same partitions".into()
            }
        }
    }
}
