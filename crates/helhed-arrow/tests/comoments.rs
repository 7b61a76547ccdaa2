//! Co-moments: the regression they give is that of the rows, and they are the same bits however the rows come.

#![allow(clippy::unwrap_used, reason = "a test that unwraps what is not there has failed")]

mod common;

use std::num::NonZeroUsize;
use std::slice::from_ref;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use common::{cut, mixed, parquet};
use helhed::cells::{ComomentCell, Comoments};
use helhed::error::{Result, Spot};
use helhed_arrow::{Asked, Joint, comoments, comoments_parquet, comoments_to_batch};

/// Rows whose outcome hangs on two covariates, with large means, some values missing and a code among them.
fn rows(count: usize) -> RecordBatch {
    let noise = |row: usize, seed: u64| (mixed(row as u64 * 7 + seed) % 20_001) as f64 / 10_000.0 - 1.0;
    let some = |row: usize, every: usize, value: f64| (row % every != 3).then_some(value);
    let age = |row: usize| 1e6 + 3.0 * noise(row, 1);
    let women = |row: usize| f64::from(u8::from(noise(row, 2) > 0.0));
    let income =
        |row: usize| if row % 97 == 5 { -1.0 } else { 50.0 + 2.0 * age(row) - 4.0 * women(row) + noise(row, 3) };
    let area: StringArray = (0..count).map(|row| Some(format!("Område {}", row % 6))).collect();
    let columns: [(&str, ArrayRef); 5] = [
        ("area", Arc::new(area)),
        ("income", Arc::new((0..count).map(|row| some(row, 11, income(row))).collect::<Float64Array>())),
        ("age", Arc::new((0..count).map(|row| some(row, 13, age(row))).collect::<Float64Array>())),
        ("women", Arc::new((0..count).map(|row| Some(women(row) as i64)).collect::<Int64Array>())),
        ("weight", Arc::new((0..count).map(|row| some(row, 17, 0.5 + women(row))).collect::<Float64Array>())),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap()
}

fn joint(weight: Option<&str>) -> Joint {
    let spec = Joint::new("income", ["age", "women"], weight.map(str::to_owned), ["area"]).unwrap();
    spec.missing("income", -1.0, "refused").unwrap()
}

fn counted(batches: &[RecordBatch], spec: &Joint) -> Result<Comoments> {
    comoments(batches.iter().cloned().map(Ok), &batches[0].schema(), spec, |_| Ok(()))
}

fn on(threads: usize, spec: &Joint) -> Joint {
    spec.clone().on_threads(NonZeroUsize::new(threads).unwrap())
}

/// Every bit, since a double is written with all its digits.
fn bits(comoments: &Comoments) -> String {
    format!("{comoments:?}")
}

/// The slopes of a regression with an intercept, from co-moments, by Cholesky's method.
fn slopes(cell: &ComomentCell) -> [f64; 2] {
    let s = |one, other| cell.comoment(one, other).unwrap();
    let l11 = s(1, 1).sqrt();
    let l21 = s(2, 1) / l11;
    let l22 = (s(2, 2) - l21 * l21).sqrt();
    let z1 = s(0, 1) / l11;
    let z2 = (s(0, 2) - l21 * z1) / l22;
    let b2 = z2 / l22;
    [(z1 - l21 * b2) / l11, b2]
}

#[test]
fn the_regression_of_the_rows() {
    let batch = rows(20_000);
    for weight in [None, Some("weight")] {
        let found = counted(from_ref(&batch), &joint(weight)).unwrap();
        let [age, women] = slopes(&found.total());
        // The residuals of a regression have no co-moment with any covariate: checked on the rows themselves.
        let column = |index: usize| arrow_cast_to_doubles(&batch, index);
        let (y, x1, x2, w) = (column(1), column(2), column(3), column(4));
        let whole = |row: &usize| {
            !y[*row].is_nan() && y[*row] != -1.0 && !x1[*row].is_nan() && (weight.is_none() || !w[*row].is_nan())
        };
        let kept: Vec<usize> = (0..batch.num_rows()).filter(whole).collect();
        let weigh = |row: usize| if weight.is_some() { w[row] } else { 1.0 };
        let total: f64 = kept.iter().map(|row| weigh(*row)).sum();
        let mean = |values: &[f64]| {
            let first = values[kept[0]];
            first + kept.iter().map(|row| weigh(*row) * (values[*row] - first)).sum::<f64>() / total
        };
        let (my, m1, m2) = (mean(&y), mean(&x1), mean(&x2));
        let residual = |row: usize| (y[row] - my) - age * (x1[row] - m1) - women * (x2[row] - m2);
        for (x, m) in [(&x1, m1), (&x2, m2)] {
            let normal: f64 = kept.iter().map(|row| weigh(*row) * residual(*row) * (x[*row] - m)).sum();
            let size: f64 = kept.iter().map(|row| weigh(*row) * (y[*row] - my).abs() * (x[*row] - m).abs()).sum();
            assert!(normal.abs() <= 1e-11 * size, "{normal} of {size}");
        }
        assert!((age - 2.0).abs() < 0.01 && (women + 4.0).abs() < 0.05, "{age} {women}");
        let cell = found.total();
        assert_eq!(cell.records(), kept.len() as u64);
        assert!((cell.mean(0).unwrap() - my).abs() <= 1e-12 * my);
        assert_eq!(found.ledger().rows_in(), cell.records() + found.ledger().rows_out());
        assert_eq!(cell.missing(), found.ledger().rows_out());
    }
}

fn arrow_cast_to_doubles(batch: &RecordBatch, index: usize) -> Vec<f64> {
    use arrow_array::Array;
    let array = batch.column(index);
    let (doubles, whole) = (array.as_any().downcast_ref::<Float64Array>(), array.as_any().downcast_ref::<Int64Array>());
    let value = |row: usize| match (doubles, whole) {
        (Some(doubles), _) => doubles.value(row),
        (_, Some(whole)) => whole.value(row) as f64,
        _ => f64::NAN,
    };
    (0..array.len()).map(|row| if array.is_null(row) { f64::NAN } else { value(row) }).collect()
}

#[test]
fn threads_batches_and_row_groups_do_not_change_a_bit() {
    let batch = rows((1 << 20) + 3_000);
    let spec = joint(Some("weight")).keep("area", Asked::one_of(["Område 1", "Område 4"])).unwrap();
    let whole = bits(&counted(from_ref(&batch), &on(1, &spec)).unwrap());
    let cuts: Vec<usize> = (0..batch.num_rows()).step_by(9_001).collect();
    assert_eq!(bits(&counted(&cut(&batch, &cuts), &on(2, &spec)).unwrap()), whole);
    let folder = tempfile::tempdir().unwrap();
    for (group, threads) in [(70_000, 2), (usize::MAX, 1)] {
        let path = folder.path().join(format!("{group}.parquet"));
        parquet(&path, from_ref(&batch), batch.schema(), group);
        assert_eq!(bits(&comoments_parquet(&[path], &on(threads, &spec), |_| Ok(())).unwrap()), whole);
    }
}

#[test]
fn parts_merge_to_the_whole_and_travel() {
    let batch = rows(5_000);
    let whole = counted(from_ref(&batch), &joint(None)).unwrap();
    let part = |first, count| counted(&[batch.slice(first, count)], &joint(None)).unwrap();
    let merged = part(0, 1_234).merge(&part(1_234, 3_766)).unwrap();
    assert_eq!((merged.len(), merged.ledger()), (whole.len(), whole.ledger()));
    for ((key, one), (other_key, other)) in merged.iter().zip(whole.iter()) {
        assert_eq!((key, one.records(), one.missing()), (other_key, other.records(), other.missing()));
        let (found, expected) = (one.comoment(0, 1).unwrap(), other.comoment(0, 1).unwrap());
        assert!((found - expected).abs() <= 1e-11 * expected.abs(), "{found} {expected}");
    }
    let refused = |spec: Joint| whole.clone().merge(&counted(from_ref(&batch), &spec).unwrap()).unwrap_err().code();
    assert_eq!(refused(joint(Some("weight"))), "H205");
    assert_eq!(refused(Joint::new("age", ["income"], None, ["area"]).unwrap()), "H205");
    let table = comoments_to_batch(&whole).unwrap();
    assert_eq!(table.num_rows(), 6);
    assert!(table.column_by_name("comoment(women, age)").is_some() && table.column_by_name("mean(income)").is_some());
}

#[test]
fn faults_are_named_with_their_column() {
    let batch = rows(100);
    let code = |spec: Joint| {
        let error = counted(from_ref(&batch), &spec).unwrap_err();
        assert!(!error.at().spots().iter().any(|spot| matches!(spot, Spot::Indicator(_))), "{error}");
        error.code()
    };
    let of = |outcome: &str, covariate: &str| Joint::new(outcome, [covariate], None, [""; 0]).unwrap();
    assert_eq!(code(of("incom", "age")), "H101");
    assert_eq!(code(of("income", "area")), "H102");
    assert_eq!(Joint::new("income", ["income"], None, [""; 0]).unwrap_err().code(), "H106");
    assert_eq!(code(of("income", "age").keep("area", Asked::one_of(["x"])).unwrap()), "H872");
    let weights: ArrayRef = Arc::new(Float64Array::from(vec![1.0, -2.0]));
    let values: ArrayRef = Arc::new(Float64Array::from(vec![1.0, 2.0]));
    let bad = RecordBatch::try_from_iter([("y", values.clone()), ("x", values), ("w", weights)]).unwrap();
    let error = counted(&[bad], &Joint::new("y", ["x"], Some("w".into()), [""; 0]).unwrap()).unwrap_err();
    assert_eq!((error.code(), error.at().spots()), ("H008", &[Spot::Column("w".into()), Spot::Row(2)][..]));
    assert_eq!(counted(&[batch.slice(0, 0)], &joint(None)).unwrap_err().code(), "H103");
}
