//! The overview: what is known of all programmes at once, and the forest of their outcomes.

use super::programme::{Graded, is_unit_cost};
use super::tables::{self, Row};
use crate::design::{Language, Theme};
use crate::estimate::Estimand;
use crate::records::{Fact, Figure, Stage};
use crate::report::document::{Forest, ForestRow, Section};
use crate::report::listing::{interval_text, value_text};
use crate::report::number::{percent, shortest};
use crate::report::table::Table;

/// The overview section.
pub(super) fn overview(graded: &[Graded<'_>], facts: &[Fact], language: Language) -> Section {
    Section::new("overview", language.pick("Overblik", "Overview"))
        .paragraph(summary(graded, language))
        .table(programmes(graded, language))
        .forest(forest(graded, language))
        .table(background(facts, language))
}

fn outcomes<'a, 'b>(graded: &'b Graded<'a>) -> impl Iterator<Item = &'b Row<'a>> {
    graded.rows.iter().filter(|(one, _)| one.stage == Stage::Outcome && !one.planned)
}

fn summary(graded: &[Graded<'_>], language: Language) -> String {
    let count = |holds: &dyn Fn(&Graded<'_>) -> bool| graded.iter().filter(|one| holds(one)).count();
    let all = graded.len();
    let numeric = count(&|one| outcomes(one).next().is_some());
    let sure = count(&|one| outcomes(one).any(|(_, estimate)| estimate.interval.is_some()));
    let changed = count(&|one| one.evidence.sms >= 2);
    let level = tables::level_text(graded.iter().flat_map(|one| &one.rows).map(|(_, estimate)| estimate), language);
    let best = graded.iter().map(|one| one.evidence.sms).max().unwrap_or(0);
    language.pick(
        format!(
            "Af de {all} indsatser har {numeric} mindst ét resultat i tal. For {sure} kan usikkerheden beregnes, fordi tæller og \
             nævner er trykt. {changed} har tal før og efter eller en ændring; ingen har en sammenligningsgruppe. Den højeste \
             evidensgrad er SMS {best} af 5, så tallene viser, hvad der skete, og ikke, hvad der ville være sket uden indsatsen. \
             Intervallerne er Wilsons ({level}) og forudsætter uafhængige enheder."
        ),
        format!(
            "Of the {all} programmes, {numeric} have at least one outcome in numbers. For {sure} the uncertainty can be computed, \
             because numerator and denominator are printed. {changed} have figures before and after, or a change; none has a \
             comparison group. The highest evidence grade is SMS {best} of 5, so the figures show what happened, and not what \
             would have happened without the programme. The intervals are Wilson's ({level}) and assume independent units."
        ),
    )
}

fn programmes(graded: &[Graded<'_>], language: Language) -> Table {
    let headings = language.pick(
        ["#Nr.", "Indsats", "Tema", "Kommune", "Vigtigste resultat", "n", "Metode", "Evidens"],
        ["#No.", "Programme", "Theme", "Municipality", "Main outcome", "n", "Method", "Evidence"],
    );
    let mut table = Table::new(language.pick("Alle indsatser", "All programmes"), &headings);
    for one in graded {
        let theme = one
            .programme
            .themes
            .first()
            .map_or("", |code| Theme::get(code).map_or("", |theme| theme.name.get(language)));
        let (outcome, n, method) = main_outcome(one, language);
        table.rows.push(vec![
            one.programme.id.clone(),
            one.programme.title.get(language).to_owned(),
            theme.to_owned(),
            one.programme.municipality.clone(),
            outcome,
            n,
            method,
            one.evidence.grade(),
        ]);
    }
    table
}

/// The outcome that says most, with what it rests on and its method: the one with an interval and most units, else a
/// change, else the first figure that was stated.
fn main_outcome(graded: &Graded<'_>, language: Language) -> (String, String, String) {
    let sure = outcomes(graded).filter(|(_, estimate)| estimate.interval.is_some());
    // Among equals the first: a publication prints its main result first.
    let largest = sure.reduce(|best, row| if row.1.n.records > best.1.n.records { row } else { best });
    let pair = graded.pairs().into_iter().find(|(_, after)| after.0.stage == Stage::Outcome && !after.0.planned);
    if let (None, Some(((before, earlier), (after, later)))) = (largest, pair) {
        let (from, to) = (tables::value(before, earlier, language), tables::value(after, later, language));
        let label = tables::label(after, language);
        return (format!("{label}: {from} → {to}"), tables::count(after, later, language), later.method.id.to_string());
    }
    match largest.or_else(|| outcomes(graded).next()) {
        Some((observation, estimate)) => {
            let value = tables::value(observation, estimate, language);
            let text =
                format!("{}: {value} {}", tables::label(observation, language), interval_text(estimate, language));
            let n = tables::count(observation, estimate, language);
            (text.trim_end().to_owned(), n, estimate.method.id.to_string())
        }
        None => (language.pick("intet resultat i tal", "no outcome in numbers").into(), "–".into(), "–".into()),
    }
}

/// The programmes of one theme side by side: reach, output, outcome and price, each with its n and method.
pub(super) fn theme(graded: &[&Graded<'_>], language: Language) -> Table {
    let headings = language.pick(
        ["#Nr.", "Indsats", "Rækkevidde", "Ydelse", "Resultat", "Udgift pr. enhed (brutto)", "Evidens"],
        ["#No.", "Programme", "Reach", "Output", "Outcome", "Cost per unit (gross)", "Evidence"],
    );
    let mut table = Table::new(language.pick("Temaet kort", "The theme in brief"), &headings);
    for one in graded {
        let cell = |row: Option<&Row<'_>>| row.map_or_else(|| "–".to_owned(), |row| tables::line(row, language));
        // A count says most of reach and output, then a share that is sure, then whatever comes first.
        let stage = |stage: Stage| {
            let own = || one.rows.iter().filter(|row| row.0.stage == stage && !row.0.planned && !is_unit_cost(row.0));
            let counted = own().find(|row| row.0.figure == Figure::Count);
            cell(counted.or_else(|| own().find(|row| row.1.interval.is_some())).or_else(|| own().next()))
        };
        let (outcome, n, method) = main_outcome(one, language);
        let outcome = if n == "–" { outcome } else { format!("{outcome} ({n}; {method})") };
        table.rows.push(vec![
            one.programme.id.clone(),
            one.programme.title.get(language).to_owned(),
            stage(Stage::Reach),
            stage(Stage::Output),
            outcome,
            cell(one.rows.iter().find(|row| is_unit_cost(row.0))),
            one.evidence.grade(),
        ]);
    }
    table
}

fn forest(graded: &[Graded<'_>], language: Language) -> Forest {
    let mut rows = Vec::new();
    for one in graded {
        let group = one
            .programme
            .themes
            .first()
            .map_or("", |code| Theme::get(code).map_or("", |theme| theme.name.get(language)));
        for (observation, estimate) in outcomes(one) {
            let (Some(value), Some(interval), Estimand::Proportion) =
                (estimate.value, estimate.interval, estimate.estimand)
            else {
                continue;
            };
            rows.push(ForestRow {
                label: format!("{}. {}", one.programme.id, tables::label(observation, language)),
                group: group.to_owned(),
                value: 100.0 * value,
                lower: 100.0 * interval.lower,
                upper: 100.0 * interval.upper,
                text: format!("{} {}", value_text(estimate, language), interval_text(estimate, language)),
                n: tables::count(observation, estimate, language),
            });
        }
    }
    let level = tables::level_text(graded.iter().flat_map(outcomes).map(|(_, estimate)| estimate), language);
    let listed: Vec<String> = rows.iter().map(|row| format!("{}: {} ({})", row.label, row.text, row.n)).collect();
    Forest {
        title: language.pick("Resultater med tæller og nævner", "Outcomes with numerator and denominator").into(),
        description: listed.join("; "),
        axis: language.pick(format!("Andel i pct. med {level} (Wilson)"), format!("Share in % with {level} (Wilson)")),
        rows,
    }
}

fn background(facts: &[Fact], language: Language) -> Table {
    let headings = language.pick(["Forhold", "#Værdi", "Bemærkning"], ["Fact", "#Value", "Note"]);
    let mut table = Table::new(language.pick("Baggrund (trykte tal)", "Background (printed figures)"), &headings);
    for fact in facts {
        let about = if fact.approximate { language.pick("ca. ", "about ") } else { "" };
        let unit = crate::report::number::unit_word(&fact.unit, language);
        let text = match fact.unit.as_str() {
            "year" => format!("{}", fact.value),
            "share" => percent(&shortest(100.0 * fact.value, language), language),
            _ => format!("{} {unit}", shortest(fact.value, language)),
        };
        table.rows.push(vec![
            fact.label.get(language).into(),
            format!("{about}{text}"),
            fact.note.get(language).into(),
        ]);
    }
    table
}
