//! What can go wrong with studies that are to be pooled.

use thiserror::Error;

use super::shown::shown;

/// What went wrong with studies that are to be pooled.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum PoolFault {
    #[error("the studies estimate different things: `{first}` and `{second}`")]
    MixedEstimands { first: &'static str, second: &'static str },
    #[error("the standard errors are on different scales: `{first}` and `{second}`")]
    MixedScales { first: &'static str, second: &'static str },
    #[error("the studies have different units: `{}` and `{}`", shown(first), shown(second))]
    MixedUnits { first: String, second: String },
    #[error("the sampling variance {found} is not above zero")]
    VarianceNotPositive { found: f64 },
    #[error("{values} numbers are no rows of {studies} studies")]
    RaggedRows { values: u64, studies: u64 },
}

impl PoolFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MixedEstimands { .. } => "H520",
            Self::MixedScales { .. } => "H521",
            Self::MixedUnits { .. } => "H522",
            Self::VarianceNotPositive { .. } => "H523",
            Self::RaggedRows { .. } => "H524",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::MixedEstimands { .. } => "pool one kind at a time: `estimates.of(\"risk_ratio\")`",
            Self::MixedScales { .. } => "estimate every study by the same method, so that all have the same scale",
            Self::MixedUnits { .. } => "bring them to one unit first, such as events per 1,000 everywhere",
            Self::VarianceNotPositive { .. } => {
                "a study without variance would outweigh all others: leave it out and say so, or estimate it by a method \
                 that takes zeros"
            }
            Self::RaggedRows { .. } => "give a number for each study of each row, and not-a-number where one is missing",
        }
        .into()
    }
}
