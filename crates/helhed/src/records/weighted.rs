//! Values with weights, and the clusters that they were drawn in.

use serde::{Deserialize, Serialize};

use super::Sample;
use super::sample::finite;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::KeyValue;

/// Largest value and weight: sums of squares up to here stay inside a double.
const LARGEST: f64 = 1e140;

/// Finite values, each with its weight and, where they were drawn in clusters, its cluster.
///
/// A row without a value is counted as missing. A row without a weight is refused: nobody knows how much it counts.
///
/// ```
/// use helhed::records::WeightedSample;
/// let answers = WeightedSample::from_values([Some(1.0), Some(0.0), None], [Some(1.2), Some(0.8), Some(1.0)])?;
/// assert_eq!((answers.records(), answers.missing()), (2, 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct WeightedSample {
    values: Vec<f64>,
    weights: Vec<f64>,
    clusters: Option<Vec<KeyValue>>,
    missing: u64,
}

/// What is written, before it is known to be a sample.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "WeightedSample"))]
struct Parts {
    values: Vec<f64>,
    weights: Vec<f64>,
    clusters: Option<Vec<KeyValue>>,
    missing: u64,
}

impl TryFrom<Parts> for WeightedSample {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let all = |values: Vec<f64>| values.into_iter().map(Some);
        let sample = Self::build(all(parts.values), all(parts.weights), parts.clusters)?;
        Ok(Self { missing: parts.missing, ..sample })
    }
}

impl WeightedSample {
    /// From values and their weights, row by row, each drawn by itself. `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H104` or `H008` for a value or weight that is infinite, too large or,
    /// for a weight, below zero; `H107` for a weight that is missing.
    pub fn from_values(
        values: impl IntoIterator<Item = Option<f64>>,
        weights: impl IntoIterator<Item = Option<f64>>,
    ) -> Result<Self> {
        Self::build(values, weights, None)
    }

    /// The same for rows that were drawn in clusters (households, schools, housing areas).
    ///
    /// # Errors
    /// As [`from_values`](Self::from_values), and `H107` for a cluster that is missing.
    pub fn in_clusters(
        values: impl IntoIterator<Item = Option<f64>>,
        weights: impl IntoIterator<Item = Option<f64>>,
        clusters: impl IntoIterator<Item = KeyValue>,
    ) -> Result<Self> {
        Self::build(values, weights, Some(clusters.into_iter().collect()))
    }

    fn build(
        values: impl IntoIterator<Item = Option<f64>>,
        weights: impl IntoIterator<Item = Option<f64>>,
        clusters: Option<Vec<KeyValue>>,
    ) -> Result<Self> {
        let values: Vec<Option<f64>> = values.into_iter().collect();
        let weights: Vec<Option<f64>> = weights.into_iter().collect();
        let rows = values.len() as u64;
        let same_length = |length: usize, name: &str| {
            let right = length as u64;
            if right == rows {
                return Ok(());
            }
            Err(Error::new(Fault::LengthsDiffer { left: rows, right }, Place::argument(name)))
        };
        same_length(weights.len(), "weights")?;
        if let Some(clusters) = &clusters {
            same_length(clusters.len(), "clusters")?;
        }
        let mut sample = Self { clusters: clusters.as_ref().map(|_| Vec::new()), ..Self::default() };
        let labels = clusters.unwrap_or_default();
        for (index, (value, weight)) in values.into_iter().zip(weights).enumerate() {
            let row = index as u64;
            let value = within(finite(value, "values", row)?, -LARGEST, "value", "values", row)?;
            let weight = within(finite(weight, "weights", row)?, 0.0, "weight", "weights", row)?;
            let weight = weight.ok_or_else(|| needed("weights", row))?;
            let label = labels.get(index);
            if label == Some(&KeyValue::Missing) {
                return Err(needed("clusters", row));
            }
            let Some(value) = value else {
                sample.missing += 1;
                continue;
            };
            sample.values.push(value);
            sample.weights.push(weight);
            if let (Some(kept), Some(label)) = (&mut sample.clusters, label) {
                kept.push(label.clone());
            }
        }
        Ok(sample)
    }

    /// The values that are there.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Their weights.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Their clusters, where they were drawn in clusters.
    #[must_use]
    pub fn clusters(&self) -> Option<&[KeyValue]> {
        self.clusters.as_deref()
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

    /// Kish's effective number of units, the squared sum of the weights over the sum of their squares: as many units of
    /// equal weight would give a mean of the same precision. Absent where no unit has a weight.
    #[must_use]
    pub fn effective_size(&self) -> Option<f64> {
        let shares = self.shares()?;
        let squares: f64 = shares.iter().map(|share| share * share).sum();
        Some(1.0 / squares)
    }

    /// The weights as shares of their sum; absent where they add up to zero.
    pub(crate) fn shares(&self) -> Option<Vec<f64>> {
        let sum: f64 = self.weights.iter().sum();
        (sum > 0.0).then(|| self.weights.iter().map(|weight| weight / sum).collect())
    }
}

/// The same values, each with weight one.
impl TryFrom<&Sample> for WeightedSample {
    type Error = Error;

    fn try_from(sample: &Sample) -> Result<Self> {
        let weighted =
            Self::from_values(sample.values().iter().copied().map(Some), sample.values().iter().map(|_| Some(1.0)))?;
        Ok(Self { missing: sample.missing(), ..weighted })
    }
}

fn within(value: Option<f64>, low: f64, what: &'static str, argument: &str, row: u64) -> Result<Option<f64>> {
    match value {
        Some(found) if found < low || found > LARGEST => {
            let fault = Fault::OutsideRange { what, found, low, high: LARGEST };
            Err(Error::new(fault, Place::argument(argument).within(Spot::Row(row + 1))))
        }
        other => Ok(other),
    }
}

fn needed(argument: &str, row: u64) -> Error {
    Error::new(Fault::ValueNeeded, Place::argument(argument).within(Spot::Row(row + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_must_be_known_and_not_negative() {
        for (weight, code) in
            [(None, "H107"), (Some(-1.0), "H008"), (Some(f64::INFINITY), "H104"), (Some(1e200), "H008")]
        {
            let refused =
                WeightedSample::from_values([Some(1.0), Some(2.0)], [Some(1.0), weight]).expect_err("refused");
            assert_eq!((refused.code(), refused.at().to_string()), (code, "row 2, argument `weights`".into()));
        }
        let uneven = WeightedSample::from_values([Some(1.0)], []).expect_err("refused");
        assert_eq!(uneven.code(), "H108");
    }

    #[test]
    fn a_cluster_must_be_known() {
        let labels = ["a".into(), KeyValue::Missing];
        let refused = WeightedSample::in_clusters([Some(1.0); 2], [Some(1.0); 2], labels).expect_err("refused");
        assert_eq!(refused.code(), "H107");
    }
}
