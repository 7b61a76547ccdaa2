//! What a number is about.

use serde::{Deserialize, Serialize};

use super::Names;
use crate::error::{Error, Fault, Place, Result};

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

impl Direction {
    /// From `higher`, `lower` or `neutral`.
    ///
    /// # Errors
    /// `H006` for anything else.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "higher" => Ok(Self::Higher),
            "lower" => Ok(Self::Lower),
            "neutral" => Ok(Self::Neutral),
            other => {
                let nearest = ["higher", "lower", "neutral"].map(str::to_owned).to_vec();
                let fault = Fault::UnknownName { what: "direction", found: other.to_owned(), nearest };
                Err(Error::new(fault, Place::argument("better")))
            }
        }
    }
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
