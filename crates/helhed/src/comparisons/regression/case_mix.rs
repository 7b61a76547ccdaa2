//! # Observed over expected events of areas, by a regression on case mix
//!
//! ## What it estimates
//! The events of each area over those expected of its residents, if they fared as residents like them do in all areas together;
//! with a two-sided p-value against a ratio of 1. The expected number comes with its own uncertainty.
//!
//! ## When to use
//! To ask whether an area is out of line given who lives there: one row a person, or one row a group of residents with its
//! number (`with_repeats`) or its exposure. The covariates describe residents, not areas: a column that tells the areas apart
//! explains away what is asked for. Where the expected numbers are known from elsewhere, take `standardised/case_mix`.
//!
//! ## Equation
//! One logistic or Poisson regression is fitted to all areas. E = sum of the fitted means of the area's rows, with variance
//! VE = g'Cg, C the covariance of the coefficients and g = sum (slope of the mean) x. The area's own events are in the fit: its
//! observed number O, of variance V = sum of the fitted variances, has the covariance (O/E) VE with E. The p-value is that of
//! (O - E)/sqrt(V - VE) by the normal distribution.
//!
//! ## Interval
//! The ratios r with (O - rE)^2 = a^2 - 2 q r a b + r^2 b^2: a is the distance from O to its own limit (Byar's for counts, Wilson's
//! for persons), b that from E to the opposite limit E exp(-+ z sqrt(VE)/E), and q the correlation (MOVER). Without uncertainty
//! in E it is Byar's or Wilson's interval over E. The standard error is sqrt(r V - r^2 VE)/E, on the identity scale.
//!
//! ## Edge cases
//! A model that has no maximum (W530, W533) or no events (W325): no values, and the warning of the model for every area. An area
//! whose expected number is not surely above zero, or that makes up the whole fit: no interval, W535. No events in an area: ratio
//! 0 with an upper limit. Rows that lack something are left out and counted, W101; an area that has no other rows: W301. Fewer
//! than 20 persons: W304 (logistic only).
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::comparisons::regression::{CaseMixModel, Covariate, Covariates, Rows, case_mix};
//! // Two areas, young and old: events and person-years.
//! let age = Covariate::Labels(["young", "old", "young", "old"].map(|age| Some(age.into())).to_vec());
//! let rows = Rows::new([12.0, 30.0, 18.0, 20.0].map(Some), Covariates::new([("age".into(), age)], 4)?)?
//!     .with_exposure([400.0, 300.0, 400.0, 300.0].map(Some).to_vec())?;
//! let areas = ["Nord", "Nord", "Syd", "Syd"].map(Into::into);
//! let found = case_mix(&rows, CaseMixModel::Poisson, &areas, Level::P95)?;
//! let north = &found.areas.as_slice()[0];
//! // The young are expected to have 15 events, the old 25.
//! assert!((north.value.unwrap() - 42.0 / 40.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! DeLong et al. (1997), Statistics in Medicine 16: 2645-2664. MOVER for ratios: Donner and Zou (2012), Statistical Methods in
//! Medical Research 21: 347-359.
//!
//! ## Checked against
//! VE and the p-value by whole matrices in numpy, and the interval by a search for its ends, in the tests of the Python module,
//! relative 1e-8. No reference case.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::errors::StandardErrors;
use super::link::Link;
use super::logistic::LOGISTIC;
use super::poisson::POISSON;
use super::result::{Fitted, Regression, fitted};
use super::rows::Rows;
use crate::cells::{ProportionCell, RateCell};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{
    Count, Estimand, Estimate, Estimates, Interval, KeyPart, KeyValue, Level, Method, Scale, SynthesisWarning, Unit,
    Warning,
};
use crate::estimates::{proportion, rate};
use crate::numeric::normal;

/// The method.
pub const CASE_MIX: Method = Method::new("regression/case_mix", 1, "DeLong et al. (1997)");

/// Name of the key column that holds the areas.
pub const AREA: &str = "area";

/// Which regression gives the expected numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseMixModel {
    /// Logistic: persons with the event or without.
    Logistic,
    /// Poisson: counts of events, by exposure.
    Poisson,
}

impl FromStr for CaseMixModel {
    type Err = Error;

    /// # Errors
    /// `H006` for a name that is not known.
    fn from_str(name: &str) -> Result<Self> {
        match name {
            "logistic" => Ok(Self::Logistic),
            "poisson" => Ok(Self::Poisson),
            _ => {
                let nearest = nearest(name, ["logistic", "poisson"]);
                let fault = Fault::UnknownName { what: "model", found: name.to_owned(), nearest };
                Err(Error::new(fault, Place::argument("model")))
            }
        }
    }
}

/// Observed over expected events of every area, and the model behind the expected ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CaseMixAreas {
    /// The regression.
    pub model: Regression,
    /// Observed over expected of every area, in the order of their names. `n` has the observed events, and the expected
    /// ones as exposure.
    pub areas: Estimates,
    /// Standard error of the expected number of every area, for the coefficients being estimated.
    pub expected_se: Vec<Option<f64>>,
}

/// What an area adds up to.
#[derive(Debug, Clone)]
struct Sums {
    records: f64,
    observed: f64,
    expected: f64,
    /// Variance of the observed number, if it is as expected.
    variance: f64,
    /// Slope of the expected number in the coefficients.
    slope: Vec<f64>,
}

/// Observed over expected events of every area, `areas` being that of each row.
///
/// # Errors
/// `H108` if there are not as many areas as rows; `H105` (logistic) or `H202`, `H204`, `H208` (Poisson) for an outcome that is
/// none, with its row.
pub fn case_mix(rows: &Rows, model: CaseMixModel, areas: &[KeyValue], level: Level) -> Result<CaseMixAreas> {
    if areas.len() != rows.len() {
        let fault = Fault::LengthsDiffer { left: rows.len() as u64, right: areas.len() as u64 };
        return Err(Error::new(fault, Place::argument("areas")));
    }
    let (link, method, ratio) = match model {
        CaseMixModel::Logistic => (Link::Logit, LOGISTIC, Estimand::OddsRatio),
        CaseMixModel::Poisson => (Link::Log, POISSON, Estimand::RateRatio),
    };
    let errors = StandardErrors::Model;
    let fitted = fitted(rows, link, errors, |row| areas[row] != KeyValue::Missing)?;
    let regression = fitted.regression(method, ratio, errors, level);
    let failed = regression.coefficients.iter().next().filter(|intercept| intercept.value.is_none());
    let failed: Vec<Warning> = failed.map_or_else(Vec::new, |intercept| intercept.warnings.clone());
    let (mut estimates, mut expected_se) = (Vec::new(), Vec::new());
    for (area, sums) in by_area(&fitted, link, areas) {
        let count = Count { records: Some(sums.records as u64), events: Some(sums.observed as u64), exposure: None };
        let key = vec![KeyPart { dimension: AREA.into(), value: area.clone() }];
        let estimate = Estimate { key, ..Estimate::new(Estimand::StandardisedRatio, Unit::Ratio, CASE_MIX, count) };
        let estimate = estimate.warned_if_missing(fitted.rows.missing, fitted.rows.repeats.iter().sum::<f64>() as u64);
        if sums.records == 0.0 {
            estimates.push(estimate.warned(Warning::NoObservations));
            expected_se.push(None);
            continue;
        }
        let bread = fitted.fit.as_ref().ok().filter(|_| failed.is_empty()).map(|fit| &fit.bread);
        let Some(bread) = bread else {
            estimates.push(failed.iter().cloned().fold(estimate, Estimate::warned));
            expected_se.push(None);
            continue;
        };
        let unsure = bread.quadratic(&sums.slope).max(0.0);
        expected_se.push(Some(unsure.sqrt()));
        let estimate = Estimate { n: Count { exposure: Some(sums.expected), ..count }, ..estimate };
        let estimate =
            if model == CaseMixModel::Logistic { estimate.warned_if_small(sums.records as u64) } else { estimate };
        estimates.push(compared(estimate, &sums, unsure, model, level)?);
    }
    Ok(CaseMixAreas { model: regression, areas: estimates.into(), expected_se })
}

/// What every area adds up to, one without a complete row too.
fn by_area<'a>(fitted: &Fitted, link: Link, areas: &'a [KeyValue]) -> BTreeMap<&'a KeyValue, Sums> {
    let rows = &fitted.rows;
    let slope = vec![0.0; rows.basis.q.columns()];
    let empty = Sums { records: 0.0, observed: 0.0, expected: 0.0, variance: 0.0, slope };
    let known = areas.iter().filter(|area| **area != KeyValue::Missing);
    let mut all: BTreeMap<&KeyValue, Sums> = known.map(|area| (area, empty.clone())).collect();
    for (at, &row) in rows.rows.iter().enumerate() {
        let Some(sums) = all.get_mut(&areas[row]) else { continue };
        let repeats = rows.repeats[at];
        sums.records += repeats;
        sums.observed += repeats * rows.outcome[at];
        if let Ok(fit) = &fitted.fit {
            let variance = repeats * link.variance(fit.eta[at]);
            sums.expected += repeats * link.mean(fit.eta[at]);
            sums.variance += variance;
            sums.slope.iter_mut().zip(rows.basis.q.row(at)).for_each(|(slope, cell)| *slope += variance * cell);
        }
    }
    all
}

/// The ratio with what goes with it.
fn compared(estimate: Estimate, sums: &Sums, unsure: f64, model: CaseMixModel, level: Level) -> Result<Estimate> {
    let (observed, expected) = (sums.observed, sums.expected);
    let ratio = observed / expected;
    let estimate = estimate.valued(ratio);
    let spare = sums.variance - unsure;
    // What is left of the variance is rounding error: the area, or one like it, makes up the fit.
    if spare.is_nan() || spare <= 1e-9 * sums.variance {
        return Ok(estimate.warned(Warning::Synthesis(SynthesisWarning::ExpectedTooUnsure)));
    }
    let estimate = estimate.with_p(normal::two_sided_p((observed - expected) / spare.sqrt()));
    let own = match model {
        CaseMixModel::Logistic => proportion::wilson(&ProportionCell::from_counts(observed, sums.records)?, level)?
            .interval
            .map(|interval| interval.scaled(sums.records)),
        CaseMixModel::Poisson => rate::byar(&RateCell::from_counts(observed, 1.0)?, level)?.interval,
    };
    let variance = ratio * sums.variance - ratio * ratio * unsure;
    let limits = own.filter(|_| variance >= 0.0).and_then(|own| ends(sums, unsure, own, level));
    let estimate =
        if variance > 0.0 { estimate.with_se(variance.sqrt() / expected, Scale::Identity) } else { estimate };
    Ok(match limits {
        Some((lower, upper)) => estimate.between(lower, upper, level),
        None => estimate.warned(Warning::Synthesis(SynthesisWarning::ExpectedTooUnsure)),
    })
}

/// Ends of the interval of the ratio, from the limits of the observed number and the variance of the expected one.
fn ends(sums: &Sums, unsure: f64, own: Interval, level: Level) -> Option<(f64, f64)> {
    let (observed, expected) = (sums.observed, sums.expected);
    let correlation = (observed / expected * unsure / sums.variance).sqrt();
    let factor = (level.z() * unsure.sqrt() / expected).exp();
    let end = |a: f64, b: f64, side: f64| {
        let (square, cross) = ((expected - b) * (expected + b), observed * expected - correlation * a * b);
        let discriminant = cross * cross - square * (observed - a) * (observed + a);
        (b < expected && discriminant >= 0.0).then(|| (cross + side * discriminant.sqrt()) / square)
    };
    let lower = end(observed - own.lower, expected * factor - expected, -1.0)?;
    let upper = end(own.upper - observed, expected - expected / factor, 1.0)?;
    Some((lower.max(0.0), upper))
}
