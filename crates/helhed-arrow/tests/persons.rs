//! Privacy at the door: the numbers of persons are refused or replaced, whatever they are kept as.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BinaryArray, Decimal128Array, Decimal256Array, DictionaryArray, Float64Array, Int64Array,
    LargeStringArray, ListViewArray, RecordBatch, RunArray, StringArray, StringViewArray, UnionArray,
};
use arrow_buffer::i256;
use arrow_schema::{DataType, Field, Schema, UnionFields};
use helhed::Error;
use helhed::records::{ColumnRole, Roles};
use helhed_arrow::{Ask, Key, Kind, Records, read, take};

/// Made up: births 1900 to 1909 with serial 0000, modulus 11 fulfilled.
const CHECKED: [&str; 6] = ["2106070000", "1203070000", "1906030000", "1412090000", "1102090000", "0812030000"];
/// Made up: births on 1 January 2032 to 2036, modulus 11 not fulfilled.
const UNCHECKED: [&str; 6] = ["0101329490", "0101344998", "0101354209", "0101364705", "0101334315", "0101359400"];

fn table(name: &str, array: ArrayRef, ask: &Ask) -> Result<Records, Error> {
    let batch = RecordBatch::try_from_iter_with_nullable([(name, array, true)]).expect("a batch");
    take(batch.schema(), vec![batch], "register", Kind::Parquet, ask)
}

fn texts(values: &[String]) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn written(numbers: &[&str], mark: &str) -> Vec<String> {
    numbers.iter().map(|number| format!("{}{mark}{}", &number[..6], &number[6..])).collect()
}

/// Codes of the notices of a column, or of the error; and no ten digits anywhere in what is said.
fn said(name: &str, array: ArrayRef) -> Vec<String> {
    match table(name, array, &Ask::default()) {
        Ok(records) => {
            let notices = &records.reading().notices;
            let all = notices.iter().map(ToString::to_string).collect::<String>();
            assert!(!leaks(&all), "{all}");
            notices.iter().map(|notice| notice.doubt.code().to_owned()).collect()
        }
        Err(error) => {
            assert!(!leaks(&format!("{error} {error:?}")), "{error:?}");
            assert!(error.to_string().contains("register"), "{error}");
            vec![error.code().to_owned()]
        }
    }
}

fn leaks(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    CHECKED.iter().chain(&UNCHECKED).any(|number| digits.contains(*number) || text.contains(&number[..6]))
}

#[test]
fn every_way_to_keep_them_is_refused() {
    let checked: Vec<i64> = CHECKED.iter().map(|number| number.parse().expect("a number")).collect();
    let plain = written(&CHECKED, "");
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(checked.clone())),
        Arc::new(Float64Array::from_iter_values(checked.iter().map(|value| *value as f64))),
        Arc::new(
            Decimal128Array::from_iter_values(checked.iter().map(|value| i128::from(*value) * 100))
                .with_precision_and_scale(14, 2)
                .expect("a scale"),
        ),
        Arc::new(
            Decimal256Array::from_iter_values(checked.iter().map(|value| i256::from_i128(i128::from(*value))))
                .with_precision_and_scale(50, 0)
                .expect("a scale"),
        ),
        Arc::new(LargeStringArray::from_iter_values(&plain)),
        Arc::new(StringViewArray::from_iter_values(&plain)),
        Arc::new(BinaryArray::from_iter_values(&plain)),
        Arc::new(plain.iter().map(|text| Some(text.as_str())).collect::<DictionaryArray<Int32Type>>()),
        Arc::new(plain.iter().map(|text| Some(text.as_str())).collect::<RunArray<Int32Type>>()),
    ];
    for array in arrays {
        let kept = array.data_type().clone();
        assert_eq!(said("noegle", array), ["H112"], "{kept}");
    }
    for mark in ["", "-", " ", "/", " - ", "\u{2013}", "\u{a0}", ".", "_"] {
        for numbers in [CHECKED, UNCHECKED] {
            for name in ["noegle", "cpr", "Borger-ID", "CPR-nr."] {
                assert_eq!(said(name, texts(&written(&numbers, mark))), ["H112"], "`{mark}` in {name}");
            }
        }
    }
    let lost: Vec<i64> = UNCHECKED.iter().map(|number| number.parse().expect("a number")).collect();
    assert_eq!(said("cpr", Arc::new(Int64Array::from(lost.clone()))), ["H112"]);
    assert_eq!(said("id", Arc::new(Int64Array::from(lost))), ["H112"]);
}

#[test]
fn they_are_found_inside_lists_and_unions() {
    let inside = texts(&written(&CHECKED, "-"));
    let field = Arc::new(Field::new("item", DataType::Utf8, true));
    let (offsets, sizes) = ((0..6).collect::<Vec<i32>>(), vec![1; 6]);
    let views = ListViewArray::new(field, offsets.into(), sizes.into(), inside.clone(), None);
    assert_eq!(said("noter", Arc::new(views)), ["H112"]);
    let variants = UnionFields::try_new([4], [Field::new("tekst", DataType::Utf8, true)]).expect("a union");
    let union = UnionArray::try_new(variants, vec![4; 6].into(), None, vec![inside]).expect("a union");
    assert_eq!(said("noter", Arc::new(union)), ["H112"]);
}

#[test]
fn other_numbers_are_no_persons() {
    let each = |of: &dyn Fn(u64) -> String| texts(&(1..=200).map(of).collect::<Vec<_>>());
    // Ten digits that no generator of persons made: a fixed multiplicative sequence.
    let random = |row: u64| 1_000_000_000 + (row * 7_364_129_927 + 12_345) % 8_999_999_999;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", each(&|row| random(row).to_string())),
        ("id", Arc::new(Int64Array::from_iter_values((1..=200).map(|row| random(row) as i64)))),
        ("pnummer", each(&|row| (1_003_000_000 + row * 61_237).to_string())),
        ("P-nr", Arc::new(Int64Array::from_iter_values((1..=200).map(|row| 1_003_000_000 + row * 61_237)))),
        ("telefon", each(&|row| format!("+45{}", 20_000_000 + row * 31_337))),
        ("telefon", each(&|row| format!("45{}", 20_000_000 + row * 31_337))),
        ("cvr", each(&|row| (10_000_000 + row * 99_991).to_string())),
        ("ean", each(&|row| (5_790_000_000_000 + row * 13).to_string())),
        ("sag", each(&|row| format!("2014-{:06}", 123_456 + row))),
        ("dato", each(&|row| format!("2014{:02}{:02}", row % 12 + 1, row % 28 + 1))),
        ("tid", each(&|row| format!("2012{:02}{:02}{:02}", row % 12 + 1, row % 28 + 1, row % 24))),
        ("tid", each(&|row| format!("{:02}{:02}14 {:02}{:02}", row % 28 + 1, row % 12 + 1, row % 24, row % 60))),
        ("sekunder", Arc::new(Int64Array::from_iter_values((1..=200).map(|row| 1_401_000_000 + row * 52_361)))),
        ("belob", Arc::new(Int64Array::from_iter_values((1..=200).map(|row| row * 1_237)))),
    ];
    for (name, array) in columns {
        assert!(said(name, array.clone()).is_empty(), "{name}: {:?} of {array:?}", said(name, array.clone()));
    }
}

#[test]
fn a_few_in_doubt_are_said() {
    let mut values: Vec<String> = (0..20).map(|row| (7_700_000_000_u64 + row * 13).to_string()).collect();
    values.push(CHECKED[0].into());
    assert_eq!(said("id", texts(&values)), ["W169"]);
    let sums: Vec<f64> = (1..=40).map(|row| f64::from(row) * 3.0).chain([2_302_070_000.0]).collect();
    assert_eq!(said("belob", Arc::new(Float64Array::from(sums))), ["W169"]);
}

#[test]
fn a_number_in_free_text_is_told_without_the_number() {
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/personoplysninger");
    let read = read(format!("{files}/cpr_i_fritekst.csv"), &Ask::default(), &mut |_| Ok(())).expect("it is read");
    let [notice] = &read.reading().notices[..] else { panic!("{:?}", read.reading().notices) };
    let text = notice.to_string();
    assert_eq!(notice.doubt.code(), "W167");
    assert!(text.contains("2 rows") && text.contains("line 3, column `note`, row 2"), "{text}");
    assert!(!text.contains("291008") && !text.contains("230207"), "{text}");
}

#[test]
fn a_name_of_a_column_can_be_a_person() {
    for name in ["291008-0000", "2910080000", "besøg 291008-0000", "29.10.08-0000"] {
        let error = table(name, Arc::new(Int64Array::from(vec![1])), &Ask::default()).expect_err("refused");
        assert_eq!(error.code(), "H112", "{name}");
        assert!(!format!("{error}{error:?}").contains("291008"), "{error:?}");
    }
    assert!(said("antal_2014", Arc::new(Int64Array::from(vec![1]))).is_empty());
}

fn with_key(key: &[u8], array: ArrayRef) -> Result<Records, Error> {
    let roles = Roles::default().with(ColumnRole::Person, "cpr");
    table("cpr", array, &Ask { roles, key: Some(Key::from(key)), ..Ask::default() })
}

fn pseudonyms(key: &[u8], array: ArrayRef) -> Vec<Option<String>> {
    let records = with_key(key, array).expect("it is read");
    assert_eq!(records.reading().notices[0].doubt.code(), "W168");
    let column = records.batches()[0].column(0).clone();
    let column = column.as_any().downcast_ref::<LargeStringArray>().expect("texts");
    column.iter().map(|text| text.map(str::to_owned)).collect()
}

#[test]
fn the_same_person_has_the_same_pseudonym() {
    let key = b"sixteen bytes or more";
    let text = |texts: &[&str]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    let many = pseudonyms(key, text(&["010132-9490", "010132 9490", "0101329490", "010134-4998"]));
    assert!(many[0].is_some() && many[0] == many[1] && many[1] == many[2] && many[2] != many[3]);
    let number = pseudonyms(key, Arc::new(Int64Array::from(vec![Some(101_329_490), None])));
    assert_eq!((&number[0], &number[1]), (&many[0], &None));
    let float = pseudonyms(key, Arc::new(Float64Array::from(vec![101_329_490.0])));
    assert_eq!(float[0], many[0]);
    let other = pseudonyms(b"another key of bytes", text(&["010132-9490"]));
    assert!(other[0] != many[0] && many[0].as_ref().is_some_and(|text| text.len() == 32));
    let plain = pseudonyms(key, text(&["p1", " p1 ", "p2"]));
    assert!(plain[0] == plain[1] && plain[1] != plain[2]);
}

#[test]
fn a_key_must_be_long_and_stays_hidden() {
    let error = with_key(b"short", texts(&written(&CHECKED, "-"))).expect_err("refused");
    assert_eq!(error.code(), "H118");
    assert!(error.mend().contains("16"), "{error}");
    let ask = Ask { key: Some(Key::from(&b"sixteen bytes or more"[..])), ..Ask::default() };
    assert!(!format!("{ask:?}").contains("115"), "{ask:?}");
    let records = with_key(b"sixteen bytes or more", texts(&written(&CHECKED, "-"))).expect("it is read");
    assert!(!leaks(&format!("{records:?}")), "nothing of the numbers is left");
}

#[test]
fn declared_without_a_key_is_refused_with_the_cure() {
    let roles = Roles::default().with(ColumnRole::Person, "borger");
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/csv/personoplysninger/cpr_mellemrum.csv");
    let error = read(files, &Ask { roles, ..Ask::default() }, &mut |_| Ok(())).expect_err("refused");
    assert_eq!(error.code(), "H112");
    let text = error.to_string();
    assert!(text.contains("column `borger`") && text.contains("`key`") && text.contains("24 rows"), "{text}");
}

#[test]
fn an_empty_table_has_no_persons() {
    let schema = Arc::new(Schema::empty());
    let records = take(schema, Vec::new(), "empty", Kind::Parquet, &Ask::default()).expect("it is taken");
    assert!(records.rows() == 0 && records.reading().notices.is_empty());
}
