//! What must hold of every comparison of two shares, whatever the counts and the level.

use helhed::cells::ProportionCell;
use helhed::comparisons::{difference, odds_ratio, ratio};
use helhed::{Estimate, Level, Result};
use helhed_tests::laws::{counts, level, limits, nested, no_nan, ordered, same, share};
use proptest::prelude::*;

type TwoShares = fn(&ProportionCell, &ProportionCell, Level) -> Result<Estimate>;

/// Differences whose limits lie between -1 and 1.
const DIFFERENCES: [TwoShares; 3] = [difference::newcombe, difference::miettinen_nurminen, difference::agresti_caffo];
/// Ratios that have limits for all counts.
const RATIOS: [TwoShares; 5] =
    [ratio::koopman, ratio::miettinen_nurminen, odds_ratio::conditional, odds_ratio::mid_p, odds_ratio::woolf_haldane];
/// Methods whose limits rise with the events of the first group. Those that add to the cells are not among them: a
/// standard error that shrinks can outrun the value.
const MONOTONE: [TwoShares; 6] = [
    difference::newcombe,
    difference::miettinen_nurminen,
    ratio::koopman,
    ratio::miettinen_nurminen,
    odds_ratio::conditional,
    odds_ratio::mid_p,
];
/// Methods of large groups, which need not have limits.
const LARGE: [TwoShares; 3] = [difference::wald, ratio::katz, odds_ratio::woolf];

fn all() -> impl Iterator<Item = TwoShares> {
    DIFFERENCES.into_iter().chain(RATIOS).chain(LARGE)
}

fn is_difference(estimate: &Estimate) -> bool {
    estimate.method.id.starts_with("difference/")
}

/// Two groups up to a million, with the ends often.
fn groups() -> impl Strategy<Value = ((u64, u64), (u64, u64))> {
    let one = || prop_oneof![3 => 1..=40_u64, 2 => 1..=2_000_u64, 1 => 1..=1_000_000_u64];
    let with_events = |n: u64| (prop_oneof![1 => Just(0), 1 => Just(n), 6 => 0..=n], Just(n));
    (one().prop_flat_map(with_events), one().prop_flat_map(with_events))
}

/// Up to forty units, of which at least `least` have the event and as many have not.
fn few(least: u64) -> impl Strategy<Value = (u64, u64)> {
    (1 + least..=40).prop_flat_map(move |n| (least..=n - least, Just(n)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_are_in_order_and_swapping_the_groups_mirrors(((x1, n1), (x2, n2)) in groups(), level in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        for method in all() {
            let there = method(&of, &against, level).expect("an estimate");
            let back = method(&against, &of, level).expect("an estimate");
            no_nan(&[there.clone(), back.clone()])?;
            prop_assert_eq!(there.interval.is_some(), back.interval.is_some());
            prop_assert!(same(there.p_value.unwrap_or(-1.0), back.p_value.unwrap_or(-1.0)), "{there:?} {back:?}");
            let mirrored = |value: f64| if is_difference(&there) { -value } else { 1.0 / value };
            if let (Some(one), Some(two)) = (there.interval, back.interval) {
                let mirrors = same(one.lower, mirrored(two.upper)) && same(one.upper, mirrored(two.lower));
                prop_assert!(mirrors, "{there:?} {back:?}");
            }
            if let (Some(one), Some(two)) = (there.value, back.value) {
                prop_assert!(same(one, mirrored(two)), "{there:?} {back:?}");
            }
        }
        for method in DIFFERENCES {
            let one = method(&of, &against, level).expect("an estimate");
            prop_assert!(one.method.id == "difference/agresti_caffo" || ordered(&one, -1.0, 1.0).is_ok(), "{one:?}");
            let interval = limits(Ok(one));
            prop_assert!(-1.0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 1.0);
        }
        for method in RATIOS {
            ordered(&method(&of, &against, level).expect("an estimate"), 0.0, f64::INFINITY)?;
        }
    }

    #[test]
    fn a_higher_level_is_wider(((x1, n1), (x2, n2)) in groups(), level in level(), other in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        for method in all() {
            let levels = if level <= other { [level, other] } else { [other, level] };
            let pair = levels.map(|level| method(&of, &against, level).expect("an estimate").interval);
            if let [Some(inner), Some(outer)] = pair {
                prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
            }
        }
    }

    #[test]
    fn one_more_event_moves_no_limit_down(((x1, n1), (x2, n2)) in groups(), level in level()) {
        prop_assume!(x1 < n1);
        for method in MONOTONE {
            let [one, more] = [x1, x1 + 1].map(|x1| limits(method(&share(x1, n1), &share(x2, n2), level)));
            let up = |low: f64, high: f64| low <= high || low - high <= 1e-9 * low.abs();
            prop_assert!(up(one.lower, more.lower) && up(one.upper, more.upper), "{one:?} {more:?}");
        }
    }

    #[test]
    fn p_values_agree_with_their_intervals(((x1, n1), (x2, n2)) in groups(), level in level()) {
        for method in all() {
            let estimate = method(&share(x1, n1), &share(x2, n2), level).expect("an estimate");
            let (Some(interval), Some(p)) = (estimate.interval, estimate.p_value) else { continue };
            let null = if is_difference(&estimate) { 0.0 } else { 1.0 };
            // Within rounding of the border either side is right.
            if (p / (1.0 - level.get()) - 1.0).abs() > 1e-7 {
                prop_assert_eq!(p < 1.0 - level.get(), !interval.contains(null), "{:?}", estimate);
            }
        }
    }

    #[test]
    fn p_values_are_those_of_the_interval_that_touches(((x1, n1), (x2, n2)) in groups()) {
        for method in all() {
            let at = |level| method(&share(x1, n1), &share(x2, n2), level).expect("an estimate");
            let estimate = at(Level::P95);
            let Some(p) = estimate.p_value.filter(|p| (1e-6..1.0 - 1e-6).contains(p)) else { continue };
            let null = if is_difference(&estimate) { 0.0 } else { 1.0 };
            let (narrower, wider) = (1.0 - p * (1.0 + 1e-7), 1.0 - p * (1.0 - 1e-7));
            let interval = |level| limits(Ok(at(Level::new(level).expect("a level"))));
            let [inside, outside] = [narrower, wider].map(interval);
            prop_assert!(!inside.contains(null) && outside.contains(null), "{estimate:?} {inside:?} {outside:?}");
        }
    }

    #[test]
    fn the_mid_p_interval_lies_inside_the_exact_one(((x1, n1), (x2, n2)) in groups(), level in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let mid = limits(odds_ratio::mid_p(&of, &against, level));
        let exact = limits(odds_ratio::conditional(&of, &against, level));
        prop_assert!(nested(mid, exact), "{mid:?} {exact:?}");
        let score = limits(ratio::koopman(&of, &against, level));
        prop_assert!(nested(score, limits(ratio::miettinen_nurminen(&of, &against, level))), "{score:?}");
    }

    #[test]
    fn fisher_adds_up_what_is_no_likelier((x1, n1) in few(0), (x2, n2) in few(0)) {
        let test = odds_ratio::fisher(&share(x1, n1), &share(x2, n2)).expect("a test");
        let chances = weights(n1, n2, x1 + x2, 1.0);
        let seen = chances.iter().find(|(k, _)| *k == x1).expect("the table seen").1;
        let sum = |part: &dyn Fn(u64, f64) -> bool| -> f64 {
            chances.iter().filter(|(k, p)| part(*k, *p)).map(|(_, p)| p).sum()
        };
        prop_assert!(same(test.p_value.expect("a p-value"), sum(&|_, p| p <= seen * (1.0 + 1e-7))), "{test:?}");
        prop_assert!(same(test.p_less.expect("a p-value"), sum(&|k, _| k <= x1)), "{test:?}");
        prop_assert!(same(test.p_greater.expect("a p-value"), sum(&|k, _| k >= x1)), "{test:?}");
    }

    #[test]
    fn the_conditional_estimates_solve_their_equations((x1, n1) in few(1), (x2, n2) in few(1), level in 0.5..0.9999) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let level = Level::new(level).expect("a level");
        let tails = |ratio: f64, part: f64| {
            let chances = weights(n1, n2, x1 + x2, ratio);
            let side = |more: bool| -> f64 {
                let counted = |k: u64| if k == x1 { part } else { f64::from(u8::from((k > x1) == more)) };
                chances.iter().map(|(k, p)| counted(*k) * p).sum()
            };
            (side(false), side(true))
        };
        let exact = odds_ratio::conditional(&of, &against, level).expect("an estimate");
        let mean: f64 = weights(n1, n2, x1 + x2, exact.value.expect("inside")).iter().map(|(k, p)| *k as f64 * p).sum();
        prop_assert!((mean - x1 as f64).abs() < 1e-9 * x1 as f64, "{mean} {exact:?}");
        let mid = odds_ratio::mid_p(&of, &against, level).expect("an estimate");
        prop_assert!((tails(mid.value.expect("inside"), 0.5).0 - 0.5).abs() < 1e-10, "{mid:?}");
        for (interval, part) in [(limits(Ok(exact)), 1.0), (limits(Ok(mid)), 0.5)] {
            let (below, above) = (tails(interval.upper, part).0, tails(interval.lower, part).1);
            prop_assert!(same(below, level.tail()) && same(above, level.tail()), "{interval:?}");
        }
    }

    #[test]
    fn score_limits_solve_their_equations(((x1, n1), (x2, n2)) in groups(), level in level()) {
        let n = (n1 + n2) as f64;
        let factor = n / (n - 1.0);
        let table = [x1, n1, x2, n2].map(|count| count as f64);
        let interval = limits(difference::miettinen_nurminen(&share(x1, n1), &share(x2, n2), level));
        // Next to no difference the shares found by halving lie within one rounding of 0 or 1, and lack digits.
        let inside = |limit: &f64| limit.abs() < 1.0 && limit.abs() > 1e-3;
        for limit in [interval.lower, interval.upper].into_iter().filter(inside) {
            let got = difference_score(table, limit).abs() / factor.sqrt();
            prop_assert!((got / level.z() - 1.0).abs() < 1e-6, "{got} {} {interval:?}", level.z());
        }
        for (method, factor) in [(ratio::koopman as TwoShares, 1.0), (ratio::miettinen_nurminen, factor)] {
            let interval = limits(method(&share(x1, n1), &share(x2, n2), level));
            let inside = |limit: &f64| *limit > 0.0 && limit.is_finite() && (limit - 1.0).abs() > 1e-3;
            for limit in [interval.lower, interval.upper].into_iter().filter(inside) {
                let got = ratio_score(table, limit).abs() / f64::sqrt(factor);
                prop_assert!((got / level.z() - 1.0).abs() < 1e-6, "{got} {} {interval:?}", level.z());
            }
        }
    }

    #[test]
    fn register_sized_groups_have_limits((x1, n1) in counts(), (x2, n2) in counts(), level in level()) {
        for method in DIFFERENCES.into_iter().chain([ratio::koopman as TwoShares, ratio::miettinen_nurminen]) {
            let estimate = method(&share(x1, n1), &share(x2, n2), level).expect("an estimate");
            prop_assert!(estimate.interval.is_some() && estimate.p_value.is_some(), "{estimate:?}");
        }
    }
}

/// Probabilities of the events of the first group given the margins, from the one before, starting at the lowest.
fn weights(n1: u64, n2: u64, events: u64, odds_ratio: f64) -> Vec<(u64, f64)> {
    let (low, high) = (events.saturating_sub(n2), n1.min(events));
    let mut log_weights = vec![(low, 0.0_f64)];
    for k in low..high {
        let ratio = ((n1 - k) * (events - k)) as f64 / ((k + 1) * (n2 + k + 1 - events)) as f64;
        let last = log_weights.last().expect("one").1;
        log_weights.push((k + 1, last + (ratio * odds_ratio).ln()));
    }
    let most = log_weights.iter().map(|(_, weight)| *weight).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = log_weights.iter().map(|(_, weight)| (weight - most).exp()).sum();
    log_weights.into_iter().map(|(k, weight)| (k, (weight - most).exp() / total)).collect()
}

/// Where a decreasing function is zero, by halving.
fn halved(mut low: f64, mut high: f64, function: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if function(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

fn slope(x: f64, n: f64, q: f64) -> f64 {
    let part = |count: f64, share: f64| if count == 0.0 { 0.0 } else { count / share };
    part(x, q) - part(n - x, 1.0 - q)
}

/// Score statistic of a difference, from the shares most likely under it, found by halving.
fn difference_score([x1, n1, x2, n2]: [f64; 4], gap: f64) -> f64 {
    let q2 = halved(f64::max(0.0, -gap), f64::min(1.0, 1.0 - gap), |q| slope(x1, n1, q + gap) + slope(x2, n2, q));
    let q1 = q2 + gap;
    (x1 / n1 - x2 / n2 - gap) / (q1 * (1.0 - q1) / n1 + q2 * (1.0 - q2) / n2).sqrt()
}

/// The same of a ratio.
fn ratio_score([x1, n1, x2, n2]: [f64; 4], ratio: f64) -> f64 {
    let q2 = halved(0.0, f64::min(1.0, 1.0 / ratio), |q| ratio * slope(x1, n1, ratio * q) + slope(x2, n2, q));
    let q1 = f64::min(1.0, ratio * q2);
    (x1 / n1 - ratio * x2 / n2) / (q1 * (1.0 - q1) / n1 + ratio * ratio * q2 * (1.0 - q2) / n2).sqrt()
}

fn codes(estimate: &Estimate) -> Vec<&'static str> {
    estimate.warnings.iter().map(helhed::Warning::code).collect()
}

#[test]
fn an_empty_group_has_no_value() {
    let (empty, some) = (ProportionCell::default(), share(3, 30));
    for method in all() {
        for estimate in [method(&empty, &some, Level::P95), method(&some, &empty, Level::P95)] {
            let estimate = estimate.expect("thin data is no error");
            assert_eq!((estimate.value, estimate.interval, estimate.p_value), (None, None, None));
            assert_eq!(codes(&estimate), ["W301"]);
        }
    }
    let test = odds_ratio::fisher(&empty, &some).expect("thin data is no error");
    assert_eq!((test.p_value, test.p_less, test.p_greater), (None, None, None));
    assert!(!test.warnings.is_empty());
}

#[test]
fn nothing_in_both_groups_is_told_apart_from_zero() {
    let none = share(0, 10);
    let interval = limits(difference::miettinen_nurminen(&none, &none, Level::P95));
    assert!((interval.upper - 0.287_933_941_282_012).abs() < 1e-12 && (interval.lower + interval.upper).abs() < 1e-15);
    for method in [ratio::koopman as TwoShares, ratio::miettinen_nurminen, odds_ratio::conditional, odds_ratio::mid_p] {
        let estimate = method(&none, &none, Level::P95).expect("an estimate");
        assert_eq!(estimate.value, None);
        assert!(codes(&estimate).contains(&"W401"), "{estimate:?}");
        let interval = limits(Ok(estimate));
        assert_eq!((interval.lower, interval.upper), (0.0, f64::INFINITY));
    }
    for method in [ratio::katz as TwoShares, odds_ratio::woolf] {
        let estimate = method(&none, &none, Level::P95).expect("an estimate");
        assert_eq!((estimate.value, estimate.interval), (None, None));
        assert!(codes(&estimate).contains(&"W401") && codes(&estimate).contains(&"W310"), "{estimate:?}");
    }
}

#[test]
fn limits_at_the_end_say_so() {
    let (all, none) = (share(10, 10), share(0, 10));
    let interval = limits(difference::agresti_caffo(&all, &none, Level::P95));
    assert!(interval.upper == 1.0 && (interval.lower - 0.612_183_018_304_073).abs() < 1e-12);
    let wald = difference::wald(&share(9, 10), &share(0, 10), Level::P998).expect("an estimate");
    assert!(codes(&wald).contains(&"W411") && limits(Ok(wald)).upper > 1.0);
    let (lowest, highest) = (
        limits(difference::miettinen_nurminen(&none, &all, Level::P95)),
        limits(difference::miettinen_nurminen(&all, &none, Level::P95)),
    );
    assert_eq!((lowest.lower, highest.upper), (-1.0, 1.0));
}

#[test]
fn a_billion_in_each_group_is_finite() {
    let million = 1_000_000;
    for (x1, x2) in [(400 * million, 400 * million + 9_000), (3, 9), (1000 * million - 1, 1000 * million - 7)] {
        let (of, against) = (share(x1, 1000 * million), share(x2, 1000 * million));
        for method in all() {
            let estimate = method(&of, &against, Level::P95).expect("an estimate");
            let interval = limits(Ok(estimate.clone()));
            assert!(
                interval.lower.is_finite() && interval.upper.is_finite() && interval.lower < interval.upper,
                "{estimate:?}"
            );
            assert!(estimate.p_value.is_some_and(|p| p > 0.0 && p <= 1.0), "{estimate:?}");
        }
        let test = odds_ratio::fisher(&of, &against).expect("a test");
        assert!(test.p_value.is_some_and(|p| p > 0.0 && p <= 1.0), "{test:?}");
    }
}
