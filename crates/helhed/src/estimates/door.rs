//! The door from cells to estimates: one call for every measure, with the good default and a choice by id.

use super::{mean, proportion, rate, total};
use crate::cells::{Block, Cells, RateCell};
use crate::design::Indicator;
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::{Estimate, Estimates, KeyPart, Level, key_text};

/// Events from which Byar's interval replaces the exact one.
const BYAR_FROM: u64 = 10;

/// Ids of the methods that [`estimate`] knows.
pub const METHODS: [&str; 7] = [
    "proportion/wilson",
    "proportion/clopper_pearson",
    "rate/byar",
    "rate/exact",
    "mean/t",
    "count/total",
    "money/total",
];

/// One estimate for each cell and indicator, in the order of the cells.
///
/// Without `method`: Wilson for proportions, Byar for rates with 10 events or more and exact below, t for means. A
/// method that is named applies to the indicators of its measure; the others keep their default.
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
    Ok(match (block, method) {
        (Block::Proportion(cell), Some("proportion/clopper_pearson")) => proportion::clopper_pearson(cell, level)?,
        (Block::Proportion(cell), _) => proportion::wilson(cell, level)?,
        (Block::Rate(cell), method) => per_unit(rate_by(cell, method, level)?, indicator),
        (Block::Mean(cell), _) => mean::t(cell, level)?,
        (Block::Count(cell), _) => total::count(cell),
        (Block::Money(cell), _) => total::money(cell),
    })
}

fn rate_by(cell: &RateCell, method: Option<&str>, level: Level) -> Result<Estimate> {
    let byar = match method {
        Some(id) => id == "rate/byar",
        None => cell.events() >= BYAR_FROM,
    };
    if byar { rate::byar(cell, level) } else { rate::exact(cell, level) }
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
    let at = || Place::argument("method");
    if !METHODS.contains(&id) {
        let fault = Fault::UnknownMethod { id: id.to_owned(), nearest: nearest(id, METHODS) };
        return Err(Error::new(fault, at()));
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
    Err(Error::new(Fault::MeasureMismatch { wanted, found }, at()))
}
