//! Maximum likelihood by Newton's method in the orthonormal basis of the terms.

use super::link::Link;
use super::rows::Prepared;
use super::separation::separating;
use crate::numeric::matrix::{Cholesky, Matrix};

/// Steps after which the search gives up; under ten are usual.
const STEPS: usize = 100;

/// Gain in log likelihood (twice) that the next step would bring, below which it is the last one. Newton's error is
/// squared in each step, so that the coefficients are then exact to about its size in standard errors.
const GAIN: f64 = 1e-12;

/// A maximum.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// Coefficients of the basis.
    pub(super) coefficients: Vec<f64>,
    /// Linear predictor of every row.
    pub(super) eta: Vec<f64>,
    /// Inverse of the information, in the basis.
    pub(super) bread: Matrix,
    pub(super) ln_likelihood: f64,
    pub(super) deviance: f64,
}

/// Why there is no maximum.
#[derive(Debug, Clone)]
pub(super) enum NoFit {
    /// The likelihood grows for ever in this direction of the basis.
    Separated(Vec<f64>),
    /// The search did not end.
    NotConverged,
}

/// The coefficients with the largest likelihood.
pub(super) fn fit(rows: &Prepared, link: Link) -> Result<Fit, NoFit> {
    let mut at = started(rows, link).ok_or(NoFit::NotConverged)?;
    for _ in 0..STEPS {
        let (score, information) = (at.score(rows, link), at.information(rows, link));
        let Some(cholesky) = Cholesky::of(&information) else {
            return Err(separating(rows, link, &information, None).map_or(NoFit::NotConverged, NoFit::Separated));
        };
        let step = cholesky.solve(&score);
        let gain: f64 = step.iter().zip(&score).map(|(step, score)| step * score).sum();
        let Some(next) = at.improved(rows, link, &step) else { return Err(NoFit::NotConverged) };
        at = next;
        if gain <= GAIN {
            let information = at.information(rows, link);
            if let Some(direction) = separating(rows, link, &information, Some(&step)) {
                return Err(NoFit::Separated(direction));
            }
            let Some(cholesky) = Cholesky::of(&information) else { return Err(NoFit::NotConverged) };
            return Ok(at.finished(rows, link, cholesky.inverse()));
        }
    }
    let information = at.information(rows, link);
    Err(separating(rows, link, &information, None).map_or(NoFit::NotConverged, NoFit::Separated))
}

/// Where the search stands.
struct At {
    coefficients: Vec<f64>,
    eta: Vec<f64>,
    ln_likelihood: f64,
}

impl At {
    fn new(rows: &Prepared, link: Link, coefficients: Vec<f64>) -> Self {
        let mut eta = rows.basis.q.times(&coefficients);
        eta.iter_mut().zip(&rows.offset).for_each(|(eta, offset)| *eta += offset);
        let each = eta.iter().zip(rows.outcome.iter().zip(&rows.repeats));
        let ln_likelihood = each.map(|(&eta, (&y, repeats))| repeats * link.ln_likelihood(y, eta)).sum();
        Self { coefficients, eta, ln_likelihood }
    }

    fn score(&self, rows: &Prepared, link: Link) -> Vec<f64> {
        let each = self.eta.iter().zip(rows.outcome.iter().zip(&rows.repeats));
        let residuals: Vec<f64> = each.map(|(&eta, (&y, repeats))| repeats * link.residual(y, eta)).collect();
        rows.basis.q.weighted_sum(&residuals)
    }

    fn information(&self, rows: &Prepared, link: Link) -> Matrix {
        let weights: Vec<f64> =
            self.eta.iter().zip(&rows.repeats).map(|(&eta, repeats)| repeats * link.variance(eta)).collect();
        rows.basis.q.gram(&weights)
    }

    /// The step, or the largest half, quarter, ... of it that does not lose likelihood.
    fn improved(&self, rows: &Prepared, link: Link, step: &[f64]) -> Option<Self> {
        let slack = 1e-10 * (1.0 + self.ln_likelihood.abs());
        let mut size = 1.0;
        for _ in 0..40 {
            let moved = self.coefficients.iter().zip(step).map(|(from, step)| from + size * step).collect();
            let next = Self::new(rows, link, moved);
            if next.ln_likelihood >= self.ln_likelihood - slack {
                return Some(next);
            }
            size *= 0.5;
        }
        None
    }

    fn finished(self, rows: &Prepared, link: Link, bread: Matrix) -> Fit {
        let (mut constant, mut half_deviance) = (0.0, 0.0);
        for ((&eta, &y), repeats) in self.eta.iter().zip(&rows.outcome).zip(&rows.repeats) {
            constant += repeats * link.constant(y);
            half_deviance += repeats * link.half_deviance(y, eta);
        }
        let ln_likelihood = self.ln_likelihood + constant;
        Fit { coefficients: self.coefficients, eta: self.eta, bread, ln_likelihood, deviance: 2.0 * half_deviance }
    }
}

/// One least-squares fit to predictors that are near the outcomes.
fn started(rows: &Prepared, link: Link) -> Option<At> {
    let near: Vec<f64> = rows.outcome.iter().map(|&y| link.start(y)).collect();
    let weights: Vec<f64> =
        near.iter().zip(&rows.repeats).map(|(&eta, repeats)| repeats * link.variance(eta)).collect();
    let wanted: Vec<f64> = (0..near.len())
        .map(|i| {
            weights[i] * (near[i] - rows.offset[i] + link.residual(rows.outcome[i], near[i]) / link.variance(near[i]))
        })
        .collect();
    let cholesky = Cholesky::of(&rows.basis.q.gram(&weights))?;
    let start = At::new(rows, link, cholesky.solve(&rows.basis.q.weighted_sum(&wanted)));
    let zero = At::new(rows, link, vec![0.0; rows.basis.q.columns()]);
    // The better of the two: a start that is far out can overflow.
    Some(if start.ln_likelihood >= zero.ln_likelihood { start } else { zero })
}
