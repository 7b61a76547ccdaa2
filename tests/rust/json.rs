//! Every public record comes back from JSON as it went in, infinite bounds included.

use helhed::cells::{
    Block, Cells, ComomentCell, Comoments, CrossTable, MeanCell, PairedCell, ProportionCell, RateCell, TotalCell,
    WeightedMeanCell,
};
use helhed::comparisons::{change, difference, ratio};
use helhed::design::{
    ActivityType, Area, Direction, Grant, Indicator, Language, Measure, Names, Period, Programme, Recorder, Registry,
    Resource, Theme, schemes,
};
use helhed::error::{Finding, Place, Spot};
use helhed::estimate::{
    Basis, Chosen, Count, Design, Estimand, Interval, KeyPart, KeyValue, Provenance, Reason, Test, Unit,
};
use helhed::estimates::{mean, proportion, reported};
use helhed::records::{
    ColumnRole, Comparator, Doubt, Fact, Figure, Ledger, Notice, Observation, Pairs, Policies, Policy, Printed,
    Published, Remark, RemarkKind, Role, Roles, Sample, Stage, WeightedSample,
};
use helhed::report::disclosure::{CountTable, Threshold, protect};
use helhed::report::evaluation::of_estimates;
use helhed::synthesis::equivalence::{self, Margins};
use helhed::synthesis::{multiplicity, power};
use helhed::{Estimate, Estimates, Level, Warning};
use helhed_tests::source::{code, files};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

mod json_regressions;
mod json_syntheses;
mod json_tracks;

/// Names of the records tested here, and of those inside them.
#[derive(Default)]
struct Tested(Vec<String>);

impl Tested {
    /// Sends values to JSON and back.
    fn values<T: Serialize + DeserializeOwned + PartialEq + Debug>(&mut self, values: impl IntoIterator<Item = T>) {
        for value in values {
            let text = serde_json::to_string(&value).expect("it can be written");
            let back: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(back, value, "{text}");
        }
        let name = std::any::type_name::<T>();
        self.0.push(name.rsplit("::").next().unwrap_or(name).to_owned());
    }

    /// Records that are parts of one that was sent.
    fn within(&mut self, names: &[&str]) {
        self.0.extend(names.iter().map(ToString::to_string));
    }
}

fn share(x: f64, n: f64) -> ProportionCell {
    ProportionCell::from_counts(x, n).expect("counts").with_missing(3)
}

fn values() -> MeanCell {
    MeanCell::from_values([0.1, 0.2, 1e9 / 3.0].map(Some)).expect("finite")
}

fn estimates() -> Vec<Estimate> {
    let (some, none, level) = (share(7.0, 9.0), share(0.0, 9.0), Level::P95);
    let infinite = ratio::koopman(&some, &none, level).expect("an estimate");
    assert_eq!(infinite.value, Some(f64::INFINITY));
    let undefined = ratio::koopman(&none, &none, level).expect("an estimate");
    assert_eq!(undefined.interval.map(|interval| interval.upper), Some(f64::INFINITY));
    let mut keyed = proportion::wilson(&some, level).expect("an estimate");
    keyed.key = key().to_vec();
    keyed.evidence = Some(Design::BeforeAfter.evidence().because(Reason::UnitsRepeat));
    vec![
        keyed,
        change::percent(infinite.clone()),
        infinite,
        undefined,
        difference::welch(&values(), &values(), level).expect("an estimate"),
        mean::t(&MeanCell::default(), level).expect("an estimate"),
        reported::figure(-32.0, Estimand::PercentChange, Unit::Percent, [Warning::RangeInSource { upper: -30.0 }]),
    ]
}

fn key() -> [KeyPart; 3] {
    let part = |dimension: &str, value| KeyPart { dimension: dimension.into(), value };
    [part("area", "Nørrebro".into()), part("year", KeyValue::Integer(2013)), part("group", KeyValue::Missing)]
}

fn weighted() -> WeightedMeanCell {
    let mut cell = WeightedMeanCell::default();
    for (value, weight) in [(0.1, 2.0), (1.0 / 3.0, 0.7), (7.0, 0.0)] {
        cell.push(value, weight).expect("a value and a weight");
    }
    cell.push_missing();
    cell
}

fn blocks() -> [Block; 6] {
    let total = TotalCell::from_parts(3, 0.1, 2).expect("finite");
    let rate = RateCell::from_parts(4, 5.0, 1.0 / 3.0, 1).expect("a rate");
    [
        Block::Proportion(share(1.0, 3.0)),
        Block::Rate(rate),
        Block::Mean(values()),
        Block::Count(total),
        Block::Money(total),
        Block::WeightedMean(weighted()),
    ]
}

fn measures() -> [Measure; 6] {
    let column = || "column".to_owned();
    [
        Measure::Proportion { event: column() },
        Measure::Rate { events: column(), exposure: column(), per: 1000.0 },
        Measure::Mean { value: column() },
        Measure::Count { events: column() },
        Measure::Money { amount: column() },
        Measure::WeightedMean { value: column(), weight: "weight".into() },
    ]
}

fn cells() -> Cells {
    let indicators = measures().into_iter().zip(["a", "b", "c", "d", "e", "f"]);
    let indicators = indicators.map(|(measure, id)| Indicator::new(id, measure).expect("an indicator"));
    let mut cells = Cells::new(["area", "year", "group"], indicators).expect("a table");
    for (index, block) in blocks().iter().enumerate() {
        cells.add(key().map(|part| part.value).to_vec(), index, block).expect("its measure");
    }
    cells.with_ledger(ledger())
}

fn comoments() -> Comoments {
    let mut cell = ComomentCell::empty(2);
    for (income, age) in [(1e9 / 3.0, 0.1), (0.7, 1e-7), (f64::NAN, 1.0)] {
        cell.push(&[income, age], 1.0).expect("finite");
    }
    let mut comoments = Comoments::new(["area"], ["income", "age"], Some("weight".into())).expect("a table");
    comoments.add(vec!["Sydhavnen".into()], &cell).expect("its variables");
    comoments.with_ledger(ledger())
}

fn notices() -> [Notice; 3] {
    let spots = [Spot::File("sager.csv".into()), Spot::Line(7), Spot::Row(5), Spot::Column("beløb".into())];
    let place = spots.into_iter().fold(Place::default(), Place::and);
    let marks = Doubt::MarksRead { missing: vec![("..".into(), 3)], suppressed: vec![("<5".into(), 2)] };
    [
        Notice::new(marks, place.clone()),
        Notice::new(Doubt::ThousandsAssumed { mark: '.', example: "1.234".into() }, place),
        Notice::new(Doubt::NoRows, Place::default()),
    ]
}

fn findings() -> [Finding; 2] {
    [Finding::RowTwice { first: 3 }, Finding::PersonTwice { person: "a".into(), period: "2014".into(), first: 1 }]
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.came_in(7);
    ledger.left_out("income: missing", 2);
    ledger
}

fn names() -> Names {
    Names::new("Udsættelser", "Evictions")
}

fn programme() -> Programme {
    let grant = Grant::new(names(), 1e6, Some(0.25)).expect("a grant");
    let resource = Resource {
        kind: "staff_hours_per_week".into(),
        role: names(),
        phase: "all".into(),
        value: 7.5,
        value_max: Some(10.0),
        unit: "hours/week".into(),
        approximate: true,
        note: Names::default(),
    };
    let running = Programme::new("6", names()).and_then(|one| one.running("2013K1".parse().ok(), None));
    let mut programme = running.expect("a programme");
    programme.areas = vec![Area::new("Vollsmose")];
    programme.activity_types = vec![ActivityType::A, ActivityType::B, ActivityType::C];
    programme.ages = (Some(15), None);
    programme.grants = vec![grant];
    programme.resources = vec![resource];
    programme
}

fn observation() -> Observation {
    Observation {
        programme: "6".into(),
        indicator: "evicted".into(),
        label: names(),
        stage: Stage::Outcome,
        figure: Figure::Proportion,
        value: 11.0 / 41.0,
        value_max: None,
        unit: "share".into(),
        numerator: Some(11.0),
        denominator: Some(41.0),
        group: Names::default(),
        role: Role::After,
        period: ("2013".parse().ok(), "2014M07".parse().ok()),
        printed: Printed::StatedPair,
        comparator: Comparator::AtLeast,
        approximate: false,
        units: "households".into(),
        repeats: true,
        complete: false,
        planned: false,
        distribution: String::new(),
        price_of: String::new(),
        caveat: Names::default(),
    }
}

fn warnings() -> Vec<Warning> {
    vec![
        Warning::MissingValues { missing: 1, of: 2 },
        Warning::RepeatedUnits { units: "visits".into() },
        Warning::RangeInSource { upper: 2.5 },
        Warning::SmallGroup { records: 3 },
        Warning::NoExposure,
        Warning::MissingStrata { missing: 1, of: 9 },
        Warning::EmptyCategories { left_out: 1 },
        Warning::NothingToTest,
        Warning::SmallExpectedCounts { cells: 2, of: 4 },
        Warning::TwoArms { fewer: 26.2, more: 5.2 },
        Warning::NothingChanged,
        Warning::StrataLeftOut { left_out: 1, of: 3 },
        Warning::NoStandardError,
        Warning::ComparisonTreatedLater { unit: "Åbrinken".into(), from: "2018".into(), to: "2019".into() },
        Warning::NoCleanComparison { start: "2016".into(), time: "2018".into() },
        Warning::AlwaysTreated { unit: "A".into() },
        Warning::UnitsVaryUnseen { treated: 1, untreated: 2 },
        Warning::UnitIncomplete { unit: "A".into(), time: "2013".into() },
        Warning::PeriodsMissing { from: "2013".into(), to: "2015".into() },
        Warning::TooFewForLevel { reached: None },
        Warning::TooFewForLevel { reached: Some(0.9) },
    ]
}

fn periods() -> [Period; 4] {
    ["2013", "2013K4", "2013M07", "2020U53"].map(|text| text.parse().expect("a period"))
}

/// Everything that can be written and read.
fn tested() -> Tested {
    let mut tested = Tested::default();
    // estimate
    tested.values(estimates());
    tested.values([Estimates::from(estimates()), Estimates::default()]);
    tested.values([Interval { lower: f64::NEG_INFINITY, upper: f64::INFINITY, level: Level::P998 }]);
    tested.values([Level::P95, Level::P998]);
    tested.values([Count::default(), Count { records: Some(1), events: Some(2), exposure: Some(0.1) }]);
    tested.values(key());
    tested.values(key().map(|part| part.value));
    tested.values([Unit::Share, Unit::SharePer(1000), Unit::Per(0.1), Unit::Named("points".into())]);
    tested.values(warnings());
    tested.values([
        Design::BeforeAfter.evidence(),
        Design::DifferenceInDifferences.evidence(),
        Design::NoOutcome.evidence(),
    ]);
    tested.values(estimates().into_iter().map(|estimate| estimate.method));
    tested.values([Chosen::Default, Chosen::DefaultForManyEvents, Chosen::DefaultForFewEvents, Chosen::AskedFor]);
    tested.values([Provenance { basis: Basis::PublishedFigure, source: Some("BL".into()), ..Provenance::default() }]);
    tested.within(&["Basis", "Design", "Reason", "Estimand", "Scale"]);
    let test = r#"{"method": {"id": "a/b", "version": 1, "reference": ""}, "statistic": 0.1, "df": 2.0, "p_value": 0.3,
        "p_less": null, "p_greater": 0.7, "n": {"records": 3, "events": null, "exposure": null}, "warnings": [],
        "provenance": {"helhed": "0", "basis": "counts", "definition": null, "source": null}}"#;
    tested.values([serde_json::from_str::<Test>(test).expect("a test")]);
    // cells
    tested.values([share(1.0, 3.0)]);
    tested.values([values()]);
    tested.values([PairedCell::from_counts(4.0, 3.0, 2.0, 1.0).expect("counts").with_missing(5)]);
    tested.values([CrossTable::from_rows(&[[1.0, 2.0], [3.0, 0.0]]).expect("counts").with_missing(5)]);
    tested.values(blocks());
    tested.values([cells(), cells().withhold(Threshold::default())]);
    tested.values([cells()]);
    tested.values([comoments()]);
    tested.within(&["ComomentCell"]);
    tested.within(&["RateCell", "TotalCell", "WeightedMeanCell"]);
    // design
    tested.values(Registry::standard().iter().cloned());
    tested.values(Registry::standard().iter().map(Indicator::subject));
    tested.values(measures());
    tested.values([Direction::Higher, Direction::Lower, Direction::Neutral]);
    tested.values([Recorder::Register, Recorder::SelfReported, Recorder::Survey]);
    tested.values([Language::Da, Language::En]);
    tested.values([names()]);
    tested.values(periods());
    tested.values([programme()]);
    tested.values(Theme::all().iter().cloned());
    tested.values(schemes().iter().cloned());
    tested.within(&["Area", "ActivityType", "Grant", "Resource", "FocusArea"]);
    // records
    tested.values([Sample::from_values([Some(0.1), None]).expect("finite")]);
    tested.values([Pairs::from_values([Some(0.1), None], [Some(1.0), Some(2.0)]).expect("finite")]);
    let clusters = ["a".into(), KeyValue::Integer(2)];
    let weighted = WeightedSample::in_clusters([Some(0.1), None], [Some(1.0), Some(0.0)], clusters).expect("weights");
    tested.values([weighted, WeightedSample::default()]);
    tested.values([ledger()]);
    tested.values([observation()]);
    tested.values(notices());
    tested.values(notices().into_iter().map(|notice| notice.doubt));
    tested.values(notices().into_iter().map(|notice| notice.at));
    tested.values(findings());
    tested.values(Policy::NAMES.map(|(_, policy)| policy));
    tested.values([Policies::default().with("row_twice", Policy::Count).expect("a check")]);
    tested.values(ColumnRole::ALL);
    tested.values([Roles::default().with(ColumnRole::Group, "køn").with(ColumnRole::Group, "alder")]);
    tested.within(&["Spot"]);
    let remark = Remark { programme: "6".into(), kind: RemarkKind::Lacks, text: names() };
    tested.values([remark.clone()]);
    let fact = Fact {
        key: "dwellings".into(),
        label: names(),
        value: 0.1,
        unit: "share".into(),
        approximate: true,
        note: names(),
    };
    let published = Published::new(vec![programme()], vec![observation()], vec![remark], vec![fact]);
    tested.values([published.expect("a publication")]);
    tested.within(&["Stage", "Figure", "Role", "Printed", "Comparator", "RemarkKind", "Fact"]);
    // synthesis
    tested.values([multiplicity::holm(&[Some(0.1), None]).expect("p-values")]);
    let margins = Margins::new(-0.2, 0.3, 0.05).expect("margins");
    tested.values([margins]);
    tested.values([equivalence::welch(&values(), &values(), margins).expect("a result")]);
    tested.within(&["Verdict"]);
    tested.values([power::two_proportions(0.2, None, Some(90.0), Some(0.8), 0.05).expect("a plan")]);
    let groups = power::TwoMeans::independent(1.0, 0.05).expect("assumptions");
    tested.values([power::two_means(groups, None, Some(0.5), Some(0.8)).expect("a plan")]);
    tested.values([power::two_rates(0.2, None, Some(90.0), Some(0.8), 0.05).expect("a plan")]);
    tested.values([power::cluster_design(12.0, 0.1, 0.3, 90.0).expect("a design")]);
    tested.values([power::intraclass(&[values(), values()], Level::P95).expect("a result")]);
    let clusters = power::ClusteredGroups { of: vec![9, 12], against: vec![30, 8, 7], sd: 0.1, icc: 0.2 };
    let replications = power::Replications { number: 200, seed: 3 };
    tested.values([power::simulated_clusters(clusters, None, Some(0.8), 0.05, replications).expect("a plan")]);
    tested.within(&["ClusteredGroups", "Replications"]);
    let panel = power::AreaPanel { areas: 9, treated: 3, before: 2, after: 2, sd: 0.1, correlation: 0.5 };
    tested.values([power::difference_in_differences(panel, None, Some(0.8), 0.05).expect("a plan")]);
    tested.values([panel]);
    json_syntheses::syntheses(&mut tested);
    json_tracks::tracks(&mut tested);
    json_regressions::regressions(&mut tested);
    // report
    tested.values([of_estimates(&estimates().into(), "Udsættelser", Language::Da)]);
    let table = CountTable::new(&["a", "b"], &["c", "d"], &[[3.0, 0.0], [0.0, 20.0]]).expect("a table");
    let safe = protect(&table, Threshold::default()).expect("a way");
    tested.values([safe.audit().clone()]);
    tested.values(safe.audit().hidden.clone());
    tested.values(safe.audit().hidden.iter().map(|cell| cell.range));
    tested.values(safe.cells().map(|(_, _, shown)| shown));
    tested.values([safe]);
    tested.values([Threshold::default()]);
    tested.within(&["CellName", "WholeGroup", "Search", "Why"]);
    tested.within(&["Document", "Section", "Part", "Forest", "ForestRow", "Table", "Column"]);
    tested
}

/// Public records of the core that can be both written and read.
fn records() -> Vec<String> {
    let mut names = Vec::new();
    for file in files("crates/helhed/src", &[".rs"]) {
        let code = code(&file.text);
        for item in code.split("#[derive(").skip(1) {
            let (derived, rest) = item.split_once(')').unwrap_or((item, ""));
            let both = ["Serialize", "Deserialize"].iter().all(|name| derived.split(", ").any(|one| one == *name));
            let line = rest
                .lines()
                .map(str::trim)
                .find(|line| line.starts_with("pub struct ") || line.starts_with("pub enum "));
            if let (true, Some(line)) = (both, line) {
                let name = line.split_whitespace().nth(2).unwrap_or_default();
                names.push(name.chars().take_while(|letter| letter.is_alphanumeric()).collect());
            }
        }
    }
    names
}

#[test]
fn every_record_comes_back_as_it_went() {
    let (mut tested, mut records) = (tested().0, records());
    assert!(records.contains(&"Estimate".to_owned()), "the records were found: {records:?}");
    for names in [&mut tested, &mut records] {
        names.sort();
        names.dedup();
    }
    assert_eq!(tested, records, "every record is tested here");
}

#[test]
fn what_is_not_valid_is_not_read() {
    assert!(serde_json::from_str::<Level>("95").is_err());
    assert!(serde_json::from_str::<Period>("\"2013K5\"").is_err());
    let interval = |lower: &str| format!(r#"{{"lower": {lower}, "upper": 1, "level": 0.95}}"#);
    assert!(serde_json::from_str::<Interval>(&interval("\"-inf\"")).is_ok());
    assert!(serde_json::from_str::<Interval>(&interval("\"minus\"")).is_err());
    assert!(serde_json::from_str::<Interval>(&interval("null")).is_err());
}
