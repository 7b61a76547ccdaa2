//! An area: the place a programme works in.

use serde::{Deserialize, Serialize};

/// A housing area, by name. Boundaries and members belong to the data, not here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Area(String);

impl Area {
    /// By name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into().trim().to_owned())
    }

    /// Several names in one text, split at semicolons.
    #[must_use]
    pub fn list(text: &str) -> Vec<Self> {
        text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(Self::new).collect()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}
