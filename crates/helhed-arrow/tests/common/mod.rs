//! Small tables, and the cells that a plain loop makes of them.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::SchemaRef;
use helhed::cells::{Block, Cells};
use helhed::design::{Indicator, Measure};
use helhed::error::Result;
use helhed_arrow::{Tally, tally, tally_parquet};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

/// The numbers of the batches' columns, made by a fixed rule from the row number.
pub(crate) fn mixed(row: u64) -> u64 {
    let mixed = (row + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

/// So many rows of key columns `area` (texts) and `year`, and values `evicted`, `income`, `reports`, `years`, `spent`,
/// with some of each missing.
pub(crate) fn rows(count: usize) -> RecordBatch {
    let numbers: Vec<u64> = (0..count as u64).map(mixed).collect();
    let some = |every: u64| move |number: &&u64| !number.is_multiple_of(every);
    let area = numbers.iter().map(|n| Some(n).filter(some(31)).map(|n| format!("Område {}", n % 7)));
    let year = numbers.iter().map(|n| Some(n).filter(some(37)).map(|n| 2013 + (n / 7 % 5) as i64));
    let evicted = numbers.iter().map(|n| Some(n).filter(some(11)).map(|n| n % 13 == 0));
    let income = numbers.iter().map(|n| Some(n).filter(some(17)).map(|n| *n as f64 / 1009.0));
    let reports = numbers.iter().map(|n| Some(n).filter(some(19)).map(|n| (n % 4) as i64));
    let years = numbers.iter().map(|n| Some(n).filter(some(23)).map(|n| (n % 365 + 1) as f64 / 365.25));
    let spent = numbers.iter().map(|n| if n % 29 == 0 { f64::NAN } else { (*n % 10_000) as f64 / 7.0 - 300.0 });
    let columns: [(&str, ArrayRef); 7] = [
        ("area", Arc::new(area.collect::<StringArray>())),
        ("year", Arc::new(year.collect::<Int64Array>())),
        ("evicted", Arc::new(evicted.collect::<BooleanArray>())),
        ("income", Arc::new(income.collect::<Float64Array>())),
        ("reports", Arc::new(reports.collect::<Int64Array>())),
        ("years", Arc::new(years.collect::<Float64Array>())),
        ("spent", Arc::new(spent.map(Some).collect::<Float64Array>())),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

/// One indicator of each measure.
pub(crate) fn indicators() -> Vec<Indicator> {
    let all = [
        ("evicted", Measure::Proportion { event: "evicted".into() }),
        ("reports", Measure::Rate { events: "reports".into(), exposure: "years".into(), per: 1000.0 }),
        ("income", Measure::Mean { value: "income".into() }),
        ("contacts", Measure::Count { events: "reports".into() }),
        ("spent", Measure::Money { amount: "spent".into() }),
        ("weighted", Measure::WeightedMean { value: "income".into(), weight: "years".into() }),
    ];
    all.map(|(id, measure)| Indicator::new(id, measure).unwrap()).to_vec()
}

/// One indicator.
pub(crate) fn indicator(measure: Measure) -> Indicator {
    Indicator::new("x", measure).unwrap()
}

/// Everything by area and year.
pub(crate) fn spec() -> Tally {
    Tally::new(indicators(), ["area", "year"]).unwrap()
}

/// On so many threads.
pub(crate) fn on(threads: usize, spec: &Tally) -> Tally {
    spec.clone().on_threads(NonZeroUsize::new(threads).unwrap())
}

/// The tally of some batches, unobserved.
pub(crate) fn tallied(batches: &[RecordBatch], spec: &Tally) -> Result<Cells> {
    tally(batches.iter().cloned().map(Ok), &batches[0].schema(), spec, |_| Ok(()))
}

/// The tally of a file, unobserved.
pub(crate) fn tallied_file(path: &Path, spec: &Tally) -> Result<Cells> {
    tally_parquet(path, spec, |_| Ok(()))
}

/// The batches of a batch cut at some rows.
pub(crate) fn cut(batch: &RecordBatch, at: &[usize]) -> Vec<RecordBatch> {
    let mut ends: Vec<usize> = at.iter().map(|row| row % (batch.num_rows() + 1)).collect();
    ends.push(batch.num_rows());
    ends.sort_unstable();
    let mut start = 0;
    ends.into_iter()
        .map(|end| {
            let part = batch.slice(start, end - start);
            start = end;
            part
        })
        .collect()
}

/// One column.
pub(crate) fn table<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

/// Writes a file with row groups of so many rows.
pub(crate) fn parquet(path: &Path, batches: &[RecordBatch], schema: SchemaRef, group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut writer = ArrowWriter::try_new(std::fs::File::create(path).unwrap(), schema, Some(properties)).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.close().unwrap();
}

/// Every bit of the cells: equal texts mean equal bits, since each double is written with all its digits.
pub(crate) fn bits(cells: &Cells) -> Vec<String> {
    let exact = |block: &Block| match block {
        Block::Mean(cell) => format!("{cell:?} {:x?} {:x}", cell.mean().map(f64::to_bits), cell.m2().to_bits()),
        Block::Rate(cell) => format!("{cell:?} {:x}", cell.exposure().to_bits()),
        Block::Count(cell) | Block::Money(cell) => format!("{cell:?} {:x?}", cell.total().map(f64::to_bits)),
        Block::WeightedMean(cell) => {
            let parts = cell.parts();
            let sums = [
                parts.weight,
                parts.mean,
                parts.mean_rest,
                parts.m2,
                parts.squares,
                parts.squares_mean,
                parts.squares_m2,
            ];
            format!("{cell:?} {:x?}", sums.map(f64::to_bits))
        }
        Block::Proportion(cell) => format!("{cell:?}"),
    };
    let row = |(key, blocks): (&[_], &[Block])| format!("{key:?} {:?}", blocks.iter().map(exact).collect::<Vec<_>>());
    cells.iter().map(row).chain([format!("{:?}", cells.ledger())]).collect()
}
