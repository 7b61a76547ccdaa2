//! A test of a hypothesis: what a method gives that has a p-value and nothing to estimate.

use serde::{Deserialize, Serialize};

use super::{Count, Method, Provenance, Warning};

/// The result of a test. What a method does not have, or the data do not give, is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Test {
    /// Method; its page says which hypothesis is tested.
    pub method: Method,
    /// Test statistic.
    pub statistic: Option<f64>,
    /// Degrees of freedom of the statistic.
    pub df: Option<f64>,
    /// Two-sided p-value; absent where nothing can be tested (a warning says why).
    pub p_value: Option<f64>,
    /// One-sided p-value against the alternative "less".
    pub p_less: Option<f64>,
    /// One-sided p-value against the alternative "greater".
    pub p_greater: Option<f64>,
    /// What it rests on.
    pub n: Count,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Test {
    /// A test without numbers; the methods add what they can.
    #[must_use]
    pub(crate) fn new(method: Method, n: Count) -> Self {
        Self {
            method,
            statistic: None,
            df: None,
            p_value: None,
            p_less: None,
            p_greater: None,
            n,
            warnings: Vec::new(),
            provenance: Provenance::default(),
        }
    }

    /// The same with its statistic and degrees of freedom.
    #[must_use]
    pub(crate) fn with_statistic(self, statistic: f64, df: Option<f64>) -> Self {
        Self { statistic: Some(statistic), df, ..self }
    }

    /// The same with a two-sided p-value.
    #[must_use]
    pub(crate) fn with_p(self, p_value: f64) -> Self {
        Self { p_value: Some(p_value), ..self }
    }

    /// The same with one-sided p-values.
    #[must_use]
    pub(crate) fn with_sides(self, p_less: f64, p_greater: f64) -> Self {
        Self { p_less: Some(p_less), p_greater: Some(p_greater), ..self }
    }

    /// The same with one more warning.
    #[must_use]
    pub(crate) fn warned(mut self, warning: Warning) -> Self {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
        self
    }

    /// The same, warned where rows were left out.
    #[must_use]
    pub(crate) fn warned_if_missing(self, missing: u64, present: u64) -> Self {
        if missing > 0 { self.warned(Warning::MissingValues { missing, of: missing + present }) } else { self }
    }
}
