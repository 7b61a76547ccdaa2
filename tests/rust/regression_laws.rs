//! What must hold of regressions, whatever the numbers.

use helhed::comparisons::regression::{
    CaseMixModel, Covariate, Covariates, Regression, Rows, StandardErrors, case_mix, logistic, poisson,
};
use helhed::estimate::KeyValue;
use helhed::estimate::SynthesisWarning;
use helhed::synthesis::pool::{
    CoefficientTest, Dependence, MetaRegression, ModeratedEffects, ResidualVariance, glmm_proportion, meta_regression,
    robust,
};
use helhed::{Estimates, Level, Warning};
use proptest::prelude::*;

/// Rows of an event, a number, a label and how often they repeat.
type Drawn = Vec<(bool, f64, u8, u8)>;

fn drawn() -> impl Strategy<Value = Drawn> {
    prop::collection::vec((any::<bool>(), -3.0..3.0, 0..3_u8, 1..4_u8), 8..40)
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Covariate {
    Covariate::Numbers(values.into_iter().map(Some).collect())
}

fn label(of: u8) -> Option<String> {
    Some(["A", "B", "C"][usize::from(of % 3)].into())
}

/// Events on a number and a label, with repeats.
fn rows(drawn: &Drawn, number: impl Fn(f64) -> f64) -> Rows {
    let x = numbers(drawn.iter().map(|row| number(row.1)));
    let labels = Covariate::Labels(drawn.iter().map(|row| label(row.2)).collect());
    let covariates = Covariates::new([("x".into(), x), ("g".into(), labels)], drawn.len()).expect("columns");
    let rows = Rows::new(drawn.iter().map(|row| Some(f64::from(u8::from(row.0)))), covariates).expect("rows");
    rows.with_repeats(drawn.iter().map(|row| Some(f64::from(row.3))).collect()).expect("repeats")
}

fn clusters(drawn: &Drawn) -> Vec<KeyValue> {
    drawn.iter().map(|row| KeyValue::Integer(i64::from(row.3))).collect()
}

/// Both lists have the same numbers, but for rounding, and the same gaps.
fn alike(one: &Estimates, other: &Estimates, slack: f64) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.len(), other.len());
    let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= slack * (1.0 + a.abs()),
        (a, b) => a.is_none() && b.is_none(),
    };
    for (a, b) in one.iter().zip(other) {
        prop_assert!(near(a.value, b.value) && near(a.se, b.se) && near(a.p_value, b.p_value), "{:?} {:?}", a, b);
    }
    Ok(())
}

fn fitted(model: &Regression) -> bool {
    model.coefficients.iter().all(|one| one.se.is_some_and(|se| se < 1e3))
}

/// Rows of high leverage are divided by what little is left of one.
fn slack(errors: StandardErrors) -> f64 {
    if matches!(errors, StandardErrors::Hc2 | StandardErrors::Hc3) { 1e-6 } else { 1e-7 }
}

const ROBUST: [StandardErrors; 4] =
    [StandardErrors::Model, StandardErrors::Hc1, StandardErrors::Hc3, StandardErrors::Cr1s];

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_does_not_matter(drawn in drawn(), turn in 0..40_usize) {
        let mut turned = drawn.clone();
        turned.rotate_left(turn % drawn.len());
        for errors in ROBUST {
            let model = |drawn: &Drawn| {
                let rows = rows(drawn, |x| x).with_clusters(clusters(drawn)).expect("clusters");
                logistic(&rows, errors, Level::P95).expect("a model")
            };
            let (one, other) = (model(&drawn), model(&turned));
            if fitted(&one) {
                alike(&one.coefficients, &other.coefficients, slack(errors))?;
            }
        }
    }

    #[test]
    fn units_and_origins_of_a_covariate_do_not_matter(drawn in drawn(), unit in 1e-6..1e6_f64, origin in -1e3..1e3_f64) {
        let plain = logistic(&rows(&drawn, |x| x), StandardErrors::Hc1, Level::P95).expect("a model");
        let scaled = logistic(&rows(&drawn, |x| unit * (x + origin)), StandardErrors::Hc1, Level::P95).expect("a model");
        prop_assume!(fitted(&plain));
        let slope = |model: &Regression| {
            let slope = &model.coefficients.as_slice()[1];
            (slope.value.expect("a value"), slope.p_value.expect("tested"))
        };
        let ((b, p), (scaled_b, scaled_p)) = (slope(&plain), slope(&scaled));
        prop_assert!((b - unit * scaled_b).abs() <= 1e-6 * (1.0 + b.abs()), "{} {}", b, unit * scaled_b);
        prop_assert!((p - scaled_p).abs() <= 1e-6);
        let likelihoods = plain.ln_likelihood.zip(scaled.ln_likelihood).expect("both");
        prop_assert!((likelihoods.0 - likelihoods.1).abs() <= 1e-9 * (1.0 + likelihoods.0.abs()));
    }

    #[test]
    fn repeats_are_rows_that_are_written_as_often(drawn in drawn()) {
        let many: Drawn = drawn.iter().flat_map(|row| vec![(row.0, row.1, row.2, 1); usize::from(row.3)]).collect();
        for errors in [StandardErrors::Model, StandardErrors::Hc0, StandardErrors::Hc1, StandardErrors::Hc2, StandardErrors::Hc3] {
            let model = |drawn: &Drawn| logistic(&rows(drawn, |x| x), errors, Level::P95).expect("a model");
            let (few, all) = (model(&drawn), model(&many));
            prop_assert_eq!(few.coefficients.as_slice()[0].n, all.coefficients.as_slice()[0].n);
            if fitted(&few) {
                alike(&few.coefficients, &all.coefficients, slack(errors))?;
            }
        }
    }

    #[test]
    fn the_event_and_its_absence_are_mirrors(drawn in drawn()) {
        let turned: Drawn = drawn.iter().map(|row| (!row.0, row.1, row.2, row.3)).collect();
        let model = |drawn: &Drawn| logistic(&rows(drawn, |x| x), StandardErrors::Hc0, Level::P95).expect("a model");
        let (one, other) = (model(&drawn), model(&turned));
        prop_assert_eq!(fitted(&one), fitted(&other));
        for (a, b) in one.coefficients.iter().zip(&other.coefficients).filter(|_| fitted(&one)) {
            let (a, b) = (a.value.expect("fitted"), b.value.expect("fitted"));
            prop_assert!((a + b).abs() <= 1e-7 * (1.0 + a.abs()));
        }
    }

    #[test]
    fn clusters_of_one_row_are_rows(drawn in drawn()) {
        let single: Drawn = drawn.iter().map(|row| (row.0, row.1, row.2, 1)).collect();
        let own = (0..single.len()).map(|row| KeyValue::Integer(row as i64)).collect();
        let rows = rows(&single, |x| x).with_clusters(own).expect("clusters");
        let model = |errors| logistic(&rows, errors, Level::P95).expect("a model");
        let one = model(StandardErrors::Hc0);
        if fitted(&one) {
            alike(&one.coefficients, &model(StandardErrors::Cr0).coefficients, 1e-9)?;
        }
    }

    #[test]
    fn expected_numbers_add_up_to_the_observed(counts in prop::collection::vec((0..40_u8, 1.0..50.0, -1.0..1.0, 0..5_u8), 6..40)) {
        let x = numbers(counts.iter().map(|row| row.2));
        let covariates = Covariates::new([("x".into(), x)], counts.len()).expect("columns");
        let rows = Rows::new(counts.iter().map(|row| Some(f64::from(row.0))), covariates).expect("rows");
        let rows = rows.with_exposure(counts.iter().map(|row| Some(row.1)).collect()).expect("exposure");
        let areas: Vec<KeyValue> = counts.iter().map(|row| KeyValue::Integer(i64::from(row.3))).collect();
        let found = case_mix(&rows, CaseMixModel::Poisson, &areas, Level::P95).expect("areas");
        prop_assume!(found.areas.iter().all(|area| area.value.is_some()));
        let (mut observed, mut expected) = (0.0, 0.0);
        for area in &found.areas {
            observed += area.n.events.expect("counted") as f64;
            expected += area.n.exposure.expect("expected");
            let (Some(interval), Some(ratio)) = (area.interval, area.value) else { continue };
            prop_assert!(0.0 <= interval.lower && interval.lower <= ratio && ratio <= interval.upper, "{:?}", area);
        }
        prop_assert!((observed - expected).abs() <= 1e-8 * (1.0 + observed), "{} {}", observed, expected);
    }

    #[test]
    fn effects_in_another_unit_have_coefficients_in_it(
        effects in prop::collection::vec((-2.0..2.0, 1e-3..2.0, -5.0..5.0), 5..30), unit in 1e-3..1e3_f64, slope in -2.0..2.0_f64,
    ) {
        let fit = |effect: &dyn Fn(f64, f64) -> f64, unit: f64, estimator| -> MetaRegression {
            let column = numbers(effects.iter().map(|row| row.2));
            let moderators = Covariates::new([("x".into(), column)], effects.len()).expect("columns");
            let values: Vec<Option<f64>> = effects.iter().map(|row| Some(effect(row.0, row.2))).collect();
            let variances: Vec<Option<f64>> = effects.iter().map(|row| Some(unit * unit * row.1)).collect();
            let rows = ModeratedEffects::new(&values, &variances, &moderators).expect("effects");
            meta_regression(&rows, estimator, CoefficientTest::KnappHartung, Level::P95).expect("a fit")
        };
        let all = [
            ResidualVariance::Fixed, ResidualVariance::DerSimonianLaird, ResidualVariance::PauleMandel,
            ResidualVariance::Restricted, ResidualVariance::MaximumLikelihood, ResidualVariance::Hedges,
            ResidualVariance::HunterSchmidt,
        ];
        for estimator in all {
            let plain = fit(&|y, _| y, 1.0, estimator);
            let scaled = fit(&|y, _| unit * y, unit, estimator);
            let tilted = fit(&|y, x| y + slope * x, 1.0, estimator);
            let tau2 = |model: &MetaRegression| model.tau2.expect("a variance");
            prop_assert!((tau2(&plain) - tau2(&scaled) / unit / unit).abs() <= 1e-6 * (1.0 + tau2(&plain)), "{:?}", estimator);
            prop_assert!((tau2(&plain) - tau2(&tilted)).abs() <= 1e-6 * (1.0 + tau2(&plain)), "{:?}", estimator);
            let at = |model: &MetaRegression| model.coefficients.as_slice()[1].value.expect("a slope");
            prop_assert!((at(&tilted) - at(&plain) - slope).abs() <= 1e-6);
            prop_assert!((0.0..=1.0).contains(&plain.i2.expect("a share")));
        }
    }

    #[test]
    fn shares_of_events_and_of_their_absence_are_mirrors(areas in prop::collection::vec((0..20_u8, 0..30_u8), 1..12)) {
        let column = |of: &dyn Fn(&(u8, u8)) -> u8| areas.iter().map(|area| Some(f64::from(of(area)))).collect::<Vec<_>>();
        let units = column(&|area| area.0 + area.1);
        let one = glmm_proportion(&column(&|area| area.0), &units, Level::P95).expect("a share");
        let other = glmm_proportion(&column(&|area| area.1), &units, Level::P95).expect("a share");
        prop_assert_eq!(one.log_odds.is_some(), other.log_odds.is_some());
        if let (Some(a), Some(b), Some(tau2)) = (one.log_odds, other.log_odds, one.tau2) {
            prop_assert!((a + b).abs() <= 1e-5 * (1.0 + a.abs()), "{} {}", a, b);
            prop_assert!((tau2 - other.tau2.expect("both")).abs() <= 1e-5 * (1.0 + tau2));
            prop_assert!(one.pooled.se.expect("an error") > 1e-3, "{:?}", one);
        }
    }

    #[test]
    fn nothing_panics(
        values in prop::collection::vec(prop_oneof![
            Just(0.0), Just(1.0), Just(1e300), Just(-1e300), Just(f64::NAN), Just(5e-324), -10.0..10.0, Just(1e12)
        ], 0..12),
        size in 1.0..1e9,
    ) {
        let covariates = Covariates::new([("x".into(), numbers(values.clone()))], values.len()).expect("columns");
        let outcome: Vec<Option<f64>> = (0..values.len()).map(|row| Some((row % 3) as f64)).collect();
        let events = outcome.iter().map(|value| value.map(|value| value.min(1.0)));
        let rows = Rows::new(events, covariates.clone()).expect("rows").with_offset(vec![Some(size); values.len()]);
        logistic(&rows.expect("rows"), StandardErrors::Hc3, Level::P95).expect("a result");
        let rows = Rows::new(outcome, covariates.clone()).expect("rows").with_exposure(vec![Some(size); values.len()]);
        poisson(&rows.expect("rows"), StandardErrors::Hc1, Level::P95).expect("a result");
        let some: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        if let Ok(rows) = ModeratedEffects::new(&some, &some, &covariates) {
            meta_regression(&rows, ResidualVariance::Restricted, CoefficientTest::Normal, Level::P95).expect("a result");
        }
        let _ = glmm_proportion(&some, &some, Level::P95);
    }
}

#[test]
fn a_two_by_two_table_has_its_odds_ratio_and_woolfs_error() {
    let x = numbers([1.0, 1.0, 0.0, 0.0]);
    let rows = Rows::new([1.0, 0.0, 1.0, 0.0].map(Some), Covariates::new([("x".into(), x)], 4).expect("columns"));
    let rows = rows.and_then(|rows| rows.with_repeats([12.0, 5.0, 8.0, 20.0].map(Some).to_vec())).expect("rows");
    let model = logistic(&rows, StandardErrors::Model, Level::P95).expect("a model");
    let slope = &model.coefficients.as_slice()[1];
    let woolf = (1.0_f64 / 12.0 + 1.0 / 5.0 + 1.0 / 8.0 + 1.0 / 20.0).sqrt();
    assert!((slope.value.expect("fitted") - (12.0_f64 * 20.0 / 40.0).ln()).abs() < 1e-13);
    assert!((slope.se.expect("fitted") - woolf).abs() < 1e-13);
}

#[test]
fn one_effect_an_area_of_equal_variance_is_a_mean() {
    let effects = [0.3, -0.1, 0.9, 0.4, 0.6];
    let areas: Vec<KeyValue> = (0..5).map(KeyValue::Integer).collect();
    let none = Covariates::new([], 5).expect("columns");
    let rows =
        ModeratedEffects::with_clusters(&effects.map(Some), &[0.02; 5].map(Some), &none, &areas).expect("effects");
    for dependence in [Dependence::Correlated { rho: 0.3 }, Dependence::Hierarchical] {
        let found = robust(&rows, dependence, Level::P95).expect("a fit");
        let mean = &found.coefficients.as_slice()[0];
        let average: f64 = effects.iter().sum::<f64>() / 5.0;
        let variance = effects.iter().map(|effect| (effect - average) * (effect - average)).sum::<f64>() / 4.0;
        assert!((mean.value.expect("fitted") - average).abs() < 1e-13);
        assert!((mean.se.expect("fitted") - (variance / 5.0).sqrt()).abs() < 1e-12, "{dependence:?}");
        assert!((mean.df.expect("fitted") - 4.0).abs() < 1e-9, "{dependence:?}");
        assert!((found.tau2.expect("fitted") - (variance - 0.02)).abs() < 1e-12, "{dependence:?}");
    }
}

#[test]
fn separated_and_collinear_terms_are_named() {
    let labels = Covariate::Labels(["A", "A", "A", "B", "B", "C", "C", "C"].map(|label| Some(label.into())).to_vec());
    let double = numbers([2.0, 4.0, 6.0, 2.0, 8.0, 4.0, 2.0, 6.0]);
    let x = numbers([1.0, 2.0, 3.0, 1.0, 4.0, 2.0, 1.0, 3.0]);
    let columns = [("x".into(), x), ("g".into(), labels), ("double".into(), double)];
    let covariates = Covariates::new(columns, 8).expect("columns");
    let outcome = [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0].map(Some);
    let model = logistic(&Rows::new(outcome, covariates).expect("rows"), StandardErrors::Model, Level::P95);
    let coefficients = model.expect("a result").coefficients;
    let separated = Warning::Synthesis(SynthesisWarning::Separated { terms: vec!["g=B".into()] });
    assert!(
        coefficients.iter().all(|one| one.value.is_none() && one.warnings.contains(&separated)),
        "{coefficients:#?}"
    );
    let last = &coefficients.as_slice()[4];
    assert!(
        last.warnings.contains(&Warning::Synthesis(SynthesisWarning::Collinear {
            term: "double".into(),
            with: vec!["x".into()]
        })),
        "{last:?}"
    );
}
