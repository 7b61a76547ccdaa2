//! The table of a list of estimates: every value with its interval, n, method, grade and warnings.

use super::caution::{caution, caution_in_general};
use super::choice::choices_note;
use super::number::{Shown, percent, shortest, whole};
use super::table::Table;
use crate::comparisons::ARM;
use crate::comparisons::did::{START, is_overall};
use crate::design::Language;
use crate::estimate::{Count, Estimand, Estimate, Estimates, KeyValue, Warning};

/// The table of estimates; notes below it say once what each warning means.
#[must_use]
pub fn table(estimates: &Estimates, language: Language) -> Table {
    let dimensions = estimates.dimensions();
    let fixed: [&str; 8] = language.pick(
        ["Indikator", "Mål", "#Værdi", "#Interval", "#n", "Metode", "Evidens", "Advarsler"],
        ["Indicator", "Estimand", "#Value", "#Interval", "#n", "Method", "Evidence", "Warnings"],
    );
    let headings: Vec<&str> = dimensions.iter().map(String::as_str).chain(fixed).collect();
    let mut table = Table::new("", &headings);
    for estimate in estimates {
        let key = |dimension: &String| {
            let part = estimate.key.iter().find(|part| part.dimension == *dimension);
            // The average of effects stands for all periods, too.
            let dimension = if is_overall(estimate) && dimension != ARM { START } else { dimension };
            part.map_or_else(String::new, |part| key_value(dimension, &part.value, language))
        };
        let mut row: Vec<String> = dimensions.iter().map(key).collect();
        row.push(title(estimate, language));
        row.push(estimand_text(estimate.estimand, language).to_owned());
        row.push(value_text(estimate, language));
        row.push(interval_text(estimate, language));
        row.push(count_text(&estimate.n, language));
        row.push(estimate.method.id.to_string());
        row.push(estimate.evidence.as_ref().map_or_else(String::new, |evidence| evidence.grade()));
        row.push(codes(&estimate.warnings));
        table.rows.push(row);
    }
    table.notes = notes(estimates.iter().flat_map(|estimate| &estimate.warnings), language);
    if let Some(note) = choices_note(estimates, language) {
        table.notes.insert(0, note);
    }
    if let Some(level) = estimates.iter().find_map(|estimate| estimate.interval).map(|interval| interval.level) {
        let level = percent(&shortest(100.0 * level.get(), language), language);
        table.notes.insert(
            0,
            language.pick(format!("Intervaller: {level} konfidens."), format!("Intervals: {level} confidence.")),
        );
    }
    table
}

/// A key value; the arms of a before/after comparison are words of ours, so they follow the language.
pub(crate) fn key_value(dimension: &str, value: &KeyValue, language: Language) -> String {
    let text = value.to_string();
    match (dimension, text.as_str(), language) {
        (ARM, "before", Language::Da) => "før".into(),
        (ARM, "after", Language::Da) => "efter".into(),
        (ARM, "after vs before", Language::Da) => "efter mod før".into(),
        (START, "all", Language::Da) => "alle".into(),
        _ => text,
    }
}

/// Each warning once, with its code.
pub(crate) fn notes<'a>(warnings: impl Iterator<Item = &'a Warning>, language: Language) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for warning in warnings {
        let note = format!("{}: {}.", warning.code(), caution(warning, language));
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes.sort();
    notes
}

/// Each code once, with its meaning in general.
pub(crate) fn register_notes<'a>(warnings: impl Iterator<Item = &'a Warning>, language: Language) -> Vec<String> {
    let mut notes: Vec<String> =
        warnings.map(|warning| format!("{}: {}.", warning.code(), caution_in_general(warning, language))).collect();
    notes.sort();
    notes.dedup();
    notes
}

/// Codes of warnings, in one text.
pub(crate) fn codes(warnings: &[Warning]) -> String {
    let mut codes: Vec<&str> = warnings.iter().map(Warning::code).collect();
    codes.dedup();
    codes.join(" ")
}

/// The indicator's name; empty for an estimate that stands alone.
pub(crate) fn title(estimate: &Estimate, language: Language) -> String {
    estimate.indicator.as_ref().map_or_else(String::new, |subject| subject.name.get(language).to_owned())
}

/// The value in words of its unit; a dash where there is none.
pub(crate) fn value_text(estimate: &Estimate, language: Language) -> String {
    estimate.value.map_or_else(|| "–".into(), |value| Shown::of(estimate, language).value(value))
}

/// The interval; empty where there is none.
pub(crate) fn interval_text(estimate: &Estimate, language: Language) -> String {
    estimate.interval.map_or_else(String::new, |interval| Shown::of(estimate, language).interval(interval))
}

/// What a number rests on: `30 af 41`, `45 på 12.345`, `n = 6`.
pub(crate) fn count_text(n: &Count, language: Language) -> String {
    let of = language.pick("af", "of");
    match (n.events, n.records, n.exposure) {
        (Some(events), _, Some(exposure)) => {
            let exposure = shortest(exposure, language);
            format!("{} {} {exposure}", whole(events, language), language.pick("på", "in"))
        }
        (Some(events), Some(records), None) => format!("{} {of} {}", whole(events, language), whole(records, language)),
        (None, Some(records), _) => format!("n = {}", whole(records, language)),
        _ => language.pick("n ikke oplyst", "n not stated").into(),
    }
}

/// Name of an estimand.
pub(crate) fn estimand_text(estimand: Estimand, language: Language) -> &'static str {
    match estimand {
        Estimand::Proportion => language.pick("andel", "proportion"),
        Estimand::Rate => "rate",
        Estimand::Mean => language.pick("gennemsnit", "mean"),
        Estimand::Count => language.pick("antal", "count"),
        Estimand::Money => language.pick("beløb", "money"),
        Estimand::Ratio => language.pick("forhold", "ratio"),
        Estimand::RiskDifference => language.pick("forskel i andel", "risk difference"),
        Estimand::RiskRatio => language.pick("forhold mellem andele", "risk ratio"),
        Estimand::RateRatio => language.pick("forhold mellem rater", "rate ratio"),
        Estimand::MeanDifference => language.pick("forskel i gennemsnit", "mean difference"),
        Estimand::PercentChange => language.pick("ændring i procent", "percent change"),
        Estimand::CostPerOutcome => language.pick("udgift pr. resultat", "cost per outcome"),
        Estimand::OddsRatio => language.pick("oddsratio", "odds ratio"),
        Estimand::RateDifference => language.pick("forskel mellem rater", "rate difference"),
        Estimand::StandardisedMeanDifference => {
            language.pick("standardiseret forskel i gennemsnit", "standardised mean difference")
        }
        Estimand::LocationShift => language.pick("medianforskydning", "location shift"),
        Estimand::Quantile => language.pick("fraktil", "quantile"),
        Estimand::NumberNeeded => language.pick("antal personer pr. hændelse", "number needed"),
        Estimand::StandardisedRate => language.pick("standardiseret rate", "standardised rate"),
        Estimand::StandardisedRatio => language.pick("observerede over forventede", "standardised ratio"),
        Estimand::SlopeIndex => language.pick("hældningsindeks for ulighed", "slope index of inequality"),
        Estimand::RelativeIndex => language.pick("relativt indeks for ulighed", "relative index of inequality"),
        Estimand::ConcentrationIndex => language.pick("koncentrationsindeks", "concentration index"),
        Estimand::Gini => language.pick("Gini-koefficient", "Gini coefficient"),
        Estimand::Theil => language.pick("Theil-indeks", "Theil index"),
        Estimand::IntraclassCorrelation => language.pick("intraklassekorrelation", "intraclass correlation"),
        Estimand::EffectSize => language.pick("effektstørrelse", "effect size"),
        Estimand::NetBenefit => language.pick("nettogevinst", "net benefit"),
        Estimand::BreakEven => language.pick("balancepunkt", "break-even"),
        Estimand::ProbabilityOfPaying => {
            language.pick("sandsynlighed for, at det betaler sig", "probability of paying")
        }
        Estimand::Coefficient => language.pick("koefficient", "coefficient"),
    }
}
