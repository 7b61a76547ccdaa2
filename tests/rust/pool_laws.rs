//! Laws of studies pooled: what any set of effects and variances must obey.

use helhed::Level;
use helhed::estimate::SynthesisWarning;
use helhed::estimate::{KeyPart, KeyValue};
use helhed::synthesis::pool::{
    Inference, PoolMethod, Pooled, Studies, egger, leave_one_out, means_without, pool, pool_columns, subgroups,
};
use helhed::{Estimate, Estimates, Warning};
use proptest::prelude::*;

const LEVEL: Level = Level::P95;

fn pooled(effects: &[f64], variances: &[f64], method: PoolMethod, inference: Inference) -> Pooled {
    pool(&Studies::of_effects(effects, variances).expect("studies"), method, inference, LEVEL).expect("pooled")
}

#[test]
fn thin_data_has_no_value_and_says_so() {
    let codes = |estimate: &Estimate| estimate.warnings.iter().map(Warning::code).collect::<Vec<_>>();
    let none = pooled(&[], &[], PoolMethod::Reml, Inference::KnappHartung);
    assert_eq!((none.pooled.value, none.prediction, codes(&none.pooled)), (None, None, vec!["W301"]));
    let one = pooled(&[0.4], &[0.04], PoolMethod::Reml, Inference::KnappHartung);
    assert_eq!((one.pooled.value, one.prediction, one.tau_squared), (Some(0.4), None, None));
    assert_eq!(codes(&one.pooled), ["W522"]);
    assert!((one.pooled.interval.expect("its own").upper - (0.4 + 0.2 * LEVEL.z())).abs() < 1e-15);
    let equal = pooled(&[0.3; 6], &[0.01, 0.02, 0.03, 0.01, 0.5, 1.0], PoolMethod::Reml, Inference::KnappHartung);
    assert_eq!((equal.pooled.value, equal.pooled.se, equal.pooled.p_value), (Some(0.3), Some(0.0), None));
    assert_eq!((equal.tau_squared, codes(&equal.pooled)), (Some(0.0), vec!["W303"]));
    let guarded =
        pooled(&[0.3; 6], &[0.01, 0.02, 0.03, 0.01, 0.5, 1.0], PoolMethod::Reml, Inference::KnappHartungGuarded);
    assert_eq!(codes(&guarded.pooled), ["W311"]);
    assert!(guarded.pooled.se > Some(0.0));
}

#[test]
fn numbers_that_cannot_be_pooled_are_refused_with_their_row() {
    for (effects, variances, code) in [
        ([0.1, 0.2], [0.01, 0.0], "H523"),
        ([0.1, 0.2], [0.01, -1.0], "H523"),
        ([0.1, f64::INFINITY], [0.01, 1.0], "H104"),
        ([0.1, 1e60], [0.01, 1.0], "H008"),
        ([0.1, 1.0], [0.01, 1e-60], "H008"),
    ] {
        let error = Studies::of_effects(&effects, &variances).expect_err("refused");
        assert_eq!((error.code(), error.at().to_string().as_str()), (code, "row 2"));
        let error = pool_columns(&effects, &variances, 2, PoolMethod::Reml, Inference::Normal, LEVEL);
        assert_eq!(error.expect_err("refused").code(), code);
    }
    assert_eq!(Studies::of_effects(&[0.1], &[]).expect_err("lengths").code(), "H108");
    let columns = |studies| pool_columns(&[0.1; 4], &[0.1; 4], studies, PoolMethod::Reml, Inference::Normal, LEVEL);
    assert_eq!(columns(3).expect_err("ragged").code(), "H524");
    assert_eq!(columns(0).expect_err("ragged").code(), "H524");
    assert_eq!(columns(4).expect("one row").len(), 1);
    assert!(pool_columns(&[], &[], 0, PoolMethod::Reml, Inference::Normal, LEVEL).expect("none").is_empty());
}

/// Ratios of a list, with key and standard error on the log scale, as `ratio::katz` makes them.
fn ratios(counts: &[[f64; 4]]) -> Estimates {
    let cell = |x, n| helhed::cells::ProportionCell::from_counts(x, n).expect("counts");
    let one = |(row, [x1, n1, x2, n2]): (usize, &[f64; 4])| {
        let mut estimate = helhed::comparisons::ratio::katz(&cell(*x1, *n1), &cell(*x2, *n2), LEVEL).expect("a ratio");
        let area = ["A", "B", "C", "D"][row % 4];
        let theme = if row % 2 == 0 { "work" } else { "school" };
        let part = |dimension: &str, value: &str| KeyPart { dimension: dimension.into(), value: value.into() };
        estimate.key = vec![part("area", area), part("theme", theme)];
        estimate
    };
    counts.iter().enumerate().map(one).collect()
}

#[test]
fn a_list_of_estimates_is_pooled_on_its_own_scale() {
    let list = ratios(&[[4.0, 123.0, 11.0, 139.0], [6.0, 306.0, 29.0, 303.0], [0.0, 10.0, 0.0, 10.0]]);
    let studies = Studies::of_estimates(&list).expect("studies");
    assert_eq!(studies.len(), 2);
    let named =
        Warning::Synthesis(SynthesisWarning::StudiesLeftOut { left_out: vec!["area=C / theme=work".into()], of: 3 });
    assert_eq!(studies.warnings(), [named]);
    assert!((studies.as_slice()[0].effect + 0.889_311_333_920_205).abs() < 1e-12, "the logarithm of the ratio");
    assert!((studies.as_slice()[0].variance - 0.325_584_765_003_961).abs() < 1e-12);
    let found = pool(&studies, PoolMethod::DersimonianLaird, Inference::Normal, LEVEL).expect("pooled");
    let interval = found.pooled.interval.expect("an interval");
    let value = found.pooled.value.expect("a ratio");
    assert!(value < 1.0 && (value * value / interval.lower / interval.upper - 1.0).abs() < 1e-12, "even in logarithms");
    assert_eq!(found.estimates().len(), 4);
    assert_eq!(found.estimates().as_slice()[3].key[0].value, KeyValue::from("prediction"));
}

#[test]
fn mixed_lists_are_refused_and_both_are_named() {
    let cell = |x, n| helhed::cells::ProportionCell::from_counts(x, n).expect("counts");
    let (one, two) = (cell(4.0, 30.0), cell(9.0, 40.0));
    let ratio = helhed::comparisons::ratio::katz(&one, &two, LEVEL).expect("a ratio");
    let difference = helhed::comparisons::difference::wald(&one, &two, LEVEL).expect("a difference");
    let refused = |list: Vec<Estimate>| Studies::of_estimates(&list.into()).expect_err("mixed");
    let error = refused(vec![ratio.clone(), difference.clone()]);
    assert_eq!(error.code(), "H520");
    assert!(error.what().contains("`risk_ratio`") && error.what().contains("`risk_difference`"), "{error}");
    let mut other = ratio.clone();
    other.scale = helhed::estimate::Scale::Identity;
    let error = refused(vec![ratio, other]);
    assert_eq!(error.code(), "H521");
    assert!(error.what().contains("`log`") && error.what().contains("`identity`"), "{error}");
    let mut other = difference.clone();
    other.unit = helhed::estimate::Unit::Percent;
    assert_eq!(refused(vec![difference, other]).code(), "H522");
}

#[test]
fn an_interval_stands_in_for_a_standard_error_and_is_counted() {
    let cell = |x, n| helhed::cells::ProportionCell::from_counts(x, n).expect("counts");
    let bare = |x1, n1, x2, n2| {
        let mut one = helhed::comparisons::ratio::koopman(&cell(x1, n1), &cell(x2, n2), LEVEL).expect("a ratio");
        // As a publication prints it, or a method that gives an interval alone.
        (one.se, one.scale) = (None, helhed::estimate::Scale::Identity);
        one
    };
    let list: Estimates =
        vec![bare(10.0, 40.0, 9.0, 44.0), bare(22.0, 50.0, 12.0, 40.0), bare(0.0, 30.0, 3.0, 30.0)].into();
    let studies = Studies::of_estimates(&list).expect("studies");
    let codes: Vec<_> = studies.warnings().iter().map(Warning::code).collect();
    assert_eq!((studies.len(), codes), (2, vec!["W520", "W521"]));
    let interval = list.as_slice()[0].interval.expect("an interval");
    let se = (interval.upper / interval.lower).ln() / (2.0 * LEVEL.z());
    assert!((studies.as_slice()[0].variance - se * se).abs() < 1e-12);
}

#[test]
fn shares_are_pooled_on_the_scale_of_their_standard_errors() {
    let cell = |x, n| helhed::cells::ProportionCell::from_counts(x, n).expect("counts");
    let logit = |x, n| helhed::estimates::proportion::logit(&cell(x, n), LEVEL).expect("a share");
    let list: Estimates = vec![logit(3.0, 40.0), logit(22.0, 50.0), logit(1.0, 30.0)].into();
    let scales: Vec<_> = list.iter().map(|one| one.scale).collect();
    let studies = Studies::of_estimates(&list).expect("studies");
    assert_eq!(studies.scale(), scales[0]);
    let found = pool(&studies, PoolMethod::Reml, Inference::KnappHartung, LEVEL).expect("pooled");
    assert_eq!(found.pooled.p_value, None, "no share says that there is no effect");
    assert!(found.pooled.value.is_some_and(|share| share > 1.0 / 30.0 && share < 0.44));
}

#[test]
fn subgroups_are_pooled_alone_and_compared() {
    let list = ratios(&[
        [4.0, 123.0, 11.0, 139.0],
        [6.0, 306.0, 29.0, 303.0],
        [30.0, 300.0, 20.0, 280.0],
        [62.0, 900.0, 48.0, 800.0],
    ]);
    let studies = Studies::of_estimates(&list).expect("studies");
    let found = subgroups(&studies, "theme", PoolMethod::Reml, Inference::Normal, LEVEL).expect("groups");
    assert_eq!(found.groups.iter().map(|(value, _)| value.to_string()).collect::<Vec<_>>(), ["work", "school"]);
    let (mut sum, mut squares, mut moment) = (0.0, 0.0, 0.0);
    for (value, pooled) in &found.groups {
        let alone = Studies::of_estimates(&list.with_key("theme", value)).expect("studies");
        let alone = pool(&alone, PoolMethod::Reml, Inference::Normal, LEVEL).expect("pooled");
        assert_eq!((alone.pooled.value, alone.tau_squared), (pooled.pooled.value, pooled.tau_squared));
        let (log, w) = (alone.pooled.value.expect("a ratio").ln(), alone.pooled.se.expect("an error").powi(-2));
        (sum, squares, moment) = (sum + w, squares + w * log * log, moment + w * log);
    }
    let q = squares - moment * moment / sum;
    assert!((found.difference.statistic.expect("a statistic") - q).abs() < 1e-10 * q.max(1.0));
    assert_eq!(found.estimates().len(), 3);
    let error = subgroups(&studies, "themes", PoolMethod::Reml, Inference::Normal, LEVEL).expect_err("no such key");
    assert_eq!(error.code(), "H207");
    let alone = subgroups(
        &Studies::of_effects(&[0.1], &[0.1]).expect("one"),
        "study",
        PoolMethod::Reml,
        Inference::Normal,
        LEVEL,
    );
    assert_eq!(alone.expect("a group").difference.warnings[0].code(), "W421");
}

#[test]
fn small_studies_that_cannot_be_told_apart_have_no_test() {
    let codes = |effects: &[f64], variances: &[f64]| {
        let found = egger(&Studies::of_effects(effects, variances).expect("studies"), LEVEL).expect("a test");
        assert_eq!(found.test.p_value, None);
        found.test.warnings.iter().map(Warning::code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[0.1, 0.2], &[0.1, 0.3]), ["W524", "W324"]);
    assert_eq!(codes(&[0.1, 0.2, 0.4, 0.3], &[0.1; 4]), ["W524", "W303"]);
    assert_eq!(codes(&[0.1, 0.2, 0.3], &[0.01, 0.04, 0.09]), ["W524", "W303"], "all on one line");
}

fn study() -> impl Strategy<Value = (f64, f64)> {
    (-3.0..3.0_f64, (-6.0..2.0_f64).prop_map(f64::exp))
}

fn near(one: Option<f64>, two: Option<f64>, scale: f64) -> bool {
    match (one, two) {
        (Some(one), Some(two)) => (one - two).abs() <= 1e-9 * (one.abs() + two.abs() + scale),
        (one, two) => one == two,
    }
}

/// The laws of one set of studies, under all methods.
fn keeps_its_laws(studies: &[(f64, f64)], factor: f64, shift: f64) -> Result<(), TestCaseError> {
    let (effects, variances): (Vec<f64>, Vec<f64>) = studies.iter().copied().unzip();
    let turned: Vec<(f64, f64)> = studies.iter().rev().copied().collect();
    let (back_effects, back_variances): (Vec<f64>, Vec<f64>) = turned.into_iter().unzip();
    let scaled: Vec<f64> = effects.iter().map(|y| factor * y).collect();
    let scaled_variances: Vec<f64> = variances.iter().map(|v| factor * factor * v).collect();
    let moved: Vec<f64> = effects.iter().map(|y| y + shift).collect();
    for method in PoolMethod::ALL {
        let found = pooled(&effects, &variances, method, Inference::KnappHartung);
        let tau = found.tau_squared;
        prop_assert!(tau >= Some(0.0));
        prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!((0.0..=100.0).contains(&found.i_squared.expect("a share")));
        let (low, high) =
            effects.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(*y), high.max(*y)));
        prop_assert!((low - 1e-9..=high + 1e-9).contains(&found.pooled.value.expect("a mean")));
        if let (Some(ahead), Some(mean)) = (found.prediction, found.pooled.interval) {
            prop_assert!(
                ahead.lower <= mean.lower && mean.upper <= ahead.upper,
                "the prediction holds the mean's interval"
            );
        }
        let back = pooled(&back_effects, &back_variances, method, Inference::KnappHartung);
        prop_assert!(
            near(back.tau_squared, tau, 1e-3) && near(back.pooled.value, found.pooled.value, 1e-3),
            "{method:?} by order"
        );
        let larger = pooled(&scaled, &scaled_variances, method, Inference::KnappHartung);
        prop_assert!(
            near(larger.tau_squared, tau.map(|t| t * factor * factor), 1e-3 * factor * factor),
            "{method:?} by unit"
        );
        prop_assert!(
            near(larger.pooled.se, found.pooled.se.map(|se| se * factor), 1e-3 * factor),
            "{method:?} by unit"
        );
        let elsewhere = pooled(&moved, &variances, method, Inference::KnappHartung);
        prop_assert!(
            (elsewhere.tau_squared.expect("one") - tau.expect("one")).abs() < 1e-8 * (1.0 + tau.expect("one")),
            "{method:?} by place"
        );
        let guarded = pooled(&effects, &variances, method, Inference::KnappHartungGuarded);
        let normal = pooled(&effects, &variances, method, Inference::Normal);
        prop_assert!(guarded.pooled.se >= found.pooled.se && guarded.pooled.se >= normal.pooled.se);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_method_keeps_its_laws(
        studies in prop::collection::vec(study(), 2..12),
        factor in 0.01..100.0_f64,
        shift in -50.0..50.0_f64,
    ) {
        keeps_its_laws(&studies, factor, shift)?;
    }

    #[test]
    fn equations_hold_at_their_roots(studies in prop::collection::vec(study(), 3..12)) {
        let (effects, variances): (Vec<f64>, Vec<f64>) = studies.iter().copied().unzip();
        let q = |t: f64| {
            let sum: f64 = variances.iter().map(|v| 1.0 / (v + t)).sum();
            let mean = variances.iter().zip(&effects).map(|(v, y)| y / (v + t)).sum::<f64>() / sum;
            variances.iter().zip(&effects).map(|(v, y)| (y - mean) * (y - mean) / (v + t)).sum::<f64>()
        };
        let found = pooled(&effects, &variances, PoolMethod::PauleMandel, Inference::Normal);
        let (free, tau) = (effects.len() as f64 - 1.0, found.tau_squared.expect("a variance"));
        if tau > 0.0 {
            prop_assert!((q(tau) / free - 1.0).abs() < 1e-10);
        } else {
            prop_assert!(q(0.0) <= free * (1.0 + 1e-12));
        }
        let profile = found.tau_squared_interval.expect("an interval");
        prop_assert!(profile.lower <= profile.upper);
        let tail = |q| helhed::numeric::chi_square::upper_tail(q, free);
        if profile.upper > 0.0 {
            prop_assert!((tail(q(profile.upper)) - 0.975).abs() < 1e-10);
        }
        if profile.lower > 0.0 {
            prop_assert!((tail(q(profile.lower)) - 0.025).abs() < 1e-10);
        }
    }

    #[test]
    fn rows_are_what_each_synthesis_is_alone(
        rows in prop::collection::vec(prop::collection::vec((study(), 0..6_u8), 5), 1..8),
        method in prop::sample::select(PoolMethod::ALL.to_vec()),
        inference in prop::sample::select(Inference::ALL.to_vec()),
    ) {
        let absent = |number: f64, missing: bool| if missing { f64::NAN } else { number };
        let cells = || rows.iter().flatten();
        let effects: Vec<f64> = cells().map(|((y, _), gap)| absent(*y, *gap == 0)).collect();
        let variances: Vec<f64> = cells().map(|((_, v), gap)| absent(*v, *gap == 1)).collect();
        let columns = pool_columns(&effects, &variances, 5, method, inference, LEVEL).expect("columns");
        for row in 0..rows.len() {
            let places = row * 5..row * 5 + 5;
            let alone = pooled(&effects[places.clone()], &variances[places], method, inference);
            let bits = |number: f64| (!number.is_nan()).then(|| number.to_bits());
            let expected = |number: Option<f64>| number.map(f64::to_bits);
            prop_assert_eq!(bits(columns.value[row]), expected(alone.pooled.value));
            prop_assert_eq!(bits(columns.se[row]), expected(alone.pooled.se));
            prop_assert_eq!(bits(columns.lower[row]), expected(alone.pooled.interval.map(|one| one.lower)));
            prop_assert_eq!(bits(columns.upper[row]), expected(alone.pooled.interval.map(|one| one.upper)));
            prop_assert_eq!(bits(columns.p_value[row]), expected(alone.pooled.p_value));
            prop_assert_eq!(bits(columns.tau_squared[row]), expected(alone.tau_squared));
            prop_assert_eq!(bits(columns.prediction_lower[row]), expected(alone.prediction.map(|one| one.lower)));
            prop_assert_eq!(bits(columns.q_p_value[row]), expected(alone.q.p_value));
            prop_assert_eq!(columns.k[row], alone.k() as f64);
        }
    }

    #[test]
    fn without_a_study_it_is_the_others(studies in prop::collection::vec(study(), 2..7)) {
        let (effects, variances): (Vec<f64>, Vec<f64>) = studies.iter().copied().unzip();
        let all = Studies::of_effects(&effects, &variances).expect("studies");
        let found = leave_one_out(&all, PoolMethod::Reml, Inference::KnappHartung, LEVEL).expect("each");
        prop_assert_eq!(means_without(&found).len(), studies.len());
        for (place, one) in found.iter().enumerate() {
            let others = |column: &[f64]| [&column[..place], &column[place + 1..]].concat();
            let alone = pooled(&others(&effects), &others(&variances), PoolMethod::Reml, Inference::KnappHartung);
            prop_assert_eq!(one.pooled.pooled.value, alone.pooled.value);
            prop_assert_eq!(one.study.effect, effects[place]);
        }
    }
}

#[test]
fn many_rows_are_the_same_on_any_number_of_threads() {
    let number = |seed: u64| (seed.wrapping_mul(6_364_136_223_846_793_005) >> 33) as f64 / (1_u64 << 31) as f64;
    let (rows, studies) = (3000_usize, 7_usize);
    let cells = (rows * studies) as u64;
    let effects: Vec<f64> = (0..cells).map(|at| number(at * 2 + 1) - 0.5).collect();
    let variances: Vec<f64> = (0..cells).map(|at| 0.001 + 0.1 * number(at * 2 + 2)).collect();
    let all =
        pool_columns(&effects, &variances, studies, PoolMethod::Reml, Inference::KnappHartung, LEVEL).expect("all");
    for row in [0, 255, 256, 1999, 2999] {
        let places = row * studies..(row + 1) * studies;
        let alone = pooled(&effects[places.clone()], &variances[places], PoolMethod::Reml, Inference::KnappHartung);
        assert_eq!(Some(all.value[row]), alone.pooled.value);
        assert_eq!(Some(all.tau_squared[row]), alone.tau_squared);
    }
}
