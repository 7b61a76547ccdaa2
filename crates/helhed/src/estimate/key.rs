//! Keys: which area, period or group a cell or an estimate belongs to.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One value of a key. Missing sorts first, then numbers, then texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum KeyValue {
    /// The row had no value in this key column.
    Missing,
    /// A whole number, such as a year.
    Integer(i64),
    /// A text, such as an area or `2013K1`.
    Text(String),
}

impl fmt::Display for KeyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("(missing)"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&str> for KeyValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for KeyValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for KeyValue {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// A key column and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyPart {
    /// Key column, such as `area`.
    pub dimension: String,
    /// Value.
    pub value: KeyValue,
}

impl fmt::Display for KeyPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.dimension, self.value)
    }
}

/// The parts as one text, `area=A, year=2013`.
#[must_use]
pub fn key_text(key: &[KeyPart]) -> String {
    key.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
