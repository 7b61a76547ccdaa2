//! Areas from cells and from estimates.

use super::{Areas, Figure, Kind};
use crate::cells::{Block, Cells, ProportionCell, RateCell};
use crate::design::{Indicator, Measure};
use crate::error::{AreaFault, Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::Level;
use crate::estimate::{Estimand, Estimate, Estimates, KeyPart, Scale, Subject, Unit, Warning, key_text};
use crate::estimates::mean;

impl Areas {
    /// The areas of cells, for one of their indicators. Where the cells have more key columns than the area, `area` names
    /// it, and the others (years, groups) are pooled: their counts are added up.
    ///
    /// # Errors
    /// `H001` for an indicator that the cells do not have, `H107` if they have several and none is named; `H207` for an
    /// unknown key column, `H540` if there are several and `area` names none; `H405` for counts and amounts.
    pub fn of_cells(cells: &Cells, indicator: Option<&str>, area: Option<&str>) -> Result<Self> {
        let column = indicator_of(cells, indicator)?;
        let indicator = cells.indicators()[column].clone();
        let position = match (area, cells.dimensions()) {
            (Some(name), _) => cells.dimension(name)?,
            (None, [_]) => 0,
            (None, dimensions) => {
                let fault = AreaFault::SeveralKeys { dimensions: dimensions.to_vec() };
                return Err(Error::new(fault.into(), Place::argument("area")));
            }
        };
        // Cells are in the order of their keys; one row an area, in the order of the areas.
        let mut sums = std::collections::BTreeMap::new();
        for (key, blocks) in cells.iter() {
            let sum = sums.entry(key[position].clone()).or_insert_with(|| Block::empty(&indicator.measure));
            sum.merge(&blocks[column]).within(|| Spot::Cell(key_text(&cells.key_parts(key))))?;
        }
        let dimension = &cells.dimensions()[position];
        let (keys, blocks) = sums
            .into_iter()
            .map(|(value, block)| (vec![KeyPart { dimension: dimension.clone(), value }], block))
            .unzip();
        let subject = indicator.subject();
        Self::of_blocks(indicator, Some(subject), keys, blocks)
    }

    /// From one block an area, in the order of the keys.
    pub(super) fn of_blocks(
        indicator: Indicator,
        subject: Option<Subject>,
        keys: Vec<Vec<KeyPart>>,
        blocks: Vec<Block>,
    ) -> Result<Self> {
        let (kind, estimand, per) = match indicator.measure {
            Measure::Proportion { .. } => (Kind::Proportion, Estimand::Proportion, 1.0),
            Measure::Rate { per, .. } => (Kind::Rate, Estimand::Rate, per),
            Measure::Mean { .. } | Measure::WeightedMean { .. } => (Kind::Value, Estimand::Mean, 1.0),
            Measure::Count { .. } | Measure::Money { .. } => {
                let fault = Fault::NotComparable { measure: Block::empty(&indicator.measure).measure() };
                return Err(Error::new(fault, Place::argument("indicator")));
            }
        };
        let spread = spread(&blocks);
        let figures = blocks.iter().map(|block| figure(block, spread)).collect::<Result<Vec<_>>>()?;
        let areas = Self { kind, estimand, per, subject, ..Self::bare(indicator, keys, figures) };
        let mut areas = Self { spread: spread.unwrap_or(1.0), blocks, ..areas };
        if spread == Some(0.0) {
            areas.warnings.push(Warning::NoSpread);
        }
        areas.checked()
    }

    /// Areas from estimates that have a standard error on their own scale, one an area.
    ///
    /// # Errors
    /// `H421` for estimates of different things, `H541` for an area that is there twice, `H540` for keys of several columns,
    /// `H104` for an infinite value.
    pub fn of_estimates(estimates: &Estimates) -> Result<Self> {
        let first = estimates.iter().next();
        if let Some(counted) = counted(estimates)? {
            return Ok(counted);
        }
        let mut figures = Vec::with_capacity(estimates.len());
        for (row, estimate) in estimates.iter().enumerate() {
            if let Some(first) = first
                && (estimate.estimand, &estimate.unit, &estimate.indicator)
                    != (first.estimand, &first.unit, &first.indicator)
            {
                let fault = Fault::OtherEstimand { wanted: first.estimand.name(), found: estimate.estimand.name() };
                return Err(Error::new(fault, Place::argument("estimates").within(super::at(row))));
            }
            if estimate.key.len() > 1 {
                let dimensions = estimate.key.iter().map(|part| part.dimension.clone()).collect();
                return Err(Error::new(AreaFault::SeveralKeys { dimensions }.into(), Place::argument("estimates")));
            }
            let se = estimate.se.filter(|se| estimate.scale == Scale::Identity && *se > 0.0);
            figures.push(match estimate.value.zip(se) {
                Some((value, se)) => {
                    let amount = crate::cells::measurement("value", value).within(|| super::at(row))?;
                    let se = super::standard_error("se", se, false).within(|| super::at(row))?;
                    Some(Figure { amount, size: 1.0 / (se * se), se })
                }
                None => None,
            });
        }
        let indicator = Indicator::new("value", Measure::Mean { value: "value".into() })?;
        let keys = estimates.iter().map(|estimate| estimate.key.clone()).collect();
        let mut areas = Self::bare(indicator, keys, figures);
        if let Some(first) = first {
            areas.estimand = first.estimand;
            areas.unit = first.unit.clone();
            areas.subject = first.indicator.clone();
        }
        Self { given: Some(estimates.clone()), ..areas }.checked()
    }
}

/// Areas of shares or rates that say their counts, and are nothing but those counts: they are judged by the counts.
/// Nothing if one of them does not.
fn counted(estimates: &Estimates) -> Result<Option<Areas>> {
    let Some(first) = estimates.iter().next() else { return Ok(None) };
    let (measure, per) = match (first.estimand, &first.unit) {
        (Estimand::Proportion, Unit::Share) => (Measure::Proportion { event: "share".into() }, 1.0),
        (Estimand::Rate, Unit::Per(per)) => {
            (Measure::Rate { events: "rate".into(), exposure: "exposure".into(), per: *per }, *per)
        }
        _ => return Ok(None),
    };
    let alike = |estimate: &Estimate| {
        (estimate.estimand, &estimate.unit, &estimate.indicator, estimate.key.len())
            == (first.estimand, &first.unit, &first.indicator, 1)
    };
    let mut blocks = Vec::with_capacity(estimates.len());
    for (row, estimate) in estimates.iter().enumerate() {
        let size = if first.estimand == Estimand::Proportion {
            estimate.n.records.map(|records| records as f64)
        } else {
            estimate.n.exposure
        };
        let Some((events, size)) = estimate.n.events.zip(size).filter(|_| alike(estimate)) else { return Ok(None) };
        let events = events as f64;
        let is_its_counts = match estimate.value {
            Some(value) => (value * size - events * per).abs() <= 1e-9 * (events * per).max(1.0),
            None => size == 0.0,
        };
        // A design effect shows in the standard error, and would be lost with the counts alone.
        let of_chance = estimate.value.zip(estimate.se).is_none_or(|(value, se)| {
            let spare = if first.estimand == Estimand::Proportion { 1.0 - value } else { per };
            let variance = value * spare / size;
            estimate.scale == Scale::Identity && (se * se - variance).abs() <= 1e-6 * variance
        });
        if !(is_its_counts && of_chance) {
            return Ok(None);
        }
        let block = match &measure {
            Measure::Proportion { .. } => ProportionCell::from_counts(events, size).map(Block::Proportion),
            _ => RateCell::from_counts(events, size).map(Block::Rate),
        };
        blocks.push(block.within(|| super::at(row))?);
    }
    let keys = estimates.iter().map(|estimate| estimate.key.clone()).collect();
    let areas = Areas::of_blocks(Indicator::new("value", measure)?, first.indicator.clone(), keys, blocks)?;
    Ok(Some(Areas { given: Some(estimates.clone()), ..areas }))
}

/// Position of the indicator that is asked for.
fn indicator_of(cells: &Cells, wanted: Option<&str>) -> Result<usize> {
    let ids = || cells.indicators().iter().map(|indicator| indicator.id.as_str());
    match (wanted, cells.indicators()) {
        (None, [_]) => Ok(0),
        (None, _) => Err(Error::new(Fault::ValueNeeded, Place::argument("indicator"))),
        (Some(id), _) => ids().position(|known| known == id).ok_or_else(|| {
            let fault = Fault::UnknownIndicator { id: id.to_owned(), nearest: nearest(id, ids()) };
            Error::new(fault, Place::argument("indicator"))
        }),
    }
}

/// Standard deviation within areas, of all areas that have one together; absent where the measure has none.
fn spread(blocks: &[Block]) -> Option<f64> {
    let (mut squares, mut freedom, mut means) = (0.0, 0.0, false);
    for block in blocks {
        if let Block::Mean(cell) = block {
            means = true;
            squares += cell.m2();
            freedom += cell.records().saturating_sub(1) as f64;
        }
    }
    means.then(|| if freedom > 0.0 { (squares / freedom).sqrt() } else { 0.0 })
}

fn figure(block: &Block, spread: Option<f64>) -> Result<Option<Figure>> {
    let figure = match block {
        Block::Proportion(cell) => Figure { amount: cell.events() as f64, size: cell.records() as f64, se: 0.0 },
        Block::Rate(cell) => Figure { amount: cell.events() as f64, size: cell.exposure(), se: 0.0 },
        Block::Mean(cell) => {
            let spread = spread.unwrap_or(0.0);
            let Some(mean) = cell.mean().filter(|_| spread > 0.0) else { return Ok(None) };
            let size = cell.records() as f64;
            let se = spread / size.sqrt();
            if se < super::SMALLEST_ERROR {
                return Ok(None);
            }
            Figure { amount: mean, size, se }
        }
        Block::WeightedMean(cell) => {
            let estimate = mean::weighted_cell(cell, Level::P95)?;
            let se = estimate.se.filter(|se| *se >= super::SMALLEST_ERROR);
            let Some((amount, se)) = estimate.value.zip(se) else { return Ok(None) };
            Figure { amount, size: 1.0 / (se * se), se }
        }
        Block::Count(_) | Block::Money(_) => return Ok(None),
    };
    Ok((figure.size > 0.0).then_some(figure))
}
