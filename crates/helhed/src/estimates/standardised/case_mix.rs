//! # Observed over expected events, adjusted for case mix
//!
//! ## What it estimates
//! The events observed among persons over those expected of them, where each person has a probability of their own
//! (from a model of age, history and so on), with a two-sided p-value.
//!
//! ## When to use
//! To compare a place with what a model, fitted elsewhere, predicts for the persons it has. The probabilities are taken
//! as known: a model fitted to the same persons makes the ratio 1 whatever happened.
//!
//! ## Equation
//! With outcomes y of 0 and 1 and probabilities p, the ratio is sum y / sum p and its standard error sqrt(sum p(1 - p))
//! / sum p, the variance of a sum of unequal coin tosses (Poisson-binomial).
//!
//! ## Interval
//! ratio -+ z se, two-sided; the lower limit is not cut off at zero. The p-value tests a ratio of 1 by the same se, so
//! that it agrees with the interval. The standard error is on the identity scale.
//!
//! ## Edge cases
//! No persons: W301. All probabilities zero: no ratio, W401, and an error where events were observed (H321). All of
//! them 0 or 1: an interval of no width, W303. Persons without outcome or probability are left out and counted, W101.
//! An outcome other than 0 and 1 (H105) and a probability outside [0, 1] (H008) are refused. Fewer than 20 persons warn
//! W304.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, CaseMix}};
//! let persons = CaseMix::from_values([1.0, 0.0, 1.0, 1.0].map(Some), [0.5, 0.2, 0.4, 0.4].map(Some))?;
//! assert_eq!(standardised::case_mix(&persons, Level::P95)?.value, Some(2.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hosmer and Lemeshow (1995), Statistics in Medicine 14: 2161-2172.
//!
//! ## Checked against
//! The equation in Python, in the tests of the Python module, relative 1e-12. No reference case.

use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;
use crate::records::Pairs;

/// The method.
pub const CASE_MIX: Method = Method::new("standardised/case_mix", 1, "Hosmer and Lemeshow (1995)");

/// Outcomes of persons and the probabilities that were expected of them.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseMix(Pairs);

impl CaseMix {
    /// From both columns, person by person; `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H105` for an outcome that is neither 0 nor 1, `H008` for a probability
    /// outside [0, 1], `H104` for an infinite value.
    pub fn from_values(
        outcomes: impl IntoIterator<Item = Option<f64>>,
        probabilities: impl IntoIterator<Item = Option<f64>>,
    ) -> Result<Self> {
        let outcomes: Vec<Option<f64>> = outcomes.into_iter().collect();
        let probabilities: Vec<Option<f64>> = probabilities.into_iter().collect();
        let refused = |values: &[Option<f64>], name: &str, fault: fn(f64) -> Option<Fault>| match values
            .iter()
            .enumerate()
            .find_map(|(index, value)| {
                value.filter(|value| value.is_finite()).and_then(fault).map(|fault| (index, fault))
            }) {
            Some((index, fault)) => Err(Error::new(fault, Place::argument(name).within(Spot::Row(index as u64 + 1)))),
            None => Ok(()),
        };
        refused(&outcomes, "outcomes", |found| (found != 0.0 && found != 1.0).then_some(Fault::NotAnEvent { found }))?;
        refused(&probabilities, "probabilities", |found| {
            let fault = Fault::OutsideRange { what: "probability", found, low: 0.0, high: 1.0 };
            (!(0.0..=1.0).contains(&found)).then_some(fault)
        })?;
        Ok(Self(Pairs::from_values(outcomes, probabilities)?))
    }
}

/// Observed over expected events.
///
/// # Errors
/// `H321` if events were observed and none expected.
pub fn case_mix(of: &CaseMix, level: Level) -> Result<Estimate> {
    let records = of.0.records();
    let observed: f64 = of.0.first().iter().sum();
    let expected: f64 = of.0.second().iter().sum();
    let variance: f64 = of.0.second().iter().map(|p| p * (1.0 - p)).sum();
    let n = Count { records: Some(records), events: Some(observed as u64), exposure: Some(expected) };
    let estimate =
        Estimate::new(Estimand::StandardisedRatio, Unit::Ratio, CASE_MIX, n).warned_if_missing(of.0.missing(), records);
    if records == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    if expected == 0.0 {
        if observed > 0.0 {
            let fault = Fault::NothingExpected { observed: observed as u64, expected };
            return Err(Error::new(fault, Place::argument("probabilities")));
        }
        return Ok(estimate.warned(Warning::UndefinedRatio));
    }
    let (ratio, se) = (observed / expected, variance.sqrt() / expected);
    let estimate = estimate
        .valued(ratio)
        .with_se(se, Scale::Identity)
        .between(ratio - level.z() * se, ratio + level.z() * se, level)
        .warned_if_small(records);
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoVariation));
    }
    Ok(estimate.with_p(normal::two_sided_p((ratio - 1.0) / se)))
}
