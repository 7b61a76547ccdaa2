//! Each warning, provoked through the public interface of the core.

use helhed::cells::{Block, Cells, CrossTable, MeanCell, PairedCell, ProportionCell, RateCell, TotalCell};
use helhed::comparisons::did::{Adoption, Starts, group_time};
use helhed::comparisons::regression::{
    CaseMixModel, Covariate, Covariates, Rows, StandardErrors, case_mix, logistic, poisson,
};
use helhed::comparisons::stratified::{self, Strata};
use helhed::comparisons::{
    Cut, before_after, change, compare, difference, effect_size, odds_ratio, paired, ranks, ratio, table,
};
use helhed::design::{Indicator, Measure, Names};
use helhed::estimate::{Estimand, KeyValue, Test};
use helhed::estimates::inequality::{self, SocialScale};
use helhed::estimates::standardised::{self, Standardised, StratumCounts};
use helhed::estimates::{mean, proportion, published, rate, total};
use helhed::records::{Comparator, Figure, Observation, Printed, Role, Sample, Stage, WeightedSample};
use helhed::synthesis::economy::{Cost, Uncertain, cost_per_outcome, fieller};
use helhed::synthesis::pool::{
    Dependence, Inference, ModeratedEffects, PoolMethod, Studies, glmm_proportion, pool, robust,
};
use helhed::synthesis::power::{AreaPanel, difference_in_differences, intraclass, two_proportions};
use helhed::{Estimate, Estimates, Level, Result};

const LEVEL: Level = Level::P95;

fn share(x: f64, n: f64) -> ProportionCell {
    ProportionCell::from_counts(x, n).expect("counts")
}

fn values(values: &[f64]) -> MeanCell {
    MeanCell::from_values(values.iter().copied().map(Some)).expect("finite")
}

fn sample(values: &[f64]) -> Sample {
    Sample::from_values(values.iter().copied().map(Some)).expect("finite")
}

/// The warnings of a test, on an estimate.
fn of_test(test: Result<Test>) -> Estimate {
    let mut estimate = total::count(&TotalCell::default());
    estimate.warnings = test.expect("a test").warnings;
    estimate
}

/// Effects pooled by restricted maximum likelihood.
fn studies(effects: &[f64], variances: &[f64]) -> Estimate {
    let studies = Studies::of_effects(effects, variances).expect("studies");
    pool(&studies, PoolMethod::Reml, Inference::KnappHartung, LEVEL).expect("pooled").pooled
}

/// Variances of four precise studies and four that are not.
fn two_sizes() -> [f64; 8] {
    [0.0004, 0.0004, 0.0004, 0.0004, 0.05, 0.05, 0.05, 0.05]
}

/// Ratios with intervals alone, pooled.
fn without_errors() -> Estimate {
    let mut one = ratio::koopman(&share(2.0, 9.0), &share(3.0, 9.0), LEVEL).expect("a ratio");
    one.se = None;
    let studies = Studies::of_estimates(&vec![one.clone(), one].into()).expect("studies");
    pool(&studies, PoolMethod::Reml, Inference::KnappHartung, LEVEL).expect("pooled").pooled
}

/// A printed share of households, to be changed by each test.
fn printed() -> Observation {
    Observation {
        programme: "6".into(),
        indicator: "evicted".into(),
        label: Names::default(),
        stage: Stage::Outcome,
        figure: Figure::Proportion,
        value: 0.32,
        value_max: None,
        unit: "share".into(),
        numerator: None,
        denominator: None,
        group: Names::default(),
        role: Role::After,
        period: (None, None),
        printed: Printed::Stated,
        comparator: Comparator::Exactly,
        approximate: false,
        units: "households".into(),
        repeats: false,
        complete: false,
        planned: false,
        distribution: String::new(),
        price_of: String::new(),
        caveat: Names::default(),
    }
}

fn of_published(observation: Observation) -> Estimate {
    published(&observation.checked().expect("consistent"), LEVEL).expect("an estimate")
}

/// Two years of two areas.
fn cells() -> Cells {
    let evicted = Indicator::new("evicted", Measure::Proportion { event: "evicted".into() }).expect("an indicator");
    let mut cells = Cells::new(["area", "year"], [evicted]).expect("a table");
    for (area, year, x) in [("A", 2012, 9.0), ("A", 2013, 4.0), ("B", 2012, 8.0), ("B", 2013, 8.0)] {
        let key: Vec<KeyValue> = vec![area.into(), year.into()];
        cells.add(key, 0, &Block::Proportion(share(x, 90.0))).expect("a block");
    }
    cells
}

fn contrast(estimates: Result<Estimates>) -> Estimate {
    let rows = estimates.expect("estimates").of(Estimand::RiskDifference);
    rows.into_iter().next().expect("a contrast")
}

/// Effects in A from 2013 and in B from another year, the average last.
fn effects(b: Option<&str>) -> Vec<Estimate> {
    let start = |text: &str| text.parse().expect("a period");
    let starts = [("A".into(), Some(start("2013"))), ("B".into(), b.map(start))].into();
    let mut cells = cells();
    for (area, year) in [("B", 2014), ("A", 2014), ("C", 2013)] {
        let key: Vec<KeyValue> = vec![area.into(), year.into()];
        cells.add(key, 0, &Block::Proportion(share(7.0, 90.0))).expect("a block");
    }
    let mut starts: std::collections::BTreeMap<KeyValue, _> = starts;
    starts.insert("C".into(), None);
    let adoption = Adoption { unit: "area", time: "year", starts: Starts::Of(&starts) };
    group_time(&cells, &adoption, LEVEL).expect("estimates").into_iter().collect()
}

/// The average of effects in A from 2014, with no figures of anybody for 2013.
fn jumped() -> Estimate {
    let evicted = Indicator::new("evicted", Measure::Proportion { event: "evicted".into() }).expect("an indicator");
    let mut cells = Cells::new(["area", "year", "plan"], [evicted]).expect("a table");
    for (area, plan) in [("A", 2014.into()), ("B", KeyValue::Missing)] {
        for year in [2011, 2012, 2014] {
            cells
                .add(vec![area.into(), year.into(), plan.clone()], 0, &Block::Proportion(share(7.0, 90.0)))
                .expect("a block");
        }
    }
    let adoption = Adoption { unit: "area", time: "year", starts: Starts::In("plan") };
    group_time(&cells, &adoption, LEVEL).expect("estimates").into_iter().last().expect("a row")
}

/// The average of the effects.
fn average(b: Option<&str>) -> Estimate {
    effects(b).pop().expect("a row")
}

/// Two values, of which one is zero.
fn weighted(weights: [f64; 2]) -> WeightedSample {
    WeightedSample::from_values([Some(0.0), Some(4.0)], weights.map(Some)).expect("weights")
}

fn standard(counts: [Option<f64>; 2]) -> Standardised {
    let strata = StratumCounts::from_values(&counts, &[Some(100.0); 2]).expect("strata");
    Standardised::new(strata, &[Some(1.0); 2]).expect("a standard")
}

fn scale(counts: [f64; 2]) -> SocialScale {
    SocialScale::from_values(&counts.map(Some), &[Some(1000.0); 2]).expect("a scale")
}

/// A ratio of two estimates, each with a standard error of 1.2.
fn ratio_of(of: f64, by: f64) -> Estimate {
    let uncertain = |value| Uncertain::new(value, 1.2).expect("a standard error");
    fieller(uncertain(of), uncertain(by), 0.0, None, LEVEL).expect("a ratio").estimate
}

fn counts(rows: &[[f64; 3]]) -> CrossTable {
    CrossTable::from_rows(rows).expect("a table")
}

/// Strata of ten units in each group.
fn strata(of: &[f64], against: &[f64]) -> Strata {
    let tens = vec![10.0; of.len()];
    Strata::from_counts(of, &tens, against, &tens).expect("counts")
}

fn no_difference() -> Result<Estimate> {
    difference::newcombe(&share(9.0, 30.0), &share(9.0, 30.0), LEVEL)
}

/// An estimate with the warnings of a test of pairs that did not change.
fn unchanged() -> Estimate {
    let cell = PairedCell::from_counts(9.0, 0.0, 0.0, 30.0).expect("counts");
    let mut estimate = no_difference().expect("an estimate");
    estimate.warnings = paired::mcnemar(&cell).expect("a test").warnings;
    estimate
}

/// The warnings of a plan, which is no estimate, on one.
fn of_plan(warnings: Vec<helhed::Warning>) -> Estimate {
    let mut carrier = proportion::wilson(&share(1.0, 30.0), LEVEL).expect("an estimate");
    carrier.warnings = warnings;
    carrier
}

/// A plan over so many areas, one of which gets the programme.
fn areas(areas: u64) -> Estimate {
    let panel = AreaPanel { areas, treated: 1, before: 1, after: 1, sd: 1.0, correlation: 0.5 };
    of_plan(difference_in_differences(panel, None, Some(0.8), 0.05).expect("a plan").warnings)
}

fn clusters(values: &[[f64; 2]]) -> Estimate {
    let cells: Vec<MeanCell> = values.iter().map(|pair| self::values(pair)).collect();
    intraclass(&cells, LEVEL).expect("a result").estimate
}

/// The slope of a logistic regression, every row a cluster.
fn coefficient(outcome: &[f64], covariate: &[f64], errors: StandardErrors) -> Estimate {
    let column = Covariate::Numbers(covariate.iter().copied().map(Some).collect());
    let covariates = Covariates::new([("x".into(), column)], covariate.len()).expect("columns");
    let clusters = (0..outcome.len()).map(|cluster| KeyValue::Integer(cluster as i64)).collect();
    let rows = Rows::new(outcome.iter().copied().map(Some), covariates).and_then(|rows| rows.with_clusters(clusters));
    let model = logistic(&rows.expect("rows"), errors, LEVEL).expect("a model");
    model.coefficients.iter().last().expect("a slope").clone()
}

/// A Poisson regression in which one row alone has a label.
fn exact() -> Estimate {
    let column = Covariate::Labels(["A", "A", "B"].map(|label| Some(label.into())).to_vec());
    let rows = Covariates::new([("x".into(), column)], 3).and_then(|x| Rows::new([3.0, 5.0, 4.0].map(Some), x));
    let model = poisson(&rows.expect("rows"), StandardErrors::Hc3, LEVEL).expect("a model");
    model.coefficients.iter().last().expect("a slope").clone()
}

/// An area that makes up all that its expected number is learnt from.
fn alone() -> Estimate {
    let rows = Rows::new([12.0].map(Some), Covariates::new([], 1).expect("columns")).expect("rows");
    let found = case_mix(&rows, CaseMixModel::Poisson, &["A".into()], LEVEL).expect("areas");
    found.areas.iter().next().expect("an area").clone()
}

/// The mean of effects of three areas.
fn robust_mean() -> Estimate {
    let areas: [KeyValue; 4] = ["A", "A", "B", "C"].map(Into::into);
    let none = Covariates::new([], 4).expect("columns");
    let rows = ModeratedEffects::with_clusters(&[0.2, 0.3, 0.1, 0.4].map(Some), &[0.01; 4].map(Some), &none, &areas);
    let found = robust(&rows.expect("effects"), Dependence::Hierarchical, LEVEL).expect("a fit");
    found.coefficients.iter().next().expect("a mean").clone()
}

/// Codes and estimates that carry them.
pub(crate) fn provoked() -> Vec<(&'static str, Estimate)> {
    let before_after = || {
        let cut = Cut { at: "2013".parse().expect("a period"), time: None };
        contrast(before_after(&cells(), cut, None, LEVEL))
    };
    let groups = contrast(compare(&cells(), "area", &"A".into(), &"B".into(), None, LEVEL));
    let paired =
        || Observation { numerator: Some(11.0), denominator: Some(41.0), printed: Printed::StatedPair, ..printed() };
    let nothing_before = ratio::koopman(&share(3.0, 30.0), &share(0.0, 30.0), LEVEL);
    let (partial, complete) = (Cost::partial(1e4).expect("a cost"), Cost::complete(1e4).expect("a cost"));
    let one = |result: Result<Estimate>| result.expect("thin data is no error");
    vec![
        ("W101", one(proportion::wilson(&share(1.0, 30.0).with_missing(2), LEVEL))),
        ("W102", of_published(printed())),
        ("W103", of_published(Observation { printed: Printed::Verbal, ..printed() })),
        ("W104", of_published(Observation { printed: Printed::Derived, ..printed() })),
        ("W105", of_published(Observation { comparator: Comparator::About, ..printed() })),
        ("W106", of_published(Observation { complete: true, ..paired() })),
        ("W107", of_published(Observation { planned: true, ..printed() })),
        ("W108", of_published(Observation { repeats: true, ..paired() })),
        ("W109", of_published(Observation { value_max: Some(0.4), ..printed() })),
        ("W110", total::count(&TotalCell::from_total(75.0).expect("a total"))),
        ("W301", one(proportion::wilson(&ProportionCell::default(), LEVEL))),
        ("W302", one(mean::t(&values(&[4.0]), LEVEL))),
        ("W303", one(mean::t(&values(&[4.0, 4.0]), LEVEL))),
        ("W304", one(proportion::wilson(&share(1.0, 19.0), LEVEL))),
        ("W305", one(rate::exact(&RateCell::default(), LEVEL))),
        ("W310", one(proportion::logit(&share(0.0, 30.0), LEVEL))),
        ("W311", one(proportion::clustered(&[share(3.0, 30.0), share(3.0, 30.0)], LEVEL))),
        ("W312", one(proportion::clustered(&[share(0.0, 30.0), share(0.0, 30.0)], LEVEL))),
        ("W313", one(proportion::jeffreys_equal_tailed(&share(0.0, 30.0), LEVEL))),
        ("W320", one(mean::weighted(&weighted([0.0, 0.0]), LEVEL))),
        ("W321", one(mean::median(&Sample::from_values([Some(4.0)]).expect("finite"), LEVEL))),
        ("W322", one(standardised::direct(&standard([Some(3.0), None]), LEVEL))),
        ("W323", one(inequality::theil_l(&weighted([1.0, 1.0])))),
        ("W324", one(inequality::slope_index(&scale([40.0, 70.0]), LEVEL))),
        ("W325", one(inequality::relative_index(&scale([0.0, 0.0]), LEVEL))),
        ("W401", one(ratio::koopman(&share(0.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W402", one(ratio::koopman(&share(3.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W403", before_after()),
        ("W404", before_after()),
        ("W405", groups),
        ("W406", one(difference::welch(&values(&[4.0, 4.0]), &values(&[5.0, 5.0]), LEVEL))),
        ("W407", change::percent(one(nothing_before))),
        ("W410", one(difference::wald(&share(0.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W411", one(difference::agresti_caffo(&share(10.0, 10.0), &share(0.0, 10.0), LEVEL))),
        ("W413", one(odds_ratio::conditional(&share(3.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W414", one(odds_ratio::mid_p(&share(3.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W420", one(table::cramers_v(&counts(&[[9.0, 0.0, 8.0], [7.0, 0.0, 9.0]])))),
        ("W421", one(table::cramers_v(&counts(&[[9.0, 0.0, 0.0], [7.0, 0.0, 0.0]])))),
        ("W422", one(table::cramers_v(&counts(&[[1.0, 2.0, 1.0], [2.0, 1.0, 1.0]])))),
        ("W423", one(no_difference().and_then(|difference| difference::number_needed(&difference)))),
        ("W424", unchanged()),
        ("W425", one(stratified::mantel_haenszel_odds_ratio(&strata(&[4.0, 0.0], &[2.0, 0.0]), LEVEL))),
        ("W431", one(effect_size::cohen_d(&values(&[4.0, 4.0]), &values(&[5.0, 5.0]), LEVEL))),
        ("W432", of_test(paired::signed_rank_exact(&sample(&(1..=501).map(f64::from).collect::<Vec<_>>())))),
        ("W433", of_test(ranks::rank_sum_exact(&sample(&[1.0]), &sample(&[1.0, 2.0])))),
        ("W434", one(paired::pseudomedian(&sample(&[0.0, 0.0]), LEVEL))),
        ("W435", one(paired::pseudomedian(&sample(&[0.0, 1.0]), LEVEL))),
        ("W440", average(Some("2014"))),
        ("W441", average(Some("2014"))),
        ("W442", average(Some("2012"))),
        ("W443", average(None)),
        ("W444", average(None)),
        ("W445", jumped()),
        ("W501", cost_per_outcome(complete, &share(3.0, 30.0), LEVEL)),
        ("W502", cost_per_outcome(partial, &share(3.0, 30.0), LEVEL)),
        ("W503", cost_per_outcome(complete, &share(0.0, 30.0), LEVEL)),
        ("W505", ratio_of(10.0, 2.0)),
        ("W506", ratio_of(0.5, 0.2)),
        ("W507", ratio_of(10.0, 0.0)),
        ("W510", of_plan(two_proportions(0.5, None, Some(2.0), Some(0.99), 0.01).expect("a plan").warnings)),
        ("W511", clusters(&[[1.0, 2.0]])),
        ("W512", clusters(&[[1.0, 4.0], [1.5, 3.0]])),
        ("W513", areas(2)),
        ("W514", areas(9)),
        ("W520", studies(&[0.1, 0.2, f64::NAN], &[0.1; 3])),
        ("W521", without_errors()),
        ("W522", studies(&[0.1], &[0.1])),
        ("W523", studies(&[0.0, 0.02, -0.02, 0.01, 0.8, -0.8, 0.88, -0.72], &two_sizes())),
        ("W524", studies(&[0.1, 0.2], &[0.1; 2])),
        ("W530", coefficient(&[0.0, 0.0, 1.0, 1.0], &[1.0, 2.0, 3.0, 4.0], StandardErrors::Model)),
        ("W531", coefficient(&[0.0, 1.0, 0.0, 1.0], &[1.0, 2.0, 3.0, 4.0], StandardErrors::Cr1)),
        ("W532", coefficient(&[0.0, 1.0, 0.0, 1.0], &[2.0; 4], StandardErrors::Model)),
        ("W533", one(glmm_proportion(&[0.0, 9.0].map(Some), &[9.0; 2].map(Some), LEVEL).map(|found| found.pooled))),
        ("W534", exact()),
        ("W535", alone()),
        ("W536", robust_mean()),
    ]
}
