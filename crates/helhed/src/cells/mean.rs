//! Count, mean and squared deviations: the cell behind a mean.

use serde::{Deserialize, Serialize};

use super::checks::{LARGEST_MEASUREMENT, from_nothing, measurement, whole};
use crate::error::{Error, Fault, Place, Result};

/// Values counted, their mean, the sum of squared deviations from it (M2), and rows whose value is missing.
///
/// Values are added and cells merged by the formula of Chan, Golub and LeVeque (1979), and the mean is kept with the
/// digits that do not fit into one double, so a large mean does not swallow a small variance.
///
/// ```
/// use helhed::cells::MeanCell;
/// let cell = MeanCell::from_values([1.0, 2.0, 6.0].map(Some))?;
/// assert_eq!((cell.records(), cell.mean(), cell.variance()), (3, Some(3.0), Some(7.0)));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct MeanCell {
    records: u64,
    mean: f64,
    /// What the mean lacks for rounding to one double.
    mean_rest: f64,
    m2: f64,
    missing: u64,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MeanCell"))]
struct Parts {
    records: u64,
    mean: f64,
    #[serde(default)]
    mean_rest: f64,
    m2: f64,
    missing: u64,
}

impl TryFrom<Parts> for MeanCell {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::from_parts(parts.records, parts.mean, parts.m2, parts.missing)?.with_mean_rest(parts.mean_rest)
    }
}

impl MeanCell {
    /// From values; `None` is missing.
    ///
    /// # Errors
    /// `H104` or `H008` for a value that is infinite or too large for its square to be summed.
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
    /// `H104` or `H008` for a mean or M2 that is infinite or too large, `H008` for a negative M2 or sums of no records.
    pub fn from_parts(records: u64, mean: f64, m2: f64, missing: u64) -> Result<Self> {
        measurement("mean", mean)?;
        from_nothing(records, &[mean, m2])?;
        if !(m2 >= 0.0 && m2.is_finite()) {
            let fault = Fault::OutsideRange { what: "sum of squared deviations", found: m2, low: 0.0, high: f64::MAX };
            return Err(Error::new(fault, Place::argument("m2")));
        }
        Ok(Self { records, mean, mean_rest: 0.0, m2, missing })
    }

    /// From n, mean and standard deviation (divisor n - 1), as a publication prints them.
    ///
    /// # Errors
    /// `H202` or `H204` for a number of values that is no count, `H008` for a negative standard deviation, and those of
    /// [`from_parts`](Self::from_parts).
    pub fn from_summary(n: f64, mean: f64, standard_deviation: f64) -> Result<Self> {
        let records = whole("n", n)?;
        measurement("sd", standard_deviation)?;
        if standard_deviation < 0.0 {
            let (what, found) = ("standard deviation", standard_deviation);
            let fault = Fault::OutsideRange { what, found, low: 0.0, high: f64::MAX };
            return Err(Error::new(fault, Place::argument("sd")));
        }
        let freedom = records.saturating_sub(1) as f64;
        Self::from_parts(records, mean, standard_deviation * standard_deviation * freedom, 0)
    }

    /// The same cell with the digits of its mean that did not fit into one double.
    ///
    /// # Errors
    /// `H008` for a rest that is no rounding of the mean.
    pub fn with_mean_rest(self, mean_rest: f64) -> Result<Self> {
        if self.mean + mean_rest == self.mean {
            return Ok(Self { mean_rest, ..self });
        }
        let half = 0.5 * f64::EPSILON * self.mean.abs();
        let fault = Fault::OutsideRange { what: "rest of the mean", found: mean_rest, low: -half, high: half };
        Err(Error::new(fault, Place::argument("mean_rest")))
    }

    /// Adds a value. Not-a-number counts as missing.
    ///
    /// # Errors
    /// `H104` or `H008` for a value that is infinite or too large for its square to be summed.
    #[inline]
    pub fn push(&mut self, value: f64) -> Result<()> {
        // Not-a-number fails this comparison too, so the common case is one test.
        if value.abs() <= LARGEST_MEASUREMENT {
            self.records += 1;
            let records = self.records as f64;
            let deviation = (value - self.mean) - self.mean_rest;
            (self.mean, self.mean_rest) = sum_and_rest(self.mean, deviation / records + self.mean_rest);
            self.m2 += deviation * deviation * ((records - 1.0) / records);
            return Ok(());
        }
        self.push_odd(value)
    }

    #[cold]
    fn push_odd(&mut self, value: f64) -> Result<()> {
        if value.is_nan() {
            self.push_missing();
            return Ok(());
        }
        measurement("value", value).map(drop)
    }

    /// Counts a row without a value.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted. Which of the two comes first does not change a bit.
    pub fn merge(&mut self, other: &Self) {
        let missing = self.missing + other.missing;
        let (large, small) = if self.weight() >= other.weight() { (&*self, other) } else { (other, &*self) };
        if small.records == 0 {
            *self = Self { missing, ..*large };
            return;
        }
        let (left, right) = (large.records as f64, small.records as f64);
        let total = left + right;
        let deviation = (small.mean - large.mean) + (small.mean_rest - large.mean_rest);
        let (mean, mean_rest) = sum_and_rest(large.mean, deviation * (right / total) + large.mean_rest);
        let m2 = (large.m2 + small.m2) + deviation * deviation * (left * right / total);
        *self = Self { records: large.records + small.records, mean, mean_rest, m2, missing };
    }

    /// An order of cells, so that a merge does not depend on which comes first.
    fn weight(&self) -> (u64, u64, u64, u64) {
        (self.records, self.mean.to_bits(), self.mean_rest.to_bits(), self.m2.to_bits())
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

    /// The digits of the mean that do not fit into one double.
    #[must_use]
    pub fn mean_rest(&self) -> f64 {
        self.mean_rest
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

/// A sum of two numbers, and what its rounding left out (Knuth's two-sum).
#[inline]
pub(super) fn sum_and_rest(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}
