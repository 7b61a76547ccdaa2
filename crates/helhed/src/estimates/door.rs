//! The door from cells to estimates: one call for every measure, with the good default and a choice by id.

use super::{mean, proportion, rate, total};
use crate::cells::{Block, Cells};
use crate::design::Indicator;
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{Choice, Chosen, Estimate, Estimates, KeyPart, Level, key_text, unknown};

/// Ids of the methods that [`estimate`] knows.
pub fn methods() -> impl Iterator<Item = &'static str> {
    let by_interval =
        Choice::ids(proportion::CHOICES).chain(Choice::ids(rate::CHOICES)).chain(Choice::ids(mean::CHOICES));
    by_interval.chain(Choice::ids(total::CHOICES))
}

/// One estimate for each cell and indicator, in the order of the cells.
///
/// Without `method`: Wilson for proportions, Byar for rates with 10 events or more and exact below, t for means. A
/// method that is named applies to the indicators of its measure; the others keep their default. Each number says which
/// it was and why.
///
/// # Errors
/// `H302` for an unknown method, `H206` if no indicator has its measure.
pub fn estimate(cells: &Cells, method: Option<&str>, level: Level) -> Result<Estimates> {
    let method = method.map(|id| check(cells, id)).transpose()?;
    let mut rows = Vec::new();
    for (key, blocks) in cells.iter() {
        let key = cells.key_parts(key);
        for (indicator, block) in cells.indicators().iter().zip(blocks) {
            let own = method.filter(|id| family(id) == indicator.measure.name());
            let estimate = estimate_block(indicator, block, own, level)
                .within(|| Spot::Indicator(indicator.id.clone()))
                .within(|| Spot::Cell(key_text(&key)))?;
            rows.push(labelled(estimate, indicator, key.clone()));
        }
    }
    Ok(rows.into())
}

/// The estimate of one block by its indicator's default method, or by the one named (of the right measure).
pub(crate) fn estimate_block(
    indicator: &Indicator,
    block: &Block,
    method: Option<&str>,
    level: Level,
) -> Result<Estimate> {
    Ok(match block {
        Block::Proportion(cell) => {
            let (call, why) = asked(proportion::CHOICES, method, (proportion::wilson, Chosen::Default));
            call(cell, level)?.chosen(why)
        }
        Block::Rate(cell) => {
            let default: (rate::OneRate, _) = if cell.events() >= Chosen::MANY_EVENTS {
                (rate::byar, Chosen::DefaultForManyEvents)
            } else {
                (rate::exact, Chosen::DefaultForFewEvents)
            };
            let (call, why) = asked(rate::CHOICES, method, default);
            per_unit(call(cell, level)?.chosen(why), indicator)
        }
        Block::Mean(cell) => {
            let (call, why) = asked(mean::CHOICES, method, (mean::t, Chosen::Default));
            call(cell, level)?.chosen(why)
        }
        Block::WeightedMean(cell) => mean::weighted_cell(cell, level)?,
        Block::Count(cell) => total::count(cell),
        Block::Money(cell) => total::money(cell),
    })
}

/// The method that was asked for, if it is one of these, or the default.
fn asked<F: Copy>(choices: &[Choice<F>], id: Option<&str>, default: (F, Chosen)) -> (F, Chosen) {
    let named = id.and_then(|id| Choice::of(choices, id));
    named.map_or(default, |call| (*call, Chosen::AskedFor))
}

fn per_unit(estimate: Estimate, indicator: &Indicator) -> Estimate {
    match indicator.measure {
        crate::design::Measure::Rate { per, .. } => estimate.per(per),
        _ => estimate,
    }
}

/// The estimate with its indicator's unit, definition and source, and its key.
pub(crate) fn labelled(estimate: Estimate, indicator: &Indicator, key: Vec<KeyPart>) -> Estimate {
    let mut estimate = Estimate { key, indicator: Some(indicator.subject()), unit: indicator.unit.clone(), ..estimate };
    estimate.provenance.definition = Some(indicator.definition());
    estimate.provenance.source = Some(indicator.source.clone()).filter(|source| !source.is_empty());
    estimate
}

fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

fn check<'a>(cells: &Cells, id: &'a str) -> Result<&'a str> {
    if !methods().any(|known| known == id) {
        return Err(unknown("method", id, methods()));
    }
    let wanted = match family(id) {
        "proportion" => "proportions",
        "rate" => "rates",
        "mean" => "means",
        "count" => "counts",
        _ => "money",
    };
    let measures: Vec<&str> = cells.indicators().iter().map(|indicator| indicator.measure.name()).collect();
    if measures.is_empty() || measures.contains(&family(id)) {
        return Ok(id);
    }
    let found = cells.indicators().first().map_or("nothing", |indicator| Block::empty(&indicator.measure).measure());
    Err(Error::new(Fault::MeasureMismatch { wanted, found }, Place::argument("method")))
}
