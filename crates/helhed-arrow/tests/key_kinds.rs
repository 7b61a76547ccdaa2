//! A key that is a number in one file and a text in another would be two: the files are refused, whatever they are read as.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int64Array, NullArray, RecordBatch, StringArray};
use common::{indicator, parquet};
use helhed::cells::Cells;
use helhed::design::Measure;
use helhed::error::Result;
use helhed_arrow::{
    PersonTransitions, Spells, Tally, Transitions, Wide, person_transitions_parquet_files, tally_parquet_files,
    tally_spells_parquet_files, tally_wide_parquet_files, transitions_parquet_files,
};

fn numbers(values: [i64; 2]) -> ArrayRef {
    Arc::new(Int64Array::from(values.to_vec()))
}

fn texts(values: [&str; 2]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn days(values: [i32; 2]) -> ArrayRef {
    Arc::new(Date32Array::from(values.to_vec()))
}

/// What each way of counting makes of three files whose areas are these.
fn counted(areas: [ArrayRef; 3], persons: [ArrayRef; 3]) -> Vec<Result<Cells>> {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> =
        ["a", "b", "c"].map(|name| folder.path().join(format!("{name}.parquet"))).into_iter().collect();
    for (place, (path, (area, person))) in paths.iter().zip(areas.into_iter().zip(persons)).enumerate() {
        let year = i64::try_from(place).unwrap() % 2;
        let columns = [
            ("area", area),
            ("person", person),
            ("y_2008w01", numbers([1, 2])),
            ("y_2008w02", numbers([1, 1])),
            ("year", numbers([2008 + year; 2])),
            ("state", numbers([1, 2])),
            ("start", days([14_000, 14_000])),
            ("end", days([14_020, 14_030])),
        ];
        let columns = columns.map(|(name, column)| (name, column, true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
        parquet(path, std::slice::from_ref(&batch), batch.schema(), 2);
    }
    let mean = |value: &str| indicator(Measure::Mean { value: value.into() });
    let share = || indicator(Measure::Proportion { event: "employed".into() });
    let wide = Wide::new([share()], ["area"], "y_{week}".parse().unwrap()).unwrap();
    let wide = wide.event("employed", [1_i64]).unwrap();
    let periods = ("2008K1".parse().unwrap(), "2008K4".parse().unwrap());
    let stays = indicator(Measure::Count { events: "starts".into() });
    let spells = Spells::new([stays], ["area"], "start", "end", periods).unwrap();
    let long = PersonTransitions::new("person", "year", "state", (2008_i64, 2009_i64), ["area"]).unwrap();
    let states = Transitions::new("y_2008w01", "y_2008w02", ["area"]).unwrap();
    vec![
        tally_parquet_files(&paths, &Tally::new([mean("state")], ["area"]).unwrap(), |_| Ok(())),
        tally_wide_parquet_files(&paths, &wide, |_| Ok(())),
        transitions_parquet_files(&paths, &states, |_| Ok(())),
        person_transitions_parquet_files(&paths, &long, |_| Ok(())),
        tally_spells_parquet_files(&paths, &spells, |_| Ok(())),
    ]
}

#[test]
fn keys_of_another_kind_are_refused_with_file_and_column() {
    let (whole, words) = (|| numbers([101, 102]), || texts(["101", "102"]));
    // Without values in the first file, it is the second that says what the areas are.
    let cases = [
        ([whole(), words(), whole()], "b.parquet"),
        ([Arc::new(NullArray::new(2)) as ArrayRef, whole(), words()], "c.parquet"),
    ];
    for (areas, wrong) in cases {
        let persons = || [numbers([1, 2]), numbers([1, 2]), numbers([3, 4])];
        for refused in counted(areas, persons()) {
            let error = refused.unwrap_err();
            assert_eq!(error.code(), "H860", "{error}");
            let text = error.to_string();
            assert!(text.contains(wrong) && text.contains("area") && !text.contains("101"), "{text}");
        }
    }
}

#[test]
fn persons_of_another_kind_are_refused_where_persons_are_found_again() {
    let area = || numbers([101, 102]);
    let areas = [area(), area(), area()];
    let found = counted(areas, [numbers([1, 2]), texts(["1", "2"]), numbers([3, 4])]);
    let codes: Vec<Option<&str>> = found.iter().map(|found| found.as_ref().err().map(|error| error.code())).collect();
    assert_eq!(codes, [None, None, None, Some("H860"), None]);
}
