//! Key columns of every type, with nulls, slices and dictionaries that differ.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::sync::Arc;

use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int8Array, Int16Array, Int32Array, Int64Array,
    LargeStringArray, NullArray, PrimitiveArray, RecordBatch, StringArray, StringViewArray, UInt8Array, UInt16Array,
    UInt32Array, UInt64Array,
};
use common::{indicator, table, tallied};
use helhed::design::Measure;
use helhed::estimate::KeyValue::{self, Integer, Missing};
use helhed_arrow::Tally;

fn batch(key: ArrayRef) -> RecordBatch {
    let values = Int64Array::from_iter_values(0..key.len() as i64);
    table([("key", key), ("value", Arc::new(values))])
}

/// Keys and the number of rows of each.
fn counted(batches: &[RecordBatch]) -> Vec<(KeyValue, u64)> {
    let spec = Tally::new([indicator(Measure::Mean { value: "value".into() })], ["key"]).unwrap();
    let cells = tallied(batches, &spec).unwrap();
    cells.iter().map(|(key, blocks)| (key[0].clone(), blocks[0].records())).collect()
}

fn texts(expected: &[(&str, u64)]) -> Vec<(KeyValue, u64)> {
    expected.iter().map(|(text, rows)| (KeyValue::from(*text), *rows)).collect()
}

#[test]
fn texts_of_the_three_types_also_sliced() {
    let values =
        vec![Some("x"), Some("b"), None, Some(""), Some("a much longer text than fits a view"), Some("b"), Some("x")];
    let arrays: [ArrayRef; 3] = [
        Arc::new(StringArray::from(values.clone())),
        Arc::new(LargeStringArray::from(values.clone())),
        Arc::new(StringViewArray::from(values)),
    ];
    for array in arrays {
        let mut expected = vec![(Missing, 1)];
        expected.extend(texts(&[("", 1), ("a much longer text than fits a view", 1), ("b", 2)]));
        assert_eq!(counted(&[batch(array.slice(1, 5))]), expected, "{}", array.data_type());
    }
}

#[test]
fn whole_numbers_of_every_type_also_sliced() {
    let arrays: [ArrayRef; 8] = [
        Arc::new(Int8Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(Int16Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(Int32Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(Int64Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(UInt8Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(UInt16Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(UInt32Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
        Arc::new(UInt64Array::from(vec![Some(9), Some(5), None, Some(120), Some(5)])),
    ];
    for array in arrays {
        let expected = [(Missing, 1), (Integer(5), 2), (Integer(120), 1)];
        assert_eq!(counted(&[batch(array.slice(1, 4))]), expected, "{}", array.data_type());
    }
    let ends = Int64Array::from(vec![i64::MIN, i64::MAX, 0, i64::MAX]);
    assert_eq!(counted(&[batch(Arc::new(ends))]), [(Integer(i64::MIN), 1), (Integer(0), 1), (Integer(i64::MAX), 2)]);
}

#[test]
fn true_false_and_dates_are_texts() {
    let array = BooleanArray::from(vec![Some(true), Some(false), None, Some(true)]).slice(1, 3);
    assert_eq!(
        counted(&[batch(Arc::new(array))]),
        [(Missing, 1), (KeyValue::from("false"), 1), (KeyValue::from("true"), 1)]
    );
    let array = Date32Array::from(vec![Some(0), Some(16_070), None, Some(16_070), Some(-1)]).slice(1, 4);
    let expected = [(Missing, 1), (KeyValue::from("1969-12-31"), 1), (KeyValue::from("2013-12-31"), 2)];
    assert_eq!(counted(&[batch(Arc::new(array))]), expected);
    assert_eq!(counted(&[batch(Arc::new(NullArray::new(3)))]), [(Missing, 3)]);
}

fn dictionary<K: ArrowDictionaryKeyType>(codes: Vec<Option<K::Native>>, values: ArrayRef) -> ArrayRef {
    Arc::new(DictionaryArray::<K>::new(PrimitiveArray::from_iter(codes), values))
}

#[test]
fn dictionaries_of_every_code_type_and_text_type() {
    let words = vec!["unused", "b", "a"];
    let values: [ArrayRef; 3] = [
        Arc::new(StringArray::from(words.clone())),
        Arc::new(LargeStringArray::from(words.clone())),
        Arc::new(StringViewArray::from(words)),
    ];
    for values in values {
        macro_rules! of {
            ($($code:ty),*) => { [$(dictionary::<$code>(vec![Some(0), Some(2), None, Some(1), Some(2)], values.clone())),*] };
        }
        for array in of!(Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type) {
            let expected = [(Missing, 1), (KeyValue::from("a"), 2), (KeyValue::from("b"), 1)];
            assert_eq!(counted(&[batch(array.slice(1, 4))]), expected, "{}", array.data_type());
        }
    }
}

#[test]
fn a_null_inside_a_dictionary_is_missing_and_a_repeated_word_is_one_key() {
    let values: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None, Some("b"), Some("a")]));
    let array = dictionary::<Int32Type>(vec![Some(0), Some(1), None, Some(2), Some(3)], values);
    assert_eq!(counted(&[batch(array)]), [(Missing, 2), (KeyValue::from("a"), 2), (KeyValue::from("b"), 1)]);
}

#[test]
fn dictionaries_may_differ_between_batches() {
    let words = |words: &[&str]| -> ArrayRef { Arc::new(StringArray::from(words.to_vec())) };
    let first = words(&["a", "b"]);
    let batches = [
        batch(dictionary::<Int32Type>(vec![Some(0), Some(1)], first.clone())),
        batch(dictionary::<Int32Type>(vec![Some(0), Some(1), Some(2)], words(&["b", "c", "a"]))),
        batch(dictionary::<Int32Type>(vec![Some(1)], first.slice(0, 2))),
        batch(dictionary::<Int32Type>(vec![Some(0)], words(&["a", "b"]).slice(1, 1))),
        batch(dictionary::<Int32Type>(vec![Some(0), None], words(&["c"]))),
    ];
    let expected = [(Missing, 1), (KeyValue::from("a"), 2), (KeyValue::from("b"), 4), (KeyValue::from("c"), 2)];
    assert_eq!(counted(&batches), expected);
}

#[test]
fn many_keys_of_several_columns_keep_their_rows_apart() {
    let count = 30_000_i64;
    let column = |of: fn(i64) -> i64| -> ArrayRef { Arc::new(Int64Array::from_iter_values((0..count).map(of))) };
    let rows = table([
        ("a", column(|row| row % 9_973)),
        ("b", column(|row| row * 7_919 % 10_007)),
        ("c", column(|row| row % 3 * 1_000_000_007)),
        ("value", column(|row| row)),
    ]);
    let spec = Tally::new([indicator(Measure::Money { amount: "value".into() })], ["a", "b", "c"]).unwrap();
    let cells = tallied(&common::cut(&rows, &[1, 500, 9_000, 20_000]), &spec).unwrap();
    let mut by_hand = std::collections::BTreeMap::new();
    for row in 0..count {
        let key = vec![Integer(row % 9_973), Integer(row * 7_919 % 10_007), Integer(row % 3 * 1_000_000_007)];
        *by_hand.entry(key).or_insert(0.0) += row as f64;
    }
    assert_eq!(cells.len(), by_hand.len());
    for ((key, blocks), (expected, total)) in cells.iter().zip(by_hand) {
        assert_eq!(key, expected);
        let helhed::cells::Block::Money(cell) = blocks[0] else { panic!("money") };
        assert_eq!(cell.total(), Some(total));
    }
}
