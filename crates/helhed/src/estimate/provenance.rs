//! Where a number comes from.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Chosen;

/// What the number was made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Counted from rows, or from counts that were entered.
    #[default]
    Counts,
    /// Numerator and denominator as a publication prints them.
    PublishedCounts,
    /// A figure as a publication prints it, without its counts.
    PublishedFigure,
}

/// Version, definition and source behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Provenance {
    /// Version of helhed that computed it.
    pub helhed: Cow<'static, str>,
    /// What it was made of.
    pub basis: Basis,
    /// Indicator definition, as `hou_evict@2026.1`.
    pub definition: Option<String>,
    /// Register, survey or publication.
    pub source: Option<String>,
    /// Why its method was chosen; absent where no door chose it.
    #[serde(default)]
    pub chosen: Option<Chosen>,
}

impl Default for Provenance {
    fn default() -> Self {
        Self {
            helhed: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            basis: Basis::Counts,
            definition: None,
            source: None,
            chosen: None,
        }
    }
}
