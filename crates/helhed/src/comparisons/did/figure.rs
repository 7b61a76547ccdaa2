//! The figure of one cell: how large the cell is, what it shows and how far chance moves that.

use crate::cells::{Block, MeanCell, ProportionCell, RateCell, WeightedMeanCell};
use crate::estimate::Count;
use crate::estimates::mean::variance_of;

/// A share, rate or mean with the sampling variance that independent records give it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// Units, exposure, values or weights: what the cell weighs when cells are pooled.
    pub(super) size: f64,
    /// Share, rate or mean.
    pub(super) value: f64,
    /// Sampling variance; absent for the mean of one value.
    pub(super) variance: Option<f64>,
}

/// The figure of a block; absent where nothing was observed, and for totals.
pub(super) fn figure(block: &Block) -> Option<Figure> {
    match block {
        Block::Proportion(cell) => share(cell),
        Block::Rate(cell) => rate(cell),
        Block::Mean(cell) => mean(cell),
        Block::WeightedMean(cell) => weighted(cell),
        Block::Count(_) | Block::Money(_) => None,
    }
}

fn share(cell: &ProportionCell) -> Option<Figure> {
    let (x, n) = (cell.events() as f64, cell.records() as f64);
    (n > 0.0).then(|| Figure { size: n, value: x / n, variance: Some(x / n * ((n - x) / n) / n) })
}

fn rate(cell: &RateCell) -> Option<Figure> {
    let (x, time) = (cell.events() as f64, cell.exposure());
    (time > 0.0).then(|| Figure { size: time, value: x / time, variance: Some(x / time / time) })
}

fn mean(cell: &MeanCell) -> Option<Figure> {
    let n = cell.records() as f64;
    cell.mean().map(|value| Figure { size: n, value, variance: cell.variance().map(|variance| variance / n) })
}

fn weighted(cell: &WeightedMeanCell) -> Option<Figure> {
    let variance = variance_of(cell).map(|(variance, _)| variance);
    cell.mean().map(|value| Figure { size: cell.weight(), value, variance })
}

/// What a block rests on.
pub(super) fn count(block: &Block) -> Count {
    match block {
        Block::Proportion(cell) => Count::of_events(cell.events(), cell.records()),
        Block::Rate(cell) => {
            Count { records: Some(cell.records()), events: Some(cell.events()), exposure: Some(cell.exposure()) }
        }
        other => Count::of_records(other.records()),
    }
}
