//! The covariance of the coefficients, in the orthonormal basis.

use super::errors::StandardErrors;
use super::fit::Fit;
use super::link::Link;
use super::rows::Prepared;
use crate::numeric::matrix::Matrix;

/// What is left of 1 - h below which a row is fitted exactly, whatever its outcome: of less, rounding would be in the
/// seventh digit of a standard error.
const LEAST: f64 = 1e-7;

/// The covariance; `None` where a factor of it is not defined: a row that is fitted exactly (`Hc2`, `Hc3`), one cluster,
/// or no rows to spare.
pub(super) fn covariance(rows: &Prepared, link: Link, fit: &Fit, errors: StandardErrors) -> Option<Matrix> {
    if errors == StandardErrors::Model {
        return Some(fit.bread.clone());
    }
    let k = rows.basis.q.columns();
    let n: f64 = rows.repeats.iter().sum();
    let mut meat = Matrix::zeros(k, k);
    if errors.clustered() {
        let (clusters, count) = rows.clusters.as_ref()?;
        let mut scores = Matrix::zeros(*count, k);
        for (row, &cluster) in clusters.iter().enumerate() {
            let weight = rows.repeats[row] * link.residual(rows.outcome[row], fit.eta[row]);
            for (column, cell) in rows.basis.q.row(row).iter().enumerate() {
                *scores.at_mut(cluster, column) += weight * cell;
            }
        }
        (0..*count).for_each(|cluster| meat.add_square(scores.row(cluster), 1.0));
    } else {
        for row in 0..rows.basis.q.rows() {
            let direction = rows.basis.q.row(row);
            let residual = link.residual(rows.outcome[row], fit.eta[row]);
            let left = 1.0 - link.variance(fit.eta[row]) * fit.bread.quadratic(direction);
            let factor = match errors {
                StandardErrors::Hc2 => left,
                StandardErrors::Hc3 => left * left,
                _ => 1.0,
            };
            if factor != 1.0 && left < LEAST {
                return None;
            }
            meat.add_square(direction, rows.repeats[row] * residual * residual / factor);
        }
    }
    let groups = rows.clusters.as_ref().map_or(0.0, |(_, count)| *count as f64);
    let factor = match errors {
        StandardErrors::Hc1 => n / (n - k as f64),
        StandardErrors::Cr1 => groups / (groups - 1.0),
        StandardErrors::Cr1s => groups / (groups - 1.0) * (n - 1.0) / (n - k as f64),
        _ => 1.0,
    };
    if !(factor.is_finite() && factor > 0.0) || (errors.clustered() && groups < 2.0) {
        return None;
    }
    let mut covariance = fit.bread.by(&meat).by(&fit.bread);
    for i in 0..k {
        for j in 0..=i {
            let cell = 0.5 * factor * (covariance.at(i, j) + covariance.at(j, i));
            *covariance.at_mut(i, j) = cell;
            *covariance.at_mut(j, i) = cell;
        }
    }
    Some(covariance)
}
