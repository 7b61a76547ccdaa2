//! Studies from a list of estimates.

use super::study::{Studies, Study, checked, left_out_of, named_or_numbered};
use crate::error::{PoolFault, Result};
use crate::estimate::{Estimand, Estimate, Estimates, KeyPart, Scale, SynthesisWarning, Unit, Warning};

impl Studies {
    /// From a list of estimates of one thing, each on the scale of its own standard error: the logarithm of a ratio,
    /// the value itself of a difference.
    ///
    /// An estimate that has an interval but no standard error gets one from the width of its interval, divided by twice
    /// the quantile of its level, on the scale of the others; where none has a standard error, on the logarithm of
    /// ratios and rates, the log odds of shares, and the value itself of everything else. They are counted (W521). An
    /// estimate with neither, with a standard error of zero, or whose value or limits are infinite on that scale (a
    /// share of 0 has no log odds) is left out, counted and named (W520).
    ///
    /// # Errors
    /// `H520` for mixed estimands, `H521` for mixed scales, `H522` for mixed units, each naming the first two that
    /// differ. `H008` for a number beyond 1e50, and `H901` if the search for a quantile did not end.
    pub fn of_estimates(estimates: &Estimates) -> Result<Self> {
        let Some(first) = estimates.as_slice().first() else { return Self::of_effects(&[], &[]) };
        for other in estimates {
            if other.estimand != first.estimand {
                let (first, second) = (first.estimand.name(), other.estimand.name());
                return Err(PoolFault::MixedEstimands { first, second }.into());
            }
            if other.unit != first.unit {
                let (first, second) = (first.unit.name(), other.unit.name());
                return Err(PoolFault::MixedUnits { first, second }.into());
            }
        }
        let scale = scale_of(estimates, first.estimand)?;
        let (mut list, mut left_out, mut from_intervals) = (Vec::new(), Vec::new(), 0);
        let mut records = Some(0);
        for (place, estimate) in estimates.iter().enumerate() {
            let Some((effect, se, measured)) = effect_of(estimate, scale)? else {
                left_out.push(named_or_numbered(&estimate.key, place));
                continue;
            };
            checked(effect, se * se)?;
            from_intervals += u64::from(measured);
            records = records.zip(estimate.n.records).map(|(sum, more)| sum + more);
            let key = if estimate.key.is_empty() {
                vec![KeyPart { dimension: "study".into(), value: (place as i64 + 1).into() }]
            } else {
                estimate.key.clone()
            };
            list.push(Study { key, effect, variance: se * se });
        }
        let mut warnings: Vec<Warning> = left_out_of(left_out, estimates.len()).into_iter().collect();
        if from_intervals > 0 {
            warnings.push(Warning::Synthesis(SynthesisWarning::ErrorsFromIntervals {
                studies: from_intervals,
                of: list.len() as u64,
            }));
        }
        let unit: Unit = first.unit.clone();
        Ok(Self { list, estimand: first.estimand, unit, scale, records, warnings })
    }
}

/// The scale on which estimates are pooled: that of their standard errors.
fn scale_of(estimates: &Estimates, estimand: Estimand) -> Result<Scale> {
    let mut scales = estimates.iter().filter(|one| one.se.is_some()).map(|one| one.scale);
    let Some(first) = scales.next() else { return Ok(natural(estimand)) };
    match scales.find(|other| *other != first) {
        Some(second) => Err(PoolFault::MixedScales { first: first.name(), second: second.name() }.into()),
        None => Ok(first),
    }
}

/// The scale on which an interval without standard error is closest to symmetric.
fn natural(estimand: Estimand) -> Scale {
    match estimand {
        Estimand::Proportion => Scale::Logit,
        Estimand::Rate
        | Estimand::RiskRatio
        | Estimand::RateRatio
        | Estimand::OddsRatio
        | Estimand::StandardisedRate
        | Estimand::StandardisedRatio
        | Estimand::RelativeIndex
        | Estimand::CostPerOutcome => Scale::Log,
        _ => Scale::Identity,
    }
}

/// A value on a scale.
pub(super) fn onto(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Identity => value,
        Scale::Log => value.ln(),
        Scale::Logit => value.ln() - (-value).ln_1p(),
    }
}

/// A value back from a scale.
pub(super) fn back(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Identity => value,
        Scale::Log => value.exp(),
        Scale::Logit => 1.0 / (1.0 + (-value).exp()),
    }
}

/// Effect and standard error on a scale, and whether the latter is from an interval; `None` without either.
fn effect_of(estimate: &Estimate, scale: Scale) -> Result<Option<(f64, f64, bool)>> {
    let Some(effect) = estimate.value.map(|value| onto(scale, value)).filter(|effect| effect.is_finite()) else {
        return Ok(None);
    };
    let (se, measured) = match (estimate.se, estimate.interval) {
        (Some(se), _) => (se, false),
        (None, Some(interval)) => {
            let quantile = estimate.df.map_or(Ok(interval.level.z()), |df| interval.level.t(df))?;
            ((onto(scale, interval.upper) - onto(scale, interval.lower)) / (2.0 * quantile), true)
        }
        (None, None) => return Ok(None),
    };
    Ok((se.is_finite() && se > 0.0).then_some((effect, se, measured)))
}
