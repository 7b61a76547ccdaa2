//! Cells of several organisations in files: read together they are the cells of all rows, or a file is refused by name.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use arrow_select::concat::concat_batches;
use arrow_select::filter::filter_record_batch;
use helhed::cells::{Block, Cells};
use helhed::design::{Indicator, Measure, Threshold};
use helhed_arrow::{Tally, cells_to_batch, read_cells, read_cells_of, tally, write};

/// Months of arrears in the small register: `area`, `months`, `amount`.
fn arrears() -> RecordBatch {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/register/arrears.parquet");
    let records = helhed_arrow::read(path, &helhed_arrow::Ask::default(), &mut |_| Ok(())).unwrap();
    concat_batches(records.schema(), records.batches()).unwrap()
}

/// The number of an area such as `A0007`, by which it lies in a municipality of five.
fn municipality(area: &str) -> u32 {
    (area[1..].parse::<u32>().unwrap() - 1) / 5
}

fn of_municipality(rows: &RecordBatch, number: u32) -> RecordBatch {
    let areas = cast(rows.column_by_name("area").unwrap(), &DataType::Utf8).unwrap();
    let areas = areas.as_string::<i32>();
    let wanted = |area: Option<&str>| area.map(|area| municipality(area) == number);
    filter_record_batch(rows, &areas.iter().map(wanted).collect::<BooleanArray>()).unwrap()
}

fn counted(rows: &RecordBatch, by: &[&str]) -> Cells {
    let months = Indicator::new("months", Measure::Count { events: "months".into() }).unwrap();
    let amount = Indicator::new("amount", Measure::Mean { value: "amount".into() }).unwrap();
    let spec = Tally::new([months, amount], by.iter().copied()).unwrap();
    tally([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(())).unwrap()
}

fn written(cells: &Cells, path: PathBuf) -> PathBuf {
    let batch = cells_to_batch(cells).unwrap();
    write(&batch.schema(), &[batch], &path).unwrap();
    path
}

/// Orders of four.
fn orders() -> Vec<[usize; 4]> {
    let all = (0..256).map(|code| [code % 4, code / 4 % 4, code / 16 % 4, code / 64]);
    all.filter(|order| (0..4).all(|part| order.contains(&part))).collect()
}

#[test]
fn files_of_municipalities_read_in_any_order_are_the_cells_of_all_rows() {
    let folder = tempfile::tempdir().unwrap();
    let rows = arrears();
    assert_eq!(orders().len(), 24);
    for by in [&["area"][..], &[]] {
        let pooled = counted(&rows, by);
        for ending in ["parquet", "arrow", "arrows"] {
            let part = |number: u32| {
                let cells = counted(&of_municipality(&rows, number), by);
                written(&cells, folder.path().join(format!("{number}.{ending}")))
            };
            let files = [0, 1, 2, 3].map(part);
            for order in orders() {
                let merged = read_cells_of(order.map(|at| &files[at])).unwrap();
                assert_eq!((merged.len(), merged.ledger()), (pooled.len(), pooled.ledger()));
                for ((key, blocks), (other, pooled)) in merged.iter().zip(pooled.iter()) {
                    assert_eq!((key, blocks[0]), (other, pooled[0]), "counts are exact");
                    let (Block::Mean(one), Block::Mean(all)) = (blocks[1], pooled[1]) else {
                        panic!("means are second")
                    };
                    assert_eq!((one.records(), one.missing()), (all.records(), all.missing()));
                    let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * b.abs();
                    assert!(
                        close(one.mean().unwrap(), all.mean().unwrap()) && close(one.m2(), all.m2()),
                        "{one:?} {all:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_rule_travels_and_a_file_without_it_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let cells = counted(&arrears(), &["area"]);
    let shown = cells.clone().withhold(Threshold::new(400).unwrap());
    assert!(shown.ledger().cells_withheld() > 0 && !shown.is_empty());
    let withheld = written(&shown, folder.path().join("withheld.arrow"));
    assert_eq!(read_cells(&withheld).unwrap(), shown);
    let batch = cells_to_batch(&shown).unwrap();
    assert!(
        batch
            .column_by_name("withheld_below")
            .unwrap()
            .as_primitive::<Int64Type>()
            .values()
            .iter()
            .all(|below| *below == 400)
    );

    let whole = written(&cells, folder.path().join("whole.parquet"));
    let error = read_cells_of([&withheld, &whole]).unwrap_err();
    let what = format!(
        "these cells cannot be merged: the cells that are withheld are of fewer than 400 in {} and none in {}",
        withheld.display(),
        whole.display()
    );
    assert_eq!((error.code(), error.what()), ("H205", what));
    assert!(error.mend().contains("`cells.withhold(400)`"));
}

#[test]
fn a_file_that_breaks_its_own_rule_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let shown = counted(&arrears(), &["area"]).withhold(Threshold::default());
    let batch = cells_to_batch(&shown).unwrap();
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    let records = batch.schema().index_of("records").unwrap();
    let few = columns[records]
        .as_primitive::<Int64Type>()
        .iter()
        .enumerate()
        .map(|(row, n)| if row == 4 { Some(2) } else { n });
    columns[records] = std::sync::Arc::new(few.collect::<Int64Array>());
    let broken = RecordBatch::try_new(batch.schema(), columns).unwrap();
    let path = folder.path().join("few.parquet");
    write(&broken.schema(), &[broken], &path).unwrap();
    let error = read_cells(&path).unwrap_err();
    assert_eq!(error.code(), "H884");
    assert!(error.at().to_string().contains("row 5"), "{error}");
}

#[test]
fn a_csv_file_of_cells_is_for_people() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(&counted(&arrears(), &["area"]), folder.path().join("cells.csv"));
    assert_eq!(read_cells(path).unwrap_err().code(), "H804");
}

#[test]
fn an_arrow_file_without_cells_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let batch =
        RecordBatch::try_from_iter([("a", std::sync::Arc::new(StringArray::from(vec!["x"])) as ArrayRef)]).unwrap();
    let path = folder.path().join("other.arrow");
    write(&batch.schema(), &[batch], &path).unwrap();
    let error = read_cells(&path).unwrap_err();
    assert_eq!(error.code(), "H805");
    assert!(error.at().to_string().contains("other.arrow"), "{error}");
}
