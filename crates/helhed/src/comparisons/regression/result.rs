//! A fitted regression as a record.

use serde::{Deserialize, Serialize};

use super::covariates::INTERCEPT;
use super::errors::StandardErrors;
use super::fit::{Fit, NoFit, fit};
use super::link::Link;
use super::rows::{Prepared, Rows};
use super::sandwich;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{
    Count, Estimand, Estimate, Estimates, Interval, KeyPart, Level, Method, Scale, SynthesisWarning, Unit, Warning,
};
use crate::numeric::matrix::Matrix;
use crate::numeric::normal;

/// Name of the key column that holds the terms.
pub const TERM: &str = "term";

/// Clusters below which cluster-robust errors are too small more often than not.
const FEW_CLUSTERS: u64 = 40;

/// A regression that was fitted: a coefficient a term, on the scale of the link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Regression {
    /// Method.
    pub method: Method,
    /// What the standard errors rest on.
    pub errors: StandardErrors,
    /// A coefficient a term, the intercept first.
    pub coefficients: Estimates,
    /// Covariances of the coefficients that have a standard error, in their order.
    pub covariance: Vec<Vec<f64>>,
    /// Logarithm of the likelihood.
    pub ln_likelihood: Option<f64>,
    /// Twice what is missing from the largest likelihood that any means could have.
    pub deviance: Option<f64>,
    /// Clusters, where they are known.
    pub clusters: Option<u64>,
    /// What the exponential of a coefficient is.
    pub ratio: Estimand,
}

impl Regression {
    /// The exponentials of the coefficients without the intercept: ratios of odds or of rates, each for one more of its
    /// term. Standard errors are on the log scale.
    #[must_use]
    pub fn ratios(&self) -> Estimates {
        let is_ratio = |estimate: &&Estimate| !estimate.key.iter().any(|part| part.value == INTERCEPT.into());
        let exponential = |estimate: &Estimate| Estimate {
            estimand: self.ratio,
            value: estimate.value.map(f64::exp),
            interval: estimate.interval.map(|interval| Interval {
                lower: interval.lower.exp(),
                upper: interval.upper.exp(),
                ..interval
            }),
            scale: Scale::Log,
            ..estimate.clone()
        };
        self.coefficients.iter().filter(is_ratio).map(exponential).collect()
    }
}

/// The rows, their fit and its covariance, in the basis.
pub(super) struct Fitted {
    pub(super) rows: Prepared,
    pub(super) fit: Result<Fit, NoFit>,
    pub(super) covariance: Option<Matrix>,
}

/// Fits a model to the rows that are complete and that `also` has.
pub(super) fn fitted(rows: &Rows, link: Link, errors: StandardErrors, also: impl Fn(usize) -> bool) -> Result<Fitted> {
    let rows = rows.prepared(link, also)?;
    if errors.clustered() && rows.clusters.is_none() {
        return Err(Error::new(Fault::ClustersNeeded { errors: errors.name() }, Place::argument("clusters")));
    }
    let fit = fit(&rows, link);
    let covariance = fit.as_ref().ok().and_then(|fit| sandwich::covariance(&rows, link, fit, errors));
    Ok(Fitted { rows, fit, covariance })
}

impl Fitted {
    /// The record.
    pub(super) fn regression(
        &self,
        method: Method,
        ratio: Estimand,
        errors: StandardErrors,
        level: Level,
    ) -> Regression {
        let rows = &self.rows;
        let n = self.count(ratio);
        let clusters = rows.clusters.as_ref().map(|(_, count)| *count as u64);
        let whole = self.whole(ratio, errors, clusters, n);
        let found = self.fit.as_ref().ok().filter(|_| rows.basis.q.rows() > 0 && !whole.iter().any(nothing_to_fit));
        let values = found.map(|fit| rows.basis.coefficients(&fit.coefficients));
        let covariance = found.and(self.covariance.as_ref()).map(|matrix| rows.basis.covariance(matrix));
        let mut coefficients = Vec::with_capacity(rows.terms.len());
        for (index, term) in rows.terms.iter().enumerate() {
            let key = vec![KeyPart { dimension: TERM.into(), value: term.as_str().into() }];
            let estimate = Estimate { key, ..Estimate::new(Estimand::Coefficient, Unit::Ratio, method.clone(), n) };
            let mut estimate = estimate.warned_if_missing(rows.missing, n.records.unwrap_or(0));
            if let Some((_, others)) = rows.basis.dependent.iter().find(|(at, _)| *at == index) {
                if !rows.rows.is_empty() {
                    let with = others.iter().filter_map(|&at| rows.terms.get(at).cloned()).collect();
                    estimate =
                        estimate.warned(Warning::Synthesis(SynthesisWarning::Collinear { term: term.clone(), with }));
                }
            } else if let (Some(at), Some(values)) = (rows.basis.kept.iter().position(|at| *at == index), &values) {
                estimate = estimate.valued(values[at]);
                let variance = covariance.as_ref().map(|matrix| matrix.at(at, at)).filter(|variance| *variance > 0.0);
                if let Some(se) = variance.map(f64::sqrt) {
                    let reach = level.z() * se;
                    estimate = estimate
                        .with_se(se, Scale::Identity)
                        .between(values[at] - reach, values[at] + reach, level)
                        .with_p(normal::two_sided_p(values[at] / se));
                }
            }
            coefficients.push(whole.iter().cloned().fold(estimate, Estimate::warned));
        }
        let listed = |matrix: Matrix| (0..matrix.rows()).map(|row| matrix.row(row).to_vec()).collect();
        Regression {
            method,
            errors,
            coefficients: coefficients.into(),
            covariance: covariance.map_or_else(Vec::new, listed),
            ln_likelihood: found.map(|fit| fit.ln_likelihood),
            deviance: found.map(|fit| fit.deviance),
            clusters,
            ratio,
        }
    }

    fn count(&self, ratio: Estimand) -> Count {
        let each = self.rows.outcome.iter().zip(&self.rows.repeats);
        let events: f64 = each.map(|(outcome, repeats)| outcome * repeats).sum();
        let records = self.rows.repeats.iter().sum::<f64>() as u64;
        let exposure = self.rows.exposure.filter(|_| ratio == Estimand::RateRatio);
        Count { records: Some(records), events: Some(events as u64), exposure }
    }

    /// What is to be said of every coefficient.
    fn whole(&self, ratio: Estimand, errors: StandardErrors, clusters: Option<u64>, n: Count) -> Vec<Warning> {
        if n.records == Some(0) {
            return vec![Warning::NoObservations];
        }
        if n.events == Some(0) {
            return vec![Warning::NoEvents];
        }
        if ratio == Estimand::OddsRatio && n.events == n.records {
            return vec![Warning::NoVariation];
        }
        match &self.fit {
            Err(NoFit::Separated(direction)) => {
                vec![Warning::Synthesis(SynthesisWarning::Separated { terms: self.separating(direction) })]
            }
            Err(NoFit::NotConverged) => vec![Warning::Synthesis(SynthesisWarning::NotConverged)],
            Ok(_) if self.covariance.is_none() && errors.clustered() => vec![Warning::NoDegreesOfFreedom],
            Ok(_) if self.covariance.is_none() => vec![Warning::Synthesis(SynthesisWarning::FittedExactly)],
            Ok(_) if errors.clustered() => {
                let few = clusters.filter(|clusters| *clusters < FEW_CLUSTERS);
                few.map(|clusters| Warning::Synthesis(SynthesisWarning::FewClusters { clusters })).into_iter().collect()
            }
            Ok(_) => Vec::new(),
        }
    }

    /// The terms that a direction is made of.
    fn separating(&self, direction: &[f64]) -> Vec<String> {
        let basis = &self.rows.basis;
        let weights = basis.coefficients(direction);
        // A term weighs as much as it moves the linear predictor where it is largest.
        let size = |at: usize| basis.length(at);
        let reach: Vec<f64> = weights.iter().enumerate().map(|(at, weight)| weight.abs() * size(at)).collect();
        let most = reach.iter().copied().fold(0.0, f64::max);
        let named = basis.kept.iter().zip(&reach).filter(|(_, reach)| **reach > 1e-4 * most);
        named.filter_map(|(&at, _)| self.rows.terms.get(at).cloned()).collect()
    }
}

/// Whether a warning says that there is nothing to fit a model to.
fn nothing_to_fit(warning: &Warning) -> bool {
    matches!(warning, Warning::NoObservations | Warning::NoEvents | Warning::NoVariation)
}
