//! What a regression is fitted to: rows with an outcome and covariates.

use std::collections::BTreeMap;

use super::covariates::{Covariates, finite};
use super::link::Link;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::KeyValue;
use crate::numeric::basis::Basis;

/// Outcome and covariates row by row, with what else is known of the rows. Rows that lack anything are counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    outcome: Vec<Option<f64>>,
    covariates: Covariates,
    offset: Option<Vec<Option<f64>>>,
    exposure: Option<Vec<Option<f64>>>,
    repeats: Option<Vec<Option<f64>>>,
    clusters: Option<Vec<KeyValue>>,
}

/// The complete rows, and the terms as orthonormal columns.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// Which rows they are.
    pub(super) rows: Vec<usize>,
    pub(super) outcome: Vec<f64>,
    pub(super) offset: Vec<f64>,
    pub(super) exposure: Option<f64>,
    pub(super) repeats: Vec<f64>,
    /// Number of the cluster of every row, and of clusters.
    pub(super) clusters: Option<(Vec<usize>, usize)>,
    pub(super) terms: Vec<String>,
    pub(super) basis: Basis,
    /// Rows left out, as often as they repeat.
    pub(super) missing: u64,
}

impl Rows {
    /// Outcomes and covariates. `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length, `H104` for an infinite outcome.
    pub fn new(outcome: impl IntoIterator<Item = Option<f64>>, covariates: Covariates) -> Result<Self> {
        let outcome: Vec<Option<f64>> = outcome.into_iter().collect();
        let rows = Self { outcome, covariates, offset: None, exposure: None, repeats: None, clusters: None };
        rows.of_length("covariates", rows.covariates.rows())?;
        finite(&rows.outcome).map_err(|error| error.within(Spot::Argument("outcome".into())))?;
        Ok(rows)
    }

    /// The same with a number that is added to the linear predictor of each row, its coefficient being 1.
    ///
    /// # Errors
    /// `H108` if it has another length, `H104` for an infinite one.
    pub fn with_offset(self, offset: Vec<Option<f64>>) -> Result<Self> {
        self.of_length("offset", offset.len())?;
        finite(&offset).map_err(|error| error.within(Spot::Argument("offset".into())))?;
        Ok(Self { offset: Some(offset), ..self })
    }

    /// The same with the exposure of each row (person-years, population), whose logarithm is an offset.
    ///
    /// # Errors
    /// `H108` if it has another length, `H104` for an infinite one, `H203` for one that is not above zero.
    pub fn with_exposure(self, exposure: Vec<Option<f64>>) -> Result<Self> {
        self.of_length("exposure", exposure.len())?;
        finite(&exposure).map_err(|error| error.within(Spot::Argument("exposure".into())))?;
        refused("exposure", &exposure, |found| (found <= 0.0).then_some(Fault::ExposureNotPositive { found }))?;
        Ok(Self { exposure: Some(exposure), ..self })
    }

    /// The same where each row stands for so many rows that are alike: the persons of a cell.
    ///
    /// # Errors
    /// `H108` if they have another length; `H104`, `H202`, `H204` or `H208` for what is no whole number of 0 or more.
    pub fn with_repeats(self, repeats: Vec<Option<f64>>) -> Result<Self> {
        self.of_length("repeats", repeats.len())?;
        finite(&repeats).map_err(|error| error.within(Spot::Argument("repeats".into())))?;
        refused("repeats", &repeats, no_count)?;
        Ok(Self { repeats: Some(repeats), ..self })
    }

    /// The same with the cluster of each row: the area, the stairway, the person.
    ///
    /// # Errors
    /// `H108` if they have another length.
    pub fn with_clusters(self, clusters: Vec<KeyValue>) -> Result<Self> {
        self.of_length("clusters", clusters.len())?;
        Ok(Self { clusters: Some(clusters), ..self })
    }

    /// Rows, complete or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outcome.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcome.is_empty()
    }

    fn of_length(&self, name: &str, found: usize) -> Result<()> {
        if found == self.outcome.len() {
            return Ok(());
        }
        let fault = Fault::LengthsDiffer { left: self.outcome.len() as u64, right: found as u64 };
        Err(Error::new(fault, Place::argument(name)))
    }

    /// The complete rows as this link needs them. Rows that `also` does not have are left out as incomplete.
    pub(super) fn prepared(&self, link: Link, also: impl Fn(usize) -> bool) -> Result<Prepared> {
        refused("outcome", &self.outcome, |found| match link {
            Link::Logit => (found != 0.0 && found != 1.0).then_some(Fault::NotAnEvent { found }),
            Link::Log => no_count(found),
        })?;
        let known = |column: &Option<Vec<Option<f64>>>, row: usize, default: f64| match column {
            None => Some(default),
            Some(values) => values.get(row).copied().flatten().filter(|value| !value.is_nan()),
        };
        let mut ready = Prepared {
            rows: Vec::new(),
            outcome: Vec::new(),
            offset: Vec::new(),
            exposure: self.exposure.as_ref().map(|_| 0.0),
            repeats: Vec::new(),
            clusters: None,
            terms: Vec::new(),
            basis: Basis::of(&[], 0),
            missing: 0,
        };
        let mut numbers: BTreeMap<&KeyValue, usize> = BTreeMap::new();
        let mut clusters = Vec::new();
        for row in 0..self.len() {
            let repeats = known(&self.repeats, row, 1.0);
            if repeats == Some(0.0) {
                continue;
            }
            let cluster = self.clusters.as_ref().map(|clusters| clusters.get(row).unwrap_or(&KeyValue::Missing));
            let outcome = self.outcome[row].filter(|value| !value.is_nan());
            let (offset, exposure) = (known(&self.offset, row, 0.0), known(&self.exposure, row, 1.0));
            let complete = self.covariates.complete(row) && cluster != Some(&KeyValue::Missing) && also(row);
            match (outcome, offset, exposure, repeats) {
                (Some(outcome), Some(offset), Some(exposure), Some(repeats)) if complete => {
                    ready.rows.push(row);
                    ready.outcome.push(outcome);
                    ready.offset.push(offset + exposure.ln());
                    ready.exposure = ready.exposure.map(|sum| sum + repeats * exposure);
                    ready.repeats.push(repeats);
                    if let Some(cluster) = cluster {
                        let next = numbers.len();
                        clusters.push(*numbers.entry(cluster).or_insert(next));
                    }
                }
                _ => ready.missing += repeats.unwrap_or(1.0) as u64,
            }
        }
        let (terms, columns): (Vec<_>, Vec<_>) = self.covariates.terms(&ready.rows).into_iter().unzip();
        ready.basis = Basis::of(&columns, ready.rows.len());
        ready.terms = terms;
        ready.clusters = self.clusters.as_ref().map(|_| (clusters, numbers.len()));
        Ok(ready)
    }
}

fn no_count(found: f64) -> Option<Fault> {
    if found < 0.0 {
        Some(Fault::NegativeCount { found })
    } else if found.fract() != 0.0 {
        Some(Fault::NotWhole { found })
    } else {
        (found > 9_007_199_254_740_992.0).then_some(Fault::CountTooLarge { found })
    }
}

/// Refuses the first value with a fault, with its row.
fn refused(name: &str, values: &[Option<f64>], fault: impl Fn(f64) -> Option<Fault>) -> Result<()> {
    for (row, value) in values.iter().enumerate() {
        if let Some(fault) = value.filter(|value| !value.is_nan()).and_then(&fault) {
            return Err(Error::new(fault, Place::argument(name).and(Spot::Row(row as u64 + 1))));
        }
    }
    Ok(())
}
