//! Rows to cells: counting, batches, blocks, threads, the observer.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, BooleanArray, Int32Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use common::{bits, cut, indicator, indicators, mixed, on, rows, spec, table, tallied};
use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell};
use helhed::design::Measure;
use helhed::error::Fault;
use helhed::estimate::KeyValue;
use helhed::records::Ledger;
use helhed_arrow::{Progress, Tally, tally};
use proptest::prelude::*;

/// One cell of each measure.
type Sums = (ProportionCell, RateCell, MeanCell, TotalCell, TotalCell, WeightedMeanCell);

/// What a loop over the rows makes of them, cell by cell, by the core's own `push`.
fn by_hand(batch: &RecordBatch) -> Cells {
    let mut cells = Cells::new(["area", "year"], indicators()).unwrap();
    let (area, year) = (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Int64Type>());
    let double = |column: usize, row: usize| -> f64 {
        let array = batch.column(column);
        match array.as_primitive_opt::<Float64Type>() {
            _ if array.is_null(row) => f64::NAN,
            Some(array) => array.value(row),
            None => array.as_primitive::<Int64Type>().value(row) as f64,
        }
    };
    let mut groups: std::collections::BTreeMap<Vec<KeyValue>, Sums> = std::collections::BTreeMap::new();
    for row in 0..batch.num_rows() {
        let area = if area.is_valid(row) { area.value(row).into() } else { KeyValue::Missing };
        let year = if year.is_valid(row) { year.value(row).into() } else { KeyValue::Missing };
        let (evicted, reports, income, contacts, spent, weighted) = groups.entry(vec![area, year]).or_default();
        let event = batch.column(2).as_boolean();
        evicted.push(event.is_valid(row).then(|| event.value(row)));
        let (events, years) = (double(4, row), double(5, row));
        if events.is_nan() || years.is_nan() {
            reports.push_missing()
        } else {
            reports.push(events, years).unwrap()
        }
        income.push(double(3, row)).unwrap();
        contacts.push(events).unwrap();
        spent.push(double(6, row)).unwrap();
        weighted.push(double(3, row), years).unwrap();
    }
    for (key, (evicted, reports, income, contacts, spent, weighted)) in groups {
        let blocks = [
            Block::Proportion(evicted),
            Block::Rate(reports),
            Block::Mean(income),
            Block::Count(contacts),
            Block::Money(spent),
            Block::WeightedMean(weighted),
        ];
        for (index, block) in blocks.iter().enumerate() {
            cells.add(key.clone(), index, block).unwrap();
        }
    }
    let mut ledger = Ledger::default();
    ledger.came_in(batch.num_rows() as u64);
    for (index, name) in [(2, "evicted"), (3, "income"), (4, "reports"), (5, "years")] {
        ledger.left_out(format!("{name}: missing"), batch.column(index).null_count() as u64);
    }
    let spent = batch.column(6).as_primitive::<Float64Type>();
    ledger.left_out("spent: missing", spent.values().iter().filter(|value| value.is_nan()).count() as u64);
    cells.with_ledger(ledger)
}

/// Equal keys, counts and ledgers, and doubles that differ by their rounding only.
fn same(left: &Cells, right: &Cells) {
    assert_eq!((left.ledger(), left.len()), (right.ledger(), right.len()));
    let close = |left: f64, right: f64| (left - right).abs() <= 1e-12 * left.abs().max(1.0);
    let near = |left: Option<f64>, right: Option<f64>| close(left.unwrap_or(0.0), right.unwrap_or(0.0));
    for ((key, left), (other, right)) in left.iter().zip(right.iter()) {
        assert_eq!(key, other);
        for (left, right) in left.iter().zip(right) {
            assert_eq!((left.records(), left.missing()), (right.records(), right.missing()));
            let equal = match (left, right) {
                (Block::Proportion(a), Block::Proportion(b)) => a == b,
                (Block::Rate(a), Block::Rate(b)) => a.events() == b.events() && close(a.exposure(), b.exposure()),
                (Block::Mean(a), Block::Mean(b)) => near(a.mean(), b.mean()) && close(a.m2(), b.m2()),
                (Block::WeightedMean(a), Block::WeightedMean(b)) => {
                    let (one, other) = (a.parts(), b.parts());
                    let spread = close(a.spread_of_squares(), b.spread_of_squares());
                    let sums = close(one.weight, other.weight) && close(one.m2, other.m2) && spread;
                    near(a.mean(), b.mean()) && one.weightless == other.weightless && sums
                }
                (Block::Count(a), Block::Count(b)) => a == b,
                (Block::Money(a), Block::Money(b)) => near(a.total(), b.total()),
                _ => false,
            };
            assert!(equal, "{left:?} against {right:?}");
        }
    }
}

#[test]
fn within_a_block_as_the_core_counts_row_by_row() {
    let batch = rows(40_000);
    same(&tallied(from_ref(&batch), &spec()).unwrap(), &by_hand(&batch));
}

#[test]
fn beyond_a_block_the_blocks_are_merged_in_order() {
    let batch = rows((1 << 20) * 2 + 77);
    let whole = tallied(from_ref(&batch), &spec()).unwrap();
    let block = |first: usize, rows: usize| by_hand(&batch.slice(first, rows));
    let merged = block(0, 1 << 20).merge(&block(1 << 20, 1 << 20)).unwrap().merge(&block(2 << 20, 77)).unwrap();
    same(&whole, &merged);
    for threads in [1, 2, 5] {
        assert_eq!(bits(&tallied(from_ref(&batch), &on(threads, &spec())).unwrap()), bits(&whole), "{threads} threads");
    }
    let cuts: Vec<usize> = (0..300).map(|index| mixed(index) as usize).collect();
    assert_eq!(bits(&tallied(&cut(&batch, &cuts), &on(2, &spec())).unwrap()), bits(&whole));
}

#[test]
fn many_groups_are_counted_as_few_are() {
    // Beyond what lies near the processor: on a few shelves, and on so many that they are joined.
    for (areas, count) in [(1_000, 60_000), (60_000, 70_000)] {
        let batch = rows(count);
        let names = (0..count as u64).map(|row| format!("A{}", mixed(row + 5) % areas));
        let mut columns = batch.columns().to_vec();
        columns[0] = Arc::new(names.map(Some).collect::<StringArray>());
        let batch = RecordBatch::try_new(batch.schema(), columns).unwrap();
        let whole = tallied(from_ref(&batch), &spec()).unwrap();
        assert!(whole.len() > 4_000, "{}", whole.len());
        same(&whole, &by_hand(&batch));
        let cuts: Vec<usize> = (0..50).map(|index| mixed(index) as usize).collect();
        for threads in [1, 2] {
            assert_eq!(bits(&tallied(&cut(&batch, &cuts), &on(threads, &spec())).unwrap()), bits(&whole));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_sizes_of_batches_do_not_change_a_bit(count in 1_usize..30_000, cuts in prop::collection::vec(any::<usize>(), 0..40), threads in 1_usize..4) {
        let batch = rows(count);
        let whole = tallied(from_ref(&batch), &spec()).unwrap();
        prop_assert_eq!(bits(&tallied(&cut(&batch, &cuts), &on(threads, &spec())).unwrap()), bits(&whole));
    }

    #[test]
    fn parts_merged_are_the_whole(count in 2_usize..20_000, at in any::<usize>()) {
        let batch = rows(count);
        let at = 1 + at % (count - 1);
        let whole = tallied(from_ref(&batch), &spec()).unwrap();
        let part = |first, rows| tallied(&[batch.slice(first, rows)], &spec()).unwrap();
        let merged = part(0, at).merge(&part(at, count - at)).unwrap();
        same(&whole, &merged);
    }
}

#[test]
fn empty_batches_among_full_ones_change_nothing() {
    let batch = rows(1000);
    let empty = batch.slice(0, 0);
    let parts = [empty.clone(), batch.slice(0, 600), empty.clone(), empty.clone(), batch.slice(600, 400), empty];
    assert_eq!(bits(&tallied(&parts, &spec()).unwrap()), bits(&tallied(&[batch], &spec()).unwrap()));
}

#[test]
fn without_key_columns_there_is_one_cell() {
    let spec = Tally::new([indicator(Measure::Proportion { event: "y".into() })], [""; 0]).unwrap();
    let batch = table([("y", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)])) as _)]);
    let cells = tallied(&[batch], &spec).unwrap();
    let rows: Vec<_> = cells.iter().collect();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].0.is_empty());
    assert_eq!((rows[0].1[0].records(), rows[0].1[0].missing()), (2, 1));
}

#[test]
fn a_column_that_two_indicators_read_is_missing_once_in_the_ledger() {
    let of = |id: &str, measure| helhed::design::Indicator::new(id, measure).unwrap();
    let both = [of("a", Measure::Mean { value: "y".into() }), of("b", Measure::Money { amount: "y".into() })];
    let batch = table([("y", Arc::new(Int32Array::from(vec![Some(1), None])) as _)]);
    let cells = tallied(&[batch], &Tally::new(both, [""; 0]).unwrap()).unwrap();
    assert_eq!(cells.ledger().rows_in(), 2);
    assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("y: missing", 1)]);
}

#[test]
fn the_observer_sees_all_rows_on_the_calling_thread_and_can_stop() {
    let batch = rows((1 << 20) + 5);
    let here = std::thread::current().id();
    let mut seen = Vec::new();
    let whole = tally([Ok(batch.clone())], &batch.schema(), &spec(), |progress| {
        assert_eq!(std::thread::current().id(), here);
        seen.push(progress);
        Ok(())
    });
    assert_eq!(whole.unwrap().ledger().rows_in(), (1 << 20) + 5);
    assert!(seen.is_sorted_by_key(|progress| progress.rows));
    assert_eq!(seen.last(), Some(&Progress { rows: (1 << 20) + 5, of: None }));
    let stopped =
        tally([Ok(batch.clone())], &batch.schema(), &spec(), |_| Err(Fault::Bug { what: "stop".into() }.into()));
    assert_eq!(stopped.unwrap_err().what(), "helhed broke its own promise: stop");
}

#[test]
fn a_stream_that_breaks_off_is_an_error_that_does_not_quote_it() {
    let batch = rows(10);
    let broken = || Err(ArrowError::ParseError("could not convert 'Hans Jensen'".into()));
    let error = tally([Ok(batch.clone()), broken()], &batch.schema(), &spec(), |_| Ok(())).unwrap_err();
    assert_eq!(error.code(), "H802");
    assert!(!error.to_string().contains("Hans"), "{error}");
}

#[test]
fn a_batch_that_does_not_fit_the_schema_is_refused() {
    let batch = rows(10);
    let other = table([("area", batch.column(1).clone()), ("year", batch.column(0).clone())]);
    let error = tally([Ok(batch.clone()), Ok(other)], &batch.schema(), &spec(), |_| Ok(())).unwrap_err();
    assert_eq!(error.code(), "H102");
}
