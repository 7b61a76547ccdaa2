//! Below how many persons a count is not shown.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result};

/// Counts from 1 to one below this are hidden. 0 is a count of nobody, and is published.
///
/// Danish offices hide counts below 5 (health data, education) or below 3 (Statistics Denmark, on every margin); 5
/// satisfies both. With 2 a hidden count could only be 1, and hiding it would say so: 3 is the least.
///
/// ```
/// use helhed::design::Threshold;
/// assert!(Threshold::default().hides(4) && !Threshold::default().hides(5) && !Threshold::default().hides(0));
/// assert_eq!(Threshold::new(2).unwrap_err().code(), "H610");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "u64"))]
#[serde(try_from = "u64", into = "u64")]
pub struct Threshold(u64);

impl Threshold {
    /// The lowest threshold that leaves a hidden count more than one value.
    pub const LEAST: u64 = 3;
    /// The highest: beyond a thousand persons nobody is hidden in the crowd any better.
    pub const MOST: u64 = 1000;

    /// A threshold of so many persons.
    ///
    /// # Errors
    /// `H610` below 3 or above 1000.
    pub fn new(least: u64) -> Result<Self> {
        if (Self::LEAST..=Self::MOST).contains(&least) {
            return Ok(Self(least));
        }
        let fault = Fault::ThresholdOutside { found: least, least: Self::LEAST, most: Self::MOST };
        Err(Error::new(fault, Place::argument("threshold")))
    }

    /// The least count that is published.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }

    /// Whether a count is too small to be published.
    #[must_use]
    pub fn hides(self, count: u64) -> bool {
        (1..self.0).contains(&count)
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(5)
    }
}

impl TryFrom<u64> for Threshold {
    type Error = Error;

    fn try_from(least: u64) -> Result<Self> {
        Self::new(least)
    }
}

impl From<Threshold> for u64 {
    fn from(threshold: Threshold) -> Self {
        threshold.0
    }
}
