//! Difference in differences: what is computed by hand, what must never move it, and what is said where it is not there.

use std::collections::BTreeMap;

use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell, TotalCell};
use helhed::comparisons::did::{Adoption, Starts, group_time, is_overall};
use helhed::comparisons::{Cut, before_after};
use helhed::design::{Indicator, Language, Measure};
use helhed::estimate::{Estimand, KeyValue};
use helhed::{Estimate, Estimates, Level, Result, Warning, report};
use proptest::prelude::*;

type Row<'a> = (&'a str, i64, f64, f64);

const TRUE_EFFECT: f64 = 0.08;
const NAIVE: f64 = 0.04;
/// Employed of 200, from 2013 to 2019: in Birkelunden from 2016, in Åbrinken from 2018, in Ærtebjerg never.
const AREAS: [(&str, [f64; 7]); 3] = [
    ("Birkelunden", [60.0, 62.0, 64.0, 82.0, 84.0, 86.0, 88.0]),
    ("Åbrinken", [60.0, 62.0, 64.0, 66.0, 68.0, 86.0, 88.0]),
    ("Ærtebjerg", [60.0, 62.0, 64.0, 66.0, 68.0, 70.0, 72.0]),
];

fn share(x: f64, n: f64) -> Block {
    Block::Proportion(ProportionCell::from_counts(x, n).expect("counts"))
}

fn table(measure: Measure, rows: impl IntoIterator<Item = (KeyValue, KeyValue, Block)>) -> Cells {
    let job = Indicator::new("job", measure).expect("an indicator");
    let mut cells = Cells::new(["area", "year"], [job]).expect("a table");
    for (area, year, block) in rows {
        cells.add(vec![area, year], 0, &block).expect("a block");
    }
    cells
}

fn shares(rows: &[Row<'_>]) -> Cells {
    let rows = rows.iter().map(|(area, year, x, n)| ((*area).into(), (*year).into(), share(*x, *n)));
    table(Measure::Proportion { event: "job".into() }, rows)
}

/// The areas whose names are given.
fn areas(names: &[&str]) -> Cells {
    let there = AREAS.iter().filter(|(area, _)| names.contains(area));
    let rows = there.flat_map(|(area, jobs)| (2013..).zip(jobs).map(move |(year, x)| (*area, year, *x, 200.0)));
    shares(&rows.collect::<Vec<_>>())
}

fn did(cells: &Cells, starts: &[(&str, Option<&str>)]) -> Result<Estimates> {
    let start = |start: &str| start.parse().expect("a period");
    let starts: BTreeMap<KeyValue, _> = starts.iter().map(|(unit, at)| ((*unit).into(), at.map(start))).collect();
    group_time(cells, &Adoption { unit: "area", time: "year", starts: Starts::Of(&starts) }, Level::P95)
}

fn rows(cells: &Cells, starts: &[(&str, Option<&str>)]) -> Vec<Estimate> {
    did(cells, starts).expect("estimates").into_iter().collect()
}

fn overall(cells: &Cells, starts: &[(&str, Option<&str>)]) -> Estimate {
    let mut last: Vec<Estimate> = rows(cells, starts).into_iter().filter(is_overall).collect();
    assert_eq!(last.len(), 1);
    last.remove(0)
}

/// Start, period and value of the rows.
fn values(rows: &[Estimate]) -> Vec<(String, String, Option<f64>)> {
    let part = |row: &Estimate, index: usize| row.key[index].value.to_string();
    rows.iter().map(|row| (part(row, 0), part(row, 1), row.value)).collect()
}

fn near(found: Option<f64>, wanted: f64) {
    assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-12), "{found:?} is not {wanted}");
}

fn codes(estimate: &Estimate) -> Vec<&'static str> {
    estimate.warnings.iter().map(Warning::code).collect()
}

fn later(from: &str) -> Warning {
    Warning::ComparisonTreatedLater { unit: "Åbrinken".into(), from: from.into(), to: "2019".into() }
}

const THREE: [(&str, Option<&str>); 3] =
    [("Birkelunden", Some("2016")), ("Åbrinken", Some("2018")), ("Ærtebjerg", None)];

#[test]
fn a_comparison_that_is_treated_later_counts_until_then() {
    let found = rows(&areas(&["Birkelunden", "Åbrinken", "Ærtebjerg"]), &THREE);
    for row in &found {
        let before = row.key.iter().any(|part| part.value == "before".into());
        near(row.value, if before { 0.0 } else { TRUE_EFFECT });
        assert_eq!(row.evidence.as_ref().map(|one| (one.sms, one.soem)), (!before).then_some((3, Some(2))));
    }
    let of = |start: &str, year: &str| {
        let wanted = (start.to_owned(), year.to_owned());
        let place = values(&found).iter().position(|(start, year, _)| (start, year) == (&wanted.0, &wanted.1));
        &found[place.unwrap_or_else(|| panic!("no row {wanted:?}"))]
    };
    // 2013 and 2014 before, 2016 to 2019 after; 2013 to 2016 before, 2018 and 2019 after; and the average.
    assert_eq!(found.len(), 6 + 6 + 1);
    assert!(
        !of("2016", "2017").warnings.contains(&later("2018")) && of("2016", "2018").warnings.contains(&later("2018"))
    );
    // 2016 to 2017 against 400 of two areas, 2018 against 200 of one.
    assert_eq!((of("2016", "2017").n.records, of("2016", "2018").n.records), (Some(1200), Some(800)));
    let average = of("all", "all");
    assert!(average.warnings.contains(&later("2018")), "{:?}", average.warnings);
    let text = report::comparison(&found.clone().into(), Language::Da).join("\n");
    assert!(text.contains("8,0") && text.contains("SMS 3 / SØM 2") && !text.contains("=all"), "{text}");
    assert!(text.contains("Tallet er højere, end hvis det havde fulgt sammenligningen"), "{text}");
    assert!(text.contains("Åbrinken får selv en indsats: perioderne 2018 til 2019 indgår ikke"), "{text}");
    assert!(text.contains("2 områder med og 2 uden indsatsen: hvor meget områder svinger af sig selv"), "{text}");
    let table = report::table(&found.clone().into(), Language::Da).to_text();
    assert!(!table.contains("all "), "{table}");
    let english = report::table(&found.into(), Language::En).to_text();
    assert!(english.contains("W440: Åbrinken gets a programme itself: its periods 2018 to 2019"), "{english}");
    assert!(table.contains("Åbrinken får selv en indsats: perioderne 2018 til 2019 indgår ikke"), "{table}");
}

#[test]
fn without_a_clean_comparison_there_is_no_value_and_never_the_naive_one() {
    let found = rows(&areas(&["Birkelunden", "Åbrinken"]), &THREE[..2]);
    for row in &found {
        let (year, clean) = (row.key[1].value.to_string(), !codes(row).contains(&"W441"));
        assert!(row.value.is_none_or(|value| (value - NAIVE).abs() > 0.03), "{row:?}");
        if is_overall(row) {
            near(row.value, TRUE_EFFECT);
            let missing =
                |start: &str, time: &str| Warning::NoCleanComparison { start: start.into(), time: time.into() };
            assert!(row.warnings.contains(&missing("2016", "2018")) && row.warnings.contains(&missing("2018", "2019")));
            assert!(row.warnings.contains(&later("2018")));
        } else if row.key[0].value == 2016.into() {
            assert_eq!((clean, row.value.is_some()), (year.as_str() < "2018", year.as_str() < "2018"), "{year}");
        } else {
            assert_eq!((clean, row.value, row.interval, row.se, row.p_value), (false, None, None, None, None));
        }
    }
}

#[test]
fn two_by_two_by_hand() {
    let cells = shares(
        &[("A", 1, 64.0, 200.0), ("A", 2, 82.0, 210.0), ("B", 1, 30.0, 90.0), ("B", 2, 45.0, 100.0)]
            .map(|(area, year, x, n)| (area, 2014 + year, x, n)),
    );
    let found = overall(&cells, &[("A", Some("2016")), ("B", None)]);
    let wanted = (82.0 / 210.0 - 64.0 / 200.0) - (45.0 / 100.0 - 30.0 / 90.0);
    let v = |x: f64, n: f64| x / n * (1.0 - x / n) / n;
    let se: f64 = (v(82.0, 210.0) + v(64.0, 200.0) + v(45.0, 100.0) + v(30.0, 90.0)).sqrt();
    near(found.value, wanted);
    near(found.se, se);
    let interval = found.interval.expect("an interval");
    near(Some(interval.lower), wanted - Level::P95.z() * se);
    near(Some(interval.upper), wanted + Level::P95.z() * se);
    assert_eq!((found.n.records, found.n.events), (Some(600), Some(221)));
    assert_eq!(codes(&found), ["W404", "W443"]);
    // Swapped, the sign turns and nothing else.
    let swapped = overall(&cells, &[("A", None), ("B", Some("2016"))]);
    near(swapped.value, -wanted);
    assert_eq!((swapped.se, swapped.p_value), (found.se, found.p_value));
    // The change of one minus the change of the other.
    let cut = Cut { at: "2016".parse().expect("a period"), time: Some("year") };
    let changes = before_after(&cells, cut, None, Level::P95).expect("estimates").of(Estimand::RiskDifference);
    let changes: Vec<f64> = changes.iter().filter_map(|one| one.value).collect();
    near(found.value, changes[0] - changes[1]);
}

#[test]
fn a_cell_in_two_effects_is_counted_once_with_its_whole_weight() {
    let (a, b) = ([60.0, 82.0, 90.0], [60.0, 66.0, 71.0]);
    let row = |area: &'static str| move |(year, x)| (area, year, x, 200.0);
    let cells = (2015..).zip(a).map(row("A")).chain((2015..).zip(b).map(row("B"))).collect::<Vec<_>>();
    let found = overall(&shares(&cells), &[("A", Some("2016")), ("B", None)]);
    let v = |x: f64| x / 200.0 * (1.0 - x / 200.0) / 200.0;
    let of = |[before, one, two]: [f64; 3]| v(before) + (v(one) + v(two)) / 4.0;
    near(found.se, (of(a) + of(b)).sqrt());
    assert_eq!(found.n.records, Some(1200));
}

#[test]
fn groups_weigh_what_they_have_before_the_start() {
    // An effect of 0.1 on 300 persons and of 0.4 on 100, against none.
    let cells = shares(&[
        ("A", 2015, 90.0, 300.0),
        ("A", 2016, 120.0, 300.0),
        ("A", 2017, 120.0, 300.0),
        ("B", 2015, 30.0, 100.0),
        ("B", 2016, 30.0, 100.0),
        ("B", 2017, 70.0, 100.0),
        ("C", 2015, 50.0, 100.0),
        ("C", 2016, 50.0, 100.0),
        ("C", 2017, 50.0, 100.0),
    ]);
    let found = overall(&cells, &[("A", Some("2016")), ("B", Some("2017")), ("C", None)]);
    near(found.value, (300.0 * 0.1 + 300.0 * 0.1 + 100.0 * 0.4) / 700.0);
}

#[test]
fn rates_and_means_have_their_own_variance_and_unit() {
    let rate = |x, t| Block::Rate(RateCell::from_counts(x, t).expect("a rate"));
    let cell = |area: &str, year: i64, block| (KeyValue::from(area), KeyValue::from(year), block);
    let rows = [
        cell("A", 2015, rate(40.0, 2000.0)),
        cell("A", 2016, rate(20.0, 2000.0)),
        cell("B", 2015, rate(30.0, 1000.0)),
        cell("B", 2016, rate(28.0, 1000.0)),
    ];
    let measure = Measure::Rate { events: "x".into(), exposure: "t".into(), per: 1000.0 };
    let starts = [("A", Some("2016")), ("B", None)];
    let found = overall(&table(measure, rows), &starts);
    near(found.value, -8.0);
    near(found.se, (20.0_f64 / 4.0 + 40.0 / 4.0 + 28.0 + 30.0).sqrt());
    assert_eq!((found.estimand, found.unit.name().as_str()), (Estimand::RateDifference, "per 1000"));
    let mean = |mean, sd| Block::Mean(MeanCell::from_summary(25.0, mean, sd).expect("a summary"));
    let of_means = |sd| {
        let years = [("A", 2015, 3.0), ("A", 2016, 7.0), ("B", 2015, 2.0), ("B", 2016, 3.5)];
        let rows = years.map(|(area, year, value)| cell(area, year, mean(value, sd)));
        overall(&table(Measure::Mean { value: "x".into() }, rows), &starts)
    };
    let found = of_means(2.0);
    near(found.value, 2.5);
    near(found.se, (4.0_f64 * 4.0 / 25.0).sqrt());
    let constant = of_means(0.0);
    assert_eq!((constant.interval, codes(&constant).contains(&"W406")), (None, true));
}

#[test]
fn nobody_with_the_event_is_no_certainty() {
    let cells =
        shares(&[("A", 2015, 0.0, 50.0), ("A", 2016, 0.0, 50.0), ("B", 2015, 0.0, 40.0), ("B", 2016, 0.0, 40.0)]);
    let found = overall(&cells, &[("A", Some("2016")), ("B", None)]);
    assert_eq!((found.value, found.interval, found.se, found.p_value), (Some(0.0), None, None, None));
    assert!(codes(&found).contains(&"W310"));
    // One of four figures is enough: its part of the variance is not known.
    let cells =
        shares(&[("A", 2015, 5.0, 50.0), ("A", 2016, 9.0, 50.0), ("B", 2015, 0.0, 40.0), ("B", 2016, 3.0, 40.0)]);
    let found = overall(&cells, &[("A", Some("2016")), ("B", None)]);
    assert_eq!((found.interval, found.p_value, codes(&found).contains(&"W310")), (None, None, true));
}

#[test]
fn who_has_no_before_or_no_figures_is_named() {
    let mut cells = areas(&["Birkelunden", "Åbrinken", "Ærtebjerg"]);
    let starts = [("Birkelunden", Some("2016")), ("Åbrinken", Some("2010")), ("Ærtebjerg", None)];
    let found = overall(&cells, &starts);
    near(found.value, TRUE_EFFECT);
    assert!(found.warnings.contains(&Warning::AlwaysTreated { unit: "Åbrinken".into() }));
    // An area that appears in 2016 cannot say how it changed since 2015, and rows without an area are counted.
    for (area, year) in [(KeyValue::from("Ny"), 2016), (KeyValue::Missing, 2015)] {
        cells.add(vec![area, year.into()], 0, &share(9.0, 10.0)).expect("a block");
    }
    let found = overall(&cells, &[starts[0], starts[1], starts[2], ("Ny", None)]);
    near(found.value, TRUE_EFFECT);
    assert!(found.warnings.contains(&Warning::UnitIncomplete { unit: "Ny".into(), time: "2015".into() }));
    assert!(found.warnings.contains(&Warning::MissingValues { missing: 10, of: 2010 }), "{:?}", found.warnings);
}

/// Areas by year, with the start in a third column.
fn with_column(rows: &[(&str, i64, f64, Option<i64>)]) -> Cells {
    let job = Indicator::new("job", Measure::Proportion { event: "job".into() }).expect("an indicator");
    let mut cells = Cells::new(["area", "year", "plan"], [job]).expect("a table");
    for (area, year, x, plan) in rows {
        let plan = plan.map_or(KeyValue::Missing, KeyValue::from);
        cells.add(vec![(*area).into(), (*year).into(), plan], 0, &share(*x, 200.0)).expect("a block");
    }
    cells
}

const IN_COLUMN: Adoption<'_> = Adoption { unit: "area", time: "year", starts: Starts::In("plan") };

#[test]
fn a_column_of_starts_says_the_same_as_a_list() {
    let starts = [Some(2016), Some(2018), None];
    let rows = AREAS
        .iter()
        .zip(starts)
        .flat_map(|((area, jobs), start)| (2013..).zip(jobs).map(move |(year, x)| (*area, year, *x, start)));
    let cells = with_column(&rows.collect::<Vec<_>>());
    let found = group_time(&cells, &IN_COLUMN, Level::P95).expect("estimates");
    assert_eq!(found, did(&areas(&["Birkelunden", "Åbrinken", "Ærtebjerg"]), &THREE).expect("estimates"));
    let refused = |rows: &[(&str, i64, f64, Option<i64>)]| {
        group_time(&with_column(rows), &IN_COLUMN, Level::P95).expect_err("refused")
    };
    let twice = [("A", 2015, 9.0, None), ("A", 2016, 9.0, Some(2016)), ("B", 2015, 9.0, None)];
    let error = refused(&twice);
    assert_eq!((error.code(), error.what()), ("H442", "`A` in `area` has more than one start: none and 2016".into()));
    let danish = report::fault_in(&error, Language::Da);
    assert_eq!(danish.what, "`A` i `area` har mere end én start: ingen og 2016");
    assert!(danish.mend.starts_with("giv det én start"), "{}", danish.mend);
    let at_once = [2015, 2016].map(|year| [("A", year, 9.0, Some(2016)), ("B", year, 9.0, Some(2016))]).concat();
    let error = refused(&at_once);
    assert!(error.code() == "H443" && error.what().contains("from 2016 on"), "{error}");
    let danish = report::fault_in(&error, Language::Da);
    assert_eq!(danish.what, "alle i `area` har indsatsen fra 2016, så der er ingen at sammenligne med");
    // A row without a year says nothing of starts, and is counted as missing.
    let mut without_year = with_column(&[("A", 2015, 9.0, Some(2016)), ("A", 2016, 9.0, Some(2016))]);
    without_year.add(vec!["C".into(), KeyValue::Missing, "soon".into()], 0, &share(1.0, 5.0)).expect("a block");
    for year in [2015, 2016] {
        let key = vec!["B".into(), year.into(), KeyValue::Missing];
        without_year.add(key, 0, &share(9.0, 200.0)).expect("a block");
    }
    let found = group_time(&without_year, &IN_COLUMN, Level::P95).expect("estimates");
    let missing = Warning::MissingValues { missing: 5, of: 805 };
    assert!(found.iter().last().is_some_and(|row| row.warnings.contains(&missing)), "{found:?}");
    // Who has it from the first period on is no comparison either.
    let early = [2015, 2016].map(|year| [("A", year, 9.0, Some(2016)), ("B", year, 9.0, Some(2010))]).concat();
    assert_eq!(refused(&early).code(), "H443");
    let other = |starts| group_time(&cells, &Adoption { starts, ..IN_COLUMN }, Level::P95).expect_err("refused").code();
    assert_eq!(["plam", "area", "year"].map(|column| other(Starts::In(column))), ["H207", "H106", "H106"]);
}

#[test]
fn a_gap_before_the_start_is_said() {
    let jump = |from: &str, to: &str| Warning::PeriodsMissing { from: from.into(), to: to.into() };
    let found = |years: &[i64], start: i64| {
        let rows = years.iter().flat_map(|year| [("A", *year, 80.0, Some(start)), ("B", *year, 70.0, None)]);
        let cells = with_column(&rows.collect::<Vec<_>>());
        let rows: Vec<Estimate> = group_time(&cells, &IN_COLUMN, Level::P95).expect("estimates").into_iter().collect();
        rows.last().expect("a row").warnings.clone()
    };
    assert!(found(&[2013, 2014, 2016], 2016).contains(&jump("2014", "2016")));
    // The start itself lies in the gap, or the two periods are all there is.
    assert!(found(&[2013, 2014, 2017], 2016).contains(&jump("2014", "2017")));
    assert!(found(&[2014, 2016], 2016).contains(&jump("2014", "2016")));
    for (years, start) in [(&[2013, 2015, 2016][..], 2016), (&[2015, 2016], 2016), (&[2014, 2015, 2017], 2015)] {
        assert!(!found(years, start).iter().any(|warning| warning.code() == "W445"), "{years:?}");
    }
    // Figures of every December lack nothing.
    let december = |year: i64| KeyValue::from(format!("{year}M12").as_str());
    let rows = (2013..=2016).flat_map(|year| [("A", year, 9.0), ("B", year, 8.0)]);
    let rows = rows.map(|(area, year, x)| (area.into(), december(year), share(x, 50.0)));
    let cells = table(Measure::Proportion { event: "job".into() }, rows);
    let last = overall(&cells, &[("A", Some("2015M12")), ("B", None)]);
    assert!(last.value.is_some() && !codes(&last).contains(&"W445"), "{:?}", last.warnings);
}

#[test]
fn each_misuse_has_its_code() {
    let two = shares(&[("A", 2015, 5.0, 50.0), ("A", 2016, 9.0, 50.0), ("B", 2015, 8.0, 40.0), ("B", 2016, 3.0, 40.0)]);
    let code = |cells: &Cells, starts: &[(&str, Option<&str>)]| did(cells, starts).expect_err("refused").code();
    assert_eq!(code(&two, &[("A", None), ("B", None)]), "H440");
    assert_eq!(code(&two, &[("A", Some("2016"))]), "H441");
    assert_eq!(code(&two, &[("A", Some("2016")), ("B", None), ("C", None)]), "H401");
    assert_eq!(code(&two, &[("A", Some("2016K3")), ("B", None)]), "H403");
    let refused = did(&two, &[("A", Some("2012")), ("B", None)]).expect_err("no before");
    assert!(refused.code() == "H402" && refused.what().contains("before 2012"), "{refused}");
    let refused = did(&two, &[("A", Some("2020")), ("B", None)]).expect_err("no after");
    assert!(refused.code() == "H402" && refused.what().contains("after 2020"), "{refused}");
    let one = shares(&[("A", 2016, 9.0, 50.0), ("B", 2016, 3.0, 40.0)]);
    assert_eq!(code(&one, &[("A", Some("2016")), ("B", None)]), "H402");
    let overlapping = [("2015", 9.0), ("2015K4", 3.0)].map(|(year, x)| ("A".into(), year.into(), share(x, 50.0)));
    let overlapping = table(Measure::Proportion { event: "job".into() }, overlapping);
    assert_eq!(code(&overlapping, &[("A", Some("2016"))]), "H403");
    let total = Block::Count(TotalCell::from_total(3.0).expect("a total"));
    let totals = table(Measure::Count { events: "x".into() }, [("A".into(), 2015.into(), total)]);
    assert_eq!(code(&totals, &[("A", Some("2016"))]), "H405");
    let starts = BTreeMap::from([("A".into(), None), ("B".into(), None)]);
    let starts = Starts::Of(&starts);
    let by = |unit, time| group_time(&two, &Adoption { unit, time, starts }, Level::P95).expect_err("refused");
    assert_eq!(
        [by("aera", "year"), by("area", "yaer"), by("area", "area"), by("year", "area")].map(|error| error.code()),
        ["H207", "H207", "H106", "H004"]
    );
}

/// Events of 100 in three areas and three years.
fn panel() -> impl Strategy<Value = [[u8; 3]; 3]> {
    proptest::array::uniform3(proptest::array::uniform3(0..=100_u8))
}

fn entered(events: [[u8; 3]; 3]) -> Cells {
    let cells: Vec<Row<'_>> = ["A", "B", "C"]
        .into_iter()
        .zip(events)
        .flat_map(|(area, xs)| (2015..).zip(xs).map(move |(year, x)| (area, year, f64::from(x), 100.0)))
        .collect();
    shares(&cells)
}

proptest! {
    #[test]
    fn values_are_those_of_the_equation(events in panel()) {
        let found = rows(&entered(events), &[("A", Some("2016")), ("B", Some("2017")), ("C", None)]);
        let p = |area: usize, year: usize| f64::from(events[area][year]) / 100.0;
        let both = |year| (p(1, year) + p(2, year)) / 2.0;
        let wanted = [
            (p(0, 1) - p(0, 0)) - (both(1) - both(0)),
            (p(0, 2) - p(0, 0)) - (p(2, 2) - p(2, 0)),
            (p(1, 0) - p(1, 1)) - (p(2, 0) - p(2, 1)),
            (p(1, 2) - p(1, 1)) - (p(2, 2) - p(2, 1)),
        ];
        let average = (wanted[0] + wanted[1] + wanted[3]) / 3.0;
        prop_assert_eq!(found.len(), 5);
        for (row, wanted) in found.iter().zip(wanted.into_iter().chain([average])) {
            let value = row.value.expect("a value");
            prop_assert!((value - wanted).abs() < 1e-12, "{} is not {}", value, wanted);
            prop_assert_eq!(row.interval.is_some(), row.p_value.is_some());
            if let (Some(interval), Some(p)) = (row.interval, row.p_value) {
                prop_assert!(interval.lower < interval.upper && interval.contains(value));
                prop_assert!((p - 0.05).abs() < 1e-9 || (p < 0.05) != interval.contains(0.0), "{:?}", row);
            } else {
                prop_assert!(codes(row).contains(&"W310"));
            }
        }
    }

    #[test]
    fn the_years_of_a_comparison_after_its_own_start_move_nothing(events in panel(), other in 0..=100_u8) {
        let starts = [("A", Some("2016")), ("B", Some("2017")), ("C", None)];
        let mut moved = events;
        moved[1][2] = other;
        let of_first = |events| -> Vec<Estimate> {
            let found = rows(&entered(events), &starts);
            found.into_iter().filter(|row| row.key[0].value == 2016.into()).collect()
        };
        prop_assert_eq!(of_first(events), of_first(moved));
    }
}
