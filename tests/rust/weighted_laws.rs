//! Laws of weighted means: of their cells, and of what is estimated from them.

use helhed::Level;
use helhed::cells::{MeanCell, WeightedMeanCell};
use helhed::comparisons::difference;
use helhed::estimates::mean;
use helhed::records::WeightedSample;
use proptest::prelude::*;

/// A failure prints its smallest case; no file of earlier failures is written beside the tests.
fn kept_nowhere() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// A value and a weight; either can be missing, and a weight can be zero.
type Row = (Option<i32>, Option<u16>);

fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    let value = prop::option::weighted(0.9, -100_000..100_000);
    prop::collection::vec((value, prop::option::weighted(0.9, 0..2_000_u16)), 0..most)
}

fn number(part: Option<i32>) -> f64 {
    part.map_or(f64::NAN, |part| f64::from(part) / 7.0)
}

fn weight(part: Option<u16>) -> f64 {
    part.map_or(f64::NAN, |part| f64::from(part) / 30.0)
}

fn cell(rows: &[Row]) -> WeightedMeanCell {
    let mut cell = WeightedMeanCell::default();
    for (value, share) in rows {
        cell.push(number(*value), weight(*share)).expect("a value and a weight");
    }
    cell
}

fn merged(left: &WeightedMeanCell, right: &WeightedMeanCell) -> WeightedMeanCell {
    let mut sum = *left;
    sum.merge(right);
    sum
}

fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-10 * scale.abs().max(a.abs()).max(1e-300)
}

fn alike(left: &WeightedMeanCell, right: &WeightedMeanCell) -> bool {
    let (a, b) = (left.parts(), right.parts());
    let largest = 100_000.0 / 7.0;
    (a.records, a.weightless, a.missing) == (b.records, b.weightless, b.missing)
        && close(a.weight, b.weight, a.weight)
        && close(a.mean, b.mean, largest)
        && close(a.m2, b.m2, a.weight * largest * largest)
        && close(a.squares, b.squares, a.squares)
        && close(left.spread_of_squares(), right.spread_of_squares(), a.squares * largest * largest)
}

proptest! {
    #![proptest_config(kept_nowhere())]

    #[test]
    fn merging_parts_is_pooling_rows(a in rows(30), b in rows(30), c in rows(30)) {
        let whole = cell(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (cell(&a), cell(&b), cell(&c));
        let empty = WeightedMeanCell::default();
        prop_assert_eq!(merged(&a, &b), merged(&b, &a), "to the last bit");
        prop_assert_eq!(merged(&a, &empty), a);
        prop_assert_eq!(merged(&empty, &a), a);
        let (left, right) = (merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert!(alike(&left, &right), "{:?} {:?}", left, right);
        prop_assert!(alike(&left, &whole), "{:?} {:?}", left, whole);
    }

    #[test]
    fn a_cell_gives_what_its_rows_give(rows in rows(30)) {
        let complete: Vec<&Row> = rows.iter().filter(|(value, weight)| value.is_some() && weight.is_some()).collect();
        let sample = WeightedSample::from_values(
            complete.iter().map(|(value, _)| Some(number(*value))),
            complete.iter().map(|(_, share)| Some(weight(*share))),
        ).expect("a sample");
        let of_rows = mean::weighted(&sample, Level::P95).expect("an estimate");
        let of_cell = mean::weighted_cell(&cell(&rows), Level::P95).expect("an estimate");
        prop_assert_eq!(of_rows.value.is_some(), of_cell.value.is_some());
        let (a, b) = (of_rows.value.unwrap_or(0.0), of_cell.value.unwrap_or(0.0));
        prop_assert!(close(a, b, 1e5), "{} {}", a, b);
        prop_assert_eq!(of_rows.df, of_cell.df);
        prop_assert_eq!(of_rows.se.is_some(), of_cell.se.is_some());
        let (a, b) = (of_rows.se.unwrap_or(0.0), of_cell.se.unwrap_or(0.0));
        prop_assert!(close(a, b, a.max(1e-4)), "{} {}", a, b);
    }

    #[test]
    fn the_scale_of_the_weights_does_not_matter(rows in rows(30), factor in 1..1_000_u16) {
        let scaled: Vec<(f64, f64)> =
            rows.iter().map(|(value, share)| (number(*value), weight(*share) * f64::from(factor))).collect();
        let mut other = WeightedMeanCell::default();
        for (value, weight) in scaled {
            other.push(value, weight).expect("a value and a weight");
        }
        let (a, b) = (
            mean::weighted_cell(&cell(&rows), Level::P95).expect("an estimate"),
            mean::weighted_cell(&other, Level::P95).expect("an estimate"),
        );
        prop_assert!(close(a.value.unwrap_or(0.0), b.value.unwrap_or(0.0), 1e5));
        prop_assert!(close(a.se.unwrap_or(0.0), b.se.unwrap_or(0.0), 1e2), "{:?} {:?}", a.se, b.se);
    }

    #[test]
    fn equal_weights_are_no_weights(
        of in prop::collection::vec(-100_000..100_000_i32, 2..20),
        against in prop::collection::vec(-100_000..100_000_i32, 2..20),
        share in 1..2_000_u16,
    ) {
        let weighted = |numbers: &[i32]| cell(&numbers.iter().map(|one| (Some(*one), Some(share))).collect::<Vec<_>>());
        let plain = |numbers: &[i32]| MeanCell::from_values(numbers.iter().map(|one| Some(number(Some(*one))))).expect("finite");
        let a = difference::weighted_means(&weighted(&of), &weighted(&against), Level::P95).expect("an estimate");
        let b = difference::welch(&plain(&of), &plain(&against), Level::P95).expect("an estimate");
        prop_assert!(close(a.value.unwrap_or(0.0), b.value.unwrap_or(0.0), 1e5));
        prop_assert_eq!(a.se.is_some(), b.se.is_some());
        prop_assert!(close(a.se.unwrap_or(0.0), b.se.unwrap_or(0.0), 1e2), "{:?} {:?}", a.se, b.se);
        prop_assert!((a.df.unwrap_or(0.0) - b.df.unwrap_or(0.0)).abs() < 1e-6 * b.df.unwrap_or(1.0));
    }
}

#[test]
fn a_large_mean_does_not_swallow_a_small_variance() {
    let mut cell = WeightedMeanCell::default();
    for row in 0..100_000 {
        cell.push(1e9 + f64::from(row % 2), 0.5 + f64::from(row % 3)).expect("a value and a weight");
    }
    assert!((cell.variance().expect("weights") - 0.25).abs() < 1e-6);
}

#[test]
fn what_is_no_weight_is_refused() {
    let refused = |value: f64, weight: f64| {
        WeightedMeanCell::default().push(value, weight).map_err(|error| error.code().to_owned()).expect_err("refused")
    };
    assert_eq!(refused(1.0, -1.0), "H008");
    assert_eq!(refused(1.0, 1e13), "H008");
    assert_eq!(refused(1.0, 1e-13), "H008");
    assert_eq!(refused(1.0, f64::INFINITY), "H104");
    assert_eq!(refused(f64::INFINITY, 1.0), "H104");
    let mut cell = WeightedMeanCell::default();
    for (value, weight) in [(1.0, 0.0), (f64::NAN, 1.0), (2.0, f64::NAN)] {
        cell.push(value, weight).expect("missing or without weight");
    }
    assert_eq!((cell.records(), cell.weightless(), cell.missing(), cell.mean()), (1, 1, 2, None));
    let warnings = mean::weighted_cell(&cell, Level::P95).expect("an estimate").warnings;
    assert!(warnings.iter().any(|warning| warning.code() == "W320"), "{warnings:?}");
}
