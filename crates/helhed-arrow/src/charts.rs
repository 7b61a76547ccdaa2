//! A control chart as a table: one row a period.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, StringArray};
use helhed::error::Result;
use helhed::estimate::key_text;
use helhed::synthesis::chart::{ChartPoint, ControlChart};

use crate::columns::batch;

/// The columns `period, count, size, value, center, lower, upper, z, moving_range, segment, in_baseline, rule, side`, one row a
/// period, with method, unit, key and verdicts in the schema's metadata. `segment` is the first period of the part; `rule` and
/// `side` are of the signal that counts most, and null where there is none.
///
/// # Errors
/// `H901` if the columns do not make a table.
pub fn chart_to_batch(chart: &ControlChart) -> Result<RecordBatch> {
    let points = || chart.points.iter();
    let numbers =
        |part: fn(&ChartPoint) -> Option<f64>| -> ArrayRef { Arc::new(points().map(part).collect::<Float64Array>()) };
    let segment = |point: &ChartPoint| {
        let segment = usize::try_from(point.segment).ok().and_then(|position| chart.segments.get(position));
        segment.map(|segment| segment.first.to_string())
    };
    let texts = |texts: Vec<Option<String>>| -> ArrayRef { Arc::new(StringArray::from(texts)) };
    let signal = |name: fn(helhed::synthesis::chart::Signal) -> &'static str| {
        texts(points().map(|point| point.signal().map(|signal| name(signal).to_owned())).collect())
    };
    let columns = [
        ("period", texts(points().map(|point| Some(point.period.to_string())).collect())),
        ("count", numbers(|point| point.count)),
        ("size", numbers(|point| point.size)),
        ("value", numbers(|point| point.value)),
        ("center", numbers(|point| point.center)),
        ("lower", numbers(|point| point.lower)),
        ("upper", numbers(|point| point.upper)),
        ("z", numbers(|point| point.z)),
        ("moving_range", numbers(|point| point.moving_range)),
        ("segment", texts(points().map(segment).collect())),
        ("in_baseline", Arc::new(points().map(|point| Some(point.in_baseline)).collect::<BooleanArray>()) as ArrayRef),
        ("rule", signal(|signal| signal.rule.name())),
        ("side", signal(|signal| signal.side.name())),
    ];
    let metadata = [
        ("helhed.method", chart.method.id.to_string()),
        ("helhed.unit", chart.unit.name()),
        ("helhed.key", key_text(&chart.key)),
        ("helhed.variation", chart.variation.name().to_owned()),
        ("helhed.assurance", chart.assurance.map_or_else(String::new, |assurance| assurance.name().to_owned())),
    ];
    batch(columns, metadata)
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::Array;
    use helhed::synthesis::chart::{Frame, Series, xmr};

    #[test]
    fn every_period_is_a_row() {
        let periods = ["2024", "2025", "2027"].map(|year| year.parse().expect("a period"));
        let series = Series::of_values(&periods, &[1.0, 2.0, 4.0].map(Some)).expect("a series");
        let table = chart_to_batch(&xmr(&series, &Frame::default()).expect("a chart")).expect("a table");
        assert_eq!((table.num_rows(), table.column(3).null_count(), table.column(11).null_count()), (4, 1, 4));
        assert_eq!(table.schema().metadata()["helhed.method"], "chart/xmr");
    }
}
