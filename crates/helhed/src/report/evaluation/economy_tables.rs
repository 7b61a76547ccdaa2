//! The tables of the economy section.

use super::economy::{Costed, Stated, programme_of};
use super::tables::{self, level_text};
use crate::design::Language;
use crate::estimate::{Estimate, Level, SynthesisWarning, Warning};
use crate::records::{Observation, Published};
use crate::report::caution::no_interval;
use crate::report::listing::{codes, interval_text, notes, value_text};
use crate::report::number::{kroner, shortest};
use crate::report::table::Table;

/// The prices of an outcome: how much, to whom, of which year, from where.
#[must_use]
pub(super) fn prices_table(prices: &[Stated<'_>], source: &Published, language: Language) -> Table {
    let headings = language.pick(
        ["Pris", "#Beløb", "Hvem sparer det", "#Prisår", "Kilde", "Forbehold i kilden"],
        ["Price", "#Amount", "Who saves it", "#Price year", "Source", "Caveat of the source"],
    );
    let mut table = Table::new(language.pick("Priser på et resultat", "Prices of an outcome"), &headings);
    for stated @ Stated { figure, price } in prices {
        table.rows.push(vec![
            figure.label.get(language).to_owned(),
            amount(stated, language),
            price.payer().names().get(language).to_owned(),
            price.year().to_string(),
            programme_of(source, figure).map_or_else(String::new, |programme| programme.source.clone()),
            figure.caveat.get(language).to_owned(),
        ]);
    }
    table
}

/// What the counted outcomes saved, at most, by payer.
#[must_use]
pub(super) fn savings(cases: &[Costed<'_>], language: Language) -> Table {
    let interval = format!("#{}", level_text(all_saved(cases), language));
    let headings = language.pick(
        [
            "#Nr.",
            "Indsats",
            "Resultat (brutto)",
            "n",
            "Hvem sparer det",
            "#Pris",
            "#Sparet, højst",
            &interval,
            "Metode",
            "Forbehold",
        ],
        [
            "#No.",
            "Programme",
            "Outcome (gross)",
            "n",
            "Who saves it",
            "#Price",
            "#Saved, at most",
            &interval,
            "Method",
            "Cautions",
        ],
    );
    let caption = language.pick(
        "Hvad resultaterne har sparet, hvis alle skyldes indsatsen (øvre grænse)",
        "What the outcomes saved, if all are owed to the programme (upper bound)",
    );
    let mut table = Table::new(caption, &headings);
    for case in cases {
        for (stated @ Stated { price, .. }, estimate) in &case.saved {
            table.rows.push(vec![
                case.programme.id.clone(),
                case.programme.title.get(language).to_owned(),
                tables::label(case.outcome, language),
                counted(case, language),
                price.payer().names().get(language).to_owned(),
                amount(stated, language),
                value_text(estimate, language),
                interval_or_why(estimate, language),
                estimate.method.id.to_string(),
                codes(&estimate.warnings),
            ]);
        }
    }
    table.notes = notes(all_saved(cases).flat_map(|estimate| &estimate.warnings), language);
    table.notes.push(language.pick(
        "Læs tallene sådan: kostede indsatsen mere end dette, har den ikke betalt sig for den, der sparer. Skyldes kun halvdelen af \
         resultaterne indsatsen, er kun det halve sparet. Beløb til forskellige betalere kan ikke lægges sammen, når det ene er \
         en øvre grænse.",
        "Read the figures like this: had the programme cost more than this, it would not have paid for the one who saves. If \
         only half of the outcomes are owed to it, only half is saved. Amounts of different payers do not add up where one of \
         them is an upper limit.",
    ).to_owned());
    if all_saved(cases).any(|estimate| estimate.interval.is_some()) {
        table.notes.push(language.pick(
            "Et interval ved siden af »højst« regner de talte sager for en stikprøve af sådanne sager; det siger intet om, hvor \
             mange resultater der var kommet alligevel.",
            "An interval beside \u{201c}at most\u{201d} counts the cases as a sample of such cases; it says nothing of how many \
             outcomes would have come anyway.",
        ).to_owned());
    }
    table
}

/// What each outcome cost, at least.
#[must_use]
pub(super) fn costs(cases: &[Costed<'_>], language: Language) -> Table {
    let headings = language.pick(
        [
            "#Nr.",
            "Indsats",
            "#Kendt udgift eller tilskud",
            "Resultat (brutto)",
            "n",
            "#Pr. resultat, mindst",
            "Metode",
            "Forbehold",
        ],
        [
            "#No.",
            "Programme",
            "#Known cost or grant",
            "Outcome (gross)",
            "n",
            "#Per outcome, at least",
            "Method",
            "Cautions",
        ],
    );
    let caption = language.pick(
        "Hvad et resultat mindst skal være værd, for at den kendte udgift, eller tilskuddet, er dækket",
        "What an outcome must at least be worth to cover the known cost, or the grant",
    );
    let mut table = Table::new(caption, &headings);
    let known = || cases.iter().filter_map(|case| case.each.as_ref().map(|each| (case, each)));
    for (case, (figure, cost, estimate)) in known() {
        table.rows.push(vec![
            case.programme.id.clone(),
            case.programme.title.get(language).to_owned(),
            format!("{}{}", said(figure, language), kroner(&shortest(*cost, language), language)),
            tables::label(case.outcome, language),
            counted(case, language),
            value_text(estimate, language),
            estimate.method.id.to_string(),
            codes(&estimate.warnings),
        ]);
    }
    table.notes = notes(known().flat_map(|(_, (_, _, estimate))| &estimate.warnings), language);
    table
}

/// What cannot be said of each programme, and why.
#[must_use]
pub(super) fn unsaid(cases: &[Costed<'_>], language: Language) -> Vec<String> {
    cases.iter().map(|case| lacking(case, language)).collect()
}

fn lacking(case: &Costed<'_>, language: Language) -> String {
    let mut lacks = Vec::new();
    match &case.each {
        None => lacks.push(language.pick("indsatsens udgift", "what the programme cost")),
        Some((_, _, estimate)) if estimate.warnings.contains(&Warning::PartialCost) => {
            lacks.push(language.pick("resten af udgiften", "the rest of the cost"));
        }
        Some(_) => {}
    }
    if case.saved.is_empty() {
        lacks.push(language.pick("prisen på et resultat", "the price of an outcome"));
    }
    lacks.push(language.pick(
        "hvor mange resultater der var kommet uden indsatsen",
        "how many outcomes would have come without the programme",
    ));
    let last = lacks.pop().unwrap_or_default();
    let list = if lacks.is_empty() {
        last.to_owned()
    } else {
        format!("{} {} {last}", lacks.join(", "), language.pick("og", "and"))
    };
    let (id, title) = (&case.programme.id, case.programme.title.get(language));
    let said = language.pick(
        format!("{id}. {title}: om den betaler sig, kan ikke siges. Der mangler {list}."),
        format!("{id}. {title}: whether it pays cannot be said. Missing are {list}."),
    );
    if case.note.is_empty() { said } else { format!("{said} {}", case.note) }
}

fn all_saved<'a>(cases: &'a [Costed<'_>]) -> impl Iterator<Item = &'a Estimate> {
    cases.iter().flat_map(|case| &case.saved).map(|(_, estimate)| estimate)
}

/// What the outcome was counted from, as the other tables have it.
fn counted(case: &Costed<'_>, language: Language) -> String {
    let estimate = crate::estimates::published(case.outcome, Level::P95);
    estimate.map_or_else(
        |_| String::new(),
        |estimate| {
            let n = tables::count(case.outcome, &estimate, language);
            // The denominator says itself that it is about.
            if case.outcome.denominator.is_some() {
                format!("{}{n}", tables::word(case.outcome.comparator, false, language))
            } else {
                format!("{}{}; {n}", said(case.outcome, language), shortest(case.outcome.value, language))
            }
        },
    )
}

/// The word before a figure, as the source has it.
fn said(figure: &Observation, language: Language) -> &'static str {
    tables::word(figure.comparator, figure.approximate, language)
}

fn amount(stated: &Stated<'_>, language: Language) -> String {
    let kroner = kroner(&shortest(stated.price.kroner().value(), language), language);
    format!("{}{kroner}", said(stated.figure, language))
}

fn interval_or_why(estimate: &Estimate, language: Language) -> String {
    let text = interval_text(estimate, language);
    if !text.is_empty() {
        return text;
    }
    let counted = estimate.warnings.contains(&Warning::Synthesis(SynthesisWarning::SuccessWithoutUncertainty));
    let why = counted.then(|| language.pick("intet: optalt uden nævner", "none: counted, no denominator"));
    why.or_else(|| no_interval(&estimate.warnings, language)).unwrap_or("–").to_owned()
}
