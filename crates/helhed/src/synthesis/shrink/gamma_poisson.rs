//! # Shrunk rates of areas (gamma-Poisson)
//!
//! ## What it estimates
//! The rate of each area, or its ratio of observed to expected events, from its own events and from how all areas vary.
//!
//! ## When to use
//! For rates, or for events adjusted for who lives in the areas, of many areas of which some have few events.
//!
//! ## Equation
//! Values are gamma distributed over areas, with shape k and rate r, and events Poisson within: x events where E is the
//! exposure or the expected number are negative binomial with mean E k/r and shape k. Both have the largest likelihood of
//! all areas; for each k the best mean is the one root of its score, and k is searched for in brackets over 13 powers of
//! ten, so that the largest of several maxima is taken. The shrunk value is (x + k)/(E + r) = w x/E + (1 - w) k/r with the
//! weight w = E/(E + r).
//!
//! ## Interval
//! Quantiles of the gamma distribution with shape x + k and rate E + r, equal tails. Shape and rate are taken as known, so
//! with few areas the interval is somewhat too narrow.
//!
//! ## Edge cases
//! Areas that vary no more than chance: each gets the common value with the weight 0, without an interval of its own
//! (W540). No event anywhere, W544, and fewer than two areas, W543: no shrunk value. An area without exposure keeps its
//! place and has no value (W546). Standard errors of expected numbers are not carried on (W547).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::{areas::Areas, shrink::gamma_poisson}};
//! let areas = Areas::ratios(&[5.0, 22.0, 41.0, 8.0], &[10.0, 15.5, 22.0, 14.0], None)?;
//! let shrunk = gamma_poisson(&areas, Level::P95)?;
//! assert_eq!(format!("{:.4}", shrunk.areas[0].shrunk.unwrap()), "0.6753");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Clayton and Kaldor (1987), Biometrics 43: 671-681.
//!
//! ## Checked against
//! Likelihoods maximised in R 4.2.2 and scipy 1.17.1, 4 cases, relative 1e-5 (here to 1e-8).

use super::likelihood::precision;
use super::shrunk::{Fitted, Nothing};
use super::{Posterior, Prior, Shrunk, of_kind};
use crate::error::Result;
use crate::estimate::{Level, Method, SynthesisWarning, Warning};
use crate::numeric::beta::{UnitPoint, ln_logit_density};
use crate::numeric::digamma::difference;
use crate::numeric::{poisson, root};
use crate::synthesis::areas::{Areas, Kind};

/// The method.
pub const GAMMA_POISSON: Method = Method::new("shrink/gamma_poisson", 1, "Clayton and Kaldor (1987)");

/// Shrunk rates, or ratios of observed to expected events.
///
/// # Errors
/// `H206` for areas of another kind, `H901` if the search for a limit did not end.
pub fn gamma_poisson(areas: &Areas, level: Level) -> Result<Shrunk> {
    of_kind(areas, &[Kind::Rate, Kind::Ratio], "rates or ratios")?;
    let known = || areas.figures().iter().flatten();
    let counts: Vec<(f64, f64)> = known().map(|figure| (figure.amount, figure.size)).collect();
    let shrunk = Shrunk::new(areas, GAMMA_POISSON, level, fit(&counts), |prior, figure| match *prior {
        Prior::Gamma { shape, rate } => {
            let (x, size) = (figure.amount, figure.size);
            Some((size / (size + rate), Posterior::Gamma { shape: x + shape, rate: size + rate }))
        }
        _ => None,
    })?;
    let uncertain = areas.kind() == Kind::Ratio && known().any(|figure| figure.se > 0.0);
    Ok(if uncertain { shrunk.warned(Warning::Synthesis(SynthesisWarning::ExpectedTakenAsKnown)) } else { shrunk })
}

/// The prior of the largest likelihood.
fn fit(counts: &[(f64, f64)]) -> Result<Fitted, Nothing> {
    if counts.len() < 2 {
        return Err(Nothing::FewAreas);
    }
    let (events, size) = counts.iter().fold((0.0, 0.0), |sum, (x, size)| (sum.0 + x, sum.1 + size));
    if events == 0.0 {
        return Err(Nothing::Same);
    }
    let alike = events / size;
    let limit: f64 = counts.iter().map(|(x, size)| poisson::ln_probability(*x, alike * size)).sum();
    let likelihood = |shape: f64| {
        let mean = mean_at(counts, shape);
        let area = |(x, size): &(f64, f64)| {
            let both = shape + mean * size;
            let p = UnitPoint { x: shape / both, y: mean * size / both };
            if *x == 0.0 { shape * (-p.y).ln_1p() } else { ln_logit_density(shape, *x, p) - x.ln() }
        };
        counts.iter().map(area).sum()
    };
    let score = |shape: f64| {
        let mean = mean_at(counts, shape);
        let area = |(x, size): &(f64, f64)| {
            let expected = mean * size;
            let both = shape + expected;
            difference(shape, *x) + (-expected / both).ln_1p() + (expected - x) / both
        };
        counts.iter().map(area).sum()
    };
    Ok(match precision(score, likelihood, limit) {
        Some((shape, ln_likelihood)) => {
            let prior = Prior::Gamma { shape, rate: shape / mean_at(counts, shape) };
            Fitted { prior, ln_likelihood: Some(ln_likelihood) }
        }
        None => Fitted { prior: Prior::Point { value: alike }, ln_likelihood: Some(limit) },
    })
}

/// The mean of the largest likelihood at a shape: the one root of its score, which falls from end to end.
fn mean_at(counts: &[(f64, f64)], shape: f64) -> f64 {
    let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
    for (x, size) in counts {
        most = most.max(x / size);
        if *x > 0.0 {
            least = least.min(1.0 / size);
        }
    }
    let events: f64 = counts.iter().map(|(x, _)| x).sum();
    let size: f64 = counts.iter().map(|(_, size)| size).sum();
    let score = |ln: f64| {
        let mean = ln.exp();
        counts.iter().map(|(x, size)| shape * (x - mean * size) / (shape + mean * size)).sum()
    };
    // Below its smallest possible value the score is above zero, above the largest ratio below.
    let low = least.min(events / size).ln() - 60.0;
    root::decreasing(low, most.ln(), score).exp()
}
