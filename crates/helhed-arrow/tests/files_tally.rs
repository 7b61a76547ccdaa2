//! Several Parquet files counted as one table: the same bits in any order, and what does not fit is named with its file.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use common::{bits, indicator, on, parquet, rows, spec, table, tallied};
use helhed::cells::Cells;
use helhed::design::Measure;
use helhed::error::{Error, Result, Spot};
use helhed_arrow::{Tally, tally_parquet_files};

fn counted(paths: &[PathBuf], spec: &Tally) -> Result<Cells> {
    tally_parquet_files(paths, spec, |_| Ok(()))
}

/// Writes one file a part.
fn files(parts: &[RecordBatch], group: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..parts.len()).map(|part| folder.path().join(format!("del{part}.parquet"))).collect();
    for (part, path) in parts.iter().zip(&paths) {
        parquet(path, std::slice::from_ref(part), part.schema(), group);
    }
    (folder, paths)
}

fn refused(paths: &[PathBuf], spec: &Tally, code: &str, file: usize) -> Error {
    let error = counted(paths, spec).expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    let named = Spot::File(paths[file].display().to_string());
    assert!(error.at().spots().contains(&named), "{error}");
    error
}

#[test]
fn any_order_threads_and_row_groups_give_the_same_bits() {
    let whole = rows(30_000);
    let parts = [whole.slice(0, 4_000), whole.slice(4_000, 17_000), whole.slice(21_000, 9_000)];
    let (_folder, paths) = files(&parts, 1_000);
    let expected = bits(&counted(&paths, &on(1, &spec())).unwrap());
    for group in [700, 5_000] {
        let (_folder, paths) = files(&parts, group);
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let paths = order.map(|part: usize| paths[part].clone());
            for threads in [1, 2] {
                assert_eq!(bits(&counted(&paths, &on(threads, &spec())).unwrap()), expected);
            }
        }
    }
    // As a table in memory, but for the rounding of sums.
    let together = tallied(&[whole], &spec()).unwrap();
    let apart = counted(&paths, &spec()).unwrap();
    assert_eq!(apart.ledger(), together.ledger());
    let counts = |cells: &Cells| -> Vec<_> {
        cells
            .iter()
            .map(|(key, blocks)| (key.to_vec(), blocks.iter().map(|one| one.records()).collect::<Vec<_>>()))
            .collect()
    };
    assert_eq!(counts(&apart), counts(&together));
}

#[test]
fn columns_may_lie_elsewhere_and_be_kept_otherwise() {
    let first = table([
        ("area", Arc::new(StringArray::from(vec!["A", "B"])) as ArrayRef),
        ("x", Arc::new(Int64Array::from(vec![1, 2])) as _),
    ]);
    let second = table([
        ("x", Arc::new(arrow_array::Float64Array::from(vec![4.0])) as ArrayRef),
        ("note", Arc::new(StringArray::from(vec!["-"])) as _),
        ("area", Arc::new(arrow_array::LargeStringArray::from(vec!["B"])) as _),
    ]);
    let (_folder, paths) = files(&[first, second], 10);
    let spec = Tally::new([indicator(Measure::Money { amount: "x".into() })], ["area"]).unwrap();
    let cells = counted(&paths, &spec).unwrap();
    assert_eq!((cells.len(), cells.ledger().rows_in()), (2, 3));
}

#[test]
fn what_does_not_fit_is_named_with_its_file() {
    let of = |area: ArrayRef| table([("area", area), ("x", Arc::new(Int64Array::from(vec![1, 2])) as ArrayRef)]);
    let texts = || of(Arc::new(StringArray::from(vec!["101", "102"])));
    let spec = Tally::new([indicator(Measure::Money { amount: "x".into() })], ["area"]).unwrap();

    let (_folder, paths) = files(&[texts(), texts(), of(Arc::new(Int64Array::from(vec![101, 102])))], 10);
    let error = refused(&paths, &spec, "H860", 2);
    assert!(error.to_string().contains("whole number") && error.to_string().contains("text"), "{error}");

    let without = table([("x", Arc::new(Int64Array::from(vec![1])) as ArrayRef)]);
    let (_folder, paths) = files(&[texts(), without], 10);
    refused(&paths, &spec, "H101", 1);

    let (_folder, paths) = files(&[texts(), texts(), texts()], 10);
    let bytes = fs::read(&paths[1]).unwrap();
    fs::write(&paths[1], &bytes[..bytes.len() - 20]).unwrap();
    let error = counted(&paths, &spec).expect_err("damaged");
    assert!(error.to_string().contains("del1.parquet"), "{error}");

    assert_eq!(counted(&[], &spec).expect_err("no files").code(), "H103");
    let (_folder, paths) = files(&[texts().slice(0, 0), texts().slice(0, 0)], 10);
    assert_eq!(counted(&paths, &spec).expect_err("no rows").code(), "H103");
}
