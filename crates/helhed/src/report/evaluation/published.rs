//! The evaluation of a publication's programmes, theme by theme.

use super::Evaluation;
use super::overview::{overview, theme as theme_table};
use super::programme::Graded;
use crate::design::{Language, Theme};
use crate::error::Result;
use crate::estimate::{Estimate, Estimates, Level};
use crate::records::Published;
use crate::report::document::{Document, Section};
use crate::report::manual;

/// Evaluates published programmes: an overview, a section a theme with one a programme, and how the numbers were made.
///
/// # Errors
/// `H204` for counts that are not whole, `H201` for a numerator above its denominator, `H501` for a cost of nothing.
pub fn of_published(source: &Published, title: &str, level: Level, language: Language) -> Result<Evaluation> {
    let graded = source
        .programmes()
        .iter()
        .map(|programme| Graded::new(programme, source, level))
        .collect::<Result<Vec<_>>>()?;
    let mut sections = vec![overview(&graded, source.facts(), language)];
    for theme in Theme::all() {
        let own: Vec<&Graded<'_>> =
            graded.iter().filter(|one| one.programme.themes.first() == Some(&theme.code)).collect();
        if !own.is_empty() {
            let mut section = Section::new(format!("theme-{}", theme.code), theme.name.get(language))
                .table(theme_table(&own, language));
            section.sections = own.iter().map(|one| one.section(source, language)).collect();
            sections.push(section);
        }
    }
    let estimates: Estimates = graded.into_iter().flat_map(with_evidence).collect();
    sections.push(methods(&estimates, language));
    let document = Document { title: title.to_owned(), language, sections };
    Ok(Evaluation { document, estimates })
}

/// The estimates of a programme; its outcomes carry the programme's grade.
fn with_evidence(graded: Graded<'_>) -> impl Iterator<Item = Estimate> {
    let evidence = graded.evidence;
    graded.rows.into_iter().map(move |(observation, estimate)| Estimate {
        evidence: observation.is_observed_outcome().then(|| evidence.clone()),
        ..estimate
    })
}

/// How the numbers were made: each method that was used, and what the warnings mean.
pub(super) fn methods(estimates: &Estimates, language: Language) -> Section {
    let mut section = Section::new("methods", language.pick("Sådan er tallene lavet", "How the numbers were made")).paragraph(
        language.pick(
            "Evidensgraden følger Maryland Scientific Methods Scale (SMS): 1 er én gruppe målt én gang, 2 før og efter uden \
             sammenligningsgruppe, 3 før og efter med sammenligningsgruppe, 4 med kontrol for andre forskelle, 5 lodtrækning. \
             SØM-graden går fra 3 (før og efter) til 1 (lodtrækning); et enkelt tal ligger under skalaen.",
            "The evidence grade follows the Maryland Scientific Methods Scale (SMS): 1 is one group measured once, 2 before and \
             after without a comparison group, 3 before and after with one, 4 with control for other differences, 5 randomised. \
             The Danish SØM grade runs from 3 (before and after) to 1 (randomised); a single figure is below it.",
        ),
    );
    let mut used: Vec<&str> = estimates.iter().map(|estimate| estimate.method.id.as_ref()).collect();
    used.sort_unstable();
    used.dedup();
    let describe = |id: &str| {
        let page = manual::page(id).ok()?;
        let reference = page.method.reference.as_ref();
        let source = if reference.is_empty() { String::new() } else { format!(" ({reference})") };
        Some(format!("{id}: {}{source}", page.title(language)))
    };
    section = section.list(language.pick("Metoder", "Methods"), used.into_iter().filter_map(describe).collect());
    let notes =
        crate::report::listing::register_notes(estimates.iter().flat_map(|estimate| &estimate.warnings), language);
    section
        .list(language.pick("Forbehold, der er brugt", "Cautions that are used"), notes)
        .paragraph(format!("helhed {}", env!("CARGO_PKG_VERSION")))
}
