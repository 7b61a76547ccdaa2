//! The variance between areas.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result};
use crate::numeric::root;

/// Steps of the search for the largest restricted likelihood.
const STEPS: u32 = 200;

/// How the variance between areas is estimated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BetweenVariance {
    /// DerSimonian and Laird's moments.
    DerSimonianLaird,
    /// Paule and Mandel's: the one at which the weighted squares are what they should be on average.
    PauleMandel,
    /// The largest restricted likelihood.
    #[default]
    RestrictedLikelihood,
}

impl BetweenVariance {
    /// All of them, by the short names of the field.
    pub const ALL: [(&'static str, Self); 3] =
        [("DL", Self::DerSimonianLaird), ("PM", Self::PauleMandel), ("REML", Self::RestrictedLikelihood)];

    /// By its short name.
    ///
    /// # Errors
    /// `H006` for an unknown name.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map(|(_, one)| one).ok_or_else(|| {
            let nearest = Self::ALL.map(|(short, _)| short.to_owned()).to_vec();
            let fault = Fault::UnknownName { what: "estimator of a variance", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("between"))
        })
    }

    /// The variance between values that have these variances within, two at least.
    pub(super) fn of(self, values: &[(f64, f64)]) -> f64 {
        match self {
            Self::DerSimonianLaird => moments(values),
            Self::PauleMandel => squares(values),
            Self::RestrictedLikelihood => likelihood(values),
        }
    }
}

/// Weighted mean, sum of weights and weighted squares about the mean.
pub(super) struct Weighted {
    pub(super) mean: f64,
    pub(super) weights: f64,
    weights_squared: f64,
    squares: f64,
    /// Squares with squared weights.
    squares_squared: f64,
}

/// The sums at a variance between.
pub(super) fn weighted(values: &[(f64, f64)], tau2: f64) -> Weighted {
    let (mut weights, mut weights_squared, mut total) = (0.0, 0.0, 0.0);
    for (value, variance) in values {
        let weight = 1.0 / (variance + tau2);
        weights += weight;
        weights_squared += weight * weight;
        total += weight * value;
    }
    let mean = total / weights;
    let (mut squares, mut squares_squared) = (0.0, 0.0);
    for (value, variance) in values {
        let weight = 1.0 / (variance + tau2);
        let square = (value - mean) * (value - mean);
        squares += weight * square;
        squares_squared += weight * weight * square;
    }
    Weighted { mean, weights, weights_squared, squares, squares_squared }
}

fn moments(values: &[(f64, f64)]) -> f64 {
    let Weighted { weights, weights_squared, squares, .. } = weighted(values, 0.0);
    ((squares - (values.len() as f64 - 1.0)) / (weights - weights_squared / weights)).max(0.0)
}

/// A variance above which no estimate lies.
fn most(values: &[(f64, f64)]) -> f64 {
    let (low, high) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |ends, (value, _)| (ends.0.min(*value), ends.1.max(*value)));
    (high - low) * (high - low) * values.len() as f64
}

fn squares(values: &[(f64, f64)]) -> f64 {
    let wanted = values.len() as f64 - 1.0;
    let excess = |tau2: f64| weighted(values, tau2).squares - wanted;
    if excess(0.0) <= 0.0 { 0.0 } else { root::decreasing(0.0, most(values), excess) }
}

/// The restricted likelihood can have more than one maximum: every one is bracketed, and the highest taken.
fn likelihood(values: &[(f64, f64)]) -> f64 {
    let score = |tau2: f64| {
        let Weighted { weights, weights_squared, squares_squared, .. } = weighted(values, tau2);
        squares_squared - weights + weights_squared / weights
    };
    let ln_likelihood = |tau2: f64| {
        let Weighted { weights, squares, .. } = weighted(values, tau2);
        let spread: f64 = values.iter().map(|(_, variance)| (variance + tau2).ln()).sum();
        -0.5 * (spread + weights.ln() + squares)
    };
    let smallest = values.iter().map(|(_, variance)| *variance).fold(f64::INFINITY, f64::min);
    let top = most(values);
    if top <= 0.0 {
        return 0.0;
    }
    let bottom = (1e-8 * smallest).min(1e-8 * top);
    let width = (top / bottom).ln() / f64::from(STEPS);
    let at = |step: u32| if step == 0 { 0.0 } else { bottom * (width * f64::from(step - 1)).exp() };
    let mut best = (0.0, ln_likelihood(0.0));
    let mut before = score(0.0);
    for step in 1..=STEPS + 1 {
        let here = score(at(step));
        if before > 0.0 && here <= 0.0 {
            let tau2 = root::decreasing(at(step - 1), at(step), score);
            let value = ln_likelihood(tau2);
            if value > best.1 {
                best = (tau2, value);
            }
        }
        before = here;
    }
    best.0
}
