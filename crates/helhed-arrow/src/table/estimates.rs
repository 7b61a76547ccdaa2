//! Estimates as a table: one row an estimate, the same columns whatever was estimated.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use helhed::cells::LARGEST_COUNT;
use helhed::error::{Error, Fault, Result};
use helhed::estimate::{Estimate, Estimates, KeyValue};
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::{header, key};
use crate::column::at_row;

/// Name of the metadata.
const NAME: &str = "helhed.estimates";

#[derive(Debug, Serialize, Deserialize)]
struct Content<T> {
    estimates: T,
}

/// The estimates as a table: key columns, then `indicator, estimand, value, lower, upper, level, se, scale, p_value, df,
/// unit, method, records, events, exposure, evidence, warnings, provenance`.
///
/// Absent is null and infinite is infinite. `warnings` is a list of texts, each a code and its words; `provenance` is JSON.
/// The whole list is also in the schema's metadata as `helhed.estimates`, so that nothing is lost.
///
/// # Errors
/// `H106` if a key column is named as one of the others, `H104` for a number that an estimate may not hold, `H208` for
/// a count beyond 2^53.
pub fn estimates_to_batch(estimates: &Estimates) -> Result<RecordBatch> {
    let rows = estimates.as_slice();
    check(rows)?;
    let mut fields = Fields::default();
    for dimension in estimates.dimensions() {
        let value = |estimate: &'_ Estimate| -> Option<usize> {
            estimate.key.iter().position(|part| part.dimension == dimension)
        };
        let keys = rows.iter().map(|estimate| value(estimate).map(|index| &estimate.key[index].value));
        fields = fields.add(&dimension, key::to_array(keys.collect::<Vec<Option<&KeyValue>>>().into_iter()));
    }
    let texts = |text: &dyn Fn(&Estimate) -> Option<String>| -> ArrayRef {
        Arc::new(rows.iter().map(text).collect::<StringArray>())
    };
    let doubles = |double: fn(&Estimate) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(double).collect::<Float64Array>())
    };
    let counts = |count: fn(&Estimate) -> Option<u64>| -> ArrayRef {
        // At most 2^53 (checked above), so it fits.
        Arc::new(rows.iter().map(|estimate| count(estimate).map(|count| count as i64)).collect::<Int64Array>())
    };
    let provenance = |estimate: &Estimate| serde_json::to_string(&estimate.provenance).ok();
    fields
        .add("indicator", texts(&|estimate| estimate.indicator.as_ref().map(|subject| subject.id.clone())))
        .add_full("estimand", texts(&|estimate| Some(estimate.estimand.name().to_owned())))
        .add("value", doubles(|estimate| estimate.value))
        .add("lower", doubles(|estimate| estimate.interval.map(|interval| interval.lower)))
        .add("upper", doubles(|estimate| estimate.interval.map(|interval| interval.upper)))
        .add("level", doubles(|estimate| estimate.interval.map(|interval| interval.level.get())))
        .add("se", doubles(|estimate| estimate.se))
        .add_full("scale", texts(&|estimate| Some(estimate.scale.name().to_owned())))
        .add("p_value", doubles(|estimate| estimate.p_value))
        .add("df", doubles(|estimate| estimate.df))
        .add_full("unit", texts(&|estimate| Some(estimate.unit.name())))
        .add_full("method", texts(&|estimate| Some(estimate.method.id.to_string())))
        .add("records", counts(|estimate| estimate.n.records))
        .add("events", counts(|estimate| estimate.n.events))
        .add("exposure", doubles(|estimate| estimate.n.exposure))
        .add("evidence", texts(&|estimate| estimate.evidence.as_ref().map(helhed::estimate::Evidence::grade)))
        .add_full("warnings", warnings(rows))
        .add("provenance", texts(&provenance))
        .table(header::write(NAME, Content { estimates })?)
}

/// Refuses what JSON or the columns would not give back.
fn check(rows: &[Estimate]) -> Result<()> {
    for (row, estimate) in (0_u64..).zip(rows) {
        let refused = |column: &str, fault: Fault| Err(Error::new(fault, at_row(column, row)));
        let bounds = estimate.interval.map(|interval| [interval.lower, interval.upper]);
        let may_be_infinite = [
            ("value", estimate.value),
            ("lower", bounds.map(|bounds| bounds[0])),
            ("upper", bounds.map(|bounds| bounds[1])),
        ];
        for (column, value) in may_be_infinite {
            if let Some(found) = value.filter(|value| value.is_nan()) {
                return refused(column, Fault::NotFinite { found });
            }
        }
        for (column, value) in
            [("se", estimate.se), ("p_value", estimate.p_value), ("df", estimate.df), ("exposure", estimate.n.exposure)]
        {
            if let Some(found) = value.filter(|value| !value.is_finite()) {
                return refused(column, Fault::NotFinite { found });
            }
        }
        for (column, count) in [("records", estimate.n.records), ("events", estimate.n.events)] {
            if let Some(found) = count.filter(|count| *count > LARGEST_COUNT as u64) {
                return refused(column, Fault::CountTooLarge { found: found as f64 });
            }
        }
    }
    Ok(())
}

fn warnings(rows: &[Estimate]) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for estimate in rows {
        for warning in &estimate.warnings {
            lists.values().append_value(format!("{} {}", warning.code(), warning.what()));
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}

/// Estimates from the table that [`estimates_to_batch`] makes, exactly as they were.
///
/// # Errors
/// `H805` if the metadata are missing or of an unknown version, `H802` if they are damaged or the columns say something
/// else than they do, as after removing rows.
pub fn estimates_from_batches(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
) -> Result<Estimates> {
    let Content { estimates } = header::read::<Content<Estimates>>(schema, NAME, "estimates")?;
    let damaged = |reason: String| Error::from(Fault::Damaged { reason });
    let batches: Vec<RecordBatch> =
        batches.into_iter().collect::<Result<_, _>>().map_err(|error| damaged(error.to_string()))?;
    let table = concat_batches(schema, &batches).map_err(|error| damaged(error.to_string()))?;
    let written = estimates_to_batch(&estimates)?;
    if written.columns() == table.columns() {
        Ok(estimates)
    } else {
        Err(damaged("its columns do not say what its metadata say".into()))
    }
}
