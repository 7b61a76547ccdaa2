//! The margins of an equivalence test and its result.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Estimate, Level, Method};

/// Between which limits a difference is too small to matter, and how sure one wants to be. One that exists is valid.
///
/// ```
/// use helhed::synthesis::equivalence::Margins;
/// let margins = Margins::new(-0.05, 0.05, 0.05)?;
/// assert_eq!((margins.low(), margins.high(), margins.level().get()), (-0.05, 0.05, 0.9));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Margins {
    low: f64,
    high: f64,
    alpha: f64,
}

/// What is written, before it is known to be margins.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Margins"))]
struct Parts {
    low: f64,
    high: f64,
    alpha: f64,
}

impl TryFrom<Parts> for Margins {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::new(parts.low, parts.high, parts.alpha)
    }
}

impl Margins {
    /// Differences between `low` and `high` are too small to matter; `alpha` is the size of each one-sided test.
    ///
    /// # Errors
    /// `H511` unless `low` is below `high`, `H104` for an infinite margin, `H008` for an alpha that is not between 0
    /// and 1/2.
    pub fn new(low: f64, high: f64, alpha: f64) -> Result<Self> {
        for (name, found) in [("low", low), ("high", high)] {
            if !found.is_finite() {
                return Err(Error::new(Fault::NotFinite { found }, Place::argument(name)));
            }
        }
        if low >= high {
            return Err(Error::new(Fault::MarginsCrossed { low, high }, Place::argument("low")));
        }
        let margins = Self { low, high, alpha };
        if alpha > 0.0 && alpha < 0.5 && Level::new(1.0 - 2.0 * alpha).is_ok() {
            Ok(margins)
        } else {
            let fault = Fault::OutsideRange { what: "alpha", found: alpha, low: 0.0, high: 0.5 };
            Err(Error::new(fault, Place::argument("alpha")))
        }
    }

    /// Lower margin.
    #[must_use]
    pub fn low(self) -> f64 {
        self.low
    }

    /// Upper margin.
    #[must_use]
    pub fn high(self) -> f64 {
        self.high
    }

    /// Size of each one-sided test.
    #[must_use]
    pub fn alpha(self) -> f64 {
        self.alpha
    }

    /// Level of the interval that goes with the tests, 1 - 2 alpha.
    #[must_use]
    pub fn level(self) -> Level {
        Level::new(1.0 - 2.0 * self.alpha).unwrap_or_default()
    }

    /// The same, once both margins lie strictly between `low` and `high`.
    pub(super) fn inside(self, what: &'static str, low: f64, high: f64) -> Result<Self> {
        for (name, found) in [("low", self.low), ("high", self.high)] {
            if found <= low || found >= high {
                return Err(Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(name)));
            }
        }
        Ok(self)
    }
}

/// What an equivalence test says. It never says that two groups differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The difference lies inside the margins, as sure as alpha says.
    Equivalent,
    /// That was not shown: the difference may lie inside or outside.
    NotShown,
}

impl Verdict {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equivalent => "equivalent",
            Self::NotShown => "not_shown",
        }
    }
}

/// Two one-sided tests, the interval that goes with them, and what they say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Equivalence {
    /// Method; its page says which hypotheses are tested.
    pub method: Method,
    /// The difference with its interval at 1 - 2 alpha, what it rests on and what the reader must know.
    pub estimate: Estimate,
    /// Margins.
    pub margins: Margins,
    /// Statistic of the test against a difference at or below the lower margin, for a method that has one.
    pub statistic_lower: Option<f64>,
    /// Statistic of the test against a difference at or above the upper margin.
    pub statistic_upper: Option<f64>,
    /// One-sided p-value against a difference at or below the lower margin.
    pub p_lower: Option<f64>,
    /// One-sided p-value against a difference at or above the upper margin.
    pub p_upper: Option<f64>,
    /// The larger of both; absent where nothing can be tested (a warning of the estimate says why).
    pub p_value: Option<f64>,
    /// What the tests say.
    pub verdict: Verdict,
}

impl Equivalence {
    /// A result without tests.
    pub(super) fn new(method: Method, estimate: Estimate, margins: Margins) -> Self {
        Self {
            method,
            estimate,
            margins,
            statistic_lower: None,
            statistic_upper: None,
            p_lower: None,
            p_upper: None,
            p_value: None,
            verdict: Verdict::NotShown,
        }
    }

    /// The same with both statistics.
    pub(super) fn with_statistics(self, lower: f64, upper: f64) -> Self {
        Self { statistic_lower: Some(lower), statistic_upper: Some(upper), ..self }
    }

    /// The same with both p-values, and the verdict they give.
    pub(super) fn with_sides(self, p_lower: f64, p_upper: f64) -> Self {
        let p_value = p_lower.max(p_upper);
        let verdict = if p_value < self.margins.alpha { Verdict::Equivalent } else { Verdict::NotShown };
        Self { p_lower: Some(p_lower), p_upper: Some(p_upper), p_value: Some(p_value), verdict, ..self }
    }
}
