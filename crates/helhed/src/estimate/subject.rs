//! What a number is about.

use serde::{Deserialize, Serialize};

use super::Names;

/// The direction in which an indicator gets better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: it is never judged.
    #[default]
    Neutral,
}

/// The indicator an estimate is about: enough to name it and to judge its direction, without the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    /// Stable id.
    pub id: String,
    /// Names.
    pub name: Names,
    /// Direction in which it gets better.
    pub better: Direction,
}
