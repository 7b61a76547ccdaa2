//! The evaluation of the 34 cases: what it must say, and what it must not.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;

use helhed::Level;
use helhed::design::Language;
use helhed::error::Result;
use helhed::records::{Figure, Printed, Stage};
use helhed::report::evaluation::{Evaluation, of_published};
use helhed_arrow::{PublishedTexts, parse_published};

const OBSERVATIONS: &str = include_str!("../bag-facaderne/observations.csv");
const GRADES: &str = include_str!("../bag-facaderne/expected_grades.csv");

fn evaluation(language: Language) -> Evaluation {
    of_published(&helhed_datasets::bag_facaderne().unwrap(), "Bag facaderne", Level::P95, language).unwrap()
}

/// The text of a case's section, its cells joined by ` | `.
fn case(evaluation: &Evaluation, id: &str) -> String {
    let anchor = format!("\"id\":\"case-{id}\"");
    let sections = evaluation.document.sections.iter().flat_map(|theme| &theme.sections);
    let texts = sections.map(|section| serde_json::to_string(section).unwrap());
    texts.into_iter().find(|text| text.contains(&anchor)).unwrap().replace("\",\"", " | ")
}

#[test]
fn every_theme_and_case_is_there_in_both_languages() {
    for language in [Language::Da, Language::En] {
        let evaluation = evaluation(language);
        let themes: Vec<_> = evaluation.document.sections.iter().filter(|one| one.id.starts_with("theme-")).collect();
        assert_eq!(themes.len(), 7);
        assert_eq!(themes.iter().map(|theme| theme.sections.len()).sum::<usize>(), 34);
        assert_eq!(evaluation.estimates.len(), 247);
    }
}

#[test]
fn the_figures_that_have_counts_have_their_intervals() {
    let (en, da) = (evaluation(Language::En), evaluation(Language::Da));
    assert!(case(&en, "6").contains("73.2 % | [58.1-84.3] | 30 of 41 | proportion/wilson"));
    assert!(case(&da, "6").contains("73,2 pct. | [58,1-84,3] | 30 af 41 | proportion/wilson"));
    assert!(case(&en, "1").contains("71.1 % | [65.5-76.1] | 199 of 280 | proportion/wilson | W108"));
    assert!(case(&en, "1").contains("the same person can be registered more than once"));
    assert!(case(&en, "28").contains("36.4 % | [15.2-64.6] | 4 of 11"));
    assert!(case(&en, "9").contains("109 of about 300"));
    assert!(case(&da, "9").contains("109 af ca. 300"));
    assert!(case(&en, "18").contains("100.0 % | [75.8-100.0] | 12 of 12"));
}

#[test]
fn a_percentage_without_counts_says_why_it_has_no_interval() {
    let en = case(&evaluation(Language::En), "8");
    assert!(en.contains(
        "Change in evictions | -32 % | none: printed without counts | n not stated | reported/figure | W102"
    ));
    assert!(case(&evaluation(Language::Da), "8").contains("-32 pct. | intet: trykt uden tæller og nævner"));
}

#[test]
fn verbal_derived_planned_and_countless_figures_never_have_an_interval() {
    let source = helhed_datasets::bag_facaderne().unwrap();
    let evaluation = evaluation(Language::En);
    // Estimates come theme by theme in the order of the programmes, which is that of the publication.
    let mut with_interval = 0;
    for (observation, estimate) in source.observations().iter().zip(&evaluation.estimates) {
        assert_eq!(estimate.indicator.as_ref().map(|one| one.id.as_str()), Some(observation.indicator.as_str()));
        let counted = observation.numerator.is_some() && observation.denominator.is_some();
        let eligible = observation.printed == Printed::StatedPair
            && observation.figure == Figure::Proportion
            && observation.stage != Stage::Context
            && !observation.complete
            && !observation.planned;
        assert_eq!(
            estimate.interval.is_some(),
            eligible && counted,
            "{} {}",
            observation.programme,
            observation.indicator
        );
        assert!(estimate.interval.is_some() || !estimate.warnings.is_empty(), "{}", observation.indicator);
        with_interval += usize::from(estimate.interval.is_some());
    }
    // Counted by hand: 36 printed pairs, less the three quarters of case 23 and the population share of case 34.
    assert_eq!(with_interval, 34);
}

#[test]
fn grades_are_those_of_the_check_table_and_none_is_above_two() {
    let evaluation = evaluation(Language::En);
    let mut overview = BTreeMap::new();
    let text = serde_json::to_value(&evaluation.document.sections[0]).unwrap();
    for row in text["parts"][1]["table"]["rows"].as_array().unwrap() {
        overview.insert(row[0].as_str().unwrap().to_owned(), row[7].as_str().unwrap().to_owned());
    }
    assert_eq!(overview.len(), 34);
    for line in GRADES.lines().skip(1) {
        let (id, sms) = line.split_once(',').unwrap();
        assert!(overview[id].starts_with(&format!("SMS {sms}")), "case {id}: {}", overview[id]);
        assert!(sms == "1" || sms == "2");
    }
    assert!(overview["4"].starts_with("SMS 2"));
}

#[test]
fn before_and_after_status_and_cost_are_shown() {
    let en = evaluation(Language::En);
    assert!(case(&en, "4").contains("about 0 % | 75 % | about 75 percentage points"));
    assert!(case(&en, "3").contains("-12 fires to -10 fires"));
    assert!(case(&en, "1").contains("The states add up to 280."));
    assert!(case(&en, "9").contains("The states overlap: they add up to 136 of 109."));
    let jobs = case(&en, "28");
    assert!(jobs.contains("Cost per job excluding staff | 2,500 DKK/job | none: derived from other figures"));
    assert!(jobs.contains("W501") && jobs.contains("W502"));
}

#[test]
fn each_state_of_a_distribution_is_shown_once() {
    let first = case(&evaluation(Language::En), "1");
    assert_eq!(first.matches("199 of 280").count(), 1);
    assert_eq!(first.matches("The states add up to 280.").count(), 1);
}

#[test]
fn the_price_of_an_outcome_rests_on_the_outcomes_that_were_counted() {
    let evaluation = evaluation(Language::En);
    let priced: Vec<_> =
        evaluation.estimates.iter().filter(|one| one.method.id == "economy/cost_per_outcome").collect();
    assert_eq!(priced.len(), 1);
    assert_eq!((priced[0].value, priced[0].n.events, priced[0].n.records), (Some(2500.0), Some(4), Some(11)));
    assert!(priced[0].interval.is_none());
}

#[test]
fn another_level_is_named_wherever_intervals_are_shown() {
    let level = Level::new(0.99).unwrap();
    let source = helhed_datasets::bag_facaderne().unwrap();
    for (language, right, wrong) in [(Language::Da, "99 pct.", "95 pct."), (Language::En, "99 % interval", "95 %")] {
        let document = of_published(&source, "t", level, language).unwrap().document;
        let text = serde_json::to_string(&document).unwrap();
        assert!(text.contains(right) && !text.contains(wrong), "{language:?}");
    }
}

fn changed(from: &str, to: &str) -> Result<helhed::records::Published> {
    assert!(OBSERVATIONS.contains(from), "{from}");
    let observations = OBSERVATIONS.replacen(from, to, 1);
    parse_published(PublishedTexts {
        programmes: include_str!("../bag-facaderne/programmes.csv"),
        observations: &observations,
        resources: include_str!("../bag-facaderne/resources.csv"),
        remarks: include_str!("../bag-facaderne/remarks.csv"),
        context: include_str!("../bag-facaderne/context.csv"),
    })
}

#[test]
fn damaged_publications_are_refused_with_their_place() {
    let refused = |from: &str, to: &str| {
        let error = changed(from, to).unwrap_err();
        (error.code(), error.at().to_string())
    };
    assert_eq!(refused("case,indicator", "case,indicater").0, "H101");
    let (code, place) = refused(",199,280,", ",299,280,");
    assert_eq!(code, "H201");
    assert!(place.starts_with("file observations.csv, line 5"), "{place}");
    assert_eq!(refused("stated_pair", "statd_pair"), ("H006", "file observations.csv, line 5, column `basis`".into()));
    assert_eq!(refused("0.7107", "0,7107").0, "H802");
    assert_eq!(refused("0.7107", "seven"), ("H102", "file observations.csv, line 5, column `value`".into()));
    assert_eq!(refused("0.7107", "inf").0, "H104");
    assert_eq!(refused("0.7107", "1.7107").0, "H008");
    assert_eq!(refused(",2012-10,", ",2012-13,").0, "H004");
    assert_eq!(refused("\n1,job_or", "\n99,job_or").0, "H401");
}
