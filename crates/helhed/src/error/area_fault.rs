//! What can go wrong with areas that stand side by side.

use thiserror::Error;

use super::nearest::listed;
use super::shown::shown;

/// What went wrong with areas that are compared.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum AreaFault {
    #[error("nothing says which key column holds the areas (key columns: {})", listed(dimensions))]
    SeveralKeys { dimensions: Vec<String> },
    #[error("the area `{}` is there twice", shown(area))]
    AreaTwice { area: String },
    #[error("neighbours can only be added up where the counts of each area are known")]
    NothingToAdd,
}

impl AreaFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SeveralKeys { .. } => "H540",
            Self::AreaTwice { .. } => "H541",
            Self::NothingToAdd => "H542",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::SeveralKeys { .. } => {
                "name the column of the areas, `area=\"area\"`: what else is in the key (years, groups) is then pooled; or \
                 tally by the area alone"
                    .into()
            }
            Self::AreaTwice { .. } => "give one row an area: add up its counts first, or tally by the area".into(),
            Self::NothingToAdd => "hand over cells or counts of each area, not ratios or estimates".into(),
        }
    }
}
