//! The sums one indicator needs in one cell.

use serde::{Deserialize, Serialize};

use super::{MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell};
use crate::design::Measure;
use crate::error::{Fault, Result};

/// The sufficient statistics of one indicator in one cell, by the indicator's measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A share.
    Proportion(ProportionCell),
    /// A rate.
    Rate(RateCell),
    /// A mean.
    Mean(MeanCell),
    /// A weighted mean.
    WeightedMean(WeightedMeanCell),
    /// A count of events.
    Count(TotalCell),
    /// An amount of money.
    Money(TotalCell),
}

impl Block {
    /// The empty block of a measure: the identity of [`merge`](Self::merge).
    #[must_use]
    pub fn empty(measure: &Measure) -> Self {
        match measure {
            Measure::Proportion { .. } => Self::Proportion(ProportionCell::default()),
            Measure::Rate { .. } => Self::Rate(RateCell::default()),
            Measure::Mean { .. } => Self::Mean(MeanCell::default()),
            Measure::WeightedMean { .. } => Self::WeightedMean(WeightedMeanCell::default()),
            Measure::Count { .. } => Self::Count(TotalCell::default()),
            Measure::Money { .. } => Self::Money(TotalCell::default()),
        }
    }

    /// Name of the measure.
    #[must_use]
    pub fn measure(&self) -> &'static str {
        match self {
            Self::Proportion(_) => "proportions",
            Self::Rate(_) => "rates",
            Self::Mean(_) => "means",
            Self::WeightedMean(_) => "weighted means",
            Self::Count(_) => "counts",
            Self::Money(_) => "money",
        }
    }

    /// Adds what another block of the same measure counted.
    ///
    /// # Errors
    /// `H206` if the measures differ.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        match (self, other) {
            (Self::Proportion(a), Self::Proportion(b)) => a.merge(b),
            (Self::Rate(a), Self::Rate(b)) => a.merge(b),
            (Self::Mean(a), Self::Mean(b)) => a.merge(b),
            (Self::WeightedMean(a), Self::WeightedMean(b)) => a.merge(b),
            (Self::Count(a), Self::Count(b)) | (Self::Money(a), Self::Money(b)) => a.merge(b),
            (a, b) => return Err(Fault::MeasureMismatch { wanted: a.measure(), found: b.measure() }.into()),
        }
        Ok(())
    }

    /// Rows with a value.
    #[must_use]
    pub fn records(&self) -> u64 {
        match self {
            Self::Proportion(cell) => cell.records(),
            Self::Rate(cell) => cell.records(),
            Self::Mean(cell) => cell.records(),
            Self::WeightedMean(cell) => cell.records(),
            Self::Count(cell) | Self::Money(cell) => cell.records(),
        }
    }

    /// Rows without a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        match self {
            Self::Proportion(cell) => cell.missing(),
            Self::Rate(cell) => cell.missing(),
            Self::Mean(cell) => cell.missing(),
            Self::WeightedMean(cell) => cell.missing(),
            Self::Count(cell) | Self::Money(cell) => cell.missing(),
        }
    }
}
