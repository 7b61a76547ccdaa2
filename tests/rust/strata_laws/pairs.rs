//! The laws of pairs: the same units twice.

use helhed::Result;
use helhed::cells::{CrossTable, PairedCell};
use helhed::comparisons::paired;
use helhed::estimate::Test;
use helhed::numeric::beta::UnitPoint;
use helhed::numeric::binomial;
use helhed_tests::laws::{level, no_nan};
use proptest::prelude::*;

use super::{OfPairs, alike, crossed, lawful, mirrored, near, rows_of, sound, turned};

type TestOfPairs = fn(&PairedCell) -> Result<Test>;

const MCNEMAR: [TestOfPairs; 4] =
    [paired::mcnemar, paired::mcnemar_corrected, paired::mcnemar_exact, paired::mcnemar_mid_p];

/// Pairs: often few, often none in one of the four counts.
fn pairs() -> impl Strategy<Value = PairedCell> {
    let count = || prop_oneof![Just(0), 0..=8_u32, 0..=100_u32, 0..=1_000_000_u32];
    [count(), count(), count(), count()].prop_map(|counts| {
        let [both, first, second, neither] = counts.map(f64::from);
        PairedCell::from_counts(both, first, second, neither).expect("counts")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pairs_as_estimates(cell in pairs(), level in level(), wider in level()) {
        for (method, range, null, is_ratio) in [
            (paired::newcombe as OfPairs, (-1.0, 1.0), 0.0, false),
            (paired::risk_ratio as OfPairs, (0.0, f64::INFINITY), 1.0, true),
            (paired::odds_ratio as OfPairs, (0.0, f64::INFINITY), 1.0, true),
        ] {
            lawful(|level| method(&cell, level), (level, wider), range, null)?;
            let there = method(&cell, level).expect("an estimate");
            mirrored(&there, &method(&cell.swapped(), level).expect("an estimate"), is_ratio)?;
            prop_assert_eq!(there.interval.is_some(), cell.records() > 0);
        }
        let phi = paired::phi(&cell).expect("an estimate");
        no_nan(std::slice::from_ref(&phi))?;
        prop_assert!(phi.value.is_none_or(|phi| (-1.0 - 1e-12..=1.0 + 1e-12).contains(&phi)), "{phi:?}");
        let ratio = paired::risk_ratio(&cell, level).expect("an estimate");
        let test = paired::mcnemar(&cell).expect("a test");
        if let (Some(ratio), Some(test)) = (ratio.p_value, test.p_value) {
            prop_assert!((ratio - test).abs() <= 1e-11, "{ratio} {test}");
        }
    }

    #[test]
    fn pairs_as_tests(cell in pairs()) {
        for method in MCNEMAR {
            let (there, back) = (method(&cell).expect("a test"), method(&cell.swapped()).expect("a test"));
            sound(&there)?;
            prop_assert_eq!(there.statistic, back.statistic);
            prop_assert!(near(there.p_value, back.p_value, 1e-12));
            prop_assert!(near(there.p_less, back.p_greater, 1e-12) && near(there.p_greater, back.p_less, 1e-12));
        }
        let p = |method: TestOfPairs| method(&cell).expect("a test").p_value;
        let (exact, mid_p) = (p(paired::mcnemar_exact).expect("always"), p(paired::mcnemar_mid_p).expect("always"));
        prop_assert!(0.5 * exact <= mid_p + 1e-12 && mid_p <= exact, "{mid_p} {exact}");
        let half = UnitPoint { x: 0.5, y: 0.5 };
        let binomial = binomial::two_sided_p(cell.only_first(), cell.changed(), half);
        prop_assert!(near(Some(exact), Some(binomial), 1e-9), "the exact test is binomial: {exact} {binomial}");
        if let (Some(plain), Some(corrected)) = (p(paired::mcnemar), p(paired::mcnemar_corrected)) {
            prop_assert!(plain <= corrected, "{plain} {corrected}");
        }
    }

    #[test]
    fn two_categories_are_mcnemars(cell in pairs()) {
        let rows = [[cell.both(), cell.only_first()], [cell.only_second(), cell.neither()]];
        let table = CrossTable::from_rows(&rows.map(|row| row.map(|count| count as f64))).expect("counts");
        let mcnemar = paired::mcnemar(&cell).expect("a test");
        for test in [paired::bowker(&table).expect("a test"), paired::stuart_maxwell(&table).expect("a test")] {
            alike(&mcnemar, &test)?;
        }
    }

    #[test]
    fn square_tables(rows in (1..6_usize).prop_flat_map(|k| rows_of(k, k)), first in 0..6_usize, second in 0..6_usize) {
        let k = rows.len();
        let (first, second) = (first % k, second % k);
        let mut exchanged = rows.clone();
        exchanged.swap(first, second);
        exchanged.iter_mut().for_each(|row| row.swap(first, second));
        let mut with_unused: Vec<Vec<f64>> = rows.iter().map(|row| [row.as_slice(), &[0.0]].concat()).collect();
        with_unused.push(vec![0.0; k + 1]);
        for method in [paired::bowker, paired::stuart_maxwell] {
            let test = method(&crossed(&rows)).expect("a test");
            sound(&test)?;
            for same in [&turned(&rows), &exchanged, &with_unused] {
                alike(&test, &method(&crossed(same)).expect("a test"))?;
            }
        }
        // Flows that balance in every pair balance in every margin too.
        let balanced: Vec<Vec<f64>> =
            (0..k).map(|one| (0..k).map(|two| rows[one.min(two)][one.max(two)]).collect()).collect();
        for method in [paired::bowker, paired::stuart_maxwell] {
            let test = method(&crossed(&balanced)).expect("a test");
            prop_assert!(test.statistic.is_none_or(|statistic| statistic == 0.0), "{test:?}");
        }
    }
}

/// Two groups of categories with no flow between them are tested each by itself.
#[test]
fn categories_apart_add_up() {
    let rows = |a: f64, b: f64| [[5.0, a, 0.0, 0.0], [b, 5.0, 0.0, 0.0], [0.0, 0.0, 5.0, 9.0], [0.0, 0.0, 4.0, 5.0]];
    let test = paired::stuart_maxwell(&CrossTable::from_rows(&rows(7.0, 2.0)).expect("counts")).expect("a test");
    let sum = 25.0 / 9.0 + 25.0 / 13.0;
    assert!((test.statistic.expect("changes") - sum).abs() < 1e-12 && test.df == Some(2.0), "{test:?}");
}
