//! What a tally refuses: code, place and message.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, RecordBatch, StringArray, UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};
use common::{indicator, rows, spec, table, tallied};
use helhed::design::Measure;
use helhed::error::{Error, Spot};
use helhed_arrow::Tally;

fn column(name: &str) -> Spot {
    Spot::Column(name.into())
}

/// The code and place of an error, whose text must hold no cell of the table.
fn refused(batch: &RecordBatch, measure: Measure, by: &[&str]) -> Error {
    let spec = Tally::new([indicator(measure)], by.iter().copied()).unwrap();
    tallied(from_ref(batch), &spec).expect_err("refused")
}

fn check(error: &Error, code: &str, spots: &[Spot], text: &str) {
    assert_eq!((error.code(), error.at().spots()), (code, spots), "{error}");
    assert!(error.what().contains(text), "{error}");
    assert!(!error.mend().is_empty());
}

fn floats(values: &[f64]) -> ArrayRef {
    Arc::new(Float64Array::from(values.to_vec()))
}

fn events(events: &[f64], exposure: &[f64]) -> Error {
    let batch = table([("n", floats(events)), ("years", floats(exposure))]);
    refused(&batch, Measure::Rate { events: "n".into(), exposure: "years".into(), per: 1.0 }, &[])
}

#[test]
fn h101_with_the_nearest_names() {
    let error = refused(&rows(3), Measure::Mean { value: "incme".into() }, &[]);
    check(&error, "H101", &[Spot::Indicator("x".into()), column("incme")], "there is no column `incme`");
    assert!(error.mend().contains("`income`"), "{error}");
    let error = refused(&rows(3), Measure::Mean { value: "income".into() }, &["aera"]);
    check(&error, "H101", &[column("aera")], "there is no column `aera`");
    assert!(error.mend().contains("`area`"), "{error}");
}

#[test]
fn h102_with_the_type() {
    let error = refused(&rows(3), Measure::Mean { value: "area".into() }, &[]);
    check(&error, "H102", &[Spot::Indicator("x".into()), column("area")], "found Utf8");
    let error = refused(&rows(3), Measure::Mean { value: "income".into() }, &["years"]);
    check(&error, "H102", &[column("years")], "found Float64");
    let days = Date32Array::from(vec![1]);
    let error = refused(&table([("d", Arc::new(days) as _)]), Measure::Mean { value: "d".into() }, &[]);
    check(&error, "H102", &[Spot::Indicator("x".into()), column("d")], "found Date32");
    let beyond = UInt64Array::from(vec![1, u64::MAX]);
    let error = refused(&table([("id", Arc::new(beyond) as _)]), Measure::Mean { value: "id".into() }, &["id"]);
    check(&error, "H102", &[column("id"), Spot::Row(2)], "above 9223372036854775807");
}

#[test]
fn h103_without_rows() {
    let error = tallied(&[rows(0)], &spec()).unwrap_err();
    check(&error, "H103", &[], "no rows");
    let schema = rows(0).schema();
    let error = helhed_arrow::tally([], &schema, &spec(), |_| Ok(())).unwrap_err();
    check(&error, "H103", &[], "no rows");
}

#[test]
fn h104_with_column_and_row() {
    let batch = table([("v", floats(&[1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]))]);
    for measure in [
        Measure::Mean { value: "v".into() },
        Measure::Money { amount: "v".into() },
        Measure::Count { events: "v".into() },
        Measure::Proportion { event: "v".into() },
    ] {
        check(
            &refused(&batch, measure, &[]),
            "H104",
            &[column("v"), Spot::Row(3)],
            "the value inf is not a finite number",
        );
    }
    check(&events(&[1.0, f64::NAN], &[1.0, f64::INFINITY]), "H104", &[column("years"), Spot::Row(2)], "inf");
    check(&events(&[f64::NEG_INFINITY], &[f64::NAN]), "H104", &[column("n"), Spot::Row(1)], "inf");
}

#[test]
fn h008_where_values_or_sums_are_too_large() {
    let batch = table([("v", floats(&[f64::MAX, f64::MAX, -f64::MAX]))]);
    for measure in [Measure::Mean { value: "v".into() }, Measure::Money { amount: "v".into() }] {
        check(&refused(&batch, measure, &[]), "H008", &[column("v"), Spot::Row(1)], "it can be");
    }
    check(&events(&[1.0], &[f64::MAX]), "H008", &[column("years"), Spot::Row(1)], "it can be");
    check(&events(&[1.0, 1.0], &[1e140, 1e140]), "H008", &[Spot::Indicator("x".into())], "it can be");
}

#[test]
fn h105_with_column_and_row_in_the_whole_stream() {
    let flags: ArrayRef = Arc::new(Int32Array::from(vec![Some(0), None, Some(1), Some(2)]));
    let batch = table([("y", flags)]);
    let spec = Tally::new([indicator(Measure::Proportion { event: "y".into() })], [""; 0]).unwrap();
    let error = tallied(&[batch.slice(0, 3), batch.slice(1, 2), batch.slice(3, 1)], &spec).unwrap_err();
    check(&error, "H105", &[column("y"), Spot::Row(6)], "the event value 2 is neither 0 nor 1");
}

#[test]
fn the_first_wrong_block_is_named_whatever_the_threads() {
    let count = (1 << 20) * 3;
    let wrong = [count - 1, (1 << 20) * 2 + 3, (1 << 20) + 9];
    let flags: Int32Array = (0..count).map(|row| Some(if wrong.contains(&row) { 7 } else { 0 })).collect();
    let batch = table([("y", Arc::new(flags) as _)]);
    let spec = Tally::new([indicator(Measure::Proportion { event: "y".into() })], [""; 0]).unwrap();
    for threads in [1, 2, 4] {
        let error = tallied(from_ref(&batch), &common::on(threads, &spec)).unwrap_err();
        check(&error, "H105", &[column("y"), Spot::Row((1 << 20) + 10)], "7");
    }
}

#[test]
fn h106_for_a_name_that_is_there_twice() {
    let field = |name: &str| Field::new(name, DataType::Boolean, true);
    let schema = Arc::new(Schema::new(vec![field("y"), field("area"), field("y"), field("other"), field("other")]));
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
    let batch = RecordBatch::try_new(schema, vec![flags; 5]).unwrap();
    let error = refused(&batch, Measure::Proportion { event: "y".into() }, &["area"]);
    check(&error, "H106", &[Spot::Indicator("x".into()), column("y")], "column `y` is there twice");
    let event = || indicator(Measure::Proportion { event: "area".into() });
    // A double column that nobody reads is nobody's problem.
    assert!(tallied(&[batch], &Tally::new([event()], ["area"]).unwrap()).is_ok());
    assert_eq!(Tally::new([event()], ["a", "a"]).unwrap_err().code(), "H106");
    assert_eq!(Tally::new([event(), event()], ["a"]).unwrap_err().code(), "H005");
    assert_eq!(Tally::new([], ["a"]).unwrap_err().code(), "H107");
}

#[test]
fn h202_h203_h204_h208_of_events_and_exposure() {
    check(&events(&[1.0, -2.0], &[1.0, 1.0]), "H202", &[column("n"), Spot::Row(2)], "the count -2 is below zero");
    check(&events(&[1.0], &[-1.0]), "H203", &[column("years"), Spot::Row(1)], "the exposure -1 is not above zero");
    check(&events(&[0.0, 1.0], &[0.0, 0.0]), "H203", &[column("years"), Spot::Row(2)], "the exposure 0 is not above");
    check(&events(&[0.5], &[1.0]), "H204", &[column("n"), Spot::Row(1)], "0.5 is not a whole number");
    check(&events(&[1e16], &[1.0]), "H208", &[column("n"), Spot::Row(1)], "above 9007199254740992");
    let many = vec![9_007_199_254_740_992.0; 5_000];
    check(&events(&many, &vec![1.0; 5_000]), "H208", &[Spot::Indicator("x".into())], "above 9007199254740992");
    let batch = table([("n", floats(&[3.0, -1.0]))]);
    check(&refused(&batch, Measure::Count { events: "n".into() }, &[]), "H202", &[column("n"), Spot::Row(2)], "-1");
}

#[test]
fn no_message_quotes_a_text_of_the_table() {
    let secret: ArrayRef = Arc::new(StringArray::from(vec!["Hans Jensen"]));
    let batch = table([("name", secret), ("y", Arc::new(Int32Array::from(vec![5])))]);
    for measure in [Measure::Mean { value: "name".into() }, Measure::Proportion { event: "y".into() }] {
        assert!(!refused(&batch, measure, &["name"]).to_string().contains("Hans"));
    }
}
