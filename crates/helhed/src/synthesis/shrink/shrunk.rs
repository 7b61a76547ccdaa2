//! Areas after shrinkage.

use serde::{Deserialize, Serialize};

use super::{Posterior, Prior};
use crate::error::Result;
use crate::estimate::{
    Direction, Estimand, Estimate, Estimates, KeyPart, Level, Method, Provenance, Scale, Subject, SynthesisWarning,
    Unit, Warning,
};
use crate::synthesis::areas::{Areas, Figure};

/// An area before and after it is drawn towards the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ShrunkArea {
    /// Area.
    pub key: Vec<KeyPart>,
    /// Its own value.
    pub raw: Option<f64>,
    /// How much of its own value it keeps: 1 all of it, 0 nothing.
    pub weight: Option<f64>,
    /// Its value after it was drawn in.
    pub shrunk: Option<f64>,
    /// How far it was drawn: shrunk less raw.
    pub pull: Option<f64>,
    /// What is known of its true value, in units of the figures; absent where all areas are taken to be alike.
    pub posterior: Option<Posterior>,
}

/// Areas drawn towards what they have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shrunk {
    /// Method.
    pub method: Method,
    /// Indicator.
    pub indicator: Option<Subject>,
    /// What is estimated.
    pub estimand: Estimand,
    /// Unit of the values.
    pub unit: Unit,
    /// What the areas are drawn towards.
    pub mean: Option<f64>,
    /// Standard deviation of the true values of areas.
    pub between_sd: Option<f64>,
    /// How the true values vary, in units of the figures.
    pub prior: Option<Prior>,
    /// Logarithm of the likelihood, where the method has one.
    pub ln_likelihood: Option<f64>,
    /// The areas, in the order in which they were given.
    pub areas: Vec<ShrunkArea>,
    /// The shrunk values with their intervals.
    pub estimates: Estimates,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What one unit of value is of the figures: the exposure that a rate is shown per.
    pub per: f64,
}

/// What the areas have in common.
pub(super) struct Fitted {
    pub(super) prior: Prior,
    pub(super) ln_likelihood: Option<f64>,
}

/// Why nothing could be fitted.
#[derive(Clone, Copy)]
pub(super) enum Nothing {
    /// Fewer than two areas.
    FewAreas,
    /// No events anywhere, or nothing but events.
    Same,
}

impl Shrunk {
    /// Areas by what they have in common; `after` gives the weight of an area and what is known of it.
    pub(super) fn new(
        areas: &Areas,
        method: Method,
        level: Level,
        fitted: Result<Fitted, Nothing>,
        after: impl Fn(&Prior, &Figure) -> Option<(f64, Posterior)>,
    ) -> Result<Self> {
        let (per, kind) = (areas.per(), areas.kind());
        let mut warnings = areas.warnings().to_vec();
        let own = areas.figures().iter().flatten().count() as u64;
        let why = match &fitted {
            Err(Nothing::FewAreas) => Some(Warning::Synthesis(SynthesisWarning::AreasTooFew { areas: own })),
            Err(Nothing::Same) => Some(Warning::Synthesis(SynthesisWarning::SameEverywhere)),
            Ok(fitted) if fitted.prior.sd() == 0.0 => Some(Warning::Synthesis(SynthesisWarning::NothingBetweenAreas)),
            Ok(_) => None,
        };
        warnings.extend(why.clone());
        let fitted = fitted.ok();
        let (mut rows, mut estimates) = (Vec::with_capacity(areas.len()), Vec::with_capacity(areas.len()));
        for (area, (key, figure)) in areas.keys().iter().zip(areas.figures()).enumerate() {
            let raw = figure.map(|figure| figure.value(kind) * per);
            let found = fitted.as_ref().zip(figure.as_ref()).map(|(fitted, figure)| {
                let (weight, posterior) = after(&fitted.prior, figure).unzip();
                let posterior: Option<Posterior> = posterior;
                let shrunk = posterior.map_or(fitted.prior.mean() * per, |known| known.mean() * per);
                (weight.unwrap_or(0.0), shrunk, posterior)
            });
            let mut estimate = areas.labelled(area, method.clone());
            match found {
                Some((_, shrunk, posterior)) => {
                    estimate = estimate.valued(shrunk);
                    if let Some(posterior) = posterior {
                        let known = posterior.per(per);
                        let interval = known.interval(level)?;
                        // Where areas hold all or nothing, the mean can lie beyond the quantiles: they say nothing of it.
                        estimate = if interval.contains(shrunk) {
                            estimate.interval = Some(interval);
                            estimate.with_se(known.sd(), Scale::Identity)
                        } else {
                            estimate.warned(Warning::NoStandardError)
                        };
                    }
                    if let Some(why) = &why {
                        estimate = estimate.warned(why.clone());
                    }
                }
                None if figure.is_none() => estimate = estimate.warned(Warning::NoObservations),
                None => estimate.warnings.extend(why.clone()),
            }
            estimates.push(estimate);
            rows.push(ShrunkArea {
                key: key.clone(),
                raw,
                weight: found.map(|(weight, ..)| weight),
                shrunk: found.map(|(_, shrunk, _)| shrunk),
                pull: found.zip(raw).map(|((_, shrunk, _), raw)| shrunk - raw),
                posterior: found.and_then(|(.., posterior)| posterior),
            });
        }
        Ok(Self {
            method,
            indicator: areas.subject().cloned(),
            estimand: areas.estimand(),
            unit: areas.unit().clone(),
            mean: fitted.as_ref().map(|fitted| fitted.prior.mean() * per),
            between_sd: fitted.as_ref().map(|fitted| fitted.prior.sd() * per),
            prior: fitted.as_ref().map(|fitted| fitted.prior),
            ln_likelihood: fitted.and_then(|fitted| fitted.ln_likelihood),
            areas: rows,
            estimates: Estimates::from(estimates),
            warnings,
            provenance: Provenance::default(),
            per,
        })
    }

    /// The same with one more warning.
    pub(super) fn warned(mut self, warning: Warning) -> Self {
        self.warnings.push(warning);
        self
    }

    /// The direction in which its indicator gets better.
    #[must_use]
    pub fn better(&self) -> Direction {
        self.indicator.as_ref().map_or(Direction::Neutral, |subject| subject.better)
    }

    /// An area's estimate.
    #[must_use]
    pub fn estimate(&self, area: usize) -> Option<&Estimate> {
        self.estimates.as_slice().get(area)
    }
}
