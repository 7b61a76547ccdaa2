//! Laws of every interval for one share and one rate, and of the exact tests against a value.

use helhed::cells::{ProportionCell, RateCell};
use helhed::estimate::Interval;
use helhed::estimates::{proportion, rate};
use helhed::{Estimate, Level, Result};
use helhed_tests::laws::{counts, events, level, limits, nested, no_nan, occurrences, ordered, same, share, time};
use proptest::prelude::*;

type OneShare = fn(&ProportionCell, Level) -> Result<Estimate>;
type OneRate = fn(&RateCell, Level) -> Result<Estimate>;

fn doubled(cell: &ProportionCell, level: Level) -> Result<Estimate> {
    proportion::effective(cell, 2.0, level)
}

/// Those that have an interval for every count and hold the share at every level.
const SHARES: [OneShare; 7] = [
    proportion::wilson,
    proportion::wilson_cc,
    proportion::clopper_pearson,
    proportion::blaker,
    proportion::agresti_coull,
    proportion::wald,
    doubled,
];
/// Those whose interval is about a median, which can lie beside the share.
const MEDIAN: [OneShare; 3] = [proportion::mid_p, proportion::jeffreys, proportion::jeffreys_equal_tailed];
/// Those whose limits at the ends are the ends.
const CLOSED: [OneShare; 7] = [
    proportion::wilson,
    proportion::wilson_cc,
    proportion::clopper_pearson,
    proportion::mid_p,
    proportion::blaker,
    proportion::jeffreys,
    doubled,
];
/// Those whose limits move little when one unit is added.
const CONTINUOUS: [OneShare; 8] = [
    proportion::wilson,
    proportion::wilson_cc,
    proportion::clopper_pearson,
    proportion::mid_p,
    proportion::agresti_coull,
    proportion::jeffreys,
    proportion::jeffreys_equal_tailed,
    doubled,
];
const RATES: [OneRate; 4] = [rate::byar, rate::exact, rate::mid_p, rate::score];

/// An interval in the other's, whichever has the lower level.
fn either_nested(one: Interval, other: Interval) -> bool {
    let (inner, outer) = if one.level <= other.level { (one, other) } else { (other, one) };
    nested(inner, outer)
}

/// Equal or smaller, give or take the rounding of a search.
fn no_larger(small: f64, large: f64) -> bool {
    small <= large * (1.0 + 1e-9) + 1e-14
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_share_has_an_interval_that_mirrors_and_widens((x, n) in counts(), level in level(), wider in level()) {
        for (number, method) in SHARES.into_iter().chain(MEDIAN).enumerate() {
            let estimate = method(&share(x, n), level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            let warned = estimate.warnings.iter().any(|warning| warning.code() == "W313");
            let there = limits(Ok(estimate.clone()));
            prop_assert_eq!(warned, !there.contains(estimate.value.expect("units")), "{}", estimate.method.id);
            if number < SHARES.len() || (level.get() >= 0.5 && x > 0 && x < n) {
                ordered(&estimate, 0.0, 1.0)?;
            }
            prop_assert!(0.0 <= there.lower && there.lower <= there.upper && there.upper <= 1.0, "{there:?}");
            let other = limits(method(&share(x, n), wider));
            prop_assert!(either_nested(there, other), "{}: {there:?} {other:?}", estimate.method.id);
            let mirror = limits(method(&share(n - x, n), level));
            prop_assert!(same(there.lower, 1.0 - mirror.upper) && same(there.upper, 1.0 - mirror.lower));
        }
        for method in CLOSED {
            let there = limits(method(&share(x, n), level));
            prop_assert!((there.lower == 0.0) == (x == 0) && (there.upper == 1.0) == (x == n), "{there:?}");
        }
    }

    #[test]
    fn one_more_event_raises_both_limits((x, n) in counts(), level in level()) {
        let (x, more) = (x.min(n - 1), x.min(n - 1) + 1);
        for method in SHARES.into_iter().chain(MEDIAN) {
            let estimate = method(&share(x, n), level);
            let name = estimate.as_ref().expect("an estimate").method.id.clone();
            let (fewer, more) = (limits(estimate), limits(method(&share(more, n), level)));
            let wald = name == "proportion/wald";
            // Wald's interval has no width at the ends: there its limits turn back.
            if !wald || (x > 0 && x + 1 < n && level.z() * level.z() < 2.0) {
                prop_assert!(
                    no_larger(fewer.lower, more.lower) && no_larger(fewer.upper, more.upper),
                    "{name}: {fewer:?} {more:?}"
                );
            }
        }
    }

    #[test]
    fn one_more_unit_moves_a_share_a_little((x, n) in counts(), level in level()) {
        let most = 1.5 * (2.0 + level.z() * level.z()) / n as f64;
        for method in CONTINUOUS {
            let before = limits(method(&share(x, n), level));
            let without = limits(method(&share(x, n + 1), level));
            let with = limits(method(&share(x + 1, n + 1), level));
            for (low, middle, high) in
                [(without.lower, before.lower, with.lower), (without.upper, before.upper, with.upper)]
            {
                prop_assert!(no_larger(low, middle) && no_larger(middle, high), "{low} {middle} {high}");
                prop_assert!(middle - low <= most && high - middle <= most, "{low} {middle} {high} {most}");
            }
        }
    }

    #[test]
    fn mid_p_and_blaker_lie_inside_the_exact_interval((x, n) in counts(), level in level()) {
        let outer = limits(proportion::clopper_pearson(&share(x, n), level));
        for method in [proportion::mid_p, proportion::blaker] {
            let inner = limits(method(&share(x, n), level));
            prop_assert!(no_larger(outer.lower, inner.lower) && no_larger(inner.upper, outer.upper), "{inner:?} {outer:?}");
        }
    }

    #[test]
    fn wilson_lies_inside_its_correction_and_agresti_coull((x, n) in counts(), level in level()) {
        let inner = limits(proportion::wilson(&share(x, n), level));
        for method in [proportion::wilson_cc, proportion::agresti_coull, doubled] {
            let outer = limits(method(&share(x, n), level));
            prop_assert!(no_larger(outer.lower, inner.lower) && no_larger(inner.upper, outer.upper), "{inner:?} {outer:?}");
        }
    }

    #[test]
    fn the_logit_interval_mirrors_and_is_absent_at_the_ends((x, n) in counts(), level in level(), wider in level()) {
        let estimate = proportion::logit(&share(x, n), level).expect("an estimate");
        no_nan(std::slice::from_ref(&estimate))?;
        ordered(&estimate, 0.0, 1.0)?;
        let end = x == 0 || x == n;
        prop_assert_eq!(end, estimate.interval.is_none());
        prop_assert_eq!(end, estimate.se.is_none());
        prop_assert_eq!(end, estimate.warnings.iter().any(|warning| warning.code() == "W310"));
        if let Some(there) = estimate.interval {
            let mirror = limits(proportion::logit(&share(n - x, n), level));
            prop_assert!(same(there.lower, 1.0 - mirror.upper) && same(there.upper, 1.0 - mirror.lower));
            prop_assert!(either_nested(there, limits(proportion::logit(&share(x, n), wider))));
        }
    }

    #[test]
    fn a_rate_has_an_interval_that_widens_rises_and_scales(
        x in occurrences(), time in time(), level in level(), wider in level(), factor in 0.01..100.0,
    ) {
        for method in RATES {
            let estimate = method(&events(x, time), level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            let warned = estimate.warnings.iter().any(|warning| warning.code() == "W313");
            prop_assert!(!warned || (level.get() < 0.5 && estimate.method.id == "rate/mid_p"), "{estimate:?}");
            if !warned {
                ordered(&estimate, 0.0, f64::INFINITY)?;
            }
            let there = limits(Ok(estimate));
            prop_assert!(x > 0 || there.lower == 0.0);
            prop_assert!(either_nested(there, limits(method(&events(x, time), wider))));
            let more = limits(method(&events(x + 1, time), level));
            prop_assert!(there.lower <= more.lower && there.upper < more.upper, "{there:?} {more:?}");
            let scaled = limits(method(&events(x, time * factor), level));
            prop_assert!(same(scaled.upper * factor, there.upper) && same(scaled.lower * factor, there.lower));
        }
        let (inner, outer) = (limits(rate::mid_p(&events(x, time), level)), limits(rate::exact(&events(x, time), level)));
        prop_assert!(no_larger(outer.lower, inner.lower) && no_larger(inner.upper, outer.upper), "{inner:?} {outer:?}");
    }

    #[test]
    fn a_rare_share_is_a_rate(x in 0..200_u64) {
        let n = 4_000_000_000;
        for (of_share, of_rate) in [
            (proportion::mid_p as OneShare, rate::mid_p as OneRate),
            (proportion::clopper_pearson, rate::exact),
            (proportion::wilson, rate::score),
        ] {
            let (one, two) = (limits(of_share(&share(x, n), Level::P95)), limits(of_rate(&events(x, n as f64), Level::P95)));
            prop_assert!((one.lower / two.lower - 1.0).abs() < 1e-6 || x == 0, "{one:?} {two:?}");
            prop_assert!((one.upper / two.upper - 1.0).abs() < 1e-6, "{one:?} {two:?}");
        }
    }

    #[test]
    fn the_binomial_test_agrees_with_the_exact_interval((x, n) in counts(), p0 in 0.0..=1.0, level in level()) {
        let test = proportion::binomial_test(&share(x, n), p0).expect("a test");
        let (less, greater) = (test.p_less.expect("units"), test.p_greater.expect("units"));
        let interval = limits(proportion::clopper_pearson(&share(x, n), level));
        prop_assert!(less + greater >= 1.0 - 1e-9, "what was seen is in both");
        let (below, above) = (greater < level.tail() * (1.0 - 1e-7), less < level.tail() * (1.0 - 1e-7));
        prop_assert!(!below || p0 <= interval.lower * (1.0 + 1e-9), "{interval:?} {p0} {greater}");
        prop_assert!(!above || p0 >= interval.upper * (1.0 - 1e-9), "{interval:?} {p0} {less}");
        let two = test.p_value.expect("units");
        prop_assert!((0.0..=1.0).contains(&two) && two >= less.min(greater).min(1.0) * (1.0 - 1e-9), "{test:?}");
        let mirror = proportion::binomial_test(&share(n - x, n), 1.0 - p0).expect("a test");
        prop_assert!((mirror.p_less.expect("units") - greater).abs() < 1e-7, "{test:?} {mirror:?}");
    }

    #[test]
    fn the_poisson_test_agrees_with_the_exact_interval(x in occurrences(), time in time(), r in 0.0..3.0, level in level()) {
        let r0 = r * (x as f64 + 1.0) / time;
        let test = rate::poisson_test(&events(x, time), r0).expect("a test");
        let (less, greater) = (test.p_less.expect("exposure"), test.p_greater.expect("exposure"));
        let interval = limits(rate::exact(&events(x, time), level));
        let (below, above) = (greater < level.tail() * (1.0 - 1e-7), less < level.tail() * (1.0 - 1e-7));
        prop_assert!(!below || r0 <= interval.lower * (1.0 + 1e-9), "{interval:?} {r0} {greater}");
        prop_assert!(!above || r0 >= interval.upper * (1.0 - 1e-9), "{interval:?} {r0} {less}");
        let two = test.p_value.expect("exposure");
        prop_assert!((0.0..=1.0).contains(&two) && two >= less.min(greater).min(1.0) * (1.0 - 1e-9), "{test:?}");
    }

    #[test]
    fn clusters(parts in prop::collection::vec((0..20_u64, 0..20_u64), 0..12), level in level(), wider in level()) {
        let cells: Vec<ProportionCell> = parts.iter().map(|(x, more)| share(*x, x + more)).collect();
        let estimate = proportion::clustered(&cells, level).expect("an estimate");
        no_nan(std::slice::from_ref(&estimate))?;
        ordered(&estimate, 0.0, 1.0)?;
        prop_assert_eq!(estimate.interval.is_some(), proportion::design_effect(&cells).is_some());
        prop_assert_eq!(estimate.interval.is_some(), estimate.df.is_some() && estimate.se.is_some());
        let others: Vec<ProportionCell> = parts.iter().rev().map(|(x, more)| share(*more, x + more)).collect();
        let mirror = proportion::clustered(&others, level).expect("an estimate");
        if let (Some(there), Some(mirror)) = (estimate.interval, mirror.interval) {
            prop_assert!(same(there.lower, 1.0 - mirror.upper) && same(there.upper, 1.0 - mirror.lower));
            prop_assert!(either_nested(there, limits(proportion::clustered(&cells, wider))));
            let mut all = ProportionCell::default();
            cells.iter().for_each(|cell| all.merge(cell));
            let alone = limits(proportion::wilson(&all, level));
            prop_assert!(nested(alone, there), "clusters never make it shorter: {alone:?} {there:?}");
        }
    }

    #[test]
    fn several_rates(parts in prop::collection::vec((0..20_u64, 0.1..50.0), 0..12), level in level(), wider in level()) {
        let cells: Vec<RateCell> = parts.iter().map(|(x, time)| events(*x, *time)).collect();
        let far: Vec<RateCell> = parts.iter().map(|(x, time)| events(*x, time * 8.0)).collect();
        for method in [rate::over_dispersed, rate::clustered] {
            let estimate = method(&cells, level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, 0.0, f64::INFINITY)?;
            if let Some(there) = estimate.interval {
                prop_assert!(either_nested(there, limits(method(&cells, wider))));
                let scaled = limits(method(&far, level));
                prop_assert!(same(scaled.lower * 8.0, there.lower) && same(scaled.upper * 8.0, there.upper));
                let mut turned = cells.clone();
                turned.reverse();
                let turned = limits(method(&turned, level));
                prop_assert!(same(turned.lower, there.lower) && same(turned.upper, there.upper));
            }
        }
    }
}

#[test]
fn nothing_observed_has_no_value_and_a_warning() {
    let (empty, still, level) = (ProportionCell::default(), RateCell::default(), Level::P95);
    let shares = SHARES.into_iter().chain(MEDIAN).chain([proportion::logit as OneShare]);
    let one = shares.map(|method| method(&empty, level)).chain(RATES.map(|method| method(&still, level)));
    let several = [
        proportion::clustered(&[], level),
        proportion::clustered(&[empty, empty], level),
        rate::over_dispersed(&[], level),
        rate::clustered(&[still, still], level),
    ];
    for estimate in one.chain(several).map(|estimate| estimate.expect("thin data is no error")) {
        assert_eq!((estimate.value, estimate.interval, estimate.se), (None, None, None), "{estimate:?}");
        assert!(["W301", "W305"].contains(&estimate.warnings[0].code()), "{estimate:?}");
    }
    let tests = [proportion::binomial_test(&empty, 0.5), rate::poisson_test(&still, 0.5)];
    for test in tests.map(|test| test.expect("thin data is no error")) {
        assert_eq!((test.p_value, test.p_less, test.p_greater), (None, None, None), "{test:?}");
        assert_eq!(test.warnings.len(), 1, "{test:?}");
    }
}

#[test]
fn a_share_or_rate_to_test_is_one() {
    for p0 in [-1e-9, 1.0 + 1e-9, f64::NAN, f64::INFINITY] {
        assert_eq!(proportion::binomial_test(&share(1, 2), p0).expect_err("refused").code(), "H008");
    }
    for r0 in [-1e-9, f64::NAN, f64::INFINITY] {
        assert_eq!(rate::poisson_test(&events(1, 2.0), r0).expect_err("refused").code(), "H008");
    }
    for effect in [0.0, 0.999, -2.0, f64::NAN, f64::INFINITY] {
        assert_eq!(proportion::effective(&share(1, 2), effect, Level::P95).expect_err("refused").code(), "H008");
    }
}

#[test]
fn a_certain_value_is_tested_as_it_stands() {
    let p = |x, p0| proportion::binomial_test(&share(x, 5), p0).expect("a test");
    for (x, p0, wanted) in [(0, 0.0, 1.0), (5, 1.0, 1.0), (1, 0.0, 0.0), (4, 1.0, 0.0), (5, 0.0, 0.0), (0, 1.0, 0.0)] {
        assert_eq!(p(x, p0).p_value, Some(wanted), "{x} of 5 at {p0}");
    }
    let none = rate::poisson_test(&events(0, 2.0), 0.0).expect("a test");
    assert_eq!((none.p_value, none.p_less, none.p_greater), (Some(1.0), Some(1.0), Some(1.0)));
    let some = rate::poisson_test(&events(3, 2.0), 0.0).expect("a test");
    assert_eq!((some.p_value, some.p_less, some.p_greater), (Some(0.0), Some(1.0), Some(0.0)));
}

/// What other software is known to get wrong.
#[test]
fn faults_of_others_are_not_repeated() {
    let near = |interval: Interval, lower: f64, upper: f64| {
        assert!((interval.lower - lower).abs() < 1e-12 && (interval.upper - upper).abs() < 1e-12, "{interval:?}");
    };
    let none = share(0, 10);
    near(limits(proportion::wilson(&none, Level::P95)), 0.0, 0.277_532_799_862_889);
    near(limits(rate::mid_p(&events(0, 100.0), Level::P95)), 0.0, 0.029_957_322_735_539_9);
    assert_eq!(limits(proportion::jeffreys(&none, Level::P95)).lower, 0.0);
    // The correction is kept where x is next to n/2, and Wilson's interval is not replaced at x = 1.
    near(limits(proportion::wilson_cc(&share(10, 20), Level::P95)), 0.278_536_702_420_732, 0.721_463_297_579_268);
    near(limits(proportion::wilson(&share(1, 1), Level::P95)), 0.206_549_314_377_238, 1.0);
}

#[test]
fn each_cluster_alike_counts_as_independent_units() {
    let alike = [share(3, 10), share(6, 20), share(3, 10)];
    let estimate = proportion::clustered(&alike, Level::P95).expect("an estimate");
    assert_eq!(proportion::design_effect(&alike), Some(0.0));
    assert_eq!(estimate.warnings.iter().map(|warning| warning.code()).collect::<Vec<_>>(), ["W311"]);
    let even = [events(3, 10.0), events(6, 20.0)];
    let codes = |estimate: Result<Estimate>| -> Vec<&str> {
        estimate.expect("an estimate").warnings.iter().map(|warning| warning.code()).collect()
    };
    assert_eq!(codes(rate::over_dispersed(&even, Level::P95)), ["W311"]);
    assert_eq!(codes(rate::clustered(&even, Level::P95)), ["W303"]);
    assert_eq!(codes(rate::clustered(&even[..1], Level::P95)), ["W302"]);
    assert_eq!(codes(rate::over_dispersed(&[events(0, 1.0), events(0, 2.0)], Level::P95)), ["W310"]);
    assert_eq!(codes(proportion::clustered(&[share(30, 30), share(20, 20)], Level::P95)), ["W312"]);
    assert_eq!(codes(proportion::clustered(&[share(30, 40)], Level::P95)), ["W302"]);
    // A person without exposure is left out, and said so.
    let with_none = [even[0], RateCell::from_counts(0.0, 0.0).expect("no exposure"), even[1]];
    assert_eq!(codes(rate::over_dispersed(&with_none, Level::P95)), ["W101", "W311"]);
}
