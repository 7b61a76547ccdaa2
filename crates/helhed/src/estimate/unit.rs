//! The unit of a value.

use serde::{Deserialize, Serialize};

/// The unit in which a value is stored. A share is stored between 0 and 1 and shown in percent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Share of one; shown in percent.
    Share,
    /// Share of one; shown per so many (`per 1,000 children`).
    SharePer(u32),
    /// Events for so much exposure (1, 100, 1,000, 100,000).
    Per(f64),
    /// A number with no unit.
    Ratio,
    /// A relative change, stored in percent.
    Percent,
    /// Danish kroner.
    Kroner,
    /// Anything else, by its name: points, years, persons, weeks.
    Named(String),
}

impl Unit {
    /// Events for `per` of exposure.
    #[must_use]
    pub fn per(per: f64) -> Self {
        Self::Per(per)
    }

    /// The unit as written in a table column.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Share => "share".into(),
            Self::SharePer(per) => format!("share, shown per {per}"),
            Self::Per(per) => format!("per {per}"),
            Self::Ratio => "ratio".into(),
            Self::Percent => "percent".into(),
            Self::Kroner => "DKK".into(),
            Self::Named(name) => name.clone(),
        }
    }
}
