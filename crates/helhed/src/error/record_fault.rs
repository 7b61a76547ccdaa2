//! What can go wrong with rows: values of another kind, persons, spells, events.

use thiserror::Error;

use super::Finding;
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
    #[error("the name of the column is or holds what looks like a CPR number")]
    PersonNumberInName,
    #[error("the key for pseudonyms has {found} bytes, and fewer than {fewest} can be guessed")]
    KeyTooShort { found: usize, fewest: usize },
    #[error("{finding}{}", and_more(*rows))]
    Found { finding: Box<Finding>, rows: u64 },
}

/// How many rows there are beside the one that is shown.
fn and_more(rows: u64) -> String {
    if rows > 1 { format!(" ({rows} rows in all)") } else { String::new() }
}

impl RecordFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOfColumn { .. } => "H110",
            Self::MixedForms { .. } => "H111",
            Self::NeitherYesNorNo { .. } => "H130",
            Self::PersonNumbers { .. } | Self::PersonNumberInName => "H112",
            Self::KeyTooShort { .. } => "H118",
            Self::Found { finding, .. } => match **finding {
                Finding::RowTwice { .. } => "H113",
                Finding::PersonTwice { .. } => "H114",
                Finding::PersonInTwoAreas { .. } => "H115",
                Finding::SpellBackwards { .. } => "H116",
                Finding::SpellsOverlap { .. } => "H117",
                Finding::CellTwice { .. } => "H119",
                Finding::EventsAboveN { .. } => "H140",
                Finding::EventsUnexposed { .. } => "H141",
                Finding::BelowZero { .. } => "H142",
                Finding::PartOfOne { .. } => "H143",
                Finding::WithoutWeight { .. } => "H144",
                Finding::NeitherYesNorNo { .. } => "H145",
                Finding::AgeImpossible { .. } => "H146",
                Finding::BirthImpossible { .. } => "H147",
                Finding::DateImplausible { .. } => "H148",
                Finding::KeyMissing { .. } => "H149",
            },
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::NotOfColumn { .. } => {
                "correct the cell in the file; if it stands for a missing value, name it with `missing=[...]`; or read the column \
                 as text with `types={\"column\": \"text\"}`"
                    .into()
            }
            Self::MixedForms { cure, .. } => (*cure).into(),
            Self::PersonNumbers { .. } => {
                "have pseudonyms made of them: `roles={\"person\": \"column\"}` with a `key`; or leave the column out by naming \
                 the others with `columns=[...]`"
                    .into()
            }
            Self::NeitherYesNorNo { .. } => {
                "say which words mean yes and no, `truths=([\"ja\"], [\"nej\"])`; leave the cell empty; or read the column as \
                 text with `types={\"column\": \"text\"}`"
                    .into()
            }
            Self::PersonNumberInName => {
                "if the first line is data, say `header=False`; if each column is a person, turn the table so that each row is one"
                    .into()
            }
            Self::KeyTooShort { fewest, .. } => format!("give a secret of {fewest} random bytes or more, and keep it"),
            Self::Found { finding, .. } => {
                let check = finding.check();
                format!(
                    "{}; to set such rows aside and count them, say `policies={{\"{check}\": \"count\"}}`",
                    finding.mend()
                )
            }
        }
    }
}
