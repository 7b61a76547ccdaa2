//! Persons by their states before and after, against plain loops and against themselves in other pieces.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use helhed::cells::{Block, Cells};
use helhed::error::Result;
use helhed::estimate::KeyValue;
use helhed_arrow::{
    PersonTransitions, Transitions, person_transitions, person_transitions_parquet_files, transitions,
    transitions_parquet_files,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;

fn written(table: &RecordBatch, path: &Path, group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let file = std::fs::File::create(path).expect("a file");
    let mut writer = ArrowWriter::try_new(file, table.schema(), Some(properties)).expect("a writer");
    writer.write(table).expect("rows");
    writer.close().expect("a file");
}

/// Rows of a person at a time.
#[derive(Debug, Clone)]
struct Row {
    person: Option<i64>,
    year: i32,
    area: Option<&'static str>,
    state: Option<i32>,
    pay: Option<f64>,
}

fn table(rows: &[Row], texts: bool) -> RecordBatch {
    let persons: ArrayRef = if texts {
        Arc::new(rows.iter().map(|row| row.person.map(|person| format!("id-{person}"))).collect::<StringArray>())
    } else {
        Arc::new(rows.iter().map(|row| row.person).collect::<Int64Array>())
    };
    RecordBatch::try_from_iter_with_nullable([
        ("person", persons, true),
        ("year", Arc::new(rows.iter().map(|row| Some(row.year)).collect::<Int32Array>()) as ArrayRef, true),
        ("area", Arc::new(rows.iter().map(|row| row.area).collect::<StringArray>()), true),
        ("state", Arc::new(rows.iter().map(|row| row.state).collect::<Int32Array>()), true),
        ("pay", Arc::new(rows.iter().map(|row| row.pay).collect::<Float64Array>()), true),
    ])
    .expect("a table")
}

fn spec() -> PersonTransitions {
    PersonTransitions::new("person", "year", "state", (2008, 2010), ["area"]).expect("a tally").with_change("pay")
}

fn counted(table: &RecordBatch, spec: &PersonTransitions) -> Result<Cells> {
    person_transitions([Ok(table.clone())], &table.schema(), spec, |_| Ok(()))
}

type Naive = BTreeMap<Vec<KeyValue>, (u64, Vec<f64>, u64)>;

/// Persons, changes and missing changes by key, in the plainest way.
fn naive(rows: &[Row]) -> Naive {
    let mut persons: BTreeMap<i64, [Option<&Row>; 2]> = BTreeMap::new();
    for row in rows {
        let side = match row.year {
            2008 => 0,
            2010 => 1,
            _ => continue,
        };
        if let Some(person) = row.person {
            persons.entry(person).or_default()[side] = Some(row);
        }
    }
    let mut cells = Naive::new();
    for [before, after] in persons.values() {
        let area = before.and_then(|row| row.area).map_or(KeyValue::Missing, KeyValue::from);
        let state = |row: &Option<&Row>| {
            row.and_then(|row| row.state).map_or(KeyValue::Missing, |state| i64::from(state).into())
        };
        let cell = cells.entry(vec![area, state(before), state(after)]).or_default();
        cell.0 += 1;
        match (before.and_then(|row| row.pay), after.and_then(|row| row.pay)) {
            (Some(before), Some(after)) => cell.1.push(after - before),
            _ => cell.2 += 1,
        }
    }
    cells
}

fn assert_naive(cells: &Cells, expected: &Naive) {
    assert_eq!(
        cells.iter().map(|(key, _)| key.to_vec()).collect::<Vec<_>>(),
        expected.keys().cloned().collect::<Vec<_>>()
    );
    for ((key, blocks), (persons, changes, missing)) in cells.iter().zip(expected.values()) {
        let Block::Count(total) = blocks[0] else { panic!("{blocks:?}") };
        assert_eq!((total.records(), total.total(), total.missing()), (*persons, Some(*persons as f64), 0), "{key:?}");
        if let Some(Block::Mean(mean)) = blocks.get(1) {
            assert_eq!((mean.records(), mean.missing()), (changes.len() as u64, *missing), "{key:?}");
            if !changes.is_empty() {
                let known = changes.iter().sum::<f64>() / changes.len() as f64;
                assert!((mean.mean().expect("a mean") - known).abs() < 1e-9, "{key:?}");
            }
        }
    }
}

/// Many persons, most of them there at both times, in mixed order.
fn drawn(persons: i64) -> Vec<Row> {
    let areas = [Some("A"), Some("B"), None];
    let rows = (0..3 * persons).map(|index| {
        let (person, year) = ((index * 7919) % persons, 2008 + 2 * ((index * 7919) / persons % 3) as i32 % 3);
        let mixed = (person * 31 + i64::from(year) * 17) % 11;
        Row {
            person: Some(person * 1_000_003 - 5),
            year: if mixed == 3 { 2009 } else { year },
            area: areas[(person % 3) as usize],
            state: (mixed != 5).then_some(mixed as i32 % 4),
            pay: (mixed != 7).then_some(100.0 + mixed as f64 * 1.1 + person as f64 / 997.0),
        }
    });
    let mut seen = std::collections::BTreeSet::new();
    rows.filter(|row| seen.insert((row.person, row.year))).collect()
}

#[test]
fn pairs_are_those_of_plain_loops() {
    let rows = drawn(2_000);
    for texts in [false, true] {
        let cells = counted(&table(&rows, texts), &spec()).expect("cells");
        assert_naive(&cells, &naive(&rows));
        let others = rows.iter().filter(|row| row.year != 2008 && row.year != 2010).count() as u64;
        assert_eq!(cells.ledger().rows_in(), rows.len() as u64);
        assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("year: another time", others)]);
    }
}

#[test]
fn the_same_bits_whatever_the_threads_row_groups_and_batches() {
    let rows = drawn(9_000);
    let table = table(&rows, true);
    let on = |threads: usize| spec().on_threads(NonZeroUsize::new(threads).expect("threads"));
    let whole = counted(&table, &on(1)).expect("cells");
    let pieces =
        (0..table.num_rows()).step_by(777).map(|first| Ok(table.slice(first, 777.min(table.num_rows() - first))));
    assert_eq!(person_transitions(pieces, &table.schema(), &on(2), |_| Ok(())).expect("cells"), whole);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.parquet");
    for group in [1_001, 100_000] {
        written(&table, &path, group);
        for threads in [1, 2] {
            let cells =
                person_transitions_parquet_files(std::slice::from_ref(&path), &on(threads), |_| Ok(())).expect("cells");
            assert_eq!(cells, whole);
        }
    }
    // A person's rows may lie in two files, whatever order they are named in.
    let (a, b) = (folder.path().join("a.parquet"), folder.path().join("b.parquet"));
    written(&table.slice(0, 10_000), &a, 3_000);
    written(&table.slice(10_000, table.num_rows() - 10_000), &b, 3_000);
    assert_eq!(person_transitions_parquet_files(&[b, a], &on(2), |_| Ok(())).expect("cells"), whole);
}

#[test]
fn two_states_at_a_time_are_refused_and_the_same_twice_is_counted() {
    let row = |person: i64, year: i32, state: i32| Row {
        person: Some(person),
        year,
        area: Some("A"),
        state: Some(state),
        pay: None,
    };
    let rows = vec![row(77_001, 2008, 1), row(2, 2008, 1), row(77_001, 2010, 2), row(77_001, 2008, 1)];
    let cells = counted(&table(&rows, false), &spec()).expect("cells");
    assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("person: repeated", 1)]);
    assert_naive(&cells, &naive(&rows));
    let error =
        counted(&table(&[&rows[..], &[row(77_001, 2010, 3)]].concat(), false), &spec()).expect_err("two states");
    assert!(error.code() == "H896" && error.to_string().contains("row 5"), "{error}");
    assert!(!error.to_string().contains("77") && !error.to_string().contains("77001"), "{error}");
    let elsewhere = Row { area: Some("B"), ..row(2, 2008, 1) };
    assert_eq!(
        counted(&table(&[&rows[..], &[elsewhere]].concat(), false), &spec()).expect_err("two areas").code(),
        "H896"
    );
}

#[test]
fn bad_tables_are_refused() {
    let rows = drawn(30);
    let whole = table(&rows, false);
    let of = |times: (i64, i64)| PersonTransitions::new("person", "year", "state", times, ["area"]).expect("a tally");
    assert_eq!(counted(&whole, &of((2008, 1999))).expect_err("no such time").code(), "H401");
    assert_eq!(counted(&whole.slice(0, 0), &of((2008, 2010))).expect_err("no rows").code(), "H103");
    let other = PersonTransitions::new("pay", "year", "state", (2008, 2010), ["area"]).expect("a tally");
    assert_eq!(counted(&whole, &other).expect_err("no persons").code(), "H102");
    let other = PersonTransitions::new("persn", "year", "state", (2008, 2010), ["area"]).expect("a tally");
    assert_eq!(counted(&whole, &other).expect_err("no column").code(), "H101");
    assert_eq!(
        PersonTransitions::new("person", "year", "state", (1, 2), ["before"]).expect_err("twice").code(),
        "H106"
    );
    let halves = PersonTransitions::new("person", "year", "pay", (2008, 2010), ["area"]).expect("a tally");
    let error = counted(&whole, &halves).expect_err("no states");
    assert!(error.code() == "H894" && error.to_string().contains("row "), "{error}");
}

fn wide(areas: Vec<Option<&str>>, before: Vec<Option<f64>>, after: Vec<Option<i32>>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([
        ("area", Arc::new(StringArray::from(areas)) as ArrayRef, true),
        ("y_2008w01", Arc::new(Float64Array::from(before)), true),
        ("y_2010w01", Arc::new(Int32Array::from(after)), true),
    ])
    .expect("a table")
}

#[test]
fn a_row_can_be_a_person() {
    let table = wide(
        vec![Some("A"), Some("A"), Some("B"), Some("A")],
        vec![Some(4.0), Some(4.0), None, Some(f64::NAN)],
        vec![Some(3), Some(3), Some(3), None],
    );
    let spec = Transitions::new("y_2008w01", "y_2010w01", ["area"]).expect("a tally");
    let cells = transitions([Ok(table.clone())], &table.schema(), &spec, |_| Ok(())).expect("cells");
    let found: Vec<_> = cells.iter().map(|(key, blocks)| (key.to_vec(), blocks[0].records())).collect();
    let (missing, three, four) = (KeyValue::Missing, KeyValue::from(3), KeyValue::from(4));
    assert_eq!(
        found,
        [
            (vec!["A".into(), missing.clone(), missing.clone()], 1),
            (vec!["A".into(), four, three.clone()], 2),
            (vec!["B".into(), missing, three], 1),
        ]
    );
    let changed = spec.with_change("y_2008w01", "y_2010w01").expect("a tally");
    let cells = transitions([Ok(table.clone())], &table.schema(), &changed, |_| Ok(())).expect("cells");
    let means: Vec<Option<f64>> = cells
        .iter()
        .map(|(_, blocks)| match &blocks[1] {
            Block::Mean(mean) => mean.mean(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(means, [None, Some(-1.0), None]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wide.parquet");
    written(&table, &path, 2);
    assert_eq!(transitions_parquet_files(&[path], &changed, |_| Ok(())).expect("cells"), cells);
    let halves = wide(vec![Some("A")], vec![Some(4.5)], vec![Some(3)]);
    assert_eq!(
        transitions([Ok(halves.clone())], &halves.schema(), &changed, |_| Ok(())).expect_err("no state").code(),
        "H894"
    );
}

#[test]
fn transitions_are_a_cross_table() {
    let table = wide(
        vec![Some("A"), Some("B"), Some("A"), Some("A"), None],
        vec![Some(4.0), Some(4.0), Some(3.0), None, Some(4.0)],
        vec![Some(3), Some(4), Some(3), Some(3), Some(3)],
    );
    let spec = Transitions::new("y_2008w01", "y_2010w01", ["area"]).expect("a tally");
    let cells = transitions([Ok(table.clone())], &table.schema(), &spec, |_| Ok(())).expect("cells");
    let (states, crossed) = cells.cross_table("before", "after").expect("a table");
    assert_eq!(states, [KeyValue::from(3), KeyValue::from(4)]);
    assert_eq!((crossed.counts(), crossed.missing()), (&[vec![1, 0], vec![2, 1]][..], 1));
    assert!(helhed::comparisons::paired::bowker(&crossed).is_ok());
    assert_eq!(cells.cross_table("befor", "after").expect_err("no such key").code(), "H207");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_rows_pair_as_in_plain_loops(
        drawn in prop::collection::vec((0..12_i64, 2008..2011_i32, 0..3_usize, prop::option::of(0..3_i32), prop::option::of(-5.0..5.0_f64)), 1..40),
        size in 1..9_usize,
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let mut rows: Vec<Row> = drawn
            .into_iter()
            .map(|(person, year, area, state, pay)| Row { person: Some(person), year, area: [Some("A"), Some("B"), None][area], state, pay })
            .filter(|row| seen.insert((row.person, row.year)))
            .collect();
        rows.push(Row { person: Some(99), year: 2008, area: None, state: Some(1), pay: None });
        rows.push(Row { person: Some(99), year: 2010, area: None, state: Some(1), pay: None });
        let table = table(&rows, false);
        let pieces = (0..table.num_rows()).step_by(size).map(|first| Ok(table.slice(first, size.min(table.num_rows() - first))));
        let cells = person_transitions(pieces, &table.schema(), &spec(), |_| Ok(())).expect("cells");
        assert_naive(&cells, &naive(&rows));
    }
}
