//! Laws of the checks of rows: they find what a plain loop finds, whatever the order; and ledgers merge.

use std::collections::{BTreeMap, BTreeSet};

use helhed::error::{PersonNumber, is_invisible, shown};
use helhed::records::Ledger;
use helhed::records::check::{
    MISSING, above, backwards, below_zero, combine, gaps, impossible_ages, impossible_births, in_two_areas, overlaps,
    part_of_one, repeats, twice, unexposed, without_weight,
};
use proptest::prelude::*;

fn codes(rows: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(prop_oneof![4 => 0_u32..5, 1 => Just(MISSING)], rows)
}

fn ledger() -> impl Strategy<Value = Ledger> {
    (0_u64..100, prop::collection::vec((0_usize..3, 0_u64..9), 0..5)).prop_map(|(rows, reasons)| {
        let mut ledger = Ledger::default();
        ledger.came_in(rows);
        reasons.iter().for_each(|(reason, rows)| ledger.left_out(["a", "b", "c"][*reason], *rows));
        ledger
    })
}

fn merged(left: &Ledger, right: &Ledger) -> Ledger {
    let mut both = left.clone();
    both.merge(right);
    both
}

proptest! {
    #[test]
    fn combined_codes_are_equal_where_both_are((left, right) in (1_usize..40).prop_flat_map(|n| (codes(n), codes(n)))) {
        let both = combine(&left, &right);
        for i in 0..left.len() {
            prop_assert_eq!(both[i] == MISSING, left[i] == MISSING || right[i] == MISSING);
            for j in 0..left.len() {
                let same = left[i] == left[j] && right[i] == right[j];
                prop_assert!(both[i] == MISSING || both[j] == MISSING || (both[i] == both[j]) == same);
            }
        }
    }

    #[test]
    fn twice_finds_every_row_but_the_first(codes in codes(30)) {
        let pairs = twice(&codes);
        let mut first = BTreeMap::new();
        let mut expected = Vec::new();
        for (row, code) in codes.iter().enumerate().filter(|(_, code)| **code != MISSING) {
            match first.get(code) {
                Some(with) => expected.push((row, *with)),
                None => { first.insert(code, row); }
            }
        }
        prop_assert_eq!(pairs.iter().map(|pair| (pair.row, pair.with)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn repeats_keeps_rows_that_have_company(codes in codes(30)) {
        let rows: Vec<usize> = (0..codes.len()).collect();
        let (kept, groups) = repeats(&rows, &vec![0; rows.len()], &codes);
        let company = |row: &usize| codes.iter().filter(|code| **code == codes[*row]).count() > 1;
        prop_assert_eq!(&kept, &rows.iter().copied().filter(company).collect::<Vec<_>>());
        for (i, row) in kept.iter().enumerate() {
            for (j, other) in kept.iter().enumerate() {
                prop_assert_eq!(groups[i] == groups[j], codes[*row] == codes[*other]);
            }
        }
    }

    #[test]
    fn two_areas_are_found_if_there_are_two((keys, areas) in (codes(30), codes(30))) {
        let mut by_key: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (key, area) in keys.iter().zip(&areas).filter(|(key, area)| **key != MISSING && **area != MISSING) {
            by_key.entry(*key).or_default().insert(*area);
        }
        let pairs = in_two_areas(&keys, &areas);
        let found: BTreeSet<u32> = pairs.iter().map(|pair| keys[pair.row]).collect();
        let expected: BTreeSet<u32> = by_key.into_iter().filter(|(_, areas)| areas.len() > 1).map(|(key, _)| key).collect();
        prop_assert_eq!(found, expected);
        prop_assert!(pairs.iter().all(|pair| keys[pair.row] == keys[pair.with] && areas[pair.row] != areas[pair.with]));
    }

    #[test]
    fn an_overlap_is_found_for_every_key_that_has_one(
        spells in prop::collection::vec((0_u32..3, prop::option::weighted(0.9, -5_i32..30), prop::option::weighted(0.8, -5_i32..30)), 0..25)
    ) {
        let keys: Vec<u32> = spells.iter().map(|one| one.0).collect();
        let from: Vec<Option<i32>> = spells.iter().map(|one| one.1).collect();
        let to: Vec<Option<i32>> = spells.iter().map(|one| one.2).collect();
        let found = overlaps(&keys, &from, &to);
        let wrong = backwards(&from, &to);
        let spell = |row: usize| from[row].filter(|_| !wrong.contains(&row)).map(|from| (from, to[row].unwrap_or(i32::MAX)));
        let share = |i: usize, j: usize| match (spell(i), spell(j)) {
            (Some(left), Some(right)) if i != j && keys[i] == keys[j] => left.0 <= right.1 && right.0 <= left.1,
            _ => false,
        };
        prop_assert!(found.iter().all(|one| share(one.row, one.with) && one.days >= 1));
        for key in 0..3 {
            let rows: Vec<usize> = (0..keys.len()).filter(|row| keys[*row] == key).collect();
            let any = rows.iter().any(|i| rows.iter().any(|j| share(*i, *j)));
            prop_assert_eq!(any, found.iter().any(|one| keys[one.row] == key));
        }
    }

    #[test]
    fn missing_numbers_are_never_found(values in prop::collection::vec(prop::num::f64::ANY, 0..20)) {
        let missing = vec![f64::NAN; values.len()];
        prop_assert!(above(&values, &missing).is_empty() && above(&missing, &values).is_empty());
        prop_assert!(below_zero(&missing).is_empty() && part_of_one(&missing).is_empty());
        prop_assert!(impossible_ages(&missing).is_empty() && unexposed(&missing, &values).is_empty());
        prop_assert!(below_zero(&values).iter().all(|row| values[*row] < 0.0));
        prop_assert!(part_of_one(&values).iter().all(|row| values[*row] != values[*row].round() || values[*row].is_infinite()));
        prop_assert_eq!(without_weight(&missing).0.len(), missing.len());
    }

    #[test]
    fn a_number_is_masked_however_it_is_written_and_wherever_it_stands(
        before in "[A-Za-zÅå .,(:]{0,12}", day in 1_u32..29, month in 1_u32..13, year in 0_u32..100, serial in 0_u32..10_000,
        mark in "[-/ _.\u{2013}\u{a0}]{0,3}", after in "[A-Za-zÅå .,):]{0,12}",
    ) {
        let text = format!("{before}{day:02}{month:02}{year:02}{mark}{serial:04}{after}");
        let shown = shown(&text);
        prop_assert!(!shown.contains(&format!("{day:02}{month:02}{year:02}")), "{}", shown);
        prop_assert!(shown.contains("******-****"), "{}", shown);
    }

    #[test]
    fn any_text_is_shown_and_looked_at(text in any::<String>(), digits in "[0-9\u{660}-\u{669} .\u{200b}-]{0,80}") {
        for text in [text, digits] {
            let shown = shown(&text);
            prop_assert!(shown.chars().count() <= 700 && !shown.chars().any(is_invisible), "{:?}", shown);
            let _ = (PersonNumber::whole(&text), PersonNumber::inside(&text));
        }
    }

    #[test]
    fn ledgers_merge(a in ledger(), b in ledger(), c in ledger()) {
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &Ledger::default()), a.clone());
        prop_assert_eq!(merged(&a, &b).rows_out(), a.rows_out() + b.rows_out());
        prop_assert_eq!(a.reasons().map(|(_, rows)| rows).sum::<u64>(), a.rows_out());
    }
}

#[test]
fn a_rectangle_with_one_hole_has_a_gap_and_areas_with_periods_of_their_own_have_none() {
    let pairs: Vec<(u32, u32)> = (0..4).flat_map(|area| (0..4).map(move |period| (area, period))).collect();
    let split = |pairs: &[(u32, u32)]| -> (Vec<u32>, Vec<u32>) { pairs.iter().copied().unzip() };
    let (areas, periods) = split(&pairs);
    assert_eq!(gaps(&areas, &periods), None);
    let (areas, periods) = split(&[&pairs[..6], &pairs[7..]].concat());
    let found = gaps(&areas, &periods).expect("a gap");
    assert_eq!((found.count, found.first), (1, (1, 2)));
    let (areas, periods) = split(&[(0, 0), (1, 1), (2, 2), (3, 3)]);
    assert_eq!(gaps(&areas, &periods), None);
}

#[test]
fn a_birth_is_held_against_the_day_of_its_row() {
    let found = impossible_births(&[Some(100), Some(500), None], Some(&[Some(90), Some(90), Some(0)]), 1000);
    assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1]);
    assert_eq!(impossible_births(&[Some(1001), Some(-40_000)], None, 1000).len(), 2);
}
