//! A confidence interval.

use serde::{Deserialize, Serialize};

use super::Level;
use super::extended;

/// A two-sided confidence interval. Either bound may be infinite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// Lower bound.
    #[serde(with = "extended")]
    #[cfg_attr(feature = "schema", schemars(with = "NumberOrInfinity"))]
    pub lower: f64,
    /// Upper bound.
    #[serde(with = "extended")]
    #[cfg_attr(feature = "schema", schemars(with = "NumberOrInfinity"))]
    pub upper: f64,
    /// Confidence level.
    pub level: Level,
}

impl Interval {
    /// The interval of `factor` times the quantity (`factor` may be negative).
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let (a, b) = (self.lower * factor, self.upper * factor);
        Self { lower: a.min(b), upper: a.max(b), ..self }
    }

    /// Whether `value` lies inside or on a bound.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }
}

/// Shape of a bound in JSON: a number, or the text of an infinity.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "only its schema is used")]
pub(crate) enum NumberOrInfinity {
    /// A finite number.
    Number(f64),
    /// `inf` or `-inf`.
    Infinity(String),
}
