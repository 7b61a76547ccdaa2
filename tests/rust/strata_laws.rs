//! What must hold of comparisons of shares in tables, pairs, strata and clusters, whatever the counts and the level.

#[path = "strata_laws/pairs.rs"]
mod pairs;

use helhed::cells::{CrossTable, PairedCell, ProportionCell};
use helhed::comparisons::stratified::{self, Strata};
use helhed::comparisons::{difference, effect_size, paired, table};
use helhed::estimate::Test;
use helhed::{Estimate, Level, Result, Warning};
use helhed_tests::laws::{counts, level, limits, nested, no_nan, ordered, same, share};
use proptest::prelude::*;

type OfStrata = fn(&Strata, Level) -> Result<Estimate>;
type TestOfStrata = fn(&Strata) -> Result<Test>;
type OfPairs = fn(&PairedCell, Level) -> Result<Estimate>;
type Outcome = std::result::Result<(), TestCaseError>;

const RATIOS: [OfStrata; 2] = [stratified::mantel_haenszel_odds_ratio, stratified::mantel_haenszel_risk_ratio];
const DIFFERENCES: [OfStrata; 2] = [stratified::mantel_haenszel_risk_difference, stratified::miettinen_nurminen];
const TESTS: [TestOfStrata; 4] = [
    stratified::cochran_mantel_haenszel,
    stratified::cochran_mantel_haenszel_corrected,
    stratified::breslow_day,
    stratified::tarone,
];

/// Few strata, often small, some of them empty on a side.
fn strata() -> impl Strategy<Value = Strata> {
    let arm = prop_oneof![1 => Just((0, 0)), 8 => small(), 2 => counts()];
    prop::collection::vec((arm.clone(), arm), 0..5)
        .prop_map(|pairs| Strata::new(pairs.into_iter().map(|((x1, n1), (x2, n2))| (share(x1, n1), share(x2, n2)))))
}

fn small() -> impl Strategy<Value = (u64, u64)> + Clone {
    (1..=30_u64).prop_flat_map(|n| (prop_oneof![Just(0), Just(n), 0..=n], Just(n)))
}

/// Tables of some shape.
fn tables() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (1..5_usize, 1..5_usize).prop_flat_map(|(rows, columns)| rows_of(rows, columns))
}

fn rows_of(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<f64>>> {
    let count = prop_oneof![Just(0.0), (0..=9_u32).prop_map(f64::from), (0..=100_000_u32).prop_map(f64::from)];
    prop::collection::vec(prop::collection::vec(count, columns), rows)
}

fn turned(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect()
}

fn crossed(rows: &[Vec<f64>]) -> CrossTable {
    CrossTable::from_rows(rows).expect("counts")
}

/// No number of a test is not-a-number, p-values are probabilities, and one that is missing has a warning.
fn sound(test: &Test) -> Outcome {
    let ps = [test.p_value, test.p_less, test.p_greater];
    prop_assert!(ps.iter().flatten().all(|p| (0.0..=1.0).contains(p)), "{test:?}");
    prop_assert!(test.statistic.is_none_or(|statistic| statistic >= 0.0), "{test:?}");
    prop_assert!(test.p_value.is_some() || !test.warnings.is_empty(), "{test:?}");
    Ok(())
}

fn alike(left: &Test, right: &Test) -> Outcome {
    let near = |one: Option<f64>, two: Option<f64>| match (one, two) {
        (Some(one), Some(two)) => (one - two).abs() <= 1e-7 * (1.0 + one.abs()),
        (one, two) => one == two,
    };
    prop_assert!(near(left.statistic, right.statistic), "{left:?} {right:?}");
    prop_assert!(near(left.p_value, right.p_value) && left.df == right.df, "{left:?} {right:?}");
    Ok(())
}

/// The p-value is below 1 - level exactly where the null lies outside the interval, but for rounding at the border.
fn p_agrees(estimate: &Estimate, null: f64) -> Outcome {
    let (Some(interval), Some(p)) = (estimate.interval, estimate.p_value) else { return Ok(()) };
    let alpha = 1.0 - interval.level.get();
    if (p - alpha).abs() > 1e-8 * alpha.max(1e-8) {
        prop_assert_eq!(p < alpha, null < interval.lower || interval.upper < null, "{:?}", estimate);
    }
    Ok(())
}

/// What every estimate keeps: it is sound, in order, agrees with its p-value, and is nested in a wider one.
fn lawful(method: impl Fn(Level) -> Result<Estimate>, levels: (Level, Level), range: (f64, f64), null: f64) -> Outcome {
    let (one, two) = (method(levels.0).expect("an estimate"), method(levels.1).expect("an estimate"));
    for estimate in [&one, &two] {
        no_nan(std::slice::from_ref(estimate))?;
        ordered(estimate, range.0, range.1)?;
        p_agrees(estimate, null)?;
    }
    if let (Some(inner), Some(outer)) = (one.interval, two.interval) {
        let (inner, outer) = if levels.0 <= levels.1 { (inner, outer) } else { (outer, inner) };
        prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
    }
    Ok(())
}

/// The mirror of a difference has its signs turned, that of a ratio is inverted.
fn mirrored(there: &Estimate, back: &Estimate, ratio: bool) -> Outcome {
    let turn = |number: f64| if ratio { 1.0 / number } else { -number };
    let near = |one: f64, two: f64| same(one, two) || (!ratio && (one - two).abs() < 1e-12);
    prop_assert_eq!(there.value.is_some(), back.value.is_some());
    if let (Some(one), Some(two)) = (there.value, back.value) {
        prop_assert!(near(one, turn(two)), "{there:?} {back:?}");
    }
    prop_assert_eq!(there.interval.is_some(), back.interval.is_some());
    if let (Some(one), Some(two)) = (there.interval, back.interval) {
        prop_assert!(near(one.lower, turn(two.upper)) && near(one.upper, turn(two.lower)), "{there:?} {back:?}");
    }
    let p = |estimate: &Estimate| estimate.p_value.unwrap_or(1.0);
    prop_assert!((p(there) - p(back)).abs() <= 1e-9, "{there:?} {back:?}");
    Ok(())
}

fn swapped(strata: &Strata) -> Strata {
    Strata::new(strata.iter().map(|(of, against)| (*against, *of)))
}

fn reversed(strata: &Strata) -> Strata {
    let mut pairs: Vec<_> = strata.iter().copied().collect();
    pairs.reverse();
    Strata::new(pairs)
}

fn near(left: Option<f64>, right: Option<f64>, most: f64) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left == right || (left - right).abs() <= most * (1.0 + left.abs()),
        (left, right) => left == right,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strata_as_differences_and_ratios(strata in strata(), level in level(), wider in level()) {
        for (methods, range, null, is_ratio) in [
            (RATIOS, (0.0, f64::INFINITY), 1.0, true),
            (DIFFERENCES, (f64::NEG_INFINITY, f64::INFINITY), 0.0, false),
        ] {
            for method in methods {
                lawful(|level| method(&strata, level), (level, wider), range, null)?;
                let there = method(&strata, level).expect("an estimate");
                mirrored(&there, &method(&swapped(&strata), level).expect("an estimate"), is_ratio)?;
                let turned = method(&reversed(&strata), level).expect("an estimate");
                let alike = near(there.value, turned.value, 1e-12) && near(there.se, turned.se, 1e-9);
                prop_assert!(alike, "{there:?} {turned:?}");
                prop_assert_eq!(there.warnings, turned.warnings);
            }
        }
        let score = stratified::miettinen_nurminen(&strata, level).expect("an estimate");
        ordered(&score, -1.0, 1.0)?;
        let test = stratified::cochran_mantel_haenszel(&strata).expect("a test");
        if let (Some(score), Some(test)) = (score.p_value, test.p_value) {
            prop_assert!((score - test).abs() <= 1e-8, "the score interval has the test's p-value: {score} {test}");
        }
        prop_assert_eq!(score.interval.is_none(), score.value.is_none());
    }

    #[test]
    fn strata_as_tests(strata in strata()) {
        for method in TESTS {
            let test = method(&strata).expect("a test");
            sound(&test)?;
            alike(&test, &method(&swapped(&strata)).expect("a test"))?;
            alike(&test, &method(&reversed(&strata)).expect("a test"))?;
        }
        let plain = stratified::cochran_mantel_haenszel(&strata).expect("a test");
        let corrected = stratified::cochran_mantel_haenszel_corrected(&strata).expect("a test");
        prop_assert!(plain.p_value.unwrap_or(1.0) <= corrected.p_value.unwrap_or(1.0), "{plain:?} {corrected:?}");
    }

    #[test]
    fn one_stratum_is_no_stratum((x1, n1) in small(), (x2, n2) in small(), level in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let strata = Strata::new([(of, against)]);
        let [a, b, c, d] = [x1, n1 - x1, x2, n2 - x2].map(|count| count as f64);
        let difference = stratified::mantel_haenszel_risk_difference(&strata, level).expect("an estimate");
        let (p1, p2) = (a / (a + b), c / (c + d));
        prop_assert!(near(difference.value, Some(p1 - p2), 1e-12));
        let ratio = stratified::mantel_haenszel_risk_ratio(&strata, level).expect("an estimate");
        if a > 0.0 && c > 0.0 && b + d > 0.0 {
            let katz = 1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d);
            let woolf = 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d;
            prop_assert!(near(ratio.value, Some(p1 / p2), 1e-12), "{ratio:?}");
            prop_assert!(near(ratio.se, Some(katz.sqrt()), 1e-9), "{ratio:?}");
            if b > 0.0 && d > 0.0 {
                let odds = stratified::mantel_haenszel_odds_ratio(&strata, level).expect("an estimate");
                prop_assert!(near(odds.value, Some(a * d / b / c), 1e-12) && near(odds.se, Some(woolf.sqrt()), 1e-9));
            }
        }
        let score = limits(stratified::miettinen_nurminen(&strata, level));
        let alone = limits(difference::miettinen_nurminen(&of, &against, level));
        prop_assert!((score.lower - alone.lower).abs() < 1e-8 && (score.upper - alone.upper).abs() < 1e-8, "{score:?} {alone:?}");
        let chi_square = table::chi_square(&CrossTable::from((of, against))).expect("a test");
        let test = stratified::cochran_mantel_haenszel(&strata).expect("a test");
        let n = (n1 + n2) as f64;
        let shrunk = chi_square.statistic.map(|statistic| statistic * (n - 1.0) / n);
        prop_assert!(near(test.statistic, shrunk, 1e-9), "{test:?} {chi_square:?}");
        for method in [stratified::breslow_day, stratified::tarone] {
            prop_assert_eq!(method(&strata).expect("a test").p_value, None);
        }
    }

    #[test]
    fn strata_that_say_nothing_change_nothing(strata in strata(), (x, n) in small(), level in level()) {
        let idle = [(share(x, n), ProportionCell::default()), (share(0, n), share(0, n)), (share(n, n), share(n, n))];
        let more = Strata::new(strata.iter().copied().chain(idle));
        let (few, many) = (
            stratified::mantel_haenszel_odds_ratio(&strata, level).expect("an estimate"),
            stratified::mantel_haenszel_odds_ratio(&more, level).expect("an estimate"),
        );
        prop_assert_eq!(few.value, many.value);
        prop_assert_eq!(few.interval, many.interval);
        prop_assert_eq!(few.n, many.n, "a number rests on the strata that are kept");
        let left_out = |estimate: &Estimate| {
            let of = |warning: &Warning| match warning {
                Warning::StrataLeftOut { left_out, .. } => Some(*left_out),
                _ => None,
            };
            estimate.warnings.iter().find_map(of).unwrap_or(0)
        };
        prop_assert_eq!(left_out(&few) + 3, left_out(&many));
        for method in TESTS {
            let (few, many) = (method(&strata).expect("a test"), method(&more).expect("a test"));
            prop_assert_eq!(few.statistic, many.statistic);
            prop_assert_eq!(few.df, many.df);
        }
    }

    /// Two strata of the same shares count as one of twice the size, for what rests on the shares alone.
    #[test]
    fn identical_strata_can_be_merged((x1, n1) in small(), (x2, n2) in small(), level in level()) {
        let twice = Strata::new([(share(x1, n1), share(x2, n2)); 2]);
        let merged = Strata::new([(share(2 * x1, 2 * n1), share(2 * x2, 2 * n2))]);
        for method in RATIOS.into_iter().chain(DIFFERENCES) {
            let [one, two] = [&twice, &merged].map(|strata| method(strata, level).expect("an estimate"));
            prop_assert!(near(one.value, two.value, 1e-12), "{one:?} {two:?}");
        }
        for method in RATIOS {
            let [one, two] = [&twice, &merged].map(|strata| method(strata, level).expect("an estimate"));
            prop_assert!(near(one.se, two.se, 1e-9), "{one:?} {two:?}");
        }
        let both = stratified::breslow_day(&twice).expect("a test");
        prop_assert!(both.statistic.is_none_or(|statistic| statistic < 1e-9), "{both:?}");
    }

    #[test]
    fn tables_of_any_shape(rows in tables()) {
        let test = table::chi_square(&crossed(&rows)).expect("a test");
        sound(&test)?;
        alike(&test, &table::chi_square(&crossed(&turned(&rows))).expect("a test"))?;
        let v = table::cramers_v(&crossed(&rows)).expect("an estimate");
        prop_assert!(v.value.is_none_or(|v| (0.0..=1.0).contains(&v)) && v.p_value == test.p_value, "{v:?}");
        let times = |factor: f64| rows[0].iter().map(|count| count * factor).collect::<Vec<_>>();
        let proportional = [times(1.0), times(2.0), times(3.0)];
        let even = table::chi_square(&crossed(&proportional)).expect("a test");
        prop_assert!(even.statistic.is_none_or(|statistic| statistic == 0.0), "{even:?}");
    }

    #[test]
    fn two_groups_in_a_table((x1, n1) in counts(), (x2, n2) in counts()) {
        let table = CrossTable::from((share(x1, n1), share(x2, n2)));
        let (plain, corrected) = (table::chi_square(&table).expect("a test"), table::yates(&table).expect("a test"));
        sound(&plain)?;
        sound(&corrected)?;
        prop_assert!(corrected.statistic <= plain.statistic, "{plain:?} {corrected:?}");
        let (x1, n1, x2, n2) = (x1 as f64, n1 as f64, x2 as f64, n2 as f64);
        let pooled = (x1 + x2) / (n1 + n2);
        let z = (x1 / n1 - x2 / n2) / (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).sqrt();
        if let Some(statistic) = plain.statistic {
            prop_assert!((statistic - z * z).abs() <= 1e-6 * (1.0 + statistic), "{statistic} {z}");
        }
    }

    #[test]
    fn clusters_widen(
        (x1, n1) in counts(),
        (x2, n2) in counts(),
        (d1, d2) in (1.0..20.0, 1.0..20.0),
        level in level(),
        wider in level(),
    ) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let clustered = |level| difference::clustered((&of, d1), (&against, d2), level);
        lawful(clustered, (level, wider), (-1.0, 1.0), 0.0)?;
        let there = clustered(level).expect("an estimate");
        mirrored(&there, &difference::clustered((&against, d2), (&of, d1), level).expect("an estimate"), false)?;
        let alone = difference::newcombe(&of, &against, level);
        let none = limits(difference::clustered((&of, 1.0), (&against, 1.0), level));
        let alone = limits(alone);
        prop_assert!(same(none.lower, alone.lower) && same(none.upper, alone.upper), "{none:?} {alone:?}");
        prop_assert!(nested(alone, limits(Ok(there))));
    }

    #[test]
    fn effect_sizes((x1, n1) in counts(), (x2, n2) in counts(), level in level(), wider in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let widest = (f64::NEG_INFINITY, f64::INFINITY);
        lawful(|level| effect_size::cohen_h(&of, &against, level), (level, wider), widest, 0.0)?;
        let there = effect_size::cohen_h(&of, &against, level).expect("an estimate");
        mirrored(&there, &effect_size::cohen_h(&against, &of, level).expect("an estimate"), false)?;
        let bare = effect_size::cohen_h_of_shares(x1 as f64 / n1 as f64, x2 as f64 / n2 as f64).expect("an estimate");
        prop_assert!(near(bare.value, there.value, 1e-7), "{bare:?} {there:?}");
    }

    #[test]
    fn numbers_needed((x1, n1) in counts(), (x2, n2) in counts(), level in level()) {
        let risk = difference::newcombe(&share(x1, n1), &share(x2, n2), level).expect("an estimate");
        let needed = difference::number_needed(&risk).expect("an estimate");
        no_nan(std::slice::from_ref(&needed))?;
        let (value, interval) = (risk.value.expect("units"), limits(Ok(risk)));
        prop_assert!(near(needed.value.map(f64::recip), Some(value), 1e-12));
        match needed.interval {
            Some(arm) => {
                prop_assert!(interval.lower >= 0.0 || interval.upper <= 0.0);
                prop_assert!(arm.lower <= arm.upper, "{arm:?}");
                prop_assert!(same(arm.lower.recip(), interval.upper) && same(arm.upper.recip(), interval.lower));
            }
            None => {
                let arms = |warning: &Warning| match warning {
                    Warning::TwoArms { fewer, more } => *fewer >= 1.0 && *more >= 1.0,
                    _ => false,
                };
                prop_assert!(needed.warnings.iter().any(arms), "{needed:?}");
            }
        }
    }
}

#[test]
fn nothing_observed_has_no_value_and_a_warning() {
    let (none, idle) = (Strata::default(), Strata::new([(share(0, 9), share(0, 9))]));
    for method in RATIOS.into_iter().chain(DIFFERENCES) {
        let estimate = method(&none, Level::P95).expect("thin data is no error");
        assert_eq!((estimate.value, estimate.interval, estimate.warnings), (None, None, vec![Warning::NoObservations]));
    }
    for method in RATIOS {
        let estimate = method(&idle, Level::P95).expect("thin data is no error");
        let warnings = vec![Warning::StrataLeftOut { left_out: 1, of: 1 }, Warning::NothingToTest];
        assert_eq!((estimate.value, estimate.warnings), (None, warnings));
    }
    for method in TESTS {
        let test = method(&none).expect("thin data is no error");
        assert!(test.statistic.is_none() && test.p_value.is_none() && test.warnings.contains(&Warning::NoObservations));
    }
    let empty = PairedCell::default();
    for method in [paired::newcombe as OfPairs, paired::risk_ratio, paired::odds_ratio] {
        let estimate = method(&empty, Level::P95).expect("thin data is no error");
        assert_eq!((estimate.value, estimate.interval, estimate.warnings), (None, None, vec![Warning::NoObservations]));
    }
    let table = CrossTable::empty(3, 3).expect("a shape");
    for method in [paired::bowker, paired::stuart_maxwell, table::chi_square] {
        let test = method(&table).expect("thin data is no error");
        assert_eq!((test.statistic, test.p_value, test.warnings), (None, None, vec![Warning::NoObservations]));
    }
}

/// Everybody against nobody, in every stratum: no variance, and a score interval all the same.
#[test]
fn all_against_none() {
    let strata = Strata::new([(share(10, 10), share(0, 10)), (share(4, 4), share(0, 7))]);
    let wald = stratified::mantel_haenszel_risk_difference(&strata, Level::P95).expect("an estimate");
    assert_eq!((wald.value, wald.se, wald.p_value), (Some(1.0), Some(0.0), None));
    assert!(wald.warnings == [Warning::NoWidth] && wald.interval.is_some_and(|it| it.lower == 1.0 && it.upper == 1.0));
    let score = limits(stratified::miettinen_nurminen(&strata, Level::P95));
    assert!(score.upper == 1.0 && (0.5..0.95).contains(&score.lower), "{score:?}");
    let odds = stratified::mantel_haenszel_odds_ratio(&strata, Level::P95).expect("an estimate");
    assert_eq!((odds.value, odds.interval), (Some(f64::INFINITY), None));
    assert!(odds.warnings.contains(&Warning::NoStandardError), "{odds:?}");
}
