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
                "say that there is no header (`header=False`), and name the columns with `names`".into()
            }
            Self::HeaderRepeated => "remove the line (two files were pasted together), or read them one by one".into(),
            Self::OtherContent { cure, .. } => (*cure).into(),
            Self::DamagedText { .. } => {
                "fetch the file again, or correct the line; if the whole file is in another encoding, say `encoding`"
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
                "keep one table in a file, or say with `lines` where the one you want begins and ends".into()
            }
            Self::CutShort { .. } => "fetch the file again: a transfer was broken off".into(),
            Self::ArchiveOfSeveral { .. } => "unpack it, and name the file you want".into(),
            Self::ArchiveBomb { .. } => "do not use the file; ask the sender for the table itself".into(),
            Self::ArchiveHolds { .. } => "unpack it, and name the file you want".into(),
            Self::ArchiveDamaged { .. } => "fetch the file again".into(),
        }
    }
}
