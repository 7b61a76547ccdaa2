//! Cells and estimates as tables, and back.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema};
use common::{bits, indicator, indicators, rows, spec, tallied};
use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::design::Measure;
use helhed::error::{Error, Spot};
use helhed::estimate::{Estimate, Estimates, KeyPart, KeyValue, Level, Warning};
use helhed_arrow::{cells_from_batches, cells_to_batch, estimates_from_batches, estimates_to_batch};
use helhed_arrow::{read_cells, read_estimates, write_parquet};

fn back(batch: &RecordBatch) -> Result<Cells, Error> {
    cells_from_batches([Ok(batch.clone())], &batch.schema())
}

/// The same table with another column or other metadata.
fn with(batch: &RecordBatch, name: &str, array: ArrayRef) -> RecordBatch {
    let index = batch.schema().index_of(name).unwrap();
    let mut columns = batch.columns().to_vec();
    let mut fields: Vec<_> = batch.schema().fields().iter().map(|field| field.as_ref().clone()).collect();
    fields[index] = fields[index].clone().with_data_type(array.data_type().clone()).with_nullable(true);
    columns[index] = array;
    let schema = Schema::new_with_metadata(fields, batch.schema().metadata().clone());
    RecordBatch::try_new(Arc::new(schema), columns).unwrap()
}

fn with_metadata(batch: &RecordBatch, metadata: HashMap<String, String>) -> RecordBatch {
    let schema = batch.schema().as_ref().clone().with_metadata(metadata);
    RecordBatch::try_new(Arc::new(schema), batch.columns().to_vec()).unwrap()
}

#[test]
fn cells_come_back_bit_for_bit_also_through_a_file() {
    let cells = tallied(&[rows(20_000)], &spec()).unwrap();
    let batch = cells_to_batch(&cells).unwrap();
    let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let expected = "area year indicator measure records missing events exposure mean mean_rest m2 total weightless weight \
        squares squares_mean squares_m2";
    assert_eq!(names.join(" "), expected);
    assert_eq!(bits(&back(&batch).unwrap()), bits(&cells));
    assert_eq!(back(&batch).unwrap(), cells);
    let folder = tempfile::tempdir().unwrap();
    write_parquet(&batch, folder.path().join("cells.parquet")).unwrap();
    assert_eq!(read_cells(folder.path().join("cells.parquet")).unwrap(), cells);
    let parts: Vec<_> = common::cut(&batch, &[3, 50, 51]).into_iter().map(Ok).collect();
    assert_eq!(cells_from_batches(parts, &batch.schema()).unwrap(), cells);
}

#[test]
fn keys_keep_their_kind() {
    let count = || Block::Count(TotalCell::from_parts(1, 2.0, 0).unwrap());
    let of = |keys: &[KeyValue]| {
        let mut cells = Cells::new(["k"], [indicator(Measure::Count { events: "n".into() })]).unwrap();
        for key in keys {
            cells.add(vec![key.clone()], 0, &count()).unwrap();
        }
        cells
    };
    let (missing, number, text) = (KeyValue::Missing, KeyValue::Integer(7), KeyValue::from("8"));
    let kinds = [
        (vec![missing.clone(), number.clone(), KeyValue::Integer(i64::MIN)], DataType::Int64),
        (vec![missing.clone()], DataType::Int64),
        (vec![], DataType::Int64),
        (vec![missing.clone(), text.clone(), KeyValue::from(""), KeyValue::from("007")], DataType::Utf8),
        (vec![missing, number.clone(), text, KeyValue::from("07"), KeyValue::from("+7")], DataType::Utf8),
    ];
    for (keys, expected) in kinds {
        let cells = of(&keys);
        let batch = cells_to_batch(&cells).unwrap();
        assert_eq!(batch.column(0).data_type(), &expected);
        assert_eq!(back(&batch).unwrap(), cells);
    }
    let error = cells_to_batch(&of(&[number, KeyValue::from("7")])).unwrap_err();
    assert_eq!((error.code(), error.at().spots()), ("H102", &[Spot::Column("k".into())][..]));
}

#[test]
fn cells_without_values_come_back() {
    let mut cells = Cells::new(["k"], indicators()).unwrap();
    let blocks = [
        Block::Proportion(ProportionCell::default().with_missing(3)),
        Block::Rate(RateCell::default()),
        Block::Mean(MeanCell::from_parts(0, 0.0, 0.0, 9).unwrap()),
        Block::Count(TotalCell::default()),
        Block::Money(TotalCell::from_parts(2, -0.0, 1).unwrap()),
    ];
    for (index, block) in blocks.iter().enumerate() {
        cells.add(vec!["a".into()], index, block).unwrap();
    }
    assert_eq!(bits(&back(&cells_to_batch(&cells).unwrap()).unwrap()), bits(&cells));
}

#[test]
fn a_key_column_may_not_be_called_as_a_fixed_one() {
    let cells = Cells::new(["mean"], indicators()).unwrap();
    assert_eq!(cells_to_batch(&cells).unwrap_err().code(), "H106");
    let estimates = Estimates::from(vec![estimate(KeyPart { dimension: "value".into(), value: "a".into() })]);
    assert_eq!(estimates_to_batch(&estimates).unwrap_err().code(), "H106");
}

#[test]
fn a_table_of_cells_is_not_taken_on_trust() {
    let batch = cells_to_batch(&tallied(&[rows(500)], &spec()).unwrap()).unwrap();
    let refused = |batch: &RecordBatch| {
        let error = back(batch).expect_err("refused");
        (error.code(), error.at().to_string())
    };
    let rows = batch.num_rows();
    let counts = |value: i64| -> ArrayRef { Arc::new(Int64Array::from(vec![value; rows])) };
    let doubles = |value: Option<f64>| -> ArrayRef { Arc::new(Float64Array::from(vec![value; rows])) };
    assert_eq!(refused(&with(&batch, "events", counts(1_000_000))), ("H201", "column `events`, row 1".into()));
    assert_eq!(refused(&with(&batch, "records", counts(-1))), ("H202", "column `records`, row 1".into()));
    assert_eq!(refused(&with(&batch, "missing", doubles(Some(0.5)))), ("H204", "column `missing`, row 1".into()));
    assert_eq!(refused(&with(&batch, "events", counts(i64::MAX))), ("H208", "column `events`, row 1".into()));
    assert_eq!(refused(&with(&batch, "exposure", doubles(Some(-1.0)))), ("H203", "column `exposure`, row 2".into()));
    assert_eq!(refused(&with(&batch, "m2", doubles(Some(-1.0)))), ("H008", "column `m2`, row 3".into()));
    assert_eq!(refused(&with(&batch, "mean_rest", doubles(Some(9.0)))), ("H008", "column `mean_rest`, row 3".into()));
    assert_eq!(refused(&with(&batch, "mean", doubles(None))), ("H107", "column `mean`, row 3".into()));
    assert_eq!(refused(&with(&batch, "total", doubles(Some(f64::INFINITY)))), ("H104", "column `total`, row 4".into()));
    let text = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; rows])) };
    assert_eq!(refused(&with(&batch, "measure", text("mean"))), ("H802", "row 1".into()));
    assert_eq!(refused(&with(&batch, "indicator", text("other"))), ("H802", "row 1".into()));
    assert_eq!(refused(&with(&batch, "records", text("1"))), ("H102", "column `records`".into()));
    let twice: Vec<_> = [batch.clone(), batch.slice(0, 1)].into_iter().map(Ok).collect();
    let error = cells_from_batches(twice, &batch.schema()).unwrap_err();
    assert_eq!((error.code(), error.at().to_string()), ("H802", format!("row {}", rows + 1)));
    let fewer = batch.project(&(0..batch.num_columns() - 1).collect::<Vec<_>>()).unwrap();
    assert_eq!(refused(&fewer), ("H101", "column `squares_m2`".into()));
}

#[test]
fn metadata_that_are_missing_unknown_or_damaged() {
    let batch = cells_to_batch(&tallied(&[rows(500)], &spec()).unwrap()).unwrap();
    let json = batch.schema().metadata()["helhed.cells"].clone();
    let code = |json: Option<String>| {
        let metadata = json.map(|json| ("helhed.cells".to_owned(), json)).into_iter().collect();
        back(&with_metadata(&batch, metadata)).map_or_else(|error| error.code(), |_| "fine")
    };
    assert_eq!(code(Some(json.clone())), "fine");
    assert_eq!(code(None), "H805");
    assert_eq!(code(Some(json.replace("\"format\":1", "\"format\":2"))), "H805");
    assert_eq!(code(Some("nonsense".into())), "H805");
    assert_eq!(code(Some(json.replace("\"ledger\"", "\"ledge\""))), "H802");
    assert_eq!(code(Some(json.replace("\"per\":1000.0", "\"per\":-1.0"))), "H203");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.parquet");
    write_parquet(&rows(5), &path).unwrap();
    for error in [read_cells(&path).unwrap_err(), read_estimates(&path).unwrap_err()] {
        assert_eq!((error.code(), error.at().spots()), ("H805", &[Spot::File(path.display().to_string())][..]));
    }
    assert_eq!(read_cells(folder.path().join("none.parquet")).unwrap_err().code(), "H801");
}

/// An estimate of each kind of oddity: the JSON of the core is the only door to one.
fn estimate(key: KeyPart) -> Estimate {
    let evictions = serde_json::json!({"id": "hou_evict", "name": {"da": "Æ", "en": "E"}, "better": "lower"});
    let json = serde_json::json!({
        "key": [key], "indicator": evictions, "estimand": "risk_ratio", "value": "inf",
        "interval": {"lower": 0.1 + 0.2, "upper": "inf", "level": 0.95}, "se": null, "scale": "log", "p_value": 1e-300,
        "df": 1.0 / 3.0,
        "unit": {"per": 1000.0}, "method": {"id": "risk_ratio/koopman", "version": 1, "reference": "Koopman 1984"},
        "n": {"records": 9_007_199_254_740_992_u64, "events": 0, "exposure": 1.0 / 3.0},
        "evidence": {"design": "before_after", "sms": 2, "soem": 3, "reasons": ["before_after_only"]},
        "warnings": [{"code": "W304", "records": 7}, {"code": "W402"}],
        "provenance": {"helhed": "0.1.0", "basis": "counts", "definition": null, "source": "Æ"},
    });
    serde_json::from_value(json).unwrap()
}

fn odd() -> Estimates {
    let part = |dimension: &str, value: KeyValue| KeyPart { dimension: dimension.into(), value };
    let full = estimate(part("area", "Nørre".into()));
    let mut bare = estimate(part("year", KeyValue::Integer(2013)));
    bare.key.push(part("area", KeyValue::Missing));
    (bare.indicator, bare.value, bare.interval, bare.p_value, bare.evidence) = (None, None, None, None, None);
    bare.n = Default::default();
    bare.warnings.clear();
    let mut thirds = full.clone();
    thirds.value = Some(-1.0 / 3.0);
    Estimates::from(vec![full, bare, thirds])
}

#[test]
fn estimates_come_back_exactly_also_through_a_file() {
    let estimates = odd();
    let batch = estimates_to_batch(&estimates).unwrap();
    let names: Vec<String> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let fixed = "indicator estimand value lower upper level se scale p_value df unit method records events \
                 exposure evidence warnings provenance";
    assert_eq!(names.join(" "), format!("area year {fixed}"));
    let read = |batch: &RecordBatch| estimates_from_batches([Ok(batch.clone())], &batch.schema());
    assert_eq!(read(&batch).unwrap(), estimates);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("estimates.parquet");
    write_parquet(&batch, &path).unwrap();
    assert_eq!(read_estimates(&path).unwrap(), estimates);
    let none = estimates_to_batch(&Estimates::default()).unwrap();
    assert_eq!(none.schema().fields().len(), fixed.split_whitespace().count());
    assert_eq!(read(&none).unwrap(), Estimates::default());
    write_parquet(&none, &path).unwrap();
    assert_eq!(read_estimates(&path).unwrap(), Estimates::default());
}

#[test]
fn infinite_stays_infinite_and_absent_is_null() {
    let batch = estimates_to_batch(&odd()).unwrap();
    let column = |name: &str| batch.column_by_name(name).unwrap();
    let double = |name: &str| column(name).as_primitive::<Float64Type>();
    assert_eq!((double("value").value(0), double("upper").value(0)), (f64::INFINITY, f64::INFINITY));
    assert!(double("value").is_null(1) && double("lower").is_null(1) && column("indicator").is_null(1));
    assert!(column("area").is_null(1) && column("year").is_null(0));
    assert_eq!(column("year").data_type(), &DataType::Int64);
    let warnings = column("warnings").as_list::<i32>().value(0);
    let first = Warning::SmallGroup { records: 7 };
    assert_eq!(warnings.as_string::<i32>().value(0), format!("W304 {}", first.what()));
    assert_eq!(column("evidence").as_string::<i32>().value(0), "SMS 2 / SØM 3");
    assert!(column("provenance").as_string::<i32>().value(0).starts_with("{\"helhed\":\"0.1.0\""));
}

#[test]
fn estimates_whose_columns_were_changed_are_refused() {
    let batch = estimates_to_batch(&odd()).unwrap();
    let code = |batch: &RecordBatch| {
        estimates_from_batches([Ok(batch.clone())], &batch.schema()).map_or_else(|error| error.code(), |_| "fine")
    };
    assert_eq!(code(&batch), "fine");
    assert_eq!(code(&batch.slice(0, 2)), "H802");
    let values: ArrayRef = Arc::new(Float64Array::from(vec![1.0; 3]));
    assert_eq!(code(&with(&batch, "value", values)), "H802");
    assert_eq!(code(&with_metadata(&batch, HashMap::new())), "H805");
}

#[test]
fn numbers_that_an_estimate_may_not_hold() {
    let with = |change: fn(&mut Estimate)| {
        let mut rows = odd().as_slice().to_vec();
        change(&mut rows[2]);
        let error = estimates_to_batch(&Estimates::from(rows)).expect_err("refused");
        (error.code(), error.at().to_string())
    };
    assert_eq!(with(|estimate| estimate.value = Some(f64::NAN)), ("H104", "column `value`, row 3".into()));
    assert_eq!(with(|estimate| estimate.se = Some(f64::INFINITY)), ("H104", "column `se`, row 3".into()));
    assert_eq!(with(|estimate| estimate.n.events = Some(u64::MAX)), ("H208", "column `events`, row 3".into()));
    assert_eq!(Level::P95.get(), 0.95);
}
