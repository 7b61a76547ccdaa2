//! What must hold of means, quantiles, standardised rates, inequality and ratios, whatever the values.

use std::num::NonZeroUsize;

use helhed::cells::MeanCell;
use helhed::estimates::inequality::{self, SocialScale};
use helhed::estimates::mean::{self, Interpolation, Resampling, Statistic};
use helhed::estimates::standardised::{self, CaseMix, Expected, Standardised, StratumCounts};
use helhed::estimates::{mean::ranks, rate};
use helhed::records::{Sample, WeightedSample};
use helhed::synthesis::economy::{RatioSet, Uncertain, fieller};
use helhed::{Estimate, Level, Result};
use helhed_tests::laws::{events, level, limits, nested, no_nan, ordered, same};
use proptest::prelude::*;

fn sample(values: &[f64]) -> Sample {
    Sample::from_values(values.iter().copied().map(Some)).expect("finite")
}

fn weighted(values: &[f64], weights: &[f64]) -> WeightedSample {
    let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
    WeightedSample::from_values(some(values), some(weights)).expect("weights")
}

fn value(estimate: Result<Estimate>) -> f64 {
    estimate.expect("an estimate").value.expect("a value")
}

/// Values that are often equal, and sometimes large.
fn values() -> impl Strategy<Value = Vec<f64>> {
    let one = prop_oneof![(-5..=5_i32).prop_map(f64::from), -1e3..1e3, -1e9..1e9];
    prop::collection::vec(one, 1..40)
}

/// Amounts: zero or more.
fn amounts() -> impl Strategy<Value = Vec<f64>> {
    let one = prop_oneof![(0..=5_i32).prop_map(f64::from), 0.0..1e3, 0.0..1e9];
    prop::collection::vec(one, 1..40)
}

/// Events, population and standard of some strata.
fn strata() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    let count = prop_oneof![Just(0_u32), 0..20_u32, 0..5_000_u32].prop_map(f64::from);
    prop::collection::vec((count, 1.0..1e5, 0.0..100.0), 1..12)
}

fn standardised(strata: &[(f64, f64, f64)]) -> Standardised {
    let column = |pick: fn(&(f64, f64, f64)) -> f64| strata.iter().map(|one| Some(pick(one))).collect::<Vec<_>>();
    let rows = StratumCounts::from_values(&column(|one| one.0), &column(|one| one.1)).expect("strata");
    Standardised::new(rows, &column(|one| one.2 + 0.01)).expect("a standard")
}

fn scale(strata: &[(f64, f64, f64)]) -> SocialScale {
    let column = |pick: fn(&(f64, f64, f64)) -> f64| strata.iter().map(|one| Some(pick(one))).collect::<Vec<_>>();
    SocialScale::from_values(&column(|one| one.0), &column(|one| one.1)).expect("a scale")
}

/// A p-value is below one minus the level exactly when the null lies outside the interval; near the border rounding
/// decides.
fn agree(estimate: &Estimate, null: f64, level: Level) -> std::result::Result<(), TestCaseError> {
    if let (Some(p), Some(interval)) = (estimate.p_value, estimate.interval) {
        let alpha = 1.0 - level.get();
        if (p - alpha).abs() > 1e-6 * alpha {
            prop_assert_eq!(p < alpha, !interval.contains(null), "{:?}", estimate);
        }
    }
    Ok(())
}

type Inequality = fn(&WeightedSample) -> Result<Estimate>;

type Direct = fn(&Standardised, Level) -> Result<Estimate>;
const DIRECT: [Direct; 4] =
    [standardised::direct, standardised::direct_exact, standardised::direct_normal, standardised::fay_feuer];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn equal_weights_give_the_plain_mean(values in values(), weight in 1e-3..1e6, level in level()) {
        let one = mean::weighted(&weighted(&values, &vec![weight; values.len()]), level).expect("an estimate");
        let cell = MeanCell::from_values(values.iter().copied().map(Some)).expect("finite");
        let plain = mean::t(&cell, level).expect("an estimate");
        no_nan(&[one.clone(), plain.clone()])?;
        let size = values.iter().map(|x| x.abs()).fold(1.0, f64::max);
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * size;
        prop_assert!(near(one.value.expect("a value"), plain.value.expect("a value")));
        prop_assert_eq!(one.interval.is_some(), plain.interval.is_some());
        if let (Some(one), Some(plain)) = (one.interval, plain.interval) {
            let scale = 1.0 + level.z() * level.z() * 100.0;
            prop_assert!((one.lower - plain.lower).abs() <= 1e-9 * size * scale, "{one:?} {plain:?}");
        }
    }

    #[test]
    fn a_weighted_mean_follows_shift_and_scale(
        rows in prop::collection::vec((-1e3..1e3, 0.0..10.0), 2..40),
        shift in -1e3..1e3,
        factor in 0.1..10.0,
        level in level(),
    ) {
        let (values, mut weights): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        weights[0] += 0.1;
        let base = mean::weighted(&weighted(&values, &weights), level).expect("an estimate");
        let moved: Vec<f64> = values.iter().map(|x| factor * x + shift).collect();
        let other = mean::weighted(&weighted(&moved, &weights), level).expect("an estimate");
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-7 * (1.0 + a.abs());
        prop_assert!(near(factor * base.value.expect("a value") + shift, other.value.expect("a value")));
        if let (Some(one), Some(two)) = (base.se, other.se) {
            prop_assert!(near(factor * one, two), "{one} {two}");
        }
        ordered(&base, f64::NEG_INFINITY, f64::INFINITY)?;
        let effective = weighted(&values, &weights).effective_size().expect("some weight");
        prop_assert!(effective >= 1.0 - 1e-12 && effective <= values.len() as f64 + 1e-9);
        // Clusters of one are no clusters, and the order of the rows is only rounding.
        let labels = (0..values.len() as i64).map(Into::into);
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        let alone = WeightedSample::in_clusters(some(&values), some(&weights), labels).expect("clusters");
        prop_assert_eq!(mean::weighted(&alone, level).expect("an estimate"), base.clone());
        let back = |values: &[f64]| values.iter().rev().copied().collect::<Vec<_>>();
        let turned = mean::weighted(&weighted(&back(&values), &back(&weights)), level).expect("an estimate");
        prop_assert!(near(turned.value.expect("a value"), base.value.expect("a value")));
    }

    #[test]
    fn quantiles_rise_with_their_share(values in values(), one in 0.0..=1.0, two in 0.0..=1.0) {
        let given = sample(&values);
        let sorted = given.sorted();
        for interpolation in Interpolation::ALL {
            let at = |prob: f64| value(mean::quantile(&given, prob, interpolation));
            let (low, high) = (at(f64::min(one, two)), at(f64::max(one, two)));
            prop_assert!(low <= high + 1e-12 * high.abs(), "{interpolation:?}: {low} {high}");
            prop_assert!(sorted[0] <= low && high <= sorted[sorted.len() - 1]);
            prop_assert_eq!((at(0.0), at(1.0)), (sorted[0], sorted[sorted.len() - 1]));
            // Seen from the other end: only the types that treat both ends alike.
            if matches!(interpolation, Interpolation::Five | Interpolation::Six | Interpolation::Seven
                | Interpolation::Eight | Interpolation::Nine) {
                let mirrored = sample(&values.iter().map(|x| -x).collect::<Vec<_>>());
                let far = value(mean::quantile(&mirrored, 1.0 - one, interpolation));
                let size = 1.0 + sorted.iter().map(|x| x.abs()).fold(0.0, f64::max);
                prop_assert!((at(one) + far).abs() <= 1e-9 * size);
            }
        }
    }

    #[test]
    fn order_statistics_cover_at_least_the_level(
        values in values(), prob in 0.0..=1.0, level in level(), wider in level()
    ) {
        let n = values.len() as u64;
        let found = ranks(n, prob, level).expect("ranks");
        prop_assert!(found.lower < found.upper && found.upper <= n + 1, "{found:?}");
        prop_assert!(found.coverage >= level.get() - 1e-12 && found.coverage <= 1.0, "{found:?}");
        let estimate = mean::order_statistic(&sample(&values), prob, level).expect("an estimate");
        no_nan(std::slice::from_ref(&estimate))?;
        let other = mean::order_statistic(&sample(&values), prob, wider).expect("an estimate");
        let (one, two) = (estimate.interval.expect("one"), other.interval.expect("one"));
        let (inner, outer) = if level <= wider { (one, two) } else { (two, one) };
        prop_assert!(outer.lower <= inner.lower && inner.upper <= outer.upper);
        let infinite = !(one.lower.is_finite() && one.upper.is_finite());
        prop_assert_eq!(infinite, estimate.warnings.iter().any(|warning| warning.code() == "W321"));
    }

    #[test]
    fn a_rate_standardised_to_itself_is_crude(rows in strata(), level in level()) {
        let own: Vec<_> = rows.iter().map(|(count, population, _)| (*count, *population, population - 0.01)).collect();
        let of = standardised(&own);
        let crude = of.strata().crude_rate().expect("known counts");
        for method in DIRECT {
            prop_assert!(same(value(method(&of, level)), crude));
        }
        let all = events(of.strata().events().expect("known counts"), of.strata().population());
        let exact = limits(rate::exact(&all, level));
        let gamma = limits(standardised::fay_feuer(&of, level));
        prop_assert!(nested(exact, gamma), "{exact:?} {gamma:?}");
    }

    #[test]
    fn one_stratum_is_its_own_rate(
        count in 0..5000_u64, population in 1.0..1e5, standard in 0.1..1e6, level in level()
    ) {
        let of = standardised(&[(count as f64, population, standard)]);
        let cell = events(count, population);
        let pairs: [(Direct, Result<Estimate>); 3] = [
            (standardised::direct, rate::byar(&cell, level)),
            (standardised::direct_exact, rate::exact(&cell, level)),
            (standardised::fay_feuer, rate::exact(&cell, level)),
        ];
        for (method, plain) in pairs {
            let estimate = method(&of, level).expect("an estimate");
            let plain = plain.expect("an estimate");
            prop_assert!(same(estimate.value.expect("a value"), plain.value.expect("a value")));
            if let (Some(one), Some(two)) = (estimate.interval, plain.interval) {
                prop_assert!(same(one.lower, two.lower) && same(one.upper, two.upper), "{one:?} {two:?}");
            }
        }
    }

    #[test]
    fn standardised_rates_and_their_contrasts(one in strata(), two in strata(), level in level(), wider in level()) {
        let (of, against) = (standardised(&one), standardised(&two));
        for method in DIRECT {
            let estimate = method(&of, level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, f64::NEG_INFINITY, f64::INFINITY)?;
            if let (Some(one), Some(two)) = (estimate.interval, method(&of, wider).expect("an estimate").interval) {
                let (inner, outer) = if level <= wider { (one, two) } else { (two, one) };
                prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
            }
        }
        let difference = standardised::difference(&of, &against, level).expect("an estimate");
        let ratio = standardised::ratio(&of, &against, level).expect("an estimate");
        no_nan(&[difference.clone(), ratio.clone()])?;
        ordered(&difference, f64::NEG_INFINITY, f64::INFINITY)?;
        ordered(&ratio, 0.0, f64::INFINITY)?;
        agree(&difference, 0.0, level)?;
        agree(&ratio, 1.0, level)?;
        let turned = limits(standardised::difference(&against, &of, level));
        let straight = difference.interval.expect("always one");
        prop_assert!(same(straight.lower, -turned.upper) && same(straight.upper, -turned.lower));
        let inverse = standardised::ratio(&against, &of, level).expect("an estimate");
        if let (Some(one), Some(two)) = (ratio.interval, inverse.interval) {
            prop_assert!(same(one.lower, 1.0 / two.upper) && same(one.upper, 1.0 / two.lower));
            prop_assert!(same(ratio.p_value.expect("a p"), inverse.p_value.expect("a p")));
        }
    }

    #[test]
    fn observed_over_expected(
        count in prop_oneof![0..30_u64, 0..50_000_u64],
        expected in prop_oneof![0.01..30.0, 1.0..50_000.0],
        level in level(),
    ) {
        let of = Expected::from_counts(count as f64, expected).expect("counts");
        for method in [standardised::smr_byar, standardised::smr_exact] {
            let estimate = method(&of, level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, 0.0, f64::INFINITY)?;
            agree(&estimate, 1.0, level)?;
        }
        let test = standardised::smr_test(&of).expect("a test");
        let (p, less, greater) = (test.p_value.expect("p"), test.p_less.expect("p"), test.p_greater.expect("p"));
        prop_assert!(less + greater >= 1.0 - 1e-12 && p >= less.min(greater) - 1e-12 && p <= 1.0, "{test:?}");
    }

    #[test]
    fn case_mix(
        persons in prop::collection::vec((prop_oneof![Just(0.0), Just(1.0)], 0.0..=1.0), 1..60), level in level()
    ) {
        let (outcomes, probabilities): (Vec<f64>, Vec<f64>) = persons.into_iter().unzip();
        let some = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        let of = CaseMix::from_values(some(&outcomes), some(&probabilities)).expect("persons");
        let Ok(estimate) = standardised::case_mix(&of, level) else {
            prop_assert!(probabilities.iter().all(|p| *p == 0.0));
            return Ok(());
        };
        no_nan(std::slice::from_ref(&estimate))?;
        ordered(&estimate, f64::NEG_INFINITY, f64::INFINITY)?;
        agree(&estimate, 1.0, level)?;
        // The variance is that of binomial counts, never above that of Poisson ones.
        if let (Some(se), Some(expected)) = (estimate.se, estimate.n.exposure) {
            prop_assert!(se <= expected.sqrt() / expected + 1e-12);
        }
    }

    #[test]
    fn inequality_between_persons(amounts in amounts(), factor in 0.01..100.0, weight in 0.1..10.0) {
        let total: f64 = amounts.iter().sum();
        prop_assume!(total > 0.0);
        let ones = vec![1.0; amounts.len()];
        let one = weighted(&amounts, &ones);
        let scaled: Vec<f64> = amounts.iter().map(|x| factor * x).collect();
        let other = weighted(&scaled, &vec![weight; scaled.len()]);
        let mut turned = amounts.clone();
        turned.reverse();
        // Twice the persons, each with its like: the same inequality, and so is twice the weight.
        let twice = weighted(&[amounts.clone(), turned].concat(), &[ones.clone(), ones].concat());
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
        let n = amounts.len() as f64;
        let most: [(Inequality, f64); 3] =
            [(inequality::gini, 1.0 - 1.0 / n), (inequality::theil_t, n.ln()), (inequality::theil_l, f64::INFINITY)];
        for (method, most) in most {
            let estimate = method(&one).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            let Some(index) = estimate.value else { continue };
            prop_assert!((-1e-12..=most + 1e-9).contains(&index), "{index} {most}");
            prop_assert!(near(index, value(method(&other))) && near(index, value(method(&twice))));
            if amounts.iter().all(|x| *x == amounts[0]) {
                prop_assert!(index.abs() <= 1e-15);
            }
        }
        if amounts.len() > 1 {
            let unbiased = value(inequality::gini_unbiased(&sample(&amounts)));
            prop_assert!(near(unbiased, value(inequality::gini(&one)) * n / (n - 1.0)));
        }
    }

    #[test]
    fn inequality_along_a_scale(rows in strata(), level in level()) {
        let turned: Vec<_> = rows.iter().rev().copied().collect();
        let (one, two) = (scale(&rows), scale(&turned));
        let slope = inequality::slope_index(&one, level).expect("an estimate");
        let poisson = inequality::relative_index(&one, level).expect("an estimate");
        let others = [
            inequality::relative_index_linear(&one).expect("an estimate"),
            inequality::relative_index_mean(&one).expect("an estimate"),
            inequality::concentration_index(&one).expect("an estimate"),
        ];
        no_nan(&[slope.clone(), poisson.clone()])?;
        no_nan(&others)?;
        ordered(&poisson, 0.0, f64::INFINITY)?;
        agree(&slope, 0.0, level)?;
        agree(&poisson, 1.0, level)?;
        if let Some(index) = others[2].value {
            prop_assert!((-1.0..=1.0).contains(&index));
        }
        // The other way round: slope and concentration turn their sign, the ratio inverts.
        let back = inequality::slope_index(&two, level).expect("an estimate").value;
        if let (Some(slope), Some(back)) = (slope.value, back) {
            prop_assert!((slope + back).abs() <= 1e-8 * (slope.abs() + 1e-3), "{slope} {back}");
        }
        let back = inequality::relative_index(&two, level).expect("an estimate");
        if let (Some(one), Some(two)) = (poisson.interval, back.interval) {
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-6;
            prop_assert!(near(one.lower.ln(), -two.upper.ln()) && near(one.upper.ln(), -two.lower.ln()));
        }
    }

    #[test]
    fn the_set_of_a_ratio_holds_what_agrees_with_the_data(
        a in -100.0..100.0, b in -100.0..100.0, se_a in 0.01..50.0, se_b in 0.01..50.0, rho in -0.99..0.99,
        ratio in -50.0..50.0, level in level(),
    ) {
        let uncertain = |value, se| Uncertain::new(value, se).expect("a standard error");
        let covariance: f64 = rho * se_a * se_b;
        let found = fieller(uncertain(a, se_a), uncertain(b, se_b), covariance, None, level).expect("a ratio");
        let square = |x: f64| -> f64 { x * x };
        let excess: f64 = square(a - ratio * b)
            - square(level.z()) * (square(se_a) - 2.0 * ratio * covariance + square(ratio * se_b));
        let size = square(a) + square(ratio * b) + square(level.z()) * (square(se_a) + square(ratio * se_b));
        if excess.abs() > 1e-9 * size {
            prop_assert_eq!(found.set.contains(ratio), excess < 0.0, "{:?} {}", found, ratio);
        }
        let narrow = level.z() < 0.1 && matches!(found.set, RatioSet::Bounded { .. });
        prop_assert!(narrow || found.set.contains(a / b));
        prop_assert_eq!(found.estimate.interval.is_some(), matches!(found.set, RatioSet::Bounded { .. }));
        prop_assert_eq!(found.g < 1.0, matches!(found.set, RatioSet::Bounded { .. }));
        no_nan(std::slice::from_ref(&found.estimate))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bootstrap_does_not_depend_on_threads_or_order(
        values in values(), seed in any::<u64>(), prob in prop::option::of(0.0..=1.0), level in level(),
        threads in 2..5_usize,
    ) {
        let statistic = prob.map_or(Statistic::Mean, Statistic::Quantile);
        let resampling = Resampling::new(300, seed).expect("replications");
        let on = |threads| resampling.on_threads(NonZeroUsize::new(threads).expect("threads"));
        let one = mean::bootstrap(&sample(&values), statistic, on(1), level).expect("estimates");
        let mut turned = values.clone();
        turned.reverse();
        prop_assert_eq!(&one, &mean::bootstrap(&sample(&turned), statistic, on(threads), level).expect("estimates"));
        no_nan(one.as_slice())?;
        let estimate = &one.as_slice()[0];
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
        if let Some(interval) = estimate.interval {
            let room = 1e-12 * (low.abs() + high.abs());
            prop_assert!(low - room <= interval.lower && interval.lower <= interval.upper);
            prop_assert!(interval.upper <= high + room, "{estimate:?}");
        }
        if statistic == Statistic::Mean && values.len() > 1 {
            // Twice the values, shifted: twice the limits, shifted.
            let moved: Vec<f64> = values.iter().map(|x| 2.0 * x + 8.0).collect();
            let other = mean::bootstrap(&sample(&moved), statistic, on(2), level).expect("estimates");
            if let (Some(one), Some(two)) = (estimate.interval, other.as_slice()[0].interval) {
                let near = |a: f64, b: f64| (2.0 * a + 8.0 - b).abs() <= 1e-9 * (low.abs() + high.abs() + 8.0);
                prop_assert!(near(one.lower, two.lower) && near(one.upper, two.upper), "{one:?} {two:?}");
            }
        }
    }
}

#[test]
fn another_seed_is_another_bootstrap_within_its_monte_carlo_error() {
    let debts = sample(&[3.0, 5.5, 8.1, 9.0, 14.2, 21.0, 60.3, 2.2, 7.7, 11.9, 1.4, 30.6]);
    let run = |seed| {
        let resampling = Resampling::new(2000, seed).expect("replications");
        mean::bootstrap(&debts, Statistic::Mean, resampling, Level::P95).expect("estimates")
    };
    let (one, two) = (run(1), run(2));
    assert_ne!(one, two);
    // The spread of a limit over seeds is what its Monte-Carlo error says.
    for part in [1, 2] {
        let rows: Vec<_> = (0..200).map(|seed| run(seed).as_slice()[part].clone()).collect();
        let values: Vec<f64> = rows.iter().filter_map(|row| row.value).collect();
        let errors: Vec<f64> = rows.iter().filter_map(|row| row.se).collect();
        let centre = values.iter().sum::<f64>() / values.len() as f64;
        let spread = (values.iter().map(|x| (x - centre).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt();
        let stated = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!((spread / stated - 1.0).abs() < 0.2, "spread {spread}, stated {stated}");
    }
}

#[test]
fn a_missing_count_is_never_zero() {
    let strata =
        |counts: [Option<f64>; 2]| StratumCounts::from_values(&counts, &[Some(100.0), Some(50.0)]).expect("strata");
    let missing = strata([Some(3.0), None]);
    assert_eq!((missing.missing(), missing.events(), missing.crude_rate()), (1, None, None));
    let of = Standardised::new(missing.clone(), &[Some(1.0), Some(1.0)]).expect("a standard");
    for method in DIRECT {
        let estimate = method(&of, Level::P95).expect("thin data is no error");
        assert_eq!((estimate.value, estimate.interval, estimate.n.events), (None, None, None));
        assert!(estimate.warnings.iter().any(|warning| warning.code() == "W322"));
    }
    let of = Expected::from_reference(&missing, &[Some(5.0), Some(6.0)], &[Some(100.0); 2]).expect("a reference");
    assert_eq!((of.observed(), of.expected()), (None, 8.0));
    let estimate = standardised::smr_byar(&of, Level::P95).expect("thin data is no error");
    assert_eq!((estimate.value, estimate.interval), (None, None));
    assert_eq!(standardised::smr_test(&of).expect("thin data is no error").p_value, None);
}
