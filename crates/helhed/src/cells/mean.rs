//! Count, mean and squared deviations: the cell behind a mean.

use serde::{Deserialize, Serialize};

use super::checks::finite;
use crate::error::{Error, Fault, Place, Result};

/// Values counted, their mean, the sum of squared deviations from it (M2), and rows whose value is missing.
///
/// Values are added by Welford's update and cells merged by the formula of Chan, Golub and LeVeque (1979), so large
/// means do not swallow small variances.
///
/// ```
/// use helhed::cells::MeanCell;
/// let cell = MeanCell::from_values([1.0, 2.0, 6.0].map(Some))?;
/// assert_eq!((cell.records(), cell.mean(), cell.variance()), (3, Some(3.0), Some(7.0)));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeanCell {
    records: u64,
    mean: f64,
    m2: f64,
    missing: u64,
}

impl MeanCell {
    /// From values; `None` is missing.
    ///
    /// # Errors
    /// `H104` for an infinite value.
    pub fn from_values(values: impl IntoIterator<Item = Option<f64>>) -> Result<Self> {
        let mut cell = Self::default();
        for value in values {
            match value {
                Some(value) => cell.push(value)?,
                None => cell.push_missing(),
            }
        }
        Ok(cell)
    }

    /// From the parts that a publication or a file of cells holds.
    ///
    /// # Errors
    /// `H104` for a mean or M2 that is not finite, `H008` for a negative M2.
    pub fn from_parts(records: u64, mean: f64, m2: f64, missing: u64) -> Result<Self> {
        finite("mean", mean)?;
        finite("m2", m2)?;
        if m2 < 0.0 {
            let fault = Fault::OutsideRange { what: "sum of squared deviations", found: m2, low: 0.0, high: f64::MAX };
            return Err(Error::new(fault, Place::argument("m2")));
        }
        Ok(Self { records, mean, m2, missing })
    }

    /// Adds a value. Not-a-number counts as missing.
    ///
    /// # Errors
    /// `H104` for an infinite value.
    pub fn push(&mut self, value: f64) -> Result<()> {
        if value.is_nan() {
            self.push_missing();
            return Ok(());
        }
        finite("value", value)?;
        self.records += 1;
        let (deviation, records) = (value - self.mean, self.records as f64);
        self.mean += deviation / records;
        // As a merge with a cell of one value would: the rounding of the new mean stays out of it.
        self.m2 += deviation * deviation * ((records - 1.0) / records);
        Ok(())
    }

    /// Counts a row without a value.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted. Which of the two comes first does not change a bit.
    pub fn merge(&mut self, other: &Self) {
        let missing = self.missing + other.missing;
        if other.records == 0 {
            self.missing = missing;
            return;
        }
        if self.records == 0 {
            *self = Self { missing, ..*other };
            return;
        }
        let (left, right) = (self.records as f64, other.records as f64);
        let total = left + right;
        let deviation = other.mean - self.mean;
        // The mean of the two as a weighted sum is the same whichever comes first.
        self.mean =
            if deviation == 0.0 { self.mean } else { self.mean * (left / total) + other.mean * (right / total) };
        self.m2 = (self.m2 + other.m2) + deviation * deviation * (left * right / total);
        self.records += other.records;
        self.missing = missing;
    }

    /// Rows with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Rows without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// Mean; absent without values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.records > 0).then_some(self.mean)
    }

    /// Sum of squared deviations from the mean.
    #[must_use]
    pub fn m2(&self) -> f64 {
        self.m2
    }

    /// Variance with divisor n - 1; absent below two values.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        (self.records > 1).then(|| self.m2 / (self.records - 1) as f64)
    }
}
