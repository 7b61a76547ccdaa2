//! # Shrunk values of areas (normal)
//!
//! ## What it estimates
//! The value of each area, a mean or any estimate with a standard error, from its own and from how all areas vary.
//!
//! ## When to use
//! For means, standardised rates, effects and other estimates that are close to normal. Shares and rates have methods of
//! their own, which know that counts are whole.
//!
//! ## Equation
//! Values y have variances v within areas, and the true values the variance tau^2 about the mean m. With weights
//! 1/(v + tau^2), m is the weighted mean and u^2 = 1/(sum of weights) its variance. The shrunk value is w y + (1 - w) m
//! with w = tau^2/(tau^2 + v). Tau^2 by the largest restricted likelihood (every maximum is bracketed and the highest
//! taken), by Paule and Mandel or by DerSimonian and Laird.
//!
//! ## Interval
//! Normal, with the variance w v + (1 - w)^2 u^2: that the mean is estimated is in it, that tau^2 is estimated is not.
//!
//! ## Edge cases
//! Tau^2 of zero: every area gets the common mean (W540). Fewer than two areas: no shrunk value (W543). An area without a
//! value keeps its place (W546). Means that do not vary within areas: none has a standard error (W431).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::{areas::Areas, shrink::{BetweenVariance, normal}}};
//! let se = [0.02_f64, 0.05, 0.04, 0.01, 0.03].map(f64::sqrt);
//! let areas = Areas::values(&[0.4, -0.2, 0.9, 0.1, 0.6], &se)?;
//! let shrunk = normal(&areas, BetweenVariance::RestrictedLikelihood, Level::P95)?;
//! assert_eq!(format!("{:.4}", shrunk.areas[1].shrunk.unwrap()), "-0.0470");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Morris (1983), Journal of the American Statistical Association 78: 47-55. Raudenbush and Bryk (1985), Journal of
//! Educational Statistics 10: 75-98.
//!
//! ## Checked against
//! R 4.2.2 metafor 3.8.1 `blup` and the closed form in numpy 2.4.6, 5 cases, relative 1e-6 (here to 1e-9).

use super::between::weighted;
use super::shrunk::{Fitted, Nothing};
use super::{BetweenVariance, Posterior, Prior, Shrunk, of_kind};
use crate::error::Result;
use crate::estimate::{Level, Method};
use crate::synthesis::areas::{Areas, Kind};

/// The method.
pub const NORMAL: Method = Method::new("shrink/normal", 1, "Morris (1983)");

/// Shrunk values.
///
/// # Errors
/// `H206` for areas of another kind.
pub fn normal(areas: &Areas, between: BetweenVariance, level: Level) -> Result<Shrunk> {
    of_kind(areas, &[Kind::Value], "means")?;
    let values: Vec<(f64, f64)> =
        areas.figures().iter().flatten().map(|figure| (figure.amount, figure.se * figure.se)).collect();
    let fitted = if values.len() < 2 {
        Err(Nothing::FewAreas)
    } else {
        let tau2 = between.of(&values);
        let sums = weighted(&values, tau2);
        let prior = Prior::Normal { mean: sums.mean, mean_se: sums.weights.sqrt().recip(), tau2 };
        Ok(Fitted { prior, ln_likelihood: None })
    };
    Shrunk::new(areas, NORMAL, level, fitted, |prior, figure| match *prior {
        Prior::Normal { mean, mean_se, tau2 } => {
            let variance = figure.se * figure.se;
            let weight = tau2 / (tau2 + variance);
            let rest = variance / (tau2 + variance);
            let sd = (weight * variance + (rest * mean_se).powi(2)).sqrt();
            Some((weight, Posterior::Normal { mean: weight * figure.amount + rest * mean, sd }))
        }
        _ => None,
    })
}
