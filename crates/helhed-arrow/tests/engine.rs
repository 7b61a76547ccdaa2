//! The answer of an engine becomes cells, and is taken on trust in nothing.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray, UInt64Array};
use arrow_schema::ArrowError;
use helhed::cells::{Block, Cells};
use helhed::design::{Indicator, Language, Measure};
use helhed::report::fault_in;
use helhed::{Error, Result};
use helhed_arrow::{EngineTally, Tally};

fn asked(measure: Measure, by: &[&str]) -> EngineTally {
    let spec = Tally::new([Indicator::new("it", measure).expect("an indicator")], by.iter().copied()).expect("a tally");
    let columns =
        [("area", "String"), ("person", "UInt64"), ("value", "Float64"), ("weight", "Float64"), ("at", "Datetime")];
    let columns: Vec<_> = columns.map(|(name, kind)| (name.to_owned(), kind.to_owned())).into();
    EngineTally::new(spec, "Polars", &columns).expect("columns")
}

fn mean() -> Measure {
    Measure::Mean { value: "value".into() }
}

fn share() -> Measure {
    Measure::Proportion { event: "value".into() }
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn counts(values: &[i64]) -> ArrayRef {
    Arc::new(Int64Array::from(values.to_vec()))
}

fn doubles(values: &[Option<f64>]) -> ArrayRef {
    Arc::new(Float64Array::from(values.to_vec()))
}

fn answered(asked: &EngineTally, columns: Vec<(&str, ArrayRef)>) -> Result<Cells> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, array)| (name, array, true)));
    let batch = batch.expect("a batch");
    asked.cells([Ok(batch.clone())], &batch.schema())
}

fn refused(asked: &EngineTally, columns: Vec<(&str, ArrayRef)>) -> Error {
    answered(asked, columns).expect_err("it is refused")
}

/// The answer to a share by area: two rows of A, one with an event, and one row without a key.
fn shares() -> Vec<(&'static str, ArrayRef)> {
    vec![
        ("key_0", texts(&[Some("A"), None])),
        ("rows", counts(&[2, 1])),
        ("present_0", counts(&[2, 0])),
        ("n_0", counts(&[2, 0])),
        ("odd_0", doubles(&[None, None])),
        ("sum_0", doubles(&[Some(1.0), None])),
    ]
}

fn with(mut columns: Vec<(&'static str, ArrayRef)>, name: &str, array: ArrayRef) -> Vec<(&'static str, ArrayRef)> {
    for column in &mut columns {
        if column.0 == name {
            column.1 = Arc::clone(&array);
        }
    }
    columns
}

#[test]
fn what_is_asked() {
    let asked = asked(Measure::WeightedMean { value: "value".into(), weight: "weight".into() }, &["area", "person"]);
    let kinds: Vec<_> = asked.keys().iter().map(|key| (key.column.as_str(), key.kind)).collect();
    assert_eq!(kinds, [("area", "text"), ("person", "integer")]);
    let sum = &asked.sums()[0];
    assert_eq!((sum.measure, asked.columns()[sum.column], sum.beside), ("weighted_mean", "value", Some(1)));
}

#[test]
fn a_missing_key_is_a_key_and_a_missing_value_is_counted() {
    let cells = answered(&asked(share(), &["area"]), shares()).expect("cells");
    let found: Vec<_> = cells.iter().map(|(key, blocks)| (key[0].to_string(), blocks[0])).collect();
    assert_eq!(found.len(), 2);
    assert!(found.iter().any(|(key, block)| {
        key == "A" && matches!(block, Block::Proportion(cell) if (cell.events(), cell.records()) == (1, 2))
    }));
    assert!(found.iter().any(|(_, block)| (block.records(), block.missing()) == (0, 1)));
    assert_eq!(cells.ledger().rows_in(), 3);
    assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("value: missing", 1)]);
}

#[test]
fn a_mean_is_made_of_what_values_differ_from_a_centre() {
    let columns = vec![
        ("rows", counts(&[3])),
        ("present_0", counts(&[3])),
        ("n_0", counts(&[3])),
        ("odd_0", doubles(&[None])),
        ("centre_0", doubles(&[Some(1e6)])),
        ("d_0", doubles(&[Some(3.0)])),
        ("dd_0", doubles(&[Some(5.0)])),
    ];
    let cells = answered(&asked(mean(), &[]), columns).expect("cells");
    let (_, blocks) = cells.iter().next().expect("a cell");
    assert!(matches!(blocks[0], Block::Mean(cell) if (cell.mean(), cell.m2()) == (Some(1_000_001.0), 2.0)));
}

#[test]
fn an_odd_value_is_refused_with_column_and_indicator() {
    let error = refused(&asked(share(), &["area"]), with(shares(), "odd_0", doubles(&[None, Some(0.5)])));
    assert_eq!((error.code(), error.at().to_string()), ("H105", "indicator `it`, column `value`".into()));
}

#[test]
fn types_are_said_as_the_engine_says_them() {
    let spec = Tally::new([Indicator::new("it", share()).expect("an indicator")], ["at"]).expect("a tally");
    let columns = [("at", "Datetime"), ("value", "Int128")].map(|(name, kind)| (name.to_owned(), kind.to_owned()));
    let error = EngineTally::new(spec, "Polars", &columns).expect_err("it is refused");
    assert_eq!((error.code(), error.at().to_string()), ("H102", "column `at`".into()));
    assert!(error.what().ends_with("found Datetime"), "{error}");
}

#[test]
fn a_key_beyond_64_bits_with_sign_names_its_column_and_no_row() {
    let columns = with(shares(), "key_0", Arc::new(UInt64Array::from(vec![u64::MAX, 1])));
    let error = refused(&asked(share(), &["person"]), columns);
    assert_eq!((error.code(), error.at().to_string()), ("H102", "column `person`".into()));
}

#[test]
fn an_answer_that_contradicts_itself_is_refused() {
    let asked = asked(share(), &["area"]);
    let broken = [
        with(shares(), "n_0", counts(&[3, 0])),
        with(shares(), "n_0", counts(&[-1, 0])),
        with(shares(), "present_0", counts(&[2, 2])),
        with(shares(), "rows", doubles(&[Some(1.5), Some(1.0)])),
        with(shares(), "rows", texts(&[Some("010203-1234"), None])),
        with(shares(), "key_0", doubles(&[Some(1.0), None])),
        shares().into_iter().filter(|(name, _)| *name != "odd_0").collect(),
        shares().into_iter().filter(|(name, _)| *name != "key_0").collect(),
    ];
    for columns in broken {
        let error = refused(&asked, columns);
        assert_eq!(error.code(), "H882", "{error}");
        assert!(
            error.what().starts_with("the answer of Polars does not hold together") && !error.what().contains("010203")
        );
        let danish = fault_in(&error, Language::Da);
        assert!(danish.language == Language::Da && danish.what.starts_with("svaret fra Polars"), "{danish}");
    }
}

#[test]
fn an_answer_that_breaks_off_quotes_no_data() {
    let asked = asked(share(), &[]);
    let schema = RecordBatch::try_from_iter(shares()).expect("a batch").schema();
    let error = asked.cells([Err(ArrowError::ExternalError("010203-1234".into()))], &schema).expect_err("it broke off");
    assert_eq!(error.code(), "H880");
    let danish = fault_in(&error, Language::Da).to_string();
    assert!(danish.starts_with("[H880] Polars afbrød optællingen med ") && !error.to_string().contains("010203"));
}

#[test]
fn an_answer_without_rows_is_refused() {
    let asked = asked(share(), &["area"]);
    let empty = RecordBatch::try_from_iter(shares()).expect("a batch").slice(0, 0);
    assert_eq!(asked.cells([Ok(empty.clone())], &empty.schema()).expect_err("no rows").code(), "H103");
    let columns =
        shares().into_iter().map(|(name, array)| (name, if name == "key_0" { array } else { counts(&[0, 0]) }));
    let columns = with(columns.collect(), "odd_0", doubles(&[None, None]));
    assert_eq!(refused(&asked, columns).code(), "H103");
}
