//! Whether the likelihood has a maximum at all.
//!
//! It has none where some weighted sum of the terms tells outcomes apart: in a logistic regression, where it is never
//! below zero for those with the event nor above zero for those without, and not zero for all; in a Poisson
//! regression, where it is zero for all with events and never above zero for those without. Newton's steps then go on
//! for ever, in such a direction.

use super::link::Link;
use super::rows::Prepared;
use crate::numeric::eigen;
use crate::numeric::matrix::Matrix;

/// Part of the largest step of a row that is taken for none.
const NOTHING: f64 = 1e-6;

/// Part of the mean information that a direction must have; with less the data say nothing of it.
const LEAST: f64 = 1e-9;

/// A direction of the basis that separates, if the last step or the direction with least information is one.
pub(super) fn separating(rows: &Prepared, link: Link, information: &Matrix, step: Option<&[f64]>) -> Option<Vec<f64>> {
    let (values, vectors) = eigen::symmetric(information)?;
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let (least, value) = values.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1))?;
    let flattest: Vec<f64> = (0..vectors.rows()).map(|row| vectors.at(row, least)).collect();
    let opposite = flattest.iter().map(|part| -part).collect();
    let candidates = step.map(<[f64]>::to_vec).into_iter().chain([flattest.clone(), opposite]);
    let found = candidates.into_iter().find(|direction| separates(rows, link, direction));
    found.or_else(|| (*value <= LEAST * mean).then_some(flattest))
}

fn separates(rows: &Prepared, link: Link, direction: &[f64]) -> bool {
    let moves = rows.basis.q.times(direction);
    let largest = moves.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
    let nothing = NOTHING * largest;
    let fits = |(&step, &y): (&f64, &f64)| match link {
        Link::Logit if y == 1.0 => step >= -nothing,
        Link::Log if y > 0.0 => step.abs() <= nothing,
        _ => step <= nothing,
    };
    largest > 0.0 && moves.iter().zip(&rows.outcome).all(fits)
}
