//! The algebra of cells: merging is associative and commutative, the empty cell changes nothing, and the parts give what
//! the whole would have given.

use helhed::cells::{Block, Cells, CrossTable, MeanCell, PairedCell, ProportionCell, RateCell, TotalCell};
use helhed::design::{Indicator, Measure};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;
use proptest::prelude::*;

/// Rounding that merging may add, relative to the size of the values.
const ROUNDING: f64 = 1e-12;

/// A failure prints its smallest case; no file of earlier failures is written beside the tests.
fn kept_nowhere() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn close(left: f64, right: f64, size: f64) -> bool {
    (left - right).abs() <= ROUNDING * size
}

/// A row: a value, or none, and whether it is an event.
type Row = (Option<i32>, bool);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((prop::option::weighted(0.9, -1_000_000..1_000_000), any::<bool>()), 0..40)
}

/// A value with a fraction that no double holds exactly.
fn value(number: i32) -> f64 {
    f64::from(number) / 7.0
}

fn shares(rows: &[Row]) -> ProportionCell {
    let mut cell = ProportionCell::default();
    rows.iter().for_each(|(value, event)| cell.push(value.map(|_| *event)));
    cell
}

fn pairs(rows: &[Row]) -> PairedCell {
    let mut cell = PairedCell::default();
    rows.iter().for_each(|(value, event)| cell.push(value.map(|value| value > 0), Some(*event)));
    cell
}

fn rates(rows: &[Row]) -> RateCell {
    let mut cell = RateCell::default();
    for (number, event) in rows {
        match number {
            // Quarters are added exactly, in any order.
            Some(number) => cell.push(f64::from(*event), 0.25 * f64::from(number.abs() + 1)).expect("a row"),
            None => cell.push_missing(),
        }
    }
    cell
}

fn totals(rows: &[Row]) -> TotalCell {
    let mut cell = TotalCell::default();
    for (number, _) in rows {
        cell.push(number.map_or(f64::NAN, f64::from)).expect("not infinite");
    }
    cell
}

fn means(rows: &[Row]) -> MeanCell {
    MeanCell::from_values(rows.iter().map(|(number, _)| number.map(value))).expect("finite")
}

fn means_alike(left: &MeanCell, right: &MeanCell) -> bool {
    let (a, b) = (left.mean().unwrap_or(0.0), right.mean().unwrap_or(0.0));
    let squares = left.m2().max(right.m2()) + left.records() as f64 * a * a;
    left.records() == right.records()
        && left.missing() == right.missing()
        && left.mean().is_some() == right.mean().is_some()
        && close(a, b, (squares / left.records().max(1) as f64).sqrt())
        && close(left.m2(), right.m2(), squares)
}

fn merged<T: Clone>(left: &T, right: &T, merge: impl Fn(&mut T, &T)) -> T {
    let mut sum = left.clone();
    merge(&mut sum, right);
    sum
}

/// The laws for one kind of cell, equal to the last bit.
macro_rules! exact_laws {
    ($name:ident, $cell:ty, $count:expr) => {
        proptest! {
            #![proptest_config(kept_nowhere())]

            #[test]
            fn $name(a in rows(), b in rows(), c in rows()) {
                let whole = $count(&[a.clone(), b.clone(), c.clone()].concat());
                let (a, b, c) = ($count(&a), $count(&b), $count(&c));
                let merge = |left: &$cell, right: &$cell| merged(left, right, |sum, other| sum.merge(other));
                let empty = <$cell>::default();
                prop_assert_eq!(merge(&a, &b), merge(&b, &a));
                prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
                prop_assert_eq!(merge(&a, &empty), a);
                prop_assert_eq!(merge(&empty, &a), a);
                prop_assert_eq!(merge(&merge(&a, &b), &c), whole);
            }
        }
    };
}

exact_laws!(shares_merge, ProportionCell, shares);
exact_laws!(pairs_merge, PairedCell, pairs);
exact_laws!(rates_merge, RateCell, rates);
exact_laws!(totals_merge, TotalCell, totals);

proptest! {
    #![proptest_config(kept_nowhere())]

    #[test]
    fn means_merge(a in rows(), b in rows(), c in rows()) {
        let whole = means(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (means(&a), means(&b), means(&c));
        let merge = |left: &MeanCell, right: &MeanCell| merged(left, right, |sum, other| sum.merge(other));
        let empty = MeanCell::default();
        prop_assert_eq!(merge(&a, &b), merge(&b, &a), "to the last bit");
        prop_assert_eq!(merge(&a, &empty), a);
        prop_assert_eq!(merge(&empty, &a), a);
        let (left, right) = (merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert!(means_alike(&left, &right), "{left:?} {right:?}");
        prop_assert!(means_alike(&left, &whole), "{left:?} {whole:?}");
    }

    #[test]
    fn an_equal_value_has_no_variance(number in -1_000_000..1_000_000_i32, times in 2..40_usize, at in 0..40_usize) {
        let rows = vec![(Some(number), true); times];
        let (first, second) = rows.split_at(at.min(times));
        let cell = merged(&means(first), &means(second), |sum, other| sum.merge(other));
        prop_assert_eq!(cell, means(&rows));
        prop_assert_eq!(cell.variance(), Some(0.0));
    }
}

fn indicators() -> Vec<Indicator> {
    let column = || "column".to_owned();
    let measures = [
        ("share", Measure::Proportion { event: column() }),
        ("rate", Measure::Rate { events: column(), exposure: "time".into(), per: 1000.0 }),
        ("mean", Measure::Mean { value: column() }),
        ("count", Measure::Count { events: column() }),
        ("money", Measure::Money { amount: column() }),
    ];
    measures.into_iter().map(|(id, measure)| Indicator::new(id, measure).expect("an indicator")).collect()
}

/// Rows with their key: area and year, each of which can be missing.
type KeyedRow = (Option<u8>, Option<i64>, Row);

fn keyed_rows() -> impl Strategy<Value = Vec<KeyedRow>> {
    let row = (prop::option::weighted(0.9, -1_000_000..1_000_000), any::<bool>());
    prop::collection::vec(
        (prop::option::weighted(0.9, 0..3_u8), prop::option::weighted(0.9, 2011..2014_i64), row),
        0..30,
    )
}

fn table(rows: &[KeyedRow]) -> Cells {
    let mut cells = Cells::new(["area", "year"], indicators()).expect("a table");
    let mut ledger = Ledger::default();
    for (area, year, row) in rows {
        let area = area.map_or(KeyValue::Missing, |area| KeyValue::Text(format!("area {area}")));
        let key = vec![area, year.map_or(KeyValue::Missing, KeyValue::Integer)];
        let row = std::slice::from_ref(row);
        let blocks = [
            Block::Proportion(shares(row)),
            Block::Rate(rates(row)),
            Block::Mean(means(row)),
            Block::Count(totals(row)),
            Block::Money(totals(row)),
        ];
        for (indicator, block) in blocks.iter().enumerate() {
            cells.add(key.clone(), indicator, block).expect("a block of its measure");
        }
        ledger.came_in(1);
        ledger.left_out("missing", u64::from(row[0].0.is_none()));
    }
    cells.with_ledger(ledger)
}

fn tables_alike(left: &Cells, right: &Cells) -> bool {
    let blocks_alike = |(a, b): (&Block, &Block)| match (a, b) {
        (Block::Mean(a), Block::Mean(b)) => means_alike(a, b),
        (a, b) => a == b,
    };
    left.ledger() == right.ledger()
        && left.len() == right.len()
        && left.iter().zip(right.iter()).all(|((key, a), (other, b))| key == other && a.iter().zip(b).all(blocks_alike))
}

proptest! {
    #![proptest_config(kept_nowhere())]

    #[test]
    fn tables_merge(a in keyed_rows(), b in keyed_rows(), c in keyed_rows()) {
        let whole = table(&[a.clone(), b.clone(), c.clone()].concat());
        let (a, b, c) = (table(&a), table(&b), table(&c));
        let merge = |left: &Cells, right: &Cells| left.clone().merge(right).expect("the same definitions");
        prop_assert_eq!(merge(&a, &b), merge(&b, &a), "to the last bit");
        prop_assert_eq!(&merge(&a, &table(&[])), &a);
        prop_assert_eq!(&merge(&table(&[]), &a), &a);
        let (left, right) = (merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert!(tables_alike(&left, &right), "{left:?} {right:?}");
        prop_assert!(tables_alike(&left, &whole), "{left:?} {whole:?}");
    }
}

proptest! {
    #![proptest_config(kept_nowhere())]

    #[test]
    fn cross_tables_merge(counts in prop::collection::vec(0..1_000_u32, 18)) {
        let table = |from: usize| {
            let numbers: Vec<f64> = counts[from..from + 6].iter().copied().map(f64::from).collect();
            let rows: Vec<&[f64]> = numbers.chunks(3).collect();
            CrossTable::from_rows(&rows).expect("counts").with_missing(from as u64)
        };
        let (a, b, c) = (table(0), table(6), table(12));
        let merge = |left: &CrossTable, right: &CrossTable| {
            merged(left, right, |sum, other| sum.merge(other).expect("the same shape"))
        };
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert_eq!(&merge(&a, &CrossTable::empty(2, 3).expect("a shape")), &a);
        let other = CrossTable::empty(3, 2).expect("a shape");
        prop_assert_eq!(a.clone().merge(&other).expect_err("another shape").code(), "H205");
    }
}
