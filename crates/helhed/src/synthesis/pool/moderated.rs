//! Effects with their sampling variances and with what may explain why they differ.

use crate::comparisons::regression::{Covariates, INTERCEPT, TERM, finite};
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::{Count, Estimand, Estimate, KeyPart, KeyValue, Method, SynthesisWarning, Unit, Warning};
use crate::numeric::basis::Basis;
use crate::numeric::matrix::{Cholesky, Matrix};

/// Largest size of an effect or variance, and the inverse of the smallest variance: squares stay inside a double.
const LARGEST: f64 = 1e70;

/// Share of the largest effect below which residuals are rounding errors of an exact fit, if they all are.
const ROUNDING: f64 = 1e-12;

/// Effects, sampling variances and moderators, one row an effect; rows that lack anything are counted. One that exists
/// has variances above zero.
#[derive(Debug, Clone)]
pub struct ModeratedEffects {
    pub(super) effects: Vec<f64>,
    pub(super) variances: Vec<f64>,
    pub(super) clusters: Vec<KeyValue>,
    pub(super) basis: Basis,
    terms: Vec<String>,
    missing: u64,
}

/// The weighted least-squares fit for a given variance between areas.
pub(super) struct Weighted {
    pub(super) weights: Vec<f64>,
    /// Coefficients in the basis.
    pub(super) coefficients: Vec<f64>,
    /// Inverse of Q'WQ.
    pub(super) bread: Matrix,
    pub(super) ln_determinant: f64,
    pub(super) residuals: Vec<f64>,
}

impl Weighted {
    /// Weighted sum of squared residuals.
    pub(super) fn squares(&self) -> f64 {
        self.weights.iter().zip(&self.residuals).map(|(weight, residual)| weight * residual * residual).sum()
    }
}

impl ModeratedEffects {
    /// From columns, one row an effect. `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length, `H104` for an infinite value, `H531` for a variance that is not above zero,
    /// `H008` for an effect or variance whose square no double holds.
    pub fn new(effects: &[Option<f64>], variances: &[Option<f64>], moderators: &Covariates) -> Result<Self> {
        Self::clustered(effects, variances, moderators, None)
    }

    /// The same, with the area or study that each effect is from.
    ///
    /// # Errors
    /// As `new`.
    pub fn with_clusters(
        effects: &[Option<f64>],
        variances: &[Option<f64>],
        moderators: &Covariates,
        areas: &[KeyValue],
    ) -> Result<Self> {
        Self::clustered(effects, variances, moderators, Some(areas))
    }

    fn clustered(
        effects: &[Option<f64>],
        variances: &[Option<f64>],
        moderators: &Covariates,
        clusters: Option<&[KeyValue]>,
    ) -> Result<Self> {
        let lengths = [("variances", variances.len()), ("moderators", moderators.rows())];
        for (name, found) in lengths.into_iter().chain(clusters.map(|areas| ("areas", areas.len()))) {
            if found != effects.len() {
                let fault = Fault::LengthsDiffer { left: effects.len() as u64, right: found as u64 };
                return Err(Error::new(fault, Place::argument(name)));
            }
        }
        for (name, values, least) in [("effects", effects, 0.0), ("variances", variances, 1.0 / LARGEST)] {
            finite(values).map_err(|error| error.within(Spot::Argument(name.into())))?;
            for (row, found) in values.iter().enumerate().filter_map(|(row, value)| Some((row, (*value)?))) {
                let at = Place::argument(name).and(Spot::Row(row as u64 + 1));
                if name == "variances" && found <= 0.0 {
                    return Err(Error::new(Fault::VarianceNotPositive { found }, at));
                }
                if found.abs() > LARGEST || found.abs() < least {
                    let low = if name == "variances" { least } else { -LARGEST };
                    return Err(Error::new(Fault::OutsideRange { what: "value", found, low, high: LARGEST }, at));
                }
            }
        }
        let mut kept = Self {
            effects: Vec::new(),
            variances: Vec::new(),
            clusters: Vec::new(),
            basis: Basis::of(&[], 0),
            terms: Vec::new(),
            missing: 0,
        };
        let mut rows = Vec::new();
        for (row, pair) in effects.iter().zip(variances).enumerate() {
            let cluster = clusters.map(|clusters| &clusters[row]);
            let known = |value: &Option<f64>| value.filter(|value| !value.is_nan());
            let complete = moderators.complete(row) && cluster != Some(&KeyValue::Missing);
            match (known(pair.0), known(pair.1)) {
                (Some(effect), Some(variance)) if complete => {
                    rows.push(row);
                    kept.effects.push(effect);
                    kept.variances.push(variance);
                    kept.clusters.extend(cluster.cloned());
                }
                _ => kept.missing += 1,
            }
        }
        let (terms, columns): (Vec<_>, Vec<_>) = moderators.terms(&rows).into_iter().unzip();
        kept.basis = Basis::of(&columns, rows.len());
        kept.terms = terms;
        Ok(kept)
    }

    /// Effects that are complete.
    #[must_use]
    pub fn len(&self) -> usize {
        self.effects.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.effects.is_empty()
    }

    /// Coefficients that can be told apart.
    pub(super) fn rank(&self) -> usize {
        self.basis.kept.len()
    }

    /// The same effects without moderators.
    pub(super) fn unmoderated(&self) -> Self {
        let basis = Basis::of(&[vec![1.0; self.len()]], self.len());
        Self { basis, terms: vec![INTERCEPT.into()], ..self.clone() }
    }

    /// The fit with these weights.
    pub(super) fn weighted(&self, weights: Vec<f64>) -> Option<Weighted> {
        let cholesky = Cholesky::of(&self.basis.q.gram(&weights))?;
        let wanted: Vec<f64> = weights.iter().zip(&self.effects).map(|(weight, effect)| weight * effect).collect();
        let coefficients = cholesky.solve(&self.basis.q.weighted_sum(&wanted));
        let fitted = self.basis.q.times(&coefficients);
        let mut residuals: Vec<f64> = self.effects.iter().zip(fitted).map(|(effect, fitted)| effect - fitted).collect();
        let rounding = ROUNDING * self.effects.iter().fold(0.0, |most, effect| effect.abs().max(most));
        if residuals.iter().all(|residual| residual.abs() <= rounding) {
            residuals.fill(0.0);
        }
        let (bread, ln_determinant) = (cholesky.inverse(), cholesky.ln_determinant());
        Some(Weighted { weights, coefficients, bread, ln_determinant, residuals })
    }

    /// One estimate a term; `value` gives those of the terms that can be told apart, by their place among them.
    pub(super) fn estimates(
        &self,
        method: &Method,
        value: impl Fn(usize, Estimate) -> Result<Estimate>,
    ) -> Result<Vec<Estimate>> {
        let n = Count::of_records(self.len() as u64);
        let mut estimates = Vec::with_capacity(self.terms.len());
        for (index, term) in self.terms.iter().enumerate() {
            let key = vec![KeyPart { dimension: TERM.into(), value: term.as_str().into() }];
            let estimate = Estimate { key, ..Estimate::new(Estimand::Coefficient, Unit::Ratio, method.clone(), n) };
            let estimate = estimate.warned_if_missing(self.missing, self.len() as u64);
            let dependent = self.basis.dependent.iter().find(|(at, _)| *at == index);
            estimates.push(match (dependent, self.basis.kept.iter().position(|at| *at == index)) {
                _ if self.is_empty() => estimate.warned(Warning::NoObservations),
                (Some((_, others)), _) => {
                    let with = others.iter().filter_map(|&at| self.terms.get(at).cloned()).collect();
                    estimate.warned(Warning::Synthesis(SynthesisWarning::Collinear { term: term.clone(), with }))
                }
                (None, Some(at)) => value(at, estimate)?,
                (None, None) => estimate,
            });
        }
        Ok(estimates)
    }
}
