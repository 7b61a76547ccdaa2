//! Each error, provoked through the public interface of the core.

use helhed::cells::{Block, Cells, CrossTable, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::comparisons::did::{Adoption, Starts, group_time};
use helhed::comparisons::regression::{Covariates, Rows, StandardErrors, logistic};
use helhed::comparisons::{Cut, before_after, compare, difference, paired, ratio};
use helhed::design::{Grant, Indicator, Measure, Names, Period, Plan, Programme, Registry};
use helhed::error::Fault;
use helhed::estimate::{Estimand, KeyValue, Scale, Unit};
use helhed::estimates::estimate;
use helhed::estimates::standardised::{Expected, Standardised, StratumCounts};
use helhed::records::{Pairs, Published};
use helhed::report::disclosure::{CountTable, Threshold, protect};
use helhed::synthesis::economy::Cost;
use helhed::synthesis::equivalence::Margins;
use helhed::synthesis::pool::ModeratedEffects;
use helhed::synthesis::pool::{Inference, PoolMethod, Studies, pool_columns};
use helhed::synthesis::power::{self, TwoMeans, two_means};
use helhed::{Error, Estimate, Level};

const PLAN: &str = "[evaluation]\ntitle = \"A\"\n[data]\ndataset = \"b\"\n";

fn refused<T: std::fmt::Debug>(result: helhed::Result<T>) -> Error {
    result.expect_err("it is refused")
}

/// Cluster errors of a regression without clusters.
fn no_clusters() -> Error {
    let rows = Covariates::new([], 2).and_then(|none| Rows::new([1.0, 0.0].map(Some), none));
    refused(logistic(&rows.expect("rows"), StandardErrors::Cr1, Level::P95))
}

/// Effects of zero with these variances.
fn effects(variances: &[f64]) -> helhed::Result<ModeratedEffects> {
    let variances: Vec<Option<f64>> = variances.iter().copied().map(Some).collect();
    ModeratedEffects::new(&vec![Some(0.0); variances.len()], &variances, &Covariates::new([], variances.len())?)
}

fn plan(text: &str) -> Error {
    refused(Plan::parse(text, "plan.toml", Registry::standard()))
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn share(id: &str) -> Indicator {
    Indicator::new(id, Measure::Proportion { event: id.into() }).expect("an indicator")
}

/// Two ratios of which the second is changed, pooled.
fn unpooled(change: fn(&mut Estimate)) -> Error {
    let cell = |x| ProportionCell::from_counts(x, 9.0).expect("counts");
    let first = ratio::katz(&cell(2.0), &cell(3.0), Level::P95).expect("a ratio");
    let mut second = first.clone();
    change(&mut second);
    refused(Studies::of_estimates(&vec![first, second].into()))
}

/// One year, 2013, of one area.
fn cells() -> Cells {
    let mut cells = Cells::new(["area", "year"], [share("evicted")]).expect("a table");
    let block = Block::Proportion(ProportionCell::from_counts(1.0, 9.0).expect("counts"));
    cells.add(vec!["A".into(), 2013.into()], 0, &block).expect("a block");
    cells
}

fn totals() -> Cells {
    let meals = Indicator::new("meals", Measure::Count { events: "meals".into() }).expect("an indicator");
    let mut cells = Cells::new(["area"], [meals]).expect("a table");
    for area in ["A", "B"] {
        let block = Block::Count(TotalCell::from_total(3.0).expect("a total"));
        cells.add(vec![area.into()], 0, &block).expect("a block");
    }
    cells
}

fn split(at: &str, time: Option<&'static str>) -> Error {
    refused(before_after(&cells(), Cut { at: period(at), time }, None, Level::P95))
}

/// A difference in differences of area A, of which so much is said.
fn starts(starts: &[Option<Period>]) -> Error {
    let starts = starts.iter().map(|start| ("A".into(), *start)).collect();
    let adoption = Adoption { unit: "area", time: "year", starts: Starts::Of(&starts) };
    refused(group_time(&cells(), &adoption, Level::P95))
}

/// A difference in differences of areas whose starts stand in a column: these in A, and those in B.
fn began(a: [Option<i64>; 2], b: [Option<i64>; 2]) -> Error {
    let mut cells = Cells::new(["area", "year", "plan"], [share("job")]).expect("a table");
    let block = Block::Proportion(ProportionCell::from_counts(7.0, 90.0).expect("counts"));
    for (area, starts) in [("A", a), ("B", b)] {
        for (year, start) in [2012, 2013].into_iter().zip(starts) {
            let key = vec![area.into(), year.into(), start.map_or(KeyValue::Missing, Into::into)];
            cells.add(key, 0, &block).expect("a block");
        }
    }
    refused(group_time(&cells, &Adoption { unit: "area", time: "year", starts: Starts::In("plan") }, Level::P95))
}

fn strata() -> StratumCounts {
    StratumCounts::from_values(&[Some(3.0)], &[Some(100.0)]).expect("strata")
}

fn programme() -> Programme {
    Programme::new("6", Names::default()).expect("a programme")
}

fn shares(method: fn(&ProportionCell, &ProportionCell, Level) -> helhed::Result<Estimate>) -> Estimate {
    let cell = ProportionCell::from_counts(3.0, 9.0).expect("counts");
    method(&cell, &cell, Level::P95).expect("an estimate")
}

/// Codes and the errors that carry them.
pub(crate) fn provoked() -> Vec<(&'static str, Error)> {
    let (low, high) = (period("2013"), period("2012"));
    let mut mean = MeanCell::default();
    let mut block = Block::Mean(mean);
    vec![
        ("H001", refused(Registry::standard().get("hou_evct"))),
        ("H002", plan(&PLAN.replace("title", "titel"))),
        ("H003", plan("title =")),
        ("H004", refused("2013K5".parse::<Period>())),
        ("H005", refused(Cells::new(["area"], [share("a"), share("a")]))),
        ("H006", refused(share("a").reading([("evnt", "b")]))),
        ("H007", refused(programme().running(Some(low), Some(high)))),
        ("H008", refused(Grant::new(Names::default(), 1.0, Some(25.0)))),
        ("H009", plan(&PLAN.replace("dataset = \"b\"\n", ""))),
        ("H010", plan(&PLAN.replace("dataset = \"b\"\n", "dataset = \"b\"\nby = [\"area\"]\n"))),
        ("H103", refused(Published::new(Vec::new(), Vec::new(), Vec::new(), Vec::new()))),
        ("H104", refused(mean.push(f64::INFINITY))),
        ("H106", refused(Cells::new(["area", "area"], [share("a")]))),
        ("H107", refused(Programme::new(" ", Names::default()))),
        ("H108", refused(Pairs::from_values([Some(1.0)], []))),
        ("H201", refused(ProportionCell::from_counts(11.0, 10.0))),
        ("H202", refused(ProportionCell::from_counts(-1.0, 10.0))),
        ("H203", refused(RateCell::from_counts(5.0, 0.0))),
        ("H204", refused(ProportionCell::from_counts(2.5, 10.0))),
        ("H205", refused(cells().merge(&totals()))),
        ("H206", refused(block.merge(&Block::Money(TotalCell::default())))),
        ("H207", refused(cells().dimension("aera"))),
        ("H208", refused(RateCell::from_counts(1e16, 1.0))),
        ("H209", refused(cells().add(vec!["A".into()], 0, &Block::Proportion(ProportionCell::default())))),
        ("H301", refused(Level::new(95.0))),
        ("H302", refused(estimate(&cells(), Some("proportion/wilsn"), Level::P95))),
        ("H401", refused(compare(&cells(), "area", &"A".into(), &"B".into(), None, Level::P95))),
        ("H320", refused(Standardised::new(strata(), &[Some(0.0)]))),
        ("H321", refused(Expected::from_counts(4.0, 0.0))),
        ("H402", split("2013", Some("year"))),
        ("H403", split("2013K3", Some("year"))),
        ("H404", refused(before_after(&totals(), Cut { at: low, time: None }, None, Level::P95))),
        ("H405", refused(compare(&totals(), "area", &"A".into(), &"B".into(), None, Level::P95))),
        ("H406", refused(compare(&totals(), "area", &"A".into(), &"A".into(), None, Level::P95))),
        ("H420", refused(paired::bowker(&CrossTable::empty(2, 3).expect("a shape")))),
        ("H421", refused(difference::number_needed(&shares(ratio::koopman)))),
        ("H430", refused(TwoMeans::paired(1.0, 0.05).and_then(|pairs| two_means(pairs, None, Some(1e-12), Some(0.8))))),
        ("H440", starts(&[None])),
        ("H441", starts(&[])),
        ("H442", began([None, Some(2013)], [None, None])),
        ("H443", began([Some(2013), Some(2013)], [Some(2013), Some(2013)])),
        ("H501", refused(Cost::complete(0.0))),
        ("H530", no_clusters()),
        ("H531", refused(effects(&[0.1, -0.1]))),
        ("H510", refused(power::two_proportions(0.2, None, None, Some(0.8), 0.05))),
        ("H511", refused(Margins::new(0.1, -0.1, 0.05))),
        ("H520", unpooled(|estimate| estimate.estimand = Estimand::OddsRatio)),
        ("H521", unpooled(|estimate| estimate.scale = Scale::Identity)),
        ("H522", unpooled(|estimate| estimate.unit = Unit::Percent)),
        ("H523", refused(Studies::of_effects(&[0.1], &[0.0]))),
        ("H524", refused(pool_columns(&[0.1; 3], &[0.1; 3], 2, PoolMethod::Reml, Inference::Normal, Level::P95))),
        ("H610", refused(Threshold::new(2))),
        ("H611", refused(CountTable::from_entries([("a", "x", 7.0), ("b", "y", 7.0)]))),
        (
            "H612",
            refused(
                CountTable::new(&["a", "b"], &["x", "y"], &[[1.0, 1.0], [1.0, 1.0]])
                    .and_then(|table| protect(&table, Threshold::default())),
            ),
        ),
        ("H613", refused(CountTable::from_entries([("a", "x", 7.0), ("I alt", "x", 7.0)]))),
        ("H512", refused(power::two_proportions(0.2, Some(0.2), None, Some(0.8), 0.05))),
        // Nothing that is known raises it: it stands for what the library did not foresee.
        ("H901", Fault::Bug { what: "a search did not end".into() }.into()),
    ]
}
