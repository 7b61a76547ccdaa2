//! P-values before and after they were adjusted.

use serde::{Deserialize, Serialize};

use crate::estimate::{Method, Provenance, Warning};

/// P-values and what they become when all of them are read together. A missing one keeps its place and is not counted
/// among the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Adjusted {
    /// Method.
    pub method: Method,
    /// P-values as they were given.
    pub p_values: Vec<Option<f64>>,
    /// Adjusted p-values, in the same order.
    pub adjusted: Vec<Option<f64>>,
    /// P-values that are missing.
    pub missing: u64,
    /// Families that were adjusted one by one; a list without labels is one family.
    pub families: u64,
    /// Resampled data sets behind the p-values, for a method that resamples.
    pub resamples: Option<u64>,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where they come from.
    pub provenance: Provenance,
}

impl Adjusted {
    /// From the p-values before and after.
    pub(super) fn new(method: Method, p_values: Vec<Option<f64>>, adjusted: Vec<Option<f64>>) -> Self {
        let of = p_values.len() as u64;
        let missing = p_values.iter().filter(|value| value.is_none()).count() as u64;
        let mut warnings = Vec::new();
        if missing > 0 {
            warnings.push(Warning::MissingValues { missing, of });
        }
        let provenance = Provenance::default();
        Self { method, p_values, adjusted, missing, families: 1, resamples: None, warnings, provenance }
    }

    /// Standard error of each adjusted p-value for the resamples being finite in number; absent without resamples.
    #[must_use]
    pub fn monte_carlo_se(&self) -> Option<Vec<Option<f64>>> {
        let resamples = self.resamples? as f64;
        Some(self.adjusted.iter().map(|p| p.map(|p| (p * (1.0 - p) / resamples).sqrt())).collect())
    }
}
