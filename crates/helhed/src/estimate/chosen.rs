//! Why a door took the method it took.

use serde::{Deserialize, Serialize};

/// The reason for which a door chose the method of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Chosen {
    /// The default of its question, whatever the size of the data.
    Default,
    /// The default where there are [`MANY_EVENTS`](Self::MANY_EVENTS) events or more.
    DefaultForManyEvents,
    /// The default where there are fewer than [`MANY_EVENTS`](Self::MANY_EVENTS) events.
    DefaultForFewEvents,
    /// Named by the user.
    AskedFor,
}

impl Chosen {
    /// Events from which an approximation to the exact Poisson interval is good enough to be the default.
    pub const MANY_EVENTS: u64 = 10;

    /// The name as written in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::DefaultForManyEvents => "default_for_many_events",
            Self::DefaultForFewEvents => "default_for_few_events",
            Self::AskedFor => "asked_for",
        }
    }
}
