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
    #[error("{}", files_differ(column, first, other))]
    FilesDiffer { column: String, first: Option<String>, other: Option<String> },
    #[error("`{}` is not {expected}", shown(found))]
    OptionValue { found: String, expected: &'static str },
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
            Self::FilesDiffer { .. } => "H860",
            Self::OptionValue { .. } => "H861",
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
            Self::FilesDiffer { first: Some(_), other: Some(_), .. } => {
                "say under `types` what the column holds in all of them, or read the files one by one".into()
            }
            Self::FilesDiffer { .. } => {
                "name under `columns` those that every file has, or read the files one by one".into()
            }
            Self::OptionValue { expected, .. } => format!("give {expected}"),
        }
    }
}
