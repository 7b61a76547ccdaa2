//! # Several effects from one area: robust variance
//!
//! ## What it estimates
//! The mean effect, or how effects differ with moderators, where areas give several effects each (indicators, years, groups)
//! that depend on each other in a way that nobody knows.
//!
//! ## When to use
//! Where effects of one area share persons, so that their sampling errors are correlated (`Correlated`), or where areas
//! give several effects that differ for reasons of their own (`Hierarchical`). The weights may be wrong without harm to the
//! interval: the errors rest on what areas were seen to do. With one effect an area it is a random-effects model with errors
//! that hold in small samples. Ten areas or more.
//!
//! ## Equation
//! b is the weighted least-squares fit. Correlated: every effect of area j has the weight 1/(k_j (vbar_j + tau2)), with k_j its
//! effects and vbar_j their mean sampling variance; tau2 by the moment of the weighted residual squares, sampling errors of an
//! area being correlated by rho. Hierarchical: 1/(v + tau2 + omega2), with the variances between areas and within them by the
//! moments of the weighted residual squares and of the squared residual sums of areas. V = M (sum X_j' W_j A_j e_j e_j' A_j'
//! W_j X_j) M with M = (X'WX)^-1 and A_j = F (F (W_j^-1 - X_j M X_j') F)^(-1/2) F, F = W_j^(-1/2), which makes V unbiased if
//! 1/w is the variance (bias-reduced linearisation, "CR2").
//!
//! ## Interval
//! b -+ t se, with the degrees of freedom of Satterthwaite for each coefficient by itself, so that V has the first two moments of
//! a scaled chi-square.
//!
//! ## Edge cases
//! As many coefficients as areas, or more: no values, W324. Degrees of freedom below 4: W536, the interval is not reliable;
//! all residuals zero: no interval, W303. A moderator that is a sum of others: W532. Missing effects, variances, moderators or
//! areas are left out and counted, W101. A rho outside 0 to 1 is refused (H008), and so is a variance that is not above zero (H531).
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::comparisons::regression::Covariates;
//! use helhed::synthesis::pool::{Dependence, ModeratedEffects, robust};
//! let effects = [0.2, 0.3, 0.1, 0.0, 0.4, 0.5, 0.2].map(Some);
//! let areas = ["A", "A", "B", "B", "C", "D", "D"].map(Into::into);
//! let rows =
//!     ModeratedEffects::with_clusters(&effects, &[0.01; 7].map(Some), &Covariates::new([], 7)?, &areas)?;
//! let found = robust(&rows, Dependence::Correlated { rho: 0.8 }, Level::P95)?;
//! let mean = &found.coefficients.as_slice()[0];
//! assert!(mean.df.unwrap() < 3.01 && found.areas == 4);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hedges, Tipton and Johnson (2010), Research Synthesis Methods 1: 39-65. Tipton (2015), Psychological Methods 20: 375-393.
//! Pustejovsky and Tipton (2018), Journal of Business and Economic Statistics 36: 672-683.
//!
//! ## Checked against
//! The moments, V and degrees of freedom from whole matrices in numpy, in the tests of the Python module, relative 1e-8. No
//! reference case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::meta_regression::bounded;
use super::moderated::{ModeratedEffects, Weighted};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{Estimate, Estimates, Level, Method, SynthesisWarning, Warning};
use crate::numeric::eigen::inverse_root;
use crate::numeric::matrix::{Matrix, dot};

/// The method.
pub const ROBUST: Method = Method::new("pool/robust", 1, "Tipton (2015)");

/// Degrees of freedom below which the t distribution is no good approximation.
const FEW: f64 = 4.0;

/// How effects of one area are thought to depend on each other. It sets the weights; the errors do not rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Dependence {
    /// Their sampling errors are correlated.
    Correlated {
        /// By so much.
        rho: f64,
    },
    /// They vary within an area, with independent sampling errors.
    Hierarchical,
}

impl Dependence {
    /// The kind of this name, with this correlation where it has one.
    ///
    /// # Errors
    /// `H006` for a name that is not known.
    pub fn named(name: &str, rho: f64) -> Result<Self> {
        match name {
            "correlated" => Ok(Self::Correlated { rho }),
            "hierarchical" => Ok(Self::Hierarchical),
            _ => {
                let nearest = nearest(name, ["correlated", "hierarchical"]);
                let fault = Fault::UnknownName { what: "kind of dependence", found: name.to_owned(), nearest };
                Err(Error::new(fault, Place::argument("dependence")))
            }
        }
    }
}

/// A regression of effects with errors that are robust to dependence within areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RobustRegression {
    /// Method.
    pub method: Method,
    /// What the weights rest on.
    pub dependence: Dependence,
    /// A coefficient a term, the intercept first, each with its degrees of freedom.
    pub coefficients: Estimates,
    /// Covariances of the coefficients that have a value, in their order.
    pub covariance: Vec<Vec<f64>>,
    /// Variance between areas.
    pub tau2: Option<f64>,
    /// Variance within areas; only for the hierarchical weights.
    pub omega2: Option<f64>,
    /// Areas.
    pub areas: u64,
}

/// Effects of areas, several each, explained by moderators or pooled.
///
/// # Errors
/// `H008` for a rho outside 0 to 1, `H107` if the effects have no areas; `H901` if the search for a quantile did not end.
pub fn robust(of: &ModeratedEffects, dependence: Dependence, level: Level) -> Result<RobustRegression> {
    if let Dependence::Correlated { rho } = dependence
        && !(0.0..=1.0).contains(&rho)
    {
        let fault = Fault::OutsideRange { what: "correlation", found: rho, low: 0.0, high: 1.0 };
        return Err(Error::new(fault, Place::argument("rho")));
    }
    if of.clusters.len() != of.len() {
        return Err(Error::new(Fault::ValueNeeded, Place::argument("areas")));
    }
    let mut members: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    of.clusters.iter().enumerate().for_each(|(row, area)| members.entry(area).or_default().push(row));
    let areas: Vec<Vec<usize>> = members.into_values().collect();
    let mut found = RobustRegression {
        method: ROBUST,
        dependence,
        coefficients: Estimates::default(),
        covariance: Vec::new(),
        tau2: None,
        omega2: None,
        areas: areas.len() as u64,
    };
    let fit = (areas.len() > of.rank()).then(|| fitted(of, &areas, dependence)).flatten();
    let Some((fit, tau2, omega2)) = fit else {
        let lacking = |_, estimate: Estimate| Ok(estimate.warned(Warning::NoDegreesOfFreedom));
        found.coefficients = of.estimates(&ROBUST, lacking)?.into();
        return Ok(found);
    };
    (found.tau2, found.omega2) = (Some(tau2), omega2);
    let Some(adjusted) = adjusted(of, &areas, &fit) else {
        found.coefficients = of
            .estimates(&ROBUST, |_, estimate| Ok(estimate.warned(Warning::Synthesis(SynthesisWarning::FittedExactly))))?
            .into();
        return Ok(found);
    };
    let values = of.basis.coefficients(&fit.coefficients);
    let covariance = of.basis.covariance(&covariance(of, &areas, &fit, &adjusted));
    found.coefficients = of
        .estimates(&ROBUST, |at, estimate| {
            let Some(df) = degrees(of, &areas, &fit, &adjusted, at) else {
                return Ok(estimate.valued(values[at]).warned(Warning::Synthesis(SynthesisWarning::FittedExactly)));
            };
            let estimate = estimate.valued(values[at]);
            let estimate = bounded(estimate, values[at], covariance.at(at, at).max(0.0).sqrt(), Some(df), level)?;
            Ok(if df < FEW {
                estimate.warned(Warning::Synthesis(SynthesisWarning::FewDegreesOfFreedom { df }))
            } else {
                estimate
            })
        })?
        .into();
    found.covariance = (0..covariance.rows()).map(|row| covariance.row(row).to_vec()).collect();
    Ok(found)
}

/// Sum of the rows of an area in the basis, times weights.
fn summed(of: &ModeratedEffects, rows: &[usize], weight: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut sum = vec![0.0; of.rank()];
    for &row in rows {
        let weight = weight(row);
        sum.iter_mut().zip(of.basis.q.row(row)).for_each(|(sum, cell)| *sum += weight * cell);
    }
    sum
}

/// The weighted fit with the variances between and within areas.
fn fitted(of: &ModeratedEffects, areas: &[Vec<usize>], dependence: Dependence) -> Option<(Weighted, f64, Option<f64>)> {
    match dependence {
        Dependence::Correlated { rho } => {
            let (tau2, means) = correlated(of, areas, rho)?;
            let mut weights = vec![0.0; of.len()];
            for (rows, mean) in areas.iter().zip(means) {
                rows.iter().for_each(|&row| weights[row] = 1.0 / (rows.len() as f64 * (mean + tau2)));
            }
            Some((of.weighted(weights)?, tau2, None))
        }
        Dependence::Hierarchical => {
            let (tau2, omega2) = hierarchical(of, areas)?;
            let weights = of.variances.iter().map(|variance| 1.0 / (variance + tau2 + omega2)).collect();
            Some((of.weighted(weights)?, tau2, Some(omega2)))
        }
    }
}

/// Variance between areas, and the mean sampling variance of each. With w = 1/(k vbar) the weighted residual squares Q
/// are expected to be m - (1 - rho) tr(M S) - rho tr(M T) + tau2 (sum k w - tr(M U)), with S = sum (w/k) X'X, T = sum (w/k)
/// X'11'X and U = sum w^2 X'11'X over the areas.
fn correlated(of: &ModeratedEffects, areas: &[Vec<usize>], rho: f64) -> Option<(f64, Vec<f64>)> {
    let size = |rows: &Vec<usize>| rows.len() as f64;
    let means: Vec<f64> =
        areas.iter().map(|rows| rows.iter().map(|&row| of.variances[row]).sum::<f64>() / size(rows)).collect();
    let mut weights = vec![0.0; of.len()];
    for (rows, mean) in areas.iter().zip(&means) {
        rows.iter().for_each(|&row| weights[row] = 1.0 / (size(rows) * mean));
    }
    let fit = of.weighted(weights)?;
    let k = of.rank();
    let (mut alone, mut together, mut squared) = (Matrix::zeros(k, k), Matrix::zeros(k, k), Matrix::zeros(k, k));
    let mut total = 0.0;
    for (rows, mean) in areas.iter().zip(&means) {
        let weight = 1.0 / (size(rows) * mean);
        rows.iter().for_each(|&row| alone.add_square(of.basis.q.row(row), weight / size(rows)));
        let sum = summed(of, rows, |_| 1.0);
        together.add_square(&sum, weight / size(rows));
        squared.add_square(&sum, weight * weight);
        total += size(rows) * weight;
    }
    let expected = areas.len() as f64 - (1.0 - rho) * fit.bread.inner(&alone) - rho * fit.bread.inner(&together);
    let tau2 = (fit.squares() - expected) / (total - fit.bread.inner(&squared));
    tau2.is_finite().then(|| (tau2.max(0.0), means))
}

/// Variances between and within areas. With w = 1/v two moments are linear in them: that of the weighted residual
/// squares, and that of the squared sums of the residuals of areas.
fn hierarchical(of: &ModeratedEffects, areas: &[Vec<usize>]) -> Option<(f64, f64)> {
    let fit = of.weighted(of.variances.iter().map(|variance| 1.0 / variance).collect())?;
    let k = of.rank();
    let (spare, w) = ((of.len() - k) as f64, &fit.weights);
    // Sums over areas of what X'WX and the like are made of.
    let (mut plain, mut squared) = (Matrix::zeros(k, k), Matrix::zeros(k, k));
    let (mut within, mut between) = (Matrix::zeros(k, k), Matrix::zeros(k, k));
    for rows in areas {
        rows.iter().for_each(|&row| within.add_square(of.basis.q.row(row), w[row] * w[row]));
        between.add_square(&summed(of, rows, |row| w[row]), 1.0);
        plain.add_square(&summed(of, rows, |_| 1.0), 1.0);
    }
    for (row, weight) in w.iter().enumerate() {
        squared.add_square(of.basis.q.row(row), weight * weight);
    }
    // First moment: Q = spare + tau2 (sum w - tr(M B)) + omega2 (sum w - tr(M C)).
    let sum: f64 = w.iter().sum();
    let (of_tau, of_omega) = (sum - fit.bread.inner(&between), sum - fit.bread.inner(&within));
    // Second: squares of the residual sums of areas, of residuals (I - H) y with H = X M X'W.
    let second: f64 =
        areas.iter().map(|rows| rows.iter().map(|&row| fit.residuals[row]).sum::<f64>()).map(|sum| sum * sum).sum();
    let rest = |spread: &dyn Fn(&[usize], &[f64]) -> f64| {
        // Sum over areas of 1'(I - H) S (I - H)' 1 for a variance matrix S of areas: the direction d = (I - H)' 1_j has
        // the rows 1{row in j} - w x' M X_j'1, and `spread` is d' S d over the rows of each area.
        let mut total = 0.0;
        for own in areas {
            let lever = fit.bread.times(&summed(of, own, |_| 1.0));
            for rows in areas {
                let direction: Vec<f64> = rows
                    .iter()
                    .map(|&row| {
                        let one = if std::ptr::eq(own, rows) { 1.0 } else { 0.0 };
                        one - w[row] * dot(of.basis.q.row(row), &lever)
                    })
                    .collect();
                total += spread(rows, &direction);
            }
        }
        total
    };
    let sampling = rest(&|rows, d| rows.iter().zip(d).map(|(&row, d)| of.variances[row] * d * d).sum());
    let tau_second = rest(&|_, d| d.iter().sum::<f64>() * d.iter().sum::<f64>());
    let omega_second = rest(&|_, d| dot(d, d));
    let (one, two) = (fit.squares() - spare, second - sampling);
    let determinant = of_tau * omega_second - of_omega * tau_second;
    let scale = (of_tau * omega_second).abs() + (of_omega * tau_second).abs();
    if !(scale.is_finite() && scale > 0.0) {
        return None;
    }
    // One effect an area: the two cannot be told apart, and all of it is between areas.
    let omega2 = if determinant.abs() <= 1e-9 * scale { 0.0 } else { (of_tau * two - tau_second * one) / determinant };
    let omega2 = omega2.max(0.0);
    let tau2 = ((one - of_omega * omega2) / of_tau).max(0.0);
    tau2.is_finite().then_some((tau2, omega2))
}

/// A_j' W_j X_j in the basis, for every area: as many rows as the area has effects.
fn adjusted(of: &ModeratedEffects, areas: &[Vec<usize>], fit: &Weighted) -> Option<Vec<Matrix>> {
    let each = areas.iter().map(|rows| {
        let size = rows.len();
        let mut middle = Matrix::zeros(size, size);
        for (i, &one) in rows.iter().enumerate() {
            let lever = fit.bread.times(of.basis.q.row(one));
            for (j, &other) in rows.iter().enumerate() {
                let own = if i == j { 1.0 / fit.weights[one] } else { 0.0 };
                let left = own - dot(of.basis.q.row(other), &lever);
                *middle.at_mut(i, j) = left / (fit.weights[one] * fit.weights[other]).sqrt();
            }
        }
        let root = inverse_root(&middle, 1e-10)?;
        let mut part = Matrix::zeros(size, of.rank());
        for i in 0..size {
            for (j, &other) in rows.iter().enumerate() {
                // A is symmetric: F root F, and W on its right.
                let factor = root.at(i, j) * (fit.weights[other] / fit.weights[rows[i]]).sqrt();
                for (column, cell) in of.basis.q.row(other).iter().enumerate() {
                    *part.at_mut(i, column) += factor * cell;
                }
            }
        }
        Some(part)
    });
    each.collect()
}

/// The robust covariance, in the basis.
fn covariance(of: &ModeratedEffects, areas: &[Vec<usize>], fit: &Weighted, adjusted: &[Matrix]) -> Matrix {
    let mut meat = Matrix::zeros(of.rank(), of.rank());
    for (rows, part) in areas.iter().zip(adjusted) {
        let residuals: Vec<f64> = rows.iter().map(|&row| fit.residuals[row]).collect();
        meat.add_square(&part.weighted_sum(&residuals), 1.0);
    }
    fit.bread.by(&meat).by(&fit.bread)
}

/// Satterthwaite's degrees of freedom of a coefficient, 1/w being the variance of an effect: (sum a)^2/sum a^2 over the
/// eigenvalues a of the matrix of p_i' p_j, here by its traces.
fn degrees(of: &ModeratedEffects, areas: &[Vec<usize>], fit: &Weighted, adjusted: &[Matrix], at: usize) -> Option<f64> {
    let mut unit = vec![0.0; of.rank()];
    unit[at] = 1.0;
    let contrast = fit.bread.times(&of.basis.transposed_coefficients(&unit));
    // Per area a = A'WX M c, its a'a/w and X'a.
    let parts: Vec<(f64, Vec<f64>)> = areas
        .iter()
        .zip(adjusted)
        .map(|(rows, part)| {
            let own = part.times(&contrast);
            let square = rows.iter().zip(&own).map(|(&row, own)| own * own / fit.weights[row]).sum();
            let mut sum = vec![0.0; of.rank()];
            for (&row, own) in rows.iter().zip(&own) {
                sum.iter_mut().zip(of.basis.q.row(row)).for_each(|(sum, cell)| *sum += own * cell);
            }
            (square, sum)
        })
        .collect();
    let (mut trace, mut squares) = (0.0, 0.0);
    for (i, (square, sum)) in parts.iter().enumerate() {
        let lever = fit.bread.times(sum);
        for (j, (_, other)) in parts.iter().enumerate() {
            let cell = if i == j { *square } else { 0.0 } - dot(&lever, other);
            squares += cell * cell;
            trace += if i == j { cell } else { 0.0 };
        }
    }
    Some(trace * trace / squares).filter(|df| df.is_finite() && *df > 0.0)
}
