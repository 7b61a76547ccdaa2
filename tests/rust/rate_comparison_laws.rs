//! What must hold of every comparison of rates, means and ranks, whatever the numbers and the level.

use helhed::cells::{MeanCell, RateCell};
use helhed::comparisons::{difference, effect_size, paired, ranks, ratio};
use helhed::estimate::Warning;
use helhed::estimates::mean;
use helhed::records::{Pairs, Sample};
use helhed::synthesis::power::{self, TwoMeans};
use helhed::{Estimate, Level, Result};
use helhed_tests::laws::{events, level, limits, nested, no_nan, occurrences, ordered, same, time};
use proptest::prelude::*;

type TwoRates = fn(&RateCell, &RateCell, Level) -> Result<Estimate>;
type TwoMeanCells = fn(&MeanCell, &MeanCell, Level) -> Result<Estimate>;

const RATIOS: [TwoRates; 4] = [ratio::exact, ratio::rate_mid_p, ratio::rate_score, ratio::rate_wald];
const DIFFERENCES: [TwoRates; 3] = [difference::rate_score, difference::rate_mover, difference::rate_wald];
const MEANS: [TwoMeanCells; 5] =
    [difference::welch, difference::pooled, effect_size::cohen_d, effect_size::hedges_g, effect_size::glass_delta];

fn cell(values: &[f64]) -> MeanCell {
    MeanCell::from_values(values.iter().copied().map(Some)).expect("finite")
}

fn sample(values: &[f64]) -> Sample {
    Sample::from_values(values.iter().copied().map(Some)).expect("finite")
}

/// A p-value below one minus the level is an interval that leaves the null out. Both come from different computations, so
/// a p-value within rounding of the border says nothing.
fn agrees(estimate: &Estimate, null: f64) -> std::result::Result<(), TestCaseError> {
    let (Some(interval), Some(p)) = (estimate.interval, estimate.p_value) else { return Ok(()) };
    let alpha = 1.0 - interval.level.get();
    if (p - alpha).abs() > 1e-7 * alpha {
        prop_assert_eq!(p < alpha, null < interval.lower || null > interval.upper, "{:?}", estimate);
    }
    Ok(())
}

/// Levels at which an interval by mid-P or by the non-central t holds its estimate.
fn usual() -> impl Strategy<Value = Level> {
    level().prop_filter("at least one half", |level| level.get() >= 0.5)
}

fn shifted(values: &[f64], by: f64) -> Vec<f64> {
    values.iter().map(|value| value + by).collect()
}

/// Whole numbers and halves, so that values tie and sums are exact.
fn coarse() -> impl Strategy<Value = f64> {
    (-12..=12_i32).prop_map(|half| 0.5 * f64::from(half))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ratios_of_rates(
        x1 in occurrences(), t1 in time(), x2 in occurrences(), t2 in time(), level in usual(), wider in usual(),
    ) {
        let (of, against) = (events(x1, t1), events(x2, t2));
        for (index, method) in RATIOS.into_iter().enumerate() {
            let there = method(&of, &against, level).expect("an estimate");
            no_nan(std::slice::from_ref(&there))?;
            ordered(&there, 0.0, f64::INFINITY)?;
            agrees(&there, 1.0)?;
            let back = method(&against, &of, level).expect("an estimate");
            prop_assert!(same(there.p_value.unwrap_or(1.0), back.p_value.unwrap_or(1.0)), "{there:?} {back:?}");
            prop_assert_eq!(there.interval.is_some(), back.interval.is_some());
            let Some(interval) = there.interval else {
                prop_assert!(index == 3 && (x1 == 0 || x2 == 0));
                continue;
            };
            let mirror = limits(Ok(back));
            prop_assert!(same(interval.lower, 1.0 / mirror.upper) && same(interval.upper, 1.0 / mirror.lower));
            let wide = limits(method(&of, &against, wider));
            let (inner, outer) = if level <= wider { (interval, wide) } else { (wide, interval) };
            prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
            let more = limits(method(&events(x1 + 1, t1), &against, level));
            prop_assert!(interval.lower <= more.lower * (1.0 + 1e-9));
            // One event more narrows the Wald interval of one event so much at levels near 1 that its upper limit falls.
            prop_assert!(index == 3 || interval.upper <= more.upper * (1.0 + 1e-9), "{interval:?} {more:?}");
        }
        let (exact, mid_p) = (limits(ratio::exact(&of, &against, level)), limits(ratio::rate_mid_p(&of, &against, level)));
        prop_assert!(nested(mid_p, exact), "{mid_p:?} {exact:?}");
        let test = ratio::exact_test(&of, &against).expect("a test");
        let (less, greater) = (test.p_less.expect("a side"), test.p_greater.expect("a side"));
        prop_assert!(test.p_value.expect("a p-value") >= less.min(greater) && less + greater >= 1.0 - 1e-12);
    }

    #[test]
    fn differences_of_rates(
        x1 in occurrences(), t1 in time(), x2 in occurrences(), t2 in time(), level in level(), wider in level(),
    ) {
        let (of, against) = (events(x1, t1), events(x2, t2));
        for method in DIFFERENCES {
            let there = method(&of, &against, level).expect("an estimate");
            no_nan(std::slice::from_ref(&there))?;
            ordered(&there, f64::NEG_INFINITY, f64::INFINITY)?;
            agrees(&there, 0.0)?;
            let back = method(&against, &of, level).expect("an estimate");
            prop_assert_eq!(there.value, back.value.map(|value| -value));
            prop_assert!(same(there.p_value.unwrap_or(1.0), back.p_value.unwrap_or(1.0)), "{there:?} {back:?}");
            let Some(interval) = there.interval else {
                prop_assert!(x1 + x2 == 0);
                continue;
            };
            let mirror = limits(Ok(back));
            let scale = 1e-9 * (interval.upper - interval.lower);
            prop_assert!((interval.lower + mirror.upper).abs() <= scale && (interval.upper + mirror.lower).abs() <= scale);
            let wide = limits(method(&of, &against, wider));
            let (inner, outer) = if level <= wider { (interval, wide) } else { (wide, interval) };
            prop_assert!(outer.lower <= inner.lower + scale && inner.upper <= outer.upper + scale);
            let more = limits(method(&events(x1 + 1, t1), &against, level));
            let upper_only = x1 + x2 > 0;
            prop_assert!(!upper_only || interval.upper <= more.upper + scale, "{interval:?} {more:?}");
        }
    }

    #[test]
    fn two_means(
        first in prop::collection::vec(prop_oneof![Just(3.0), -1e3..1e3], 0..12),
        second in prop::collection::vec(prop_oneof![Just(3.0), -1e3..1e3], 0..12),
        level in 0.3..0.9999,
    ) {
        let level = Level::new(level).expect("a level");
        let (of, against) = (cell(&first), cell(&second));
        for (index, method) in MEANS.into_iter().enumerate() {
            let there = method(&of, &against, level).expect("an estimate");
            no_nan(std::slice::from_ref(&there))?;
            agrees(&there, 0.0)?;
            if index < 4 {
                let back = method(&against, &of, level).expect("an estimate");
                prop_assert_eq!(there.value, back.value.map(|value| -value));
                let sum = |a: Option<f64>, b: Option<f64>| a.unwrap_or(0.0) + b.unwrap_or(0.0);
                let (lower, upper) = (there.interval.map(|i| i.lower), back.interval.map(|i| i.upper));
                prop_assert!(sum(lower, upper).abs() <= 1e-9 * (1.0 + lower.unwrap_or(0.0).abs()));
            }
        }
    }

    #[test]
    fn equal_sizes_and_variances_make_pooled_and_welch_the_same(
        values in prop::collection::vec(-1e2..1e2, 2..20), by in -50.0..50.0,
    ) {
        let (of, against) = (cell(&values), cell(&shifted(&values, by)));
        let welch = difference::welch(&of, &against, Level::P95).expect("an estimate");
        let pooled = difference::pooled(&of, &against, Level::P95).expect("an estimate");
        let near = |a: Option<f64>, b: Option<f64>| (a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() <= 1e-6;
        prop_assert!(near(welch.df, pooled.df) && near(welch.p_value, pooled.p_value), "{welch:?} {pooled:?}");
        prop_assert!(near(welch.se, pooled.se));
    }

    #[test]
    fn pairs(first in prop::collection::vec(-1e2..1e2, 0..15), second in prop::collection::vec(-1e2..1e2, 15), level in usual()) {
        let all = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        let second = &second[..first.len()];
        let pairs = Pairs::from_values(all(&first), all(second)).expect("pairs");
        let swapped = Pairs::from_values(all(second), all(&first)).expect("pairs");
        let differences = pairs.sample().expect("finite");
        let t = paired::t(&differences, level).expect("an estimate");
        let one = mean::t(&cell(&pairs.differences()), level).expect("an estimate");
        prop_assert_eq!((t.value, t.se, t.interval), (one.value, one.se, one.interval));
        let back = paired::t(&swapped.sample().expect("finite"), level).expect("an estimate");
        prop_assert_eq!((t.value, t.p_value), (back.value.map(|value| -value), back.p_value));
        let (dz, dav) = (effect_size::cohen_dz(&differences, level), effect_size::cohen_dav(&pairs, level));
        for estimate in [&t, &dz.expect("an estimate"), &dav.expect("an estimate")] {
            no_nan(std::slice::from_ref(estimate))?;
            ordered(estimate, f64::NEG_INFINITY, f64::INFINITY)?;
            agrees(estimate, 0.0)?;
            prop_assert!(estimate.p_value.is_none() || same(estimate.p_value.unwrap_or(0.0), t.p_value.unwrap_or(0.0)));
        }
    }

    #[test]
    fn ranks_of_two_groups(
        first in prop::collection::vec(coarse(), 0..70),
        second in prop::collection::vec(prop_oneof![coarse(), -6.0..6.0], 0..70),
        by in coarse(),
        level in level(),
        wider in level(),
    ) {
        let (of, against) = (sample(&first), sample(&second));
        let shift = ranks::hodges_lehmann(&of, &against, level).expect("an estimate");
        no_nan(std::slice::from_ref(&shift))?;
        ordered(&shift, f64::NEG_INFINITY, f64::INFINITY)?;
        let reaches = !shift.warnings.iter().any(|warning| matches!(warning, Warning::TooFewForLevel { .. }));
        if reaches {
            agrees(&shift, 0.0)?;
        }
        // The median of all differences, by sorting them.
        let mut all: Vec<f64> = first.iter().flat_map(|x| second.iter().map(move |y| x - y)).collect();
        all.sort_by(f64::total_cmp);
        let median = (!all.is_empty()).then(|| 0.5 * all[(all.len() - 1) / 2] + 0.5 * all[all.len() / 2]);
        prop_assert_eq!(shift.value, median);

        let back = ranks::hodges_lehmann(&against, &of, level).expect("an estimate");
        prop_assert_eq!(shift.value, back.value.map(|value| -value));
        prop_assert_eq!(shift.p_value, back.p_value);
        let moved = ranks::hodges_lehmann(&sample(&shifted(&first, by)), &against, level).expect("an estimate");
        if let (Some(value), Some(moved)) = (shift.value, moved.value) {
            prop_assert!((moved - value - by).abs() <= 1e-12 * (1.0 + value.abs() + by.abs()));
        }
        if let Some(interval) = shift.interval {
            let wide = limits(ranks::hodges_lehmann(&of, &against, wider));
            let (inner, outer) = if level <= wider { (interval, wide) } else { (wide, interval) };
            prop_assert!(nested(inner, outer));
        }
        let test = ranks::rank_sum(&of, &against).expect("a test");
        let mut reversed = first.clone();
        reversed.reverse();
        prop_assert_eq!(&test, &ranks::rank_sum(&sample(&reversed), &against).expect("a test"));
        let other = ranks::rank_sum(&against, &of).expect("a test");
        prop_assert_eq!((test.p_value, test.p_less, test.p_greater), (other.p_value, other.p_greater, other.p_less));
        let pairs = all.iter().map(|d| if *d > 0.0 { 1.0 } else if *d == 0.0 { 0.5 } else { 0.0 }).sum::<f64>();
        prop_assert!(test.statistic.is_none_or(|statistic| statistic == pairs));
    }

    #[test]
    fn ranks_of_differences(values in prop::collection::vec(prop_oneof![coarse(), -6.0..6.0], 0..70), level in level()) {
        let differences = sample(&values);
        let centre = paired::pseudomedian(&differences, level).expect("an estimate");
        no_nan(std::slice::from_ref(&centre))?;
        ordered(&centre, f64::NEG_INFINITY, f64::INFINITY)?;
        if !centre.warnings.iter().any(|warning| matches!(warning, Warning::TooFewForLevel { .. })) {
            agrees(&centre, 0.0)?;
        }
        let nonzero: Vec<f64> = values.iter().copied().filter(|value| *value != 0.0).collect();
        let mut all: Vec<f64> = (0..nonzero.len())
            .flat_map(|i| (i..nonzero.len()).map(move |j| (i, j)))
            .map(|(i, j)| 0.5 * nonzero[i] + 0.5 * nonzero[j])
            .collect();
        all.sort_by(f64::total_cmp);
        let median = (!all.is_empty()).then(|| 0.5 * all[(all.len() - 1) / 2] + 0.5 * all[all.len() / 2]);
        prop_assert_eq!(centre.value, median);
        let test = paired::signed_rank(&differences).expect("a test");
        let negated: Vec<f64> = values.iter().map(|value| -value).collect();
        let other = paired::signed_rank(&sample(&negated)).expect("a test");
        prop_assert_eq!((test.p_value, test.p_less, test.p_greater), (other.p_value, other.p_greater, other.p_less));
        let positive = all.iter().map(|d| if *d > 0.0 { 1.0 } else if *d == 0.0 { 0.5 } else { 0.0 }).sum::<f64>();
        prop_assert!(test.statistic.is_none_or(|statistic| statistic == positive), "{test:?} {positive}");
    }

    #[test]
    fn power_grows_and_is_inverted(n in 2.0..1e5, effect in 0.01..3.0, power in 0.06..0.999, alpha in 0.0005..0.05) {
        for plan in [TwoMeans::independent(2.0, alpha), TwoMeans::paired(2.0, alpha)] {
            let plan = |n, difference, wanted| {
                power::two_means(plan.clone().expect("assumptions"), n, difference, wanted).expect("a plan")
            };
            let reached = |n, difference| plan(Some(n), Some(difference), None).power;
            let seen = reached(n, effect);
            prop_assert!((alpha * (1.0 - 1e-9)..=1.0).contains(&seen), "{seen}");
            prop_assert!(reached(n * 1.5, effect) >= seen - 1e-12);
            prop_assert!(same(seen, reached(n, -effect)));
            let needed = plan(None, Some(effect), Some(power)).n;
            let again = reached(needed, effect);
            prop_assert!(needed == 2.0 && again >= power || (again - power).abs() < 1e-8, "{needed} {again} {power}");
            let smallest = plan(Some(n), None, Some(power)).difference;
            prop_assert!((reached(n, smallest) - power).abs() < 1e-8);
        }
    }
}

/// All ways to choose which of the ranks belong to the first group.
#[test]
fn the_exact_rank_sum_is_the_enumeration() {
    for (n1, n2) in [(1, 1), (1, 4), (3, 3), (2, 6), (5, 4)] {
        let n = n1 + n2;
        let statistic = |chosen: u32| -> usize {
            let own = (0..n).filter(|rank| chosen >> rank & 1 == 1);
            own.map(|rank| (0..rank).filter(|below| chosen >> below & 1 == 0).count()).sum()
        };
        let groups: Vec<u32> = (0..1_u32 << n).filter(|chosen| chosen.count_ones() as usize == n1).collect();
        for seen in &groups {
            let pick = |wanted: u32| {
                (0..n).filter(|rank| seen >> rank & 1 == wanted).map(|rank| rank as f64).collect::<Vec<_>>()
            };
            let test = ranks::rank_sum_exact(&sample(&pick(1)), &sample(&pick(0))).expect("a test");
            let share = |keep: &dyn Fn(usize) -> bool| {
                groups.iter().filter(|chosen| keep(statistic(**chosen))).count() as f64 / groups.len() as f64
            };
            let (less, greater) = (share(&|w| w <= statistic(*seen)), share(&|w| w >= statistic(*seen)));
            for (got, wanted) in
                [(test.p_less, less), (test.p_greater, greater), (test.p_value, (2.0 * less.min(greater)).min(1.0))]
            {
                assert!((got.expect("a p-value") - wanted).abs() < 1e-14, "{n1} {n2} {seen:b}: {got:?} {wanted}");
            }
        }
    }
}

#[test]
fn the_exact_signed_rank_is_the_enumeration() {
    for n in 1..=8_u32 {
        let sum = |signs: u32| (0..n).filter(|rank| signs >> rank & 1 == 1).map(|rank| rank + 1).sum::<u32>();
        for seen in 0..1_u32 << n {
            let signed = |rank: u32| f64::from(rank + 1) * if seen >> rank & 1 == 1 { 1.0 } else { -1.0 };
            let test = paired::signed_rank_exact(&sample(&(0..n).map(signed).collect::<Vec<_>>())).expect("a test");
            let less = (0..1_u32 << n).filter(|signs| sum(*signs) <= sum(seen)).count() as f64 / f64::from(1_u32 << n);
            assert!((test.p_less.expect("a side") - less).abs() < 1e-14, "{n} {seen:b}");
        }
    }
}

/// What statsmodels makes of groups without events: no width, not-a-number, a division by zero.
#[test]
fn no_events_in_a_group() {
    let (some, none) = (events(5, 100.0), events(0, 100.0));
    let score = limits(ratio::rate_score(&some, &none, Level::P95));
    assert!((score.lower - 1.301_588_858_135_03).abs() < 1e-12 && score.upper == f64::INFINITY, "{score:?}");
    let mover = limits(difference::rate_mover(&some, &none, Level::P95));
    assert!(mover.lower < 0.0 && (mover.upper - 0.116_683_320_793_227).abs() < 1e-12, "{mover:?}");
    let nothing = limits(difference::rate_score(&none, &none, Level::P95));
    assert!(same(nothing.lower, -nothing.upper) && nothing.upper > 0.03, "{nothing:?}");
    for method in RATIOS {
        let estimate = method(&none, &none, Level::P95).expect("an estimate");
        assert_eq!((estimate.value, estimate.p_value), (None, None), "{estimate:?}");
        assert!(estimate.warnings.contains(&Warning::UndefinedRatio));
    }
    let wald = difference::rate_wald(&none, &none, Level::P95).expect("an estimate");
    assert_eq!(
        (wald.value, wald.se, wald.p_value, wald.warnings.as_slice()),
        (Some(0.0), Some(0.0), None, &[Warning::NoWidth][..])
    );
    assert!(same(limits(Ok(wald.clone())).lower, 0.0) && same(limits(Ok(wald)).upper, 0.0));
}

#[test]
fn nothing_observed_has_no_value_and_a_warning() {
    let (still, some, level) = (RateCell::default(), events(1, 2.0), Level::P95);
    let rates = RATIOS
        .into_iter()
        .chain(DIFFERENCES)
        .flat_map(|method| [method(&still, &some, level), method(&some, &still, level)]);
    let means = MEANS.into_iter().map(|method| method(&cell(&[]), &cell(&[1.0, 2.0]), level));
    let others = [
        paired::t(&sample(&[]), level),
        paired::pseudomedian(&sample(&[]), level),
        effect_size::cohen_dz(&sample(&[]), level),
        effect_size::cohen_dav(&Pairs::default(), level),
        ranks::hodges_lehmann(&sample(&[]), &sample(&[1.0]), level),
    ];
    for estimate in rates.chain(means).chain(others).map(|estimate| estimate.expect("thin data is no error")) {
        assert_eq!((estimate.value, estimate.interval, estimate.p_value), (None, None, None), "{estimate:?}");
        assert!(!estimate.warnings.is_empty(), "{estimate:?}");
    }
    for test in [
        ratio::exact_test(&still, &some),
        ranks::rank_sum(&sample(&[]), &sample(&[1.0])),
        ranks::rank_sum(&sample(&[2.0, 2.0]), &sample(&[2.0])),
        paired::signed_rank(&sample(&[])),
        paired::signed_rank(&sample(&[0.0, 0.0])),
    ] {
        let test = test.expect("thin data is no error");
        assert!(test.p_value.is_none() && !test.warnings.is_empty(), "{test:?}");
    }
}

#[test]
fn groups_of_many_values_take_no_memory_of_their_pairs() {
    let many = |by: f64| sample(&(0..20_000).map(|i| f64::from(i * 7919 % 20_011) + by).collect::<Vec<_>>());
    let shift = ranks::hodges_lehmann(&many(0.25), &many(0.0), Level::P95).expect("an estimate");
    assert_eq!(shift.value, Some(0.25));
    assert!(ranks::rank_sum(&many(0.0), &many(0.25)).expect("a test").p_value.expect("a p-value") > 0.9);
}
