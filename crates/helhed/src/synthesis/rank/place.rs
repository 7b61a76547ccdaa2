//! Where an area may stand among the others.

use serde::{Deserialize, Serialize};

use crate::estimate::KeyPart;

/// Ranks from one to another, both included. Rank 1 is the best; of an indicator without direction, the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankRange {
    /// The best rank it may have.
    pub best: u64,
    /// The worst rank it may have.
    pub worst: u64,
}

/// What can be said of an area among the others. What an area without a figure cannot have is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RankedArea {
    /// Area.
    pub key: Vec<KeyPart>,
    /// Its own value.
    pub value: Option<f64>,
    /// The ranks it may have, said of all areas together.
    pub simultaneous: Option<RankRange>,
    /// The ranks it may have, said of it alone, after shrinkage.
    pub marginal: Option<RankRange>,
    /// Probability that it is in the best quarter.
    pub best_quarter: Option<f64>,
    /// Probability that it is in the worst quarter.
    pub worst_quarter: Option<f64>,
}
