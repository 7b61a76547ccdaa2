//! Registers as they come: what is wrong with one file of many is named, and nothing is counted by half.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Float64Array, Int64Array, NullArray, PrimitiveArray, RecordBatch, StringArray,
    StringViewArray,
};
use common::{bits, indicator, on, parquet, table, tallied, tallied_file};
use helhed::design::Measure;
use helhed::error::{Error, Result, Spot};
use helhed::estimate::KeyValue;
use helhed_arrow::{Asked, Tally, tally_files, tally_parquet_files};
use parquet::file::reader::{FileReader, SerializedFileReader};

/// The sum of `x` by area.
fn spec() -> Tally {
    Tally::new([indicator(Measure::Money { amount: "x".into() })], ["area"]).unwrap()
}

fn batch(area: ArrayRef, x: ArrayRef) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([("area", area, true), ("x", x, true)]).unwrap()
}

fn some(rows: usize) -> RecordBatch {
    let area: StringArray = (0..rows).map(|row| Some(format!("Område {}", row % 5))).collect();
    let x: Float64Array = (0..rows).map(|row| Some(row as f64)).collect();
    batch(Arc::new(area), Arc::new(x))
}

/// So many files with some rows each.
fn files(count: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..count).map(|file| folder.path().join(format!("del_{file:03}.parquet"))).collect();
    for path in &paths {
        parquet(path, &[some(50)], some(0).schema(), 20);
    }
    (folder, paths)
}

fn named(error: &Error, path: &Path) -> bool {
    error.at().spots().contains(&Spot::File(path.display().to_string()))
}

fn counted(paths: &[PathBuf]) -> Result<helhed::cells::Cells> {
    tally_parquet_files(paths, &on(2, &spec()), |_| Ok(()))
}

#[test]
fn a_column_that_vanishes_in_the_seventh_file() {
    let (_folder, paths) = files(9);
    let renamed = some(9);
    let renamed = table([("area", renamed.column(0).clone()), ("y", renamed.column(1).clone())]);
    parquet(&paths[6], from_ref(&renamed), renamed.schema(), 9);
    let error = counted(&paths).unwrap_err();
    assert_eq!(error.code(), "H101");
    assert!(named(&error, &paths[6]) && error.to_string().contains("`x`"), "{error}");
}

#[test]
fn a_truncated_file_among_a_hundred() {
    let (_folder, paths) = files(100);
    let bytes = fs::read(&paths[73]).unwrap();
    for length in [0, 3, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&paths[73], &bytes[..length]).unwrap();
        let error = counted(&paths).unwrap_err();
        assert!(error.code() == "H802" && named(&error, &paths[73]), "{error}");
    }
    fs::remove_file(&paths[73]).unwrap();
    let error = counted(&paths).unwrap_err();
    assert!(error.code() == "H801" && named(&error, &paths[73]), "{error}");
}

#[test]
fn a_damaged_row_group_is_named_by_its_number() {
    let (_folder, paths) = files(3);
    parquet(&paths[1], &[some(1000)], some(0).schema(), 100);
    let mut bytes = fs::read(&paths[1]).unwrap();
    let reader = SerializedFileReader::new(fs::File::open(&paths[1]).unwrap()).unwrap();
    let part = reader.metadata().row_group(4).column(1);
    let at = part.dictionary_page_offset().unwrap_or_else(|| part.data_page_offset()) as usize;
    bytes[at..at + 12].fill(0xff);
    fs::write(&paths[1], bytes).unwrap();
    let error = counted(&paths).unwrap_err();
    assert!(error.code() == "H830" && named(&error, &paths[1]), "{error}");
    assert_eq!(error.at().spots()[1..], [Spot::RowGroup(5), Spot::Column("x".into())], "{error}");
    assert!(error.to_string().contains("row group 5, column `x`"), "{error}");
}

#[test]
fn a_file_that_is_changed_while_it_is_counted() {
    let (_folder, paths) = files(6);
    let mut told = 0;
    let error = tally_parquet_files(&paths, &on(1, &spec()), |_| {
        told += 1;
        if told == 1 {
            parquet(&paths[5], &[some(90)], some(0).schema(), 20);
        }
        Ok(())
    })
    .unwrap_err();
    assert!(error.code() == "H802" && named(&error, &paths[5]), "{error}");
    assert!(error.to_string().contains("changed while it was read"), "{error}");
}

#[test]
fn weights_that_are_none() {
    let spec = |weight: &str| {
        let measure = Measure::WeightedMean { value: "x".into(), weight: weight.into() };
        Tally::new([indicator(measure)], [""; 0]).unwrap()
    };
    for (weight, code) in [(-1.0, "H008"), (f64::INFINITY, "H104"), (f64::NEG_INFINITY, "H104"), (1e300, "H008")] {
        let weights: ArrayRef = Arc::new(Float64Array::from(vec![1.0, weight]));
        let rows = table([("x", Arc::new(Float64Array::from(vec![5.0, 7.0])) as ArrayRef), ("w", weights)]);
        let error = tallied(from_ref(&rows), &spec("w")).unwrap_err();
        assert_eq!((error.code(), error.at().spots().last()), (code, Some(&Spot::Row(2))), "{error}");
    }
    let weights: ArrayRef = Arc::new(Float64Array::from(vec![Some(0.0), Some(f64::NAN), None, Some(2.0)]));
    let rows = table([("x", Arc::new(Float64Array::from(vec![5.0, 7.0, 8.0, 9.0])) as ArrayRef), ("w", weights)]);
    let cells = tallied(from_ref(&rows), &spec("w")).unwrap();
    let (_, blocks) = cells.iter().next().unwrap();
    assert_eq!((blocks[0].records(), blocks[0].missing()), (2, 2));
}

#[test]
fn folders_with_and_without_files() {
    let (folder, paths) = files(4);
    let all = |paths: &[PathBuf]| tally_files(paths, &spec(), |_| Ok(()));
    let (whole, by_folder) = (all(&paths).unwrap(), all(&[folder.path().to_owned()]).unwrap());
    assert_eq!(whole.ledger(), by_folder.ledger());
    assert_eq!(whole.len(), by_folder.len());
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(all(&[empty.path().to_owned()]).unwrap_err().code(), "H834");
    assert_eq!(all(&[]).unwrap_err().code(), "H103");
    let both = [paths[0].clone(), empty.path().to_owned()];
    assert_eq!(all(&both).unwrap_err().code(), "H834");
}

#[test]
fn columns_without_a_value() {
    let nothing: ArrayRef = Arc::new(NullArray::new(40));
    let areas = some(40).column(0).clone();
    let no_numbers: ArrayRef = Arc::new(Float64Array::from(vec![None; 40]));
    let folder = tempfile::tempdir().unwrap();
    for (area, x, cells, missing) in [
        (areas.clone(), nothing.clone(), 5, 40),
        (areas, no_numbers, 5, 40),
        (nothing.clone(), some(40).column(1).clone(), 1, 0),
        (nothing.clone(), nothing, 1, 40),
    ] {
        let rows = batch(area, x);
        let path = folder.path().join("null.parquet");
        parquet(&path, from_ref(&rows), rows.schema(), 7);
        let found = tallied_file(&path, &spec()).unwrap();
        assert_eq!(bits(&found), bits(&tallied(&[rows], &spec()).unwrap()));
        assert_eq!((found.len(), found.ledger().rows_out()), (cells, missing));
        let asked = spec().keep("area", Asked::one_of(["Område 1"])).unwrap();
        assert_eq!(tallied_file(&path, &asked).is_ok(), cells == 5);
    }
}

/// The keys of a file with this column.
fn keys(path: &Path, area: ArrayRef, group: usize) -> Vec<KeyValue> {
    let x: ArrayRef = Arc::new((0..area.len()).map(|row| Some(row as f64)).collect::<Float64Array>());
    let rows = batch(area, x);
    parquet(path, from_ref(&rows), rows.schema(), group);
    let cells = tallied_file(path, &spec()).unwrap();
    assert_eq!(bits(&cells), bits(&tallied(&[rows], &spec()).unwrap()));
    cells.iter().map(|(key, _)| key[0].clone()).collect()
}

#[test]
fn keys_of_every_type_with_null_and_dictionaries_that_grow() {
    fn whole<T: arrow_array::types::ArrowPrimitiveType>(path: &Path)
    where
        T::Native: From<u8>,
    {
        let numbers = [Some(7), None, Some(100), Some(7)].map(|number: Option<u8>| number.map(T::Native::from));
        let expected = [KeyValue::Missing, KeyValue::Integer(7), KeyValue::Integer(100)];
        assert_eq!(keys(path, Arc::new(numbers.into_iter().collect::<PrimitiveArray<T>>()), 2), expected);
    }
    fn words<K: ArrowDictionaryKeyType>(path: &Path) {
        let words = ["å", "b", "b", "c", "å", "d"].map(Some).into_iter().chain([None]);
        let array: DictionaryArray<K> = words.collect();
        assert_eq!(keys(path, Arc::new(array), 2).len(), 5);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.parquet");
    whole::<Int16Type>(&path);
    whole::<Int32Type>(&path);
    whole::<Int64Type>(&path);
    whole::<UInt8Type>(&path);
    whole::<UInt16Type>(&path);
    whole::<UInt32Type>(&path);
    whole::<UInt64Type>(&path);
    let small: PrimitiveArray<Int8Type> = [Some(-7), None].into_iter().collect();
    assert_eq!(keys(&path, Arc::new(small), 1), [KeyValue::Missing, KeyValue::Integer(-7)]);
    words::<Int8Type>(&path);
    words::<UInt16Type>(&path);
    words::<UInt32Type>(&path);
    words::<Int64Type>(&path);
    let views: ArrayRef =
        Arc::new(StringViewArray::from(vec![Some("a long text that is no inline view"), None, Some("b")]));
    assert_eq!(keys(&path, views, 1).len(), 3);
}

#[test]
fn a_key_for_every_row() {
    let numbers: Int64Array = (0..200_000_i64).map(|row| Some(row * 7_919)).collect();
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(keys(&folder.path().join("many.parquet"), Arc::new(numbers), 30_000).len(), 200_000);
}
