//! A doubt and its place.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Doubt;
use crate::design::Language;
use crate::error::Place;

/// What a person should know about a file that was read: a [`Doubt`], and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// What was doubtful, and how it was read.
    pub doubt: Doubt,
    /// File, sheet, line, row and column, as far as they are known.
    pub at: Place,
}

impl Notice {
    /// A doubt at a place.
    #[must_use]
    pub fn new(doubt: Doubt, at: Place) -> Self {
        Self { doubt, at }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.doubt.code(), self.doubt.say(Language::En))?;
        if !self.at.spots().is_empty() {
            write!(f, "\n  where: {}", self.at)?;
        }
        write!(f, "\n  mend:  {}", self.doubt.mend())
    }
}
