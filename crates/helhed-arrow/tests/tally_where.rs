//! Rows that are asked for and codes for missing values: what is counted is what a filter beforehand would have left.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::path::Path;
use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch, StringArray,
    StringViewArray, UInt32Array, UInt64Array,
};
use arrow_select::filter::filter_record_batch;
use common::{bits, indicator, parquet, rows, spec, table, tallied, tallied_file};
use helhed::cells::Cells;
use helhed::design::{Indicator, Measure};
use helhed::error::Spot;
use helhed_arrow::{Asked, Sought, Tally, tally_parquet_files};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

/// The cells without the account of rows, which differs by those that were not asked for.
fn counted(cells: &Cells) -> Vec<String> {
    let mut bits = bits(cells);
    bits.pop();
    bits
}

fn left_out(cells: &Cells, reason: &str) -> u64 {
    cells.ledger().reasons().find(|(known, _)| *known == reason).map_or(0, |(_, rows)| rows)
}

/// The rows of some areas (missing ones among them) from 2014 to 2016.
fn asked(spec: Tally) -> Tally {
    let areas = [Sought::from("Område 1"), "Område 4".into(), Sought::Missing];
    spec.keep("area", Asked::one_of(areas)).unwrap().keep("year", Asked::between(2014, 2016)).unwrap()
}

/// The same by a filter.
fn filtered(batch: &RecordBatch) -> RecordBatch {
    let (area, year) = (batch.column(0).as_string::<i32>(), batch.column(1).as_primitive::<Int64Type>());
    let kept = (0..batch.num_rows()).map(|row| {
        let area = area.is_null(row) || ["Område 1", "Område 4"].contains(&area.value(row));
        Some(area && year.is_valid(row) && (2014..=2016).contains(&year.value(row)))
    });
    filter_record_batch(batch, &kept.collect::<BooleanArray>()).unwrap()
}

#[test]
fn as_a_filter_beforehand_and_the_others_are_in_the_ledger() {
    let batch = rows(20_000);
    let by_filter = filtered(&batch);
    let whole = tallied(from_ref(&batch), &asked(spec())).unwrap();
    assert_eq!(counted(&whole), counted(&tallied(from_ref(&by_filter), &spec()).unwrap()));
    assert_eq!(whole.ledger().rows_in(), 20_000);
    assert_eq!(left_out(&whole, "not asked for: area, year"), 20_000 - by_filter.num_rows() as u64);
    for (key, blocks) in whole.iter() {
        assert!(blocks.iter().all(|block| block.records() + block.missing() > 0), "{key:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    for group in [100, 3_000, 100_000] {
        parquet(&path, from_ref(&batch), batch.schema(), group);
        assert_eq!(bits(&tallied_file(&path, &asked(spec())).unwrap()), bits(&whole));
    }
}

/// A file of sorted years, a hundred rows each and a row group for each.
fn sorted_years(path: &Path) -> RecordBatch {
    let years: Int64Array = (0..1_000).map(|row| 2010 + row / 100).collect();
    let names: StringArray = (0..1_000).map(|row| Some(format!("{:03}", row / 100))).collect();
    let values: Float64Array = (0..1_000).map(|row| Some(f64::from(row))).collect();
    let batch =
        table([("year", Arc::new(years) as ArrayRef), ("name", Arc::new(names) as _), ("x", Arc::new(values) as _)]);
    parquet(path, from_ref(&batch), batch.schema(), 100);
    batch
}

#[test]
fn row_groups_without_rows_that_are_asked_for_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("years.parquet");
    sorted_years(&path);
    let spec = Tally::new([indicator(Measure::Money { amount: "x".into() })], ["year"]).unwrap();
    let years = spec.clone().keep("year", Asked::between(2013, 2014)).unwrap();
    let names = spec.clone().keep("name", Asked::one_of(["003", "004"])).unwrap();
    let expected = bits(&tallied_file(&path, &years).unwrap());
    assert_eq!(expected.len(), 3, "{expected:?}");
    // The first row groups are damaged: whoever reads them fails, and nobody needs to.
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[4..200].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(tallied_file(&path, &spec).unwrap_err().code(), "H830");
    assert_eq!(bits(&tallied_file(&path, &years).unwrap()), expected);
    assert_eq!(counted(&tallied_file(&path, &names).unwrap()), expected[..2]);
}

#[test]
fn every_kind_of_column_is_asked() {
    let columns: [(&str, ArrayRef); 8] = [
        ("view", Arc::new(StringViewArray::from(vec![Some("a"), Some("b"), None, Some("c")]))),
        ("truth", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None, Some(true)]))),
        ("day", Arc::new(Date32Array::from(vec![Some(-1), Some(0), None, Some(16_070)]))),
        ("small", Arc::new(UInt32Array::from(vec![Some(u32::MAX), Some(1), None, Some(7)]))),
        ("large", Arc::new(UInt64Array::from(vec![Some(u64::MAX), Some(1), None, Some(7)]))),
        ("share", Arc::new(Float64Array::from(vec![Some(-0.0), Some(0.5), Some(f64::NAN), Some(2.0)]))),
        (
            "word",
            Arc::new(vec![Some("a"), Some("b"), None, Some("c")].into_iter().collect::<DictionaryArray<Int8Type>>()),
        ),
        ("x", Arc::new(Int64Array::from(vec![1, 10, 100, 1000]))),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kinds.parquet");
    parquet(&path, from_ref(&batch), batch.schema(), 1);
    let sum = |column: &str, asked: Asked| {
        let by: [&str; 0] = [];
        let spec = Tally::new([indicator(Measure::Count { events: "x".into() })], by).unwrap();
        let spec = spec.keep(column, asked).unwrap();
        let total = |cells: Cells| match cells.iter().next().unwrap().1[0] {
            helhed::cells::Block::Count(cell) => cell.total().unwrap(),
            _ => f64::NAN,
        };
        let (here, there) = (tallied(from_ref(&batch), &spec).unwrap(), tallied_file(&path, &spec).unwrap());
        assert_eq!(bits(&here), bits(&there), "{column}");
        total(here)
    };
    for column in ["view", "word"] {
        assert_eq!(sum(column, Asked::one_of(["a", "c"])), 1001.0);
        assert_eq!(sum(column, Asked::between("b", "c")), 1010.0);
        assert_eq!(sum(column, Asked::one_of([Sought::Missing, "b".into()])), 110.0);
    }
    assert_eq!(sum("truth", Asked::one_of([true])), 1001.0);
    assert_eq!(sum("day", Asked::between("1969-12-31", "1970-01-01")), 11.0);
    assert_eq!(sum("day", Asked::one_of(["2013-12-31"])), 1000.0);
    for column in ["small", "large"] {
        assert_eq!(sum(column, Asked::between(1, 7)), 1010.0);
        assert_eq!(sum(column, Asked::Between(Some(2.into()), None)), 1001.0);
        assert_eq!(sum(column, Asked::one_of([1.0, 7.0])), 1010.0);
    }
    assert_eq!(sum("share", Asked::one_of([0])), 1.0);
    assert_eq!(sum("share", Asked::between(0, 0.5)), 11.0);
    assert_eq!(sum("share", Asked::one_of([Sought::Missing])), 100.0);
    assert_eq!(sum("x", Asked::Between(None, Some(10.into()))), 11.0);
    assert_eq!(sum("x", Asked::one_of([1, 1, 10])), 11.0);
}

#[test]
fn files_without_statistics_are_read_whole() {
    let batch = rows(3_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    let properties = WriterProperties::builder()
        .set_statistics_enabled(EnabledStatistics::None)
        .set_max_row_group_row_count(Some(200))
        .build();
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let expected = bits(&tallied(from_ref(&batch), &asked(spec())).unwrap());
    assert_eq!(bits(&tallied_file(&path, &asked(spec())).unwrap()), expected);
}

#[test]
fn bounds_that_are_cut_short_are_bounds() {
    let long = |letter: &str| format!("{}{letter}", "ø".repeat(100));
    let names: StringArray = ["a", "b", "c", "d"].map(|letter| Some(long(letter))).into_iter().collect();
    let batch =
        table([("name", Arc::new(names) as ArrayRef), ("x", Arc::new(Int64Array::from(vec![1, 2, 3, 4])) as _)]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.parquet");
    let properties = WriterProperties::builder()
        .set_statistics_truncate_length(Some(5))
        .set_max_row_group_row_count(Some(2))
        .build();
    let mut writer =
        ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let spec = Tally::new([indicator(Measure::Count { events: "x".into() })], ["name"]).unwrap();
    let spec = spec.keep("name", Asked::one_of([long("b").as_str(), &long("d")])).unwrap();
    assert_eq!(tallied_file(&path, &spec).unwrap().len(), 2);
}

fn refused(batch: &RecordBatch, spec: Tally, code: &str) -> String {
    let error = tallied(from_ref(batch), &spec).expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    parquet(&path, from_ref(batch), batch.schema(), 50);
    assert_eq!(tallied_file(&path, &spec).expect_err("refused").code(), code);
    error.to_string()
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let batch = rows(500);
    let keep = |column: &str, asked: Asked| spec().keep(column, asked).unwrap();
    let said = refused(&batch, keep("area", Asked::one_of(["Område 1", "Omraade 2"])), "H872");
    assert!(
        said.contains("`Omraade 2` occurs nowhere in the column") && said.contains("argument `where`, column `area`"),
        "{said}"
    );
    refused(&batch, keep("area", Asked::one_of(["Soen"])), "H872");
    let said = refused(&batch, keep("year", Asked::between(2030, 2031)), "H871");
    assert!(said.contains("none of the 500 rows is asked for (`year`: 2030 to 2031)"), "{said}");
    let said = refused(&batch, keep("yaer", Asked::between(2030, 2031)), "H101");
    assert!(said.contains("did you mean `year`"), "{said}");
    refused(&batch, keep("year", Asked::one_of(["2013"])), "H102");
    refused(&batch, keep("area", Asked::one_of([101])), "H102");
    refused(&batch, keep("evicted", Asked::one_of([1])), "H102");
    refused(&batch, keep("year", Asked::between(2016, 2014)), "H007");
    refused(&batch, keep("area", Asked::between("B", "A")), "H007");
    let code = |result: helhed::error::Result<Tally>| result.unwrap_err().code();
    assert_eq!(code(spec().keep("area", Asked::OneOf(Vec::new()))), "H107");
    assert_eq!(code(spec().keep("area", Asked::Between(None, None))), "H107");
    assert_eq!(code(spec().keep("x", Asked::one_of([f64::INFINITY]))), "H104");
    assert_eq!(code(keep("area", Asked::one_of(["A"])).keep("area", Asked::one_of(["B"]))), "H106");
    assert_eq!(code(spec().missing("incom", -1.0, "refused")), "H873");
    assert_eq!(code(spec().missing("income", f64::NAN, "refused")), "H104");
    assert_eq!(code(spec().missing("income", -1.0, " ")), "H107");
}

#[test]
fn a_value_that_occurs_in_rows_that_others_exclude_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("years.parquet");
    let batch = sorted_years(&path);
    let spec = Tally::new([indicator(Measure::Money { amount: "x".into() })], ["year"]).unwrap();
    let of = |names: [&str; 2]| {
        spec.clone().keep("name", Asked::one_of(names)).unwrap().keep("year", Asked::between(2010, 2011)).unwrap()
    };
    // `009` is there in 2019 only: that row group is passed over, and looked at for the name alone.
    for cells in [tallied(from_ref(&batch), &of(["001", "009"])), tallied_file(&path, &of(["001", "009"]))] {
        assert_eq!(left_out(&cells.unwrap(), "not asked for: name, year"), 900);
    }
    refused(&batch, of(["001", "0099"]), "H872");
    refused(&batch, of(["008", "009"]), "H871");
    // In several files: what is in one of them is there.
    let other = folder.path().join("other.parquet");
    let more = table([
        ("year", Arc::new(Int64Array::from(vec![2010])) as ArrayRef),
        ("name", Arc::new(StringArray::from(vec!["other"])) as _),
        ("x", Arc::new(Float64Array::from(vec![1.0])) as _),
    ]);
    parquet(&other, std::slice::from_ref(&more), more.schema(), 9);
    let both = [path, other];
    assert_eq!(tally_parquet_files(&both, &of(["001", "other"]), |_| Ok(())).unwrap().len(), 2);
    assert_eq!(tally_parquet_files(&both, &of(["001", "none"]), |_| Ok(())).unwrap_err().code(), "H872");
}

#[test]
fn an_error_names_the_row_of_the_table() {
    let batch = table([
        ("area", Arc::new(StringArray::from(vec!["A", "B", "A", "B", "A"])) as ArrayRef),
        ("x", Arc::new(Float64Array::from(vec![1.0, f64::INFINITY, 2.0, 1.0, f64::INFINITY])) as _),
    ]);
    let spec = Tally::new([indicator(Measure::Mean { value: "x".into() })], ["area"]).unwrap();
    let spec = spec.keep("area", Asked::one_of(["A"])).unwrap();
    let error = tallied(from_ref(&batch), &spec).unwrap_err();
    assert_eq!((error.code(), error.at().spots().last()), ("H104", Some(&Spot::Row(5))));
}

#[test]
fn missing_values_have_reasons_and_count_once() {
    let batch = table([
        (
            "income",
            Arc::new(Float64Array::from(vec![Some(-1.0), Some(999.0), None, Some(f64::NAN), Some(30.0), Some(-1.0)]))
                as ArrayRef,
        ),
        ("weight", Arc::new(Int64Array::from(vec![1, 1, 1, 1, 0, 1])) as _),
    ]);
    let of = |id: &str, measure| Indicator::new(id, measure).unwrap();
    let by: [&str; 0] = [];
    let both = [
        of("mean", Measure::Mean { value: "income".into() }),
        of("sum", Measure::Money { amount: "income".into() }),
        of("weighted", Measure::WeightedMean { value: "income".into(), weight: "weight".into() }),
    ];
    let spec = Tally::new(both, by).unwrap();
    let spec = spec.missing("income", -1.0, "refused").unwrap().missing("income", 999.0, "not asked").unwrap();
    let spec = spec.missing("weight", 0.0, "no weight").unwrap();
    let cells = tallied(from_ref(&batch), &spec).unwrap();
    let reasons: Vec<_> = cells.ledger().reasons().collect();
    assert_eq!(
        reasons,
        [("income: missing", 2), ("income: not asked", 1), ("income: refused", 2), ("weight: no weight", 1)]
    );
    let (_, blocks) = cells.iter().next().unwrap();
    assert_eq!(
        blocks.iter().map(|block| (block.records(), block.missing())).collect::<Vec<_>>(),
        [(1, 5), (1, 5), (0, 6)]
    );
}
