//! From a published figure to an estimate: an interval where the counts allow one, and otherwise the reason why not.

use super::{proportion, reported};
use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Basis, Direction, Estimand, Estimate, KeyPart, Level, Subject, Unit, Warning};
use crate::records::{Comparator, Figure, Observation, Printed, Stage};

/// The estimate of a published figure.
///
/// A share printed with numerator and denominator has Wilson's interval, unless it was derived, planned, describes a
/// whole or the surroundings. Everything else is passed on as printed, with the reasons why it has no interval.
///
/// # Errors
/// `H204` for counts that are not whole, `H201` for a numerator above its denominator.
pub fn published(observation: &Observation, level: Level) -> Result<Estimate> {
    let estimate = match pair(observation)? {
        Some(cell) => {
            let mut estimate = proportion::wilson(&cell, level)?;
            estimate.provenance.basis = Basis::PublishedCounts;
            estimate
        }
        None => {
            reported::figure(value(observation), estimand(observation.figure), unit(observation), reasons(observation))
        }
    };
    Ok(with_cautions(keyed(estimate, observation), observation))
}

/// The cell of a pair that may have an interval.
fn pair(observation: &Observation) -> Result<Option<ProportionCell>> {
    let eligible = observation.figure == Figure::Proportion
        && observation.printed == Printed::StatedPair
        && observation.stage != Stage::Context
        && !observation.complete
        && !observation.planned;
    match (observation.numerator, observation.denominator) {
        (Some(numerator), Some(denominator)) if eligible => {
            ProportionCell::from_counts(numerator, denominator).map(Some)
        }
        _ => Ok(None),
    }
}

/// The value: of a share or ratio whose counts are known, their quotient, which is not rounded.
fn value(observation: &Observation) -> f64 {
    match (observation.figure, observation.numerator, observation.denominator) {
        (Figure::Proportion | Figure::Ratio, Some(numerator), Some(denominator)) if denominator > 0.0 => {
            numerator / denominator
        }
        _ => observation.value,
    }
}

/// Why a figure has no interval.
fn reasons(observation: &Observation) -> Vec<Warning> {
    let share = matches!(observation.figure, Figure::Proportion | Figure::PercentChange);
    let mut reasons = Vec::new();
    if observation.planned {
        reasons.push(Warning::PlannedFigure);
    }
    match observation.printed {
        Printed::Verbal => reasons.push(Warning::VerbalFigure),
        Printed::Derived => reasons.push(Warning::DerivedFigure),
        Printed::StatedPair if observation.complete || observation.stage == Stage::Context => {
            reasons.push(Warning::NotASample);
        }
        Printed::Stated if share && !observation.planned => reasons.push(Warning::PercentageWithoutCounts),
        Printed::Stated | Printed::StatedPair if !share => reasons.push(Warning::NoIntervalDefined),
        Printed::Stated | Printed::StatedPair => {}
    }
    if let Some(upper) = observation.value_max {
        let factor = if observation.figure == Figure::Proportion { 100.0 } else { 1.0 };
        reasons.push(Warning::RangeInSource { upper: upper * factor });
    }
    reasons
}

/// What holds with or without an interval.
fn with_cautions(estimate: Estimate, observation: &Observation) -> Estimate {
    let rough = observation.approximate || observation.comparator != Comparator::Exactly;
    let estimate = if rough { estimate.warned(Warning::ApproximateFigure) } else { estimate };
    if observation.repeats && observation.figure == Figure::Proportion {
        estimate.warned(Warning::RepeatedUnits { units: observation.units.clone() })
    } else {
        estimate
    }
}

fn keyed(estimate: Estimate, observation: &Observation) -> Estimate {
    let part = |dimension: &str, value: &str| KeyPart { dimension: dimension.into(), value: value.into() };
    let key = vec![
        part("programme", &observation.programme),
        part("group", &observation.group.en),
        part("role", observation.role.name()),
    ];
    let (id, name) = (observation.indicator.clone(), observation.label.clone());
    Estimate { key, indicator: Some(Subject { id, name, better: Direction::Neutral }), ..estimate }
}

fn estimand(figure: Figure) -> Estimand {
    match figure {
        Figure::Count => Estimand::Count,
        Figure::Proportion => Estimand::Proportion,
        Figure::Ratio => Estimand::Ratio,
        Figure::Mean => Estimand::Mean,
        Figure::Money => Estimand::Money,
        Figure::PercentChange => Estimand::PercentChange,
    }
}

fn unit(observation: &Observation) -> Unit {
    match (observation.figure, observation.unit.as_str()) {
        (Figure::Proportion, _) => Unit::Share,
        (Figure::PercentChange, _) => Unit::Percent,
        (_, "DKK") => Unit::Kroner,
        (_, other) => Unit::Named(other.to_owned()),
    }
}
