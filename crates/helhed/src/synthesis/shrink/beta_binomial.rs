//! # Shrunk shares of areas (beta-binomial)
//!
//! ## What it estimates
//! The share of each area, from its own counts and from how the shares of all areas vary.
//!
//! ## When to use
//! For the shares of many areas of which some are small. A share of 2 of 8 says less than one of 250 of 1,000, and is
//! drawn further towards the others.
//!
//! ## Equation
//! Shares are beta distributed over areas, with parameters alpha and beta, and counts binomial within: x of n has the
//! likelihood C(n, x) B(x + alpha, n - x + beta)/B(alpha, beta). Alpha and beta have the largest likelihood of all areas;
//! for each precision M = alpha + beta the best mean is the one root of its score, and M is searched for in brackets over
//! 13 powers of ten, so that the largest of several maxima is taken. The shrunk share is (x + alpha)/(n + M) = w x/n +
//! (1 - w) alpha/M with the weight w = n/(n + M).
//!
//! ## Interval
//! Quantiles of the beta distribution with x + alpha and n - x + beta, equal tails. Alpha and beta are taken as known, so
//! with few areas (under twenty, say) the interval is somewhat too narrow. It is an interval given what all areas show: of
//! all areas the share said is covered, not of each one.
//!
//! ## Edge cases
//! Areas that vary no more than chance: M is infinite, each area gets the common share with the weight 0, without an
//! interval of its own (W540). No event anywhere or nothing but events, W544, and fewer than two areas, W543: no shrunk
//! value. An area without units keeps its place and has no value (W546). Areas that could not differ more (nobody in some,
//! everybody in the others) have no largest likelihood above M = e^-9, and are not pulled. Where the mean of an area then
//! lies beyond its quantiles, it has no interval (W310).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::{areas::Areas, shrink::beta_binomial}};
//! let areas = Areas::proportions(&[1.0, 3.0, 5.0, 7.0, 9.0, 2.0], &[10.0; 6])?;
//! let shrunk = beta_binomial(&areas, Level::P95)?;
//! let first = &shrunk.areas[0];
//! assert_eq!(format!("{:.3} {:.3} {:.3}", first.raw.unwrap(), first.weight.unwrap(), first.shrunk.unwrap()), "0.100 0.737 0.193");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Griffiths (1973), Biometrics 29: 637-648. Carlin and Louis (2000), *Bayes and Empirical Bayes Methods for Data
//! Analysis*.
//!
//! ## Checked against
//! Likelihoods maximised in R 4.2.2 and scipy 1.17.1, 5 cases, relative 1e-5 (here to 1e-8).

use super::likelihood::precision;
use super::shrunk::{Fitted, Nothing};
use super::{Posterior, Prior, Shrunk, of_kind};
use crate::error::Result;
use crate::estimate::{Level, Method};
use crate::numeric::beta::{UnitPoint, ln_logit_density};
use crate::numeric::digamma::difference;
use crate::numeric::{binomial, root};
use crate::synthesis::areas::{Areas, Kind};

/// The method.
pub const BETA_BINOMIAL: Method = Method::new("shrink/beta_binomial", 1, "Griffiths (1973)");

/// Shrunk shares.
///
/// # Errors
/// `H206` for areas of another kind, `H901` if the search for a limit did not end.
pub fn beta_binomial(areas: &Areas, level: Level) -> Result<Shrunk> {
    of_kind(areas, &[Kind::Proportion], "proportions")?;
    let counts: Vec<(f64, f64)> = areas.figures().iter().flatten().map(|figure| (figure.amount, figure.size)).collect();
    Shrunk::new(areas, BETA_BINOMIAL, level, fit(&counts), |prior, figure| match *prior {
        Prior::Beta { alpha, beta } => {
            let (x, n) = (figure.amount, figure.size);
            Some((n / (n + alpha + beta), Posterior::Beta { alpha: x + alpha, beta: (n - x) + beta }))
        }
        _ => None,
    })
}

/// The prior of the largest likelihood.
fn fit(counts: &[(f64, f64)]) -> Result<Fitted, Nothing> {
    if counts.len() < 2 {
        return Err(Nothing::FewAreas);
    }
    let (events, units) = counts.iter().fold((0.0, 0.0), |sum, (x, n)| (sum.0 + x, sum.1 + n));
    if events == 0.0 || events == units {
        return Err(Nothing::Same);
    }
    let alike = UnitPoint { x: events / units, y: (units - events) / units };
    let limit: f64 = counts.iter().map(|(x, n)| binomial::ln_probability(*x as u64, *n as u64, alike)).sum();
    let likelihood = |precision: f64| {
        let p = mean_at(counts, precision);
        let (alpha, beta) = (precision * p.x, precision * p.y);
        let before = ln_logit_density(alpha, beta, p);
        let area = |(x, n): &(f64, f64)| {
            let after = if *n > 0.0 { ln_logit_density(alpha + x, beta + (n - x), p) } else { before };
            binomial::ln_probability(*x as u64, *n as u64, p) + before - after
        };
        counts.iter().map(area).sum()
    };
    let score = |precision: f64| {
        let p = mean_at(counts, precision);
        let area = |(x, n): &(f64, f64)| {
            p.x * difference(precision * p.x, *x) + p.y * difference(precision * p.y, n - x) - difference(precision, *n)
        };
        counts.iter().map(area).sum()
    };
    Ok(match precision(score, likelihood, limit) {
        Some((precision, ln_likelihood)) => {
            let p = mean_at(counts, precision);
            Fitted {
                prior: Prior::Beta { alpha: precision * p.x, beta: precision * p.y },
                ln_likelihood: Some(ln_likelihood),
            }
        }
        None => Fitted { prior: Prior::Point { value: alike.x }, ln_likelihood: Some(limit) },
    })
}

/// The mean of the largest likelihood at a precision: the one root of its score, which falls from end to end.
fn mean_at(counts: &[(f64, f64)], precision: f64) -> UnitPoint {
    let score = |logit: f64| {
        let p = UnitPoint::from_logit(logit);
        let area = |(x, n): &(f64, f64)| difference(precision * p.x, *x) - difference(precision * p.y, n - x);
        p.x * p.y * precision * counts.iter().map(area).sum::<f64>()
    };
    UnitPoint::from_logit(root::decreasing(-60.0, 60.0, score))
}
