//! Areas of a funnel, of shrinkage and of ranks as tables: one row an area.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use helhed::error::Result;
use helhed::estimate::{KeyPart, KeyValue};
use helhed::synthesis::funnel::{Funnel, FunnelArea, FunnelColumns, Judgement, Verdict};
use helhed::synthesis::rank::{RankedArea, Ranking};
use helhed::synthesis::shrink::{Shrunk, ShrunkArea};

use super::fields::Fields;
use super::key;

/// The key column of areas, under its own name.
fn keyed<'a>(keys: impl Iterator<Item = &'a [KeyPart]> + Clone) -> Fields {
    let name = keys.clone().find_map(|key| key.first()).map_or("area", |part| part.dimension.as_str());
    let values = keys.map(|key| key.first().map(|part| &part.value));
    Fields::default().add(name, key::to_array(values.collect::<Vec<Option<&KeyValue>>>().into_iter()))
}

fn doubles<T>(rows: &[T], of: fn(&T) -> Option<f64>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<Float64Array>())
}

fn texts<T>(rows: &[T], of: fn(&T) -> Option<&'static str>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<StringArray>())
}

/// The areas of a funnel.
///
/// # Errors
/// `H106` if the key column is named as one of the others.
pub fn funnel_to_batch(funnel: &Funnel) -> Result<RecordBatch> {
    let rows = &funnel.areas;
    let above = rows.iter().map(|area| area.above).collect::<BooleanArray>();
    keyed(rows.iter().map(|area| area.key.as_slice()))
        .add("value", doubles(rows, |area| area.value))
        .add("size", doubles(rows, |area| area.size))
        .add("se", doubles(rows, |area| area.se))
        .add("lower_95", doubles(rows, |area| area.limits_95.map(|limits| limits.lower)))
        .add("upper_95", doubles(rows, |area| area.limits_95.map(|limits| limits.upper)))
        .add("lower_998", doubles(rows, |area| area.limits_998.map(|limits| limits.lower)))
        .add("upper_998", doubles(rows, |area| area.limits_998.map(|limits| limits.upper)))
        .add("z", doubles(rows, |area| area.z))
        .add("z_adjusted", doubles(rows, |area| area.z_adjusted))
        .add("p_value", doubles(rows, |area| area.p_value))
        .add("verdict", texts(rows, |area: &FunnelArea| area.verdict.map(Verdict::name)))
        .add("above", Arc::new(above))
        .add("judgement", texts(rows, |area: &FunnelArea| area.judgement.map(Judgement::name)))
        .table(HashMap::new())
}

/// Areas before and after shrinkage.
///
/// # Errors
/// `H106` if the key column is named as one of the others.
pub fn shrunk_to_batch(shrunk: &Shrunk) -> Result<RecordBatch> {
    let (rows, after) = (&shrunk.areas, shrunk.estimates.as_slice());
    keyed(rows.iter().map(|area| area.key.as_slice()))
        .add("raw", doubles(rows, |area: &ShrunkArea| area.raw))
        .add("weight", doubles(rows, |area| area.weight))
        .add("shrunk", doubles(rows, |area| area.shrunk))
        .add("pull", doubles(rows, |area| area.pull))
        .add("lower", doubles(after, |estimate| estimate.interval.map(|interval| interval.lower)))
        .add("upper", doubles(after, |estimate| estimate.interval.map(|interval| interval.upper)))
        .add("se", doubles(after, |estimate| estimate.se))
        .table(HashMap::new())
}

/// Areas and the ranks they may have.
///
/// # Errors
/// `H106` if the key column is named as one of the others.
pub fn ranking_to_batch(ranking: &Ranking) -> Result<RecordBatch> {
    let rows = &ranking.areas;
    let ranks = |rank: fn(&RankedArea) -> Option<u64>| -> ArrayRef {
        Arc::new(rows.iter().map(|area| rank(area).map(|rank| rank as i64)).collect::<Int64Array>())
    };
    keyed(rows.iter().map(|area| area.key.as_slice()))
        .add("value", doubles(rows, |area| area.value))
        .add("best_rank", ranks(|area| Some(area.simultaneous?.best)))
        .add("worst_rank", ranks(|area| Some(area.simultaneous?.worst)))
        .add("best_rank_alone", ranks(|area| Some(area.marginal?.best)))
        .add("worst_rank_alone", ranks(|area| Some(area.marginal?.worst)))
        .add("best_quarter", doubles(rows, |area| area.best_quarter))
        .add("worst_quarter", doubles(rows, |area| area.worst_quarter))
        .table(HashMap::new())
}

/// Funnels of many indicators: one row an indicator and area, both counted from 0.
///
/// # Errors
/// `H901` if the columns do not hold together.
pub fn funnel_columns_to_batch(columns: &FunnelColumns) -> Result<RecordBatch> {
    let areas = columns.areas.max(1);
    let numbers = |of: fn(usize, usize) -> usize| -> ArrayRef {
        Arc::new((0..columns.z.len()).map(|row| Some(of(row, areas) as i64)).collect::<Int64Array>())
    };
    let present = |column: &[f64]| -> ArrayRef {
        Arc::new(column.iter().map(|number| (!number.is_nan()).then_some(*number)).collect::<Float64Array>())
    };
    let verdicts =
        columns.verdict.iter().map(|verdict| (*verdict != FunnelColumns::NONE).then_some(i64::from(*verdict)));
    Fields::default()
        .add_full("indicator", numbers(|row, areas| row / areas))
        .add_full("area", numbers(|row, areas| row % areas))
        .add("z", present(&columns.z))
        .add("z_adjusted", present(&columns.z_adjusted))
        .add("verdict", Arc::new(verdicts.collect::<Int64Array>()))
        .table(HashMap::new())
}
