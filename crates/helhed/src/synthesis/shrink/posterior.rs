//! What is known of the areas before and after their own figures are seen.

use serde::{Deserialize, Serialize};

use crate::error::{Fault, Result};
use crate::estimate::{Interval, Level};
use crate::numeric::{Side, beta, gamma};

/// How the true values of areas vary, estimated from all of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Prior {
    /// A beta distribution of shares.
    Beta {
        /// First parameter.
        alpha: f64,
        /// Second parameter.
        beta: f64,
    },
    /// A gamma distribution of rates or ratios.
    Gamma {
        /// Shape.
        shape: f64,
        /// Rate: events divided by it are values.
        rate: f64,
    },
    /// A normal distribution of values.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard error of the mean.
        mean_se: f64,
        /// Variance between areas.
        tau2: f64,
    },
    /// All areas have the same value.
    Point {
        /// The value.
        value: f64,
    },
}

impl Prior {
    /// Mean of the areas.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            Self::Beta { alpha, beta } => alpha / (alpha + beta),
            Self::Gamma { shape, rate } => shape / rate,
            Self::Normal { mean, .. } => mean,
            Self::Point { value } => value,
        }
    }

    /// Standard deviation between areas.
    #[must_use]
    pub fn sd(self) -> f64 {
        match self {
            Self::Beta { alpha, beta } => {
                let both = alpha + beta;
                (alpha / both * (beta / both) / (both + 1.0)).sqrt()
            }
            Self::Gamma { shape, rate } => shape.sqrt() / rate,
            Self::Normal { tau2, .. } => tau2.sqrt(),
            Self::Point { .. } => 0.0,
        }
    }
}

/// What is known of the true value of an area.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Posterior {
    /// A beta distribution.
    Beta {
        /// First parameter.
        alpha: f64,
        /// Second parameter.
        beta: f64,
    },
    /// A gamma distribution.
    Gamma {
        /// Shape.
        shape: f64,
        /// Rate.
        rate: f64,
    },
    /// A normal distribution.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
}

impl Posterior {
    /// Mean.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            Self::Beta { alpha, beta } => alpha / (alpha + beta),
            Self::Gamma { shape, rate } => shape / rate,
            Self::Normal { mean, .. } => mean,
        }
    }

    /// Standard deviation.
    #[must_use]
    pub fn sd(self) -> f64 {
        match self {
            Self::Beta { alpha, beta } => Prior::Beta { alpha, beta }.sd(),
            Self::Gamma { shape, rate } => Prior::Gamma { shape, rate }.sd(),
            Self::Normal { sd, .. } => sd,
        }
    }

    /// The interval with equal tails.
    ///
    /// # Errors
    /// `H901` if the search for a limit did not end.
    pub fn interval(self, level: Level) -> Result<Interval> {
        let tail = level.tail();
        let both = match self {
            Self::Beta { alpha, beta } => {
                beta::quantile(alpha, beta, tail, Side::Lower).zip(beta::quantile(alpha, beta, tail, Side::Upper))
            }
            Self::Gamma { shape, rate } => gamma::quantile(shape, tail, Side::Lower)
                .zip(gamma::quantile(shape, tail, Side::Upper))
                .map(|(lower, upper)| (lower / rate, upper / rate)),
            Self::Normal { mean, sd } => Some((mean - level.z() * sd, mean + level.z() * sd)),
        };
        let (lower, upper) = both.ok_or_else(|| Fault::Bug { what: format!("no quantile of {self:?}") })?;
        Ok(Interval { lower, upper, level })
    }

    /// The same of values that are shown per so much.
    pub(super) fn per(self, per: f64) -> Self {
        match self {
            Self::Gamma { shape, rate } => Self::Gamma { shape, rate: rate / per },
            other => other,
        }
    }
}
