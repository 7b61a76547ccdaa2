//! Folders of Parquet files: one table, or an error that names the file.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float32Array, Float64Array, Int32Array,
    Int64Array, NullArray, RecordBatch, StringArray, TimestampMicrosecondArray, TimestampMillisecondArray, UInt32Array,
    UInt64Array, types::Int32Type,
};
use arrow_schema::DataType;
use common::{bits, parquet, rows, spec, table, tallied};
use helhed::Error;
use helhed::error::{Result, Spot};
use helhed_arrow::{Ask, Kind, Records, read, scan, tally};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/files/parquet/mapper");

fn read_it(path: impl AsRef<Path>) -> Result<Records> {
    read(path, &Ask::default(), &mut |_| Ok(()))
}

/// Writes files, in folders where their names say so.
fn written<const N: usize>(files: [(&str, RecordBatch); N]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, batch) in files {
        let path = folder.path().join(format!("{name}.parquet"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        parquet(&path, std::slice::from_ref(&batch), batch.schema(), 9);
    }
    folder
}

fn x(array: impl arrow_array::Array + 'static) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable([("x", Arc::new(array) as ArrayRef, true)]).unwrap()
}

fn n(values: Vec<i64>) -> RecordBatch {
    table([("n", Arc::new(Int64Array::from(values)) as ArrayRef)])
}

fn texts(records: &Records, name: &str) -> Vec<String> {
    let text = |batch: &RecordBatch| {
        let column = batch.column_by_name(name).unwrap().clone();
        let plain = arrow_cast::cast(&column, &DataType::Utf8).unwrap();
        plain.as_string::<i32>().iter().map(|text| text.unwrap_or("-").to_owned()).collect::<Vec<_>>()
    };
    records.batches().iter().flat_map(text).collect()
}

fn codes(records: &Records) -> Vec<&'static str> {
    records.reading().notices.iter().map(|notice| notice.doubt.code()).collect()
}

fn refused(result: Result<Records>, code: &str) -> Error {
    let error = result.expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    assert!(matches!(error.at().spots().first(), Some(Spot::File(_))), "{error}");
    error
}

fn names(error: &Error, file: &str, column: &str) {
    let at = error.at().to_string();
    assert!(at.contains(file) && at.contains(&format!("column `{column}`")), "{error}");
}

#[test]
fn the_folders_of_the_corpus() {
    let stray = read_it(format!("{FILES}/fremmede_filer")).unwrap();
    assert_eq!((stray.rows(), stray.reading().kind, stray.reading().files.len()), (16, Kind::Folder, 2));
    assert!(stray.reading().notices.is_empty());
    assert!(stray.reading().decisions[0].found.contains("_SUCCESS"));
    let hive = read_it(format!("{FILES}/hive_tegn")).unwrap();
    assert_eq!(texts(&hive, "omraade"), ["Åbrinken", "Åbrinken", "Caféhaven/Nord", "-"]);
    assert_eq!(hive.reading().columns[1].nulls, 1);
    let missing = read_it(format!("{FILES}/mangler_kolonne")).unwrap();
    assert_eq!((missing.rows(), codes(&missing)), (16, vec!["W155"]));
    let notice = missing.reading().notices[0].to_string();
    assert!(notice.contains("8 rows") && notice.contains("del2.parquet, column `beboere`"), "{notice}");
    names(&refused(read_it(format!("{FILES}/tekst_tal")), "H832"), "del2.parquet", "sager");
    let zones = refused(read_it(format!("{FILES}/tidsenhed")), "H832");
    names(&zones, "del2.parquet", "tid");
    assert!(zones.what().contains("del1.parquet") && zones.what().contains("without a time zone"), "{zones}");
}

#[test]
fn types_that_fit_are_widened() {
    let money =
        |value, digits, scale| x(Decimal128Array::from(vec![value]).with_precision_and_scale(digits, scale).unwrap());
    let day = 86_400_000;
    for (one, other, data_type, found) in [
        (x(Int32Array::from(vec![1])), x(Int64Array::from(vec![1 << 40])), DataType::Int64, ["1", "1099511627776"]),
        (x(Float32Array::from(vec![1.5])), x(Float64Array::from(vec![2.5])), DataType::Float64, ["1.5", "2.5"]),
        (x(UInt32Array::from(vec![u32::MAX])), x(Int32Array::from(vec![-2])), DataType::Int64, ["4294967295", "-2"]),
        (money(12, 5, 1), money(1234, 6, 3), DataType::Decimal128(7, 3), ["1.200", "1.234"]),
        (money(12, 5, 1), x(Int32Array::from(vec![7])), DataType::Decimal128(11, 1), ["1.2", "7.0"]),
        (x(NullArray::new(1)), x(StringArray::from(vec!["a"])), DataType::Utf8, ["-", "a"]),
        (
            x(["a"].into_iter().collect::<DictionaryArray<Int32Type>>()),
            x(StringArray::from(vec!["b"])),
            DataType::Utf8,
            ["a", "b"],
        ),
        (
            x(TimestampMillisecondArray::from(vec![day])),
            x(TimestampMicrosecondArray::from(vec![day * 2_000])),
            DataType::Timestamp(arrow_schema::TimeUnit::Microsecond, None),
            ["1970-01-02T00:00:00", "1970-01-03T00:00:00"],
        ),
    ] {
        let folder = written([("a", one), ("b", other)]);
        let records = read_it(folder.path()).unwrap();
        assert_eq!(records.schema().field(0).data_type(), &data_type);
        assert_eq!(texts(&records, "x"), found);
        assert!(codes(&records).is_empty(), "{data_type}");
    }
}

#[test]
fn whole_numbers_beside_decimals_are_widened_and_said() {
    let folder = written([("a", x(Int64Array::from(vec![1]))), ("b", x(Float64Array::from(vec![2.5])))]);
    let records = read_it(folder.path()).unwrap();
    assert_eq!((texts(&records, "x"), codes(&records)), (vec!["1.0".into(), "2.5".into()], vec!["W156"]));
    assert!(records.reading().notices[0].at.to_string().contains("a.parquet, column `x`"));
    // One that a double does not hold is not rounded.
    let folder = written([("a", x(Int64Array::from(vec![(1 << 60) + 1]))), ("b", x(Float64Array::from(vec![2.5])))]);
    names(&refused(read_it(folder.path()), "H832"), "a.parquet", "x");
}

#[test]
fn types_that_do_not_fit_are_refused() {
    for (one, other) in [
        (x(BooleanArray::from(vec![true])), x(Int64Array::from(vec![1]))),
        (x(UInt64Array::from(vec![1])), x(Int64Array::from(vec![1]))),
        (x(Date32Array::from(vec![1])), x(TimestampMicrosecondArray::from(vec![1]))),
        (x(StringArray::from(vec!["1"])), x(Float64Array::from(vec![1.0]))),
    ] {
        let folder = written([("a", one), ("b", other)]);
        names(&refused(read_it(folder.path()), "H832"), "b.parquet", "x");
        // Who does not ask for it, does not meet it.
        let other = Ask { columns: Some(vec!["y".into()]), ..Ask::default() };
        assert_eq!(read(folder.path(), &other, &mut |_| Ok(())).unwrap_err().code(), "H101");
    }
}

#[test]
fn columns_are_matched_by_name() {
    let pair = |x: i64, y: &str, turned: bool| {
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("x", Arc::new(Int64Array::from(vec![x]))), ("y", Arc::new(StringArray::from(vec![y])))];
        if turned {
            columns.reverse();
        }
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let folder = written([("a", pair(1, "a", false)), ("b", pair(2, "b", true))]);
    let records = read_it(folder.path()).unwrap();
    assert_eq!(
        (texts(&records, "x"), texts(&records, "y")),
        (vec!["1".into(), "2".into()], vec!["a".into(), "b".into()])
    );
    assert!(codes(&records).is_empty());
    let named = |name: &str| table([(name, Arc::new(Int64Array::from(vec![1])) as ArrayRef)]);
    let folder = written([("a", named("Antal sager")), ("b", named("antal_sager"))]);
    let records = read_it(folder.path()).unwrap();
    assert_eq!(codes(&records), ["W155", "W155", "W158"]);
    assert_eq!(records.schema().fields().len(), 2);
}

#[test]
fn the_names_of_folders_are_columns() {
    let folder = written([("kode=0101/a", n(vec![1, 2])), ("kode=851/a", n(vec![3]))]);
    let records = read_it(folder.path()).unwrap();
    assert_eq!(texts(&records, "kode"), ["0101", "0101", "851"]);
    let folder = written([("aar=2014/omr=A/a", n(vec![1])), ("aar=2015/omr=B/a", n(vec![3]))]);
    let records = read_it(folder.path()).unwrap();
    assert_eq!(
        (texts(&records, "aar"), texts(&records, "omr")),
        (vec!["2014".into(), "2015".into()], vec!["A".into(), "B".into()])
    );
    let ask = Ask { columns: Some(vec!["n".into(), "aar".into()]), ..Ask::default() };
    let some = read(folder.path(), &ask, &mut |_| Ok(())).unwrap();
    assert_eq!(some.schema().fields().iter().map(|field| field.name().as_str()).collect::<Vec<_>>(), ["n", "aar"]);
    let folder = written([("aar=2014/a", n(vec![1])), ("aar=2015/omr=A/a", n(vec![3]))]);
    refused(read_it(folder.path()), "H839");
}

#[test]
fn a_folder_and_its_file_must_say_the_same() {
    let year = |years: Vec<i64>| table([("aar", Arc::new(Int64Array::from(years)) as ArrayRef)]);
    let folder = written([("aar=2014/a", year(vec![2014, 2014])), ("aar=2015/a", year(vec![2015]))]);
    assert_eq!(texts(&read_it(folder.path()).unwrap(), "aar"), ["2014", "2014", "2015"]);
    let folder = written([("aar=2014/a", year(vec![2014])), ("aar=2015/a", year(vec![2015, 2014]))]);
    let error = refused(read_it(folder.path()), "H833");
    names(&error, "aar=2015", "aar");
    assert!(error.at().spots().contains(&Spot::Row(2)), "{error}");
}

#[test]
fn a_folder_without_parquet_files_says_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    assert!(refused(read_it(folder.path()), "H834").what().contains("nothing else"));
    fs::write(folder.path().join("sager.csv"), "a;b\n").unwrap();
    let error = refused(read_it(folder.path()), "H834");
    assert!(error.what().contains("sager.csv") && error.mend().contains("each of its files"), "{error}");
}

#[test]
fn files_that_may_be_missed_are_named() {
    let folder = written([("a", n(vec![1]))]);
    fs::write(folder.path().join("b.csv"), "n\n2\n").unwrap();
    fs::copy(folder.path().join("a.parquet"), folder.path().join("a.parquet.bak")).unwrap();
    let records = read_it(folder.path()).unwrap();
    assert_eq!((records.rows(), codes(&records)), (1, vec!["W157"]));
    let notice = records.reading().notices[0].to_string();
    assert!(notice.contains("b.csv") && notice.contains("a.parquet.bak"), "{notice}");
}

#[test]
fn one_broken_file_among_good_ones_is_named() {
    let folder = written([("del1", n(vec![1])), ("del2", n(vec![2])), ("del3", n(vec![3]))]);
    let path = folder.path().join("del2.parquet");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
    let error = refused(read_it(folder.path()), "H802");
    assert!(error.at().to_string().contains("del2.parquet"), "{error}");
    fs::write(&path, "").unwrap();
    assert!(refused(read_it(folder.path()), "H802").what().contains("empty"));
}

#[test]
fn files_come_in_the_order_of_their_names_and_patterns_choose_some() {
    let folder = written([("del1", n(vec![1])), ("del2", n(vec![2])), ("sub/del3", n(vec![3])), ("andre", n(vec![4]))]);
    assert_eq!(texts(&read_it(folder.path()).unwrap(), "n"), ["4", "1", "2", "3"]);
    assert_eq!(texts(&read_it(folder.path().join("del*.parquet")).unwrap(), "n"), ["1", "2"]);
    refused(read_it(folder.path().join("x*.parquet")), "H834");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_ends() {
    let folder = written([("a", n(vec![1]))]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("igen")).unwrap();
    assert_eq!(read_it(folder.path()).unwrap().rows(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_brings_no_rows_in_twice_and_none_from_beside_the_folder() {
    use std::os::unix::fs::symlink;
    let folder = written([("her/a", n(vec![1])), ("andre/b", n(vec![2])), ("c", n(vec![4]))]);
    let here = folder.path().join("her");
    symlink(folder.path(), here.join("op")).unwrap();
    symlink(here.join("a.parquet"), here.join("igen.parquet")).unwrap();
    let records = read_it(&here).unwrap();
    assert_eq!((texts(&records, "n"), codes(&records)), (vec!["1".to_owned()], vec!["W157"]));
    assert!(records.reading().notices[0].to_string().contains("igen.parquet"));
    // A file that lies elsewhere is part of the table: somebody put it there.
    symlink(folder.path().join("c.parquet"), here.join("c.parquet")).unwrap();
    assert_eq!(texts(&read_it(&here).unwrap(), "n"), ["1", "4"]);
}

#[test]
fn folders_that_give_a_column_two_values_are_refused() {
    let folder = written([("aar=2014/aar=2015/a", n(vec![1]))]);
    let error = refused(read_it(folder.path()), "H833");
    names(&error, "a.parquet", "aar");
    assert!(error.what().contains("`2014`") && error.what().contains("`2015`"), "{error}");
}

#[test]
fn a_scan_gives_the_rows_of_a_reading_and_can_be_tallied() {
    let part = rows(3_000);
    let folder = written([("del=1/a", part.slice(0, 1_100)), ("del=2/a", part.slice(1_100, 1_900))]);
    let records = read_it(folder.path()).unwrap();
    let scanned = scan(folder.path(), &Ask::default(), &mut |_| Ok(())).unwrap();
    assert_eq!((scanned.reading().rows, scanned.schema()), (3_000, records.schema()));
    let nulls = |columns: &[helhed_arrow::ColumnReading]| columns.iter().map(|one| one.nulls).collect::<Vec<_>>();
    assert_eq!(nulls(&scanned.reading().columns), nulls(&records.reading().columns));
    let batches = scanned
        .batches()
        .unwrap()
        .map(|batch| batch.map_err(|error| arrow_schema::ArrowError::ExternalError(Box::new(error))));
    let cells = tally(batches, scanned.schema(), &spec(), |_| Ok(())).unwrap();
    assert_eq!(bits(&cells), bits(&tallied(&[part], &spec()).unwrap()));
}
