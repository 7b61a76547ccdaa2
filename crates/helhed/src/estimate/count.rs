//! What a number rests on.

use serde::{Deserialize, Serialize};

/// How many records, events and how much exposure are behind a number. What does not apply is absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// Rows or units with a value.
    pub records: Option<u64>,
    /// Events among them.
    pub events: Option<u64>,
    /// Time or population exposed.
    pub exposure: Option<f64>,
}

impl Count {
    /// Units only.
    #[must_use]
    pub fn of_records(records: u64) -> Self {
        Self { records: Some(records), ..Self::default() }
    }

    /// Events among units.
    #[must_use]
    pub fn of_events(events: u64, records: u64) -> Self {
        Self { records: Some(records), events: Some(events), exposure: None }
    }

    /// Both groups together; a part is absent if either lacks it.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            records: self.records.zip(other.records).map(|(a, b)| a + b),
            events: self.events.zip(other.events).map(|(a, b)| a + b),
            exposure: self.exposure.zip(other.exposure).map(|(a, b)| a + b),
        }
    }
}
