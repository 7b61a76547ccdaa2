//! Each warning, provoked through the public interface of the core.

use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::comparisons::{Cut, before_after, change, compare, difference, ratio};
use helhed::design::{Indicator, Measure, Names};
use helhed::estimate::{Estimand, KeyValue};
use helhed::estimates::{mean, proportion, published, rate, total};
use helhed::records::{Comparator, Figure, Observation, Printed, Role, Stage};
use helhed::synthesis::economy::{Cost, cost_per_outcome};
use helhed::synthesis::power::{AreaPanel, difference_in_differences, intraclass, two_proportions};
use helhed::{Estimate, Estimates, Level, Result};

const LEVEL: Level = Level::P95;

fn share(x: f64, n: f64) -> ProportionCell {
    ProportionCell::from_counts(x, n).expect("counts")
}

fn values(values: &[f64]) -> MeanCell {
    MeanCell::from_values(values.iter().copied().map(Some)).expect("finite")
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

/// Codes and estimates that carry them.
pub(crate) fn provoked() -> Vec<(&'static str, Estimate)> {
    let before_after = || {
        let cut = Cut { at: "2013".parse().expect("a period"), time: None };
        contrast(before_after(&cells(), cut, LEVEL))
    };
    let groups = contrast(compare(&cells(), "area", &"A".into(), &"B".into(), LEVEL));
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
        ("W401", one(ratio::koopman(&share(0.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W402", one(ratio::koopman(&share(3.0, 30.0), &share(0.0, 30.0), LEVEL))),
        ("W403", before_after()),
        ("W404", before_after()),
        ("W405", groups),
        ("W406", one(difference::welch(&values(&[4.0, 4.0]), &values(&[5.0, 5.0]), LEVEL))),
        ("W407", change::percent(one(nothing_before))),
        ("W501", cost_per_outcome(complete, &share(3.0, 30.0), LEVEL)),
        ("W502", cost_per_outcome(partial, &share(3.0, 30.0), LEVEL)),
        ("W503", cost_per_outcome(complete, &share(0.0, 30.0), LEVEL)),
        ("W510", of_plan(two_proportions(0.5, None, Some(2.0), Some(0.99), 0.01).expect("a plan").warnings)),
        ("W511", clusters(&[[1.0, 2.0]])),
        ("W512", clusters(&[[1.0, 4.0], [1.5, 3.0]])),
        ("W513", areas(2)),
        ("W514", areas(9)),
    ]
}
