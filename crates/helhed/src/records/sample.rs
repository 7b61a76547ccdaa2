//! Values as they were observed, for what cannot be made of sums: medians, ranks, weights.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, Spot};

/// Finite values in the order they came, and rows whose value is missing.
///
/// ```
/// use helhed::records::Sample;
/// let waiting = Sample::from_values([Some(3.0), None, Some(1.5)])?;
/// assert_eq!((waiting.values(), waiting.missing()), (&[3.0, 1.5][..], 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Sample {
    values: Vec<f64>,
    missing: u64,
}

/// What is written, before it is known to be a sample.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Sample"))]
struct Parts {
    values: Vec<f64>,
    missing: u64,
}

impl TryFrom<Parts> for Sample {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let sample = Self::from_values(parts.values.into_iter().map(Some))?;
        Ok(Self { missing: parts.missing, ..sample })
    }
}

impl Sample {
    /// From values; `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H104` for an infinite value, with its row.
    pub fn from_values(values: impl IntoIterator<Item = Option<f64>>) -> Result<Self> {
        let mut sample = Self::default();
        for (row, value) in (0_u64..).zip(values) {
            match finite(value, "value", row)? {
                Some(value) => sample.values.push(value),
                None => sample.missing += 1,
            }
        }
        Ok(sample)
    }

    /// The values that are there.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Rows with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.values.len() as u64
    }

    /// Rows without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// The values in ascending order.
    #[must_use]
    pub fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}

/// A value that is there, by its row counted from zero.
pub(super) fn finite(value: Option<f64>, name: &str, row: u64) -> Result<Option<f64>> {
    match value {
        Some(found) if found.is_infinite() => {
            Err(Error::new(Fault::NotFinite { found }, Place::argument(name).within(Spot::Row(row + 1))))
        }
        other => Ok(other.filter(|value| !value.is_nan())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_infinite_value_is_refused_with_its_row() {
        let infinite = Sample::from_values([Some(1.0), Some(f64::INFINITY)]).expect_err("refused");
        assert_eq!((infinite.code(), infinite.at().to_string()), ("H104", "row 2, argument `value`".into()));
    }
}
