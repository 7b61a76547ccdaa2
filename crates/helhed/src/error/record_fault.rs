//! What can go wrong with rows: values of another kind, persons, spells, events.

use thiserror::Error;

use super::nearest::listed;
use super::shown::shown;

/// What went wrong with rows. Values are shown shortened and masked.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum RecordFault {
    #[error("`{}` is not {expected}", shown(found))]
    NotOfColumn { found: String, expected: String },
    #[error("the column mixes {}", listed(forms))]
    MixedForms { forms: Vec<String>, cure: &'static str },
    #[error("the column holds what looks like CPR numbers, in {rows} rows")]
    PersonNumbers { rows: u64 },
    #[error("`{}` is neither yes nor no", shown(found))]
    NeitherYesNorNo { found: String },
}

impl RecordFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOfColumn { .. } => "H110",
            Self::MixedForms { .. } => "H111",
            Self::PersonNumbers { .. } => "H112",
            Self::NeitherYesNorNo { .. } => "H130",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::NotOfColumn { .. } => {
                "correct the cell, name it under `missing` if it stands for a missing value, or read the column as text"
                    .into()
            }
            Self::MixedForms { cure, .. } => (*cure).into(),
            Self::PersonNumbers { .. } => {
                "replace them by pseudonyms first, or declare the column as the person key and give a `key`".into()
            }
            Self::NeitherYesNorNo { .. } => {
                "say under `truths` which words mean yes and no, leave the cell empty, or read the column as text"
                    .into()
            }
        }
    }
}
