//! The confidence level.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result};
use crate::numeric::{normal, student};

/// A confidence level strictly between 0 and 1, with its normal quantile. One that exists is valid.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "f64"))]
#[serde(try_from = "f64", into = "f64")]
pub struct Level {
    level: f64,
    z: f64,
}

impl Level {
    /// 95 percent, the level used when none is named.
    pub const P95: Self = Self { level: 0.95, z: 1.959_963_984_540_054_2 };
    /// 99.8 percent, the outer limits of a funnel.
    pub const P998: Self = Self { level: 0.998, z: 3.090_232_306_167_813_5 };

    /// A level as a share of one.
    ///
    /// # Errors
    /// `H301` unless it lies strictly between 0 and 1.
    pub fn new(level: f64) -> Result<Self> {
        if level > 0.0 && level < 1.0 {
            // 0.95 is the named level to the last bit, however it was written.
            let named = [Self::P95, Self::P998].into_iter().find(|named| named.level == level);
            Ok(named.unwrap_or_else(|| Self::computed(level)))
        } else {
            Err(Error::new(Fault::LevelOutside { found: level }, Place::argument("level")))
        }
    }

    fn computed(level: f64) -> Self {
        Self { level, z: normal::upper_quantile(0.5 * (1.0 - level)) }
    }

    /// The level as a share of one.
    #[must_use]
    pub fn get(self) -> f64 {
        self.level
    }

    /// Probability outside the interval on each side.
    #[must_use]
    pub fn tail(self) -> f64 {
        0.5 * (1.0 - self.level)
    }

    /// Standard normal quantile that leaves [`tail`](Self::tail) above it.
    #[must_use]
    pub fn z(self) -> f64 {
        self.z
    }

    /// The same of Student's t with `df` degrees of freedom.
    ///
    /// # Errors
    /// `H901` if the search for it did not end.
    pub(crate) fn t(self, df: f64) -> Result<f64> {
        student::upper_quantile(self.tail(), df)
            .ok_or_else(|| Fault::Bug { what: format!("no t quantile with {df} degrees of freedom") }.into())
    }
}

impl Default for Level {
    fn default() -> Self {
        Self::P95
    }
}

impl TryFrom<f64> for Level {
    type Error = Error;

    fn try_from(level: f64) -> Result<Self> {
        Self::new(level)
    }
}

impl From<Level> for f64 {
    fn from(level: Level) -> Self {
        level.level
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_levels_are_those_that_would_be_computed() {
        for named in [Level::P95, Level::P998] {
            let computed = Level::computed(named.get());
            assert!((named.z() - computed.z()).abs() < 4e-15);
        }
    }
}
