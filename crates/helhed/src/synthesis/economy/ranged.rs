//! A number of which a lowest and a highest value are thought possible.

use serde::{Deserialize, Serialize};

use crate::error::{EconomyFault, Error, Fault, Result};

/// A likely value between a lowest and a highest one. Half the probability lies on each side of the likely value, evenly
/// spread: nothing lies outside, and no shape is assumed that nobody stated. One that exists is in order and finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Ranged {
    value: f64,
    low: f64,
    high: f64,
}

/// What is written, before it is known to be in order.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Ranged"))]
struct Parts {
    value: f64,
    low: f64,
    high: f64,
}

impl TryFrom<Parts> for Ranged {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::new(parts.value, parts.low, parts.high)
    }
}

impl Ranged {
    /// A number that is known.
    ///
    /// # Errors
    /// `H104` unless it is finite.
    pub fn fixed(value: f64) -> Result<Self> {
        Self::new(value, value, value)
    }

    /// A likely value, a lowest and a highest.
    ///
    /// # Errors
    /// `H104` unless all are finite, `H564` unless they are in order.
    pub fn new(value: f64, low: f64, high: f64) -> Result<Self> {
        if let Some(found) = [value, low, high].into_iter().find(|number| !number.is_finite()) {
            return Err(Fault::NotFinite { found }.into());
        }
        if low <= value && value <= high {
            Ok(Self { value, low, high })
        } else {
            Err(EconomyFault::RangeCrossed { low, value, high }.into())
        }
    }

    /// The likely value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    /// The lowest.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// The highest.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// Whether it may be another number than the likely one.
    #[must_use]
    pub fn varies(self) -> bool {
        self.low < self.high
    }

    /// The number below which this share of the probability lies.
    pub(super) fn quantile(self, share: f64) -> f64 {
        if share < 0.5 {
            self.low + (self.value - self.low) * 2.0 * share
        } else {
            self.value + (self.high - self.value) * (2.0 * share - 1.0)
        }
    }

    /// The same times a factor of zero or more.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { value: self.value * factor, low: self.low * factor, high: self.high * factor }
    }
}
