//! Cells of several organisations: what merging changes, what it refuses, and that no order of merging matters.

use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell};
use helhed::design::{Direction, Indicator, Language, Measure, Names, Recorder, Threshold};
use helhed::error::{Difference, Error, Fault, Input};
use helhed::estimate::{KeyValue, Unit};
use helhed::records::Ledger;
use helhed::report::fault_in;
use proptest::prelude::*;

/// A failure prints its smallest case; no file of earlier failures is written beside the tests.
fn kept_nowhere() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// A registry's indicator, as one organisation holds it.
fn indicator(id: &str, measure: Measure) -> Indicator {
    let mut indicator = Indicator::new(id, measure).expect("an indicator");
    indicator.numerator = Names::new("Tæller", "Numerator");
    indicator.denominator = Names::new("Nævner", "Denominator");
    indicator.version = "2026.1".into();
    indicator
}

fn indicators() -> Vec<Indicator> {
    let column = || "column".to_owned();
    vec![
        indicator("share", Measure::Proportion { event: column() }),
        indicator("rate", Measure::Rate { events: column(), exposure: "time".into(), per: 1000.0 }),
        indicator("mean", Measure::Mean { value: column() }),
        indicator("weighted", Measure::WeightedMean { value: column(), weight: "weight".into() }),
        indicator("count", Measure::Count { events: column() }),
        indicator("money", Measure::Money { amount: column() }),
    ]
}

/// A cell of an area: its rows with an event, and without.
type Group = (u8, u8, u8);

fn blocks(events: u8, others: u8) -> Vec<Block> {
    let (events, n) = (f64::from(events), f64::from(events) + f64::from(others));
    let values = || (0..n as u64).map(|value| value as f64 / 7.0);
    let mut weighted = WeightedMeanCell::default();
    values().for_each(|value| weighted.push(value, 1.0 + value / 3.0).expect("a value and a weight"));
    let total = TotalCell::from_parts(n as u64, if n > 0.0 { events } else { 0.0 }, 0).expect("a total");
    let exposure = if n > 0.0 { n / 12.0 } else { 0.0 };
    vec![
        Block::Proportion(ProportionCell::from_counts(events, n).expect("counts").with_missing(u64::from(n > 9.0))),
        Block::Rate(RateCell::from_parts(n as u64, events, exposure, 0).expect("a rate")),
        Block::Mean(MeanCell::from_values(values().map(Some)).expect("values")),
        Block::WeightedMean(weighted),
        Block::Count(total),
        Block::Money(total),
    ]
}

fn table(groups: &[Group]) -> Cells {
    let mut cells = Cells::new(["area", "quarter"], indicators()).expect("a table");
    let mut ledger = Ledger::default();
    for (area, events, others) in groups {
        let key = vec![KeyValue::Text(format!("area {area}")), format!("2013K{}", area % 4 + 1).into()];
        for (index, block) in blocks(*events, *others).iter().enumerate() {
            cells.add(key.clone(), index, block).expect("a block of its measure");
        }
        ledger.came_in(u64::from(*events) + u64::from(*others));
    }
    cells.with_ledger(ledger)
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    prop::collection::vec((0..6_u8, 0..12_u8, 0..12_u8), 0..8)
}

fn threshold() -> impl Strategy<Value = Option<Threshold>> {
    prop::option::of((3..9_u64).prop_map(|least| Threshold::new(least).expect("a threshold")))
}

fn withheld(cells: Cells, below: Option<Threshold>) -> Cells {
    match below {
        Some(below) => cells.withhold(below),
        None => cells,
    }
}

fn merged(left: &Cells, right: &Cells) -> Cells {
    left.clone().merge(right).expect("they mean the same")
}

/// Counts, keys and ledgers are the same; of means, the sums of squares and exposures the last bits may differ.
fn alike(left: &Cells, right: &Cells) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0);
    let optional = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        (a, b) => a == b,
    };
    let same = |(a, b): (&Block, &Block)| {
        let values = match (a, b) {
            (Block::Mean(a), Block::Mean(b)) => optional(a.mean(), b.mean()) && close(a.m2(), b.m2()),
            (Block::WeightedMean(a), Block::WeightedMean(b)) => {
                let (a, b) = (a.parts(), b.parts());
                close(a.weight, b.weight) && close(a.mean, b.mean) && close(a.m2, b.m2) && close(a.squares, b.squares)
            }
            (Block::Rate(a), Block::Rate(b)) => a.events() == b.events() && close(a.exposure(), b.exposure()),
            (a, b) => a == b,
        };
        values && a.records() == b.records() && a.missing() == b.missing()
    };
    left.ledger() == right.ledger()
        && left.indicators() == right.indicators()
        && left.suppression() == right.suppression()
        && left.len() == right.len()
        && left.iter().zip(right.iter()).all(|((key, a), (other, b))| key == other && a.iter().zip(b).all(same))
}

proptest! {
    #![proptest_config(kept_nowhere())]

    #[test]
    fn merging_has_its_laws_with_and_without_suppression(a in groups(), b in groups(), c in groups(), below in threshold()) {
        let whole = table(&[a.clone(), b.clone(), c.clone()].concat());
        let [a, b, c] = [a, b, c].map(|groups| withheld(table(&groups), below));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a), "to the last bit");
        let empty = withheld(table(&[]), below);
        prop_assert_eq!(&merged(&a, &empty), &a);
        prop_assert_eq!(&merged(&empty, &a), &a);
        let left = merged(&merged(&a, &b), &c);
        prop_assert!(alike(&left, &merged(&a, &merged(&b, &c))));
        if below.is_none() {
            prop_assert!(alike(&left, &whole));
        }
        let parts = [&a, &b, &c].into_iter().enumerate().map(|(at, part)| (Input::Table(at + 1), Ok(part.clone())));
        prop_assert_eq!(Cells::merge_all(parts).expect("they mean the same"), left);
    }

    #[test]
    fn nothing_small_is_left_and_nothing_else_is_withheld(groups in groups(), least in 3..9_u64) {
        let below = Threshold::new(least).expect("a threshold");
        let whole = table(&groups);
        let shown = whole.clone().withhold(below);
        for (key, blocks) in whole.iter() {
            let Block::Proportion(share) = &blocks[0] else { panic!("the share is first") };
            let (n, events) = (share.records(), share.events());
            let rows = n + share.missing();
            let small = [n, events, n - events, rows].into_iter().any(|count| below.hides(count));
            prop_assert_eq!(shown.iter().any(|(other, _)| other == key), !small, "{:?}", share);
        }
        prop_assert_eq!(shown.ledger().cells_withheld(), (whole.len() - shown.len()) as u64);
        prop_assert_eq!(shown.clone().withhold(below), shown.clone());
        // What is left does not tell how many rows are gone.
        let with = |more: u8| [groups.clone(), vec![(9, more, 0)]].concat();
        prop_assert_eq!(table(&with(1)).withhold(below), table(&with(2)).withhold(below));
    }

    #[test]
    fn cells_come_back_from_json(groups in groups(), below in threshold()) {
        let cells = withheld(table(&groups), below);
        let text = serde_json::to_string(&cells).expect("JSON");
        prop_assert_eq!(text.contains("suppression"), below.is_some());
        prop_assert_eq!(serde_json::from_str::<Cells>(&text).expect("cells"), cells);
    }

    #[test]
    fn own_words_and_columns_merge_alike_in_every_order(words in prop::collection::vec("[ab]{0,2}(; [ab])?", 9)) {
        let own = |words: &[String]| {
            let mut share = indicator("share", Measure::Proportion { event: words[0].clone() });
            share.name = Names::new(words[1].clone(), words[1].clone());
            share.source.clone_from(&words[2]);
            Cells::new(["area"], [share]).expect("a table")
        };
        let [a, b, c] = [own(&words[..3]), own(&words[3..6]), own(&words[6..])];
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a);
    }
}

fn one(indicator: Indicator) -> Cells {
    Cells::new(["quarter"], [indicator]).expect("a table")
}

fn rate() -> Indicator {
    indicator("rate", Measure::Rate { events: "events".into(), exposure: "time".into(), per: 1000.0 })
}

fn refused(left: &Cells, right: &Cells) -> Error {
    let error = left.clone().merge(right).expect_err("it is refused");
    assert_eq!(error.code(), "H205");
    assert_eq!(right.clone().merge(left).expect_err("in either order").code(), "H205");
    let danish = fault_in(&error, Language::Da);
    assert_eq!(danish.language, Language::Da);
    assert!(danish.what.starts_with("cellerne kan ikke lægges sammen: "), "{danish}");
    error
}

/// One change of an indicator.
type Change = fn(&mut Indicator);

/// For each field of an indicator, changes of it, and by what words they are refused; `None` where they are not.
const CHANGES: &[(&str, Change, Option<&str>)] = &[
    ("id", |one| one.id = "other".into(), Some("the indicators are `rate` in table 1 and `other` in table 2")),
    ("name", |one| one.name = Names::new("Rate", "Rate"), None),
    (
        "numerator",
        |one| one.numerator.da = "Andre".into(),
        Some("the Danish numerator of indicator `rate` is Tæller in"),
    ),
    (
        "numerator",
        |one| one.numerator.en = String::new(),
        Some("English numerator of indicator `rate` is Numerator in table 1 and not said"),
    ),
    ("denominator", |one| one.denominator.da = "A".into(), Some("Danish denominator")),
    ("denominator", |one| one.denominator.en = "A".into(), Some("English denominator")),
    (
        "measure",
        |one| one.measure = Measure::Mean { value: "events".into() },
        Some("the measure of indicator `rate` is rate in table 1 and mean in table 2"),
    ),
    (
        "measure",
        |one| one.measure = Measure::Rate { events: "events".into(), exposure: "time".into(), per: 100.0 },
        Some("the `per` of indicator `rate` is 1000 in table 1 and 100 in table 2"),
    ),
    (
        "measure",
        |one| one.measure = Measure::Rate { events: "haendelser".into(), exposure: "tid".into(), per: 1000.0 },
        None,
    ),
    ("unit", |one| one.unit = Unit::Ratio, Some("the unit of indicator `rate` is per 1000 in table 1 and ratio")),
    ("better", |one| one.better = Direction::Lower, Some("the direction of indicator `rate` is neutral in")),
    ("theme", |one| one.theme = "HOU".into(), Some("the theme of indicator `rate` is CTX in table 1 and HOU in")),
    ("source", |one| one.source = "Fasit".into(), None),
    ("provenance", |one| one.provenance = Recorder::Survey, Some("is self-reported in table 1 and survey in table 2")),
    (
        "version",
        |one| one.version = "2025.2".into(),
        Some("the version of indicator `rate` is 2026.1 in table 1 and 2025.2 in table 2"),
    ),
];

#[test]
fn each_field_of_a_definition_is_compared_or_is_an_organisations_own() {
    let written = serde_json::to_value(rate()).expect("JSON");
    for field in written.as_object().expect("an object").keys() {
        let changed = |change: Change| {
            let mut other = rate();
            change(&mut other);
            let changed = serde_json::to_value(&other).expect("JSON");
            assert_ne!(changed[field], written[field], "{field} was changed");
            one(other)
        };
        let cases: Vec<_> = CHANGES.iter().filter(|(name, _, _)| name == field).collect();
        assert!(!cases.is_empty(), "nobody decided whether `{field}` belongs to the definition");
        for (_, change, words) in cases {
            match words {
                Some(words) => {
                    let error = refused(&one(rate()), &changed(*change));
                    assert!(error.what().contains(words), "{error}");
                    let Fault::CellsDiffer { differences, .. } = error.fault() else { panic!("{error}") };
                    assert!(differences.len() <= 2, "{error}");
                }
                None => assert!(one(rate()).merge(&changed(*change)).is_ok(), "{field}"),
            }
        }
    }
}

#[test]
fn a_name_is_the_definition_where_no_other_words_are() {
    let named = |name: &str| {
        let own = Indicator::new("evicted", Measure::Proportion { event: "evicted".into() }).expect("an indicator");
        one(own.named(Names::new(name, name)))
    };
    let error = refused(&named("Udsat af bolig"), &named("Opsagt"));
    assert!(error.what().contains("the Danish name of indicator `evicted` is Udsat af bolig in table 1 and Opsagt in"));
}

#[test]
fn all_that_differs_is_named_and_a_long_text_from_where_it_does() {
    let mut other = rate();
    (other.version, other.theme) = ("2025.2".into(), "HOU".into());
    let long = "Beboere i husstande, der blev sat ud af deres bolig i løbet af ";
    let (mut left, mut right) = (rate(), other);
    (left.numerator.da, right.numerator.da) = (format!("{long}året"), format!("{long}kvartalet"));
    let error = refused(&one(left), &one(right).withhold(Threshold::default()));
    assert_eq!(
        error.to_string(),
        "[H205] these cells cannot be merged: the version of indicator `rate` is 2026.1 in table 1 and 2025.2 in table 2; \
         the Danish numerator of indicator `rate` is … i løbet af året in table 1 and … i løbet af kvartalet in table 2; \
         the theme of indicator `rate` is CTX in table 1 and HOU in table 2; \
         the cells that are withheld are none in table 1 and of fewer than 5 in table 2\n  \
         where: argument `cells`\n  \
         mend:  tally all with the same registry file, in the same version; withhold alike in all of them, \
         `cells.withhold(5)`, or ask for all of them as they were counted"
    );
    assert_eq!(
        fault_in(&error, Language::Da).to_string(),
        "[H205] cellerne kan ikke lægges sammen: versionen for indikatoren `rate` er 2026.1 i tabel 1 og 2025.2 i tabel 2; \
         den danske tæller for indikatoren `rate` er … i løbet af året i tabel 1 og … i løbet af kvartalet i tabel 2; \
         temaet for indikatoren `rate` er CTX i tabel 1 og HOU i tabel 2; \
         de celler, der er holdt tilbage, er ingen i tabel 1 og dem på under 5 i tabel 2\n  \
         hvor: argumentet `cells`\n  \
         gør:  tæl alle med samme registerfil i samme version; hold celler tilbage på samme måde i dem alle, \
         `cells.withhold(5)`, eller bed om dem alle, som de blev talt"
    );
}

/// A table with one cell of each of these keys.
fn keyed(keys: &[KeyValue]) -> Cells {
    let mut cells = one(rate());
    for key in keys {
        cells
            .add(vec![key.clone()], 0, &Block::Rate(RateCell::from_counts(7.0, 90.0).expect("a rate")))
            .expect("a cell");
    }
    cells
}

#[test]
fn periods_of_another_kind_are_refused_and_a_code_is_no_year() {
    let kinds: [KeyValue; 6] =
        [2013.into(), "2013H1".into(), "2013K1".into(), "2013M07".into(), "2013U23".into(), "2013/14".into()];
    for (at, left) in kinds.iter().enumerate() {
        for (other, right) in kinds.iter().enumerate() {
            let (left, right) = (keyed(std::slice::from_ref(left)), keyed(std::slice::from_ref(right)));
            if at == other {
                assert!(left.merge(&right).is_ok());
            } else {
                assert!(refused(&left, &right).what().contains("the kind of period in the key column `quarter` is "));
            }
        }
    }
    // Postal districts, municipalities, missing keys and no rows contradict nobody.
    for codes in
        [vec![8000.into(), 2100.into()], vec![101.into()], vec![KeyValue::Missing], vec!["Åhaven".into()], vec![]]
    {
        assert!(keyed(&codes).merge(&keyed(&["2013K1".into()])).is_ok(), "{codes:?}");
    }
}

#[test]
fn the_table_that_first_said_the_kind_of_period_is_named() {
    let parts = [keyed(&[KeyValue::Missing]), keyed(&["2013K1".into()]), keyed(&[]), keyed(&["2013".into()])];
    let named = ["a", "b", "c", "d"].map(|name| Input::File(format!("{name}.parquet")));
    let error = Cells::merge_all(named.into_iter().zip(parts.map(Ok))).expect_err("years");
    let kinds = "the kind of period in the key column `quarter` is quarters in b.parquet and years in d.parquet";
    assert_eq!(
        (error.what(), error.at().to_string()),
        (format!("these cells cannot be merged: {kinds}"), "file d.parquet".into())
    );
}

#[test]
fn every_difference_has_a_cure() {
    let names = || vec!["a".to_owned()];
    let differences = [
        Difference::KeyColumns { left: names(), right: vec![] },
        Difference::KeyType { column: "area".into(), key: "101".into() },
        Difference::Indicators { left: names(), right: vec![] },
        Difference::Suppression { left: Some(3), right: Some(5) },
    ];
    for difference in differences {
        let error = Error::from(Fault::CellsDiffer { differences: vec![difference], inputs: None });
        let danish = fault_in(&error, Language::Da);
        assert!(!error.mend().is_empty() && !danish.mend.is_empty() && danish.mend != error.mend(), "{error}");
    }
    assert_eq!(Cells::merge_all([]).expect_err("none").code(), "H107");
}

#[test]
fn a_small_cell_is_not_added_where_such_are_withheld() {
    let mut cells = one(rate()).withhold(Threshold::default());
    let few = Block::Rate(RateCell::from_counts(3.0, 90.0).expect("a rate"));
    let error = cells.add(vec!["2013K1".into()], 0, &few).expect_err("it is small");
    assert_eq!((error.code(), cells.len()), ("H884", 0));
    assert_eq!(fault_in(&error, Language::Da).language, Language::Da);
}
