//! The evaluation of cells: estimates, the planned comparison, and the document about them.

use super::Evaluation;
use super::facts::facts;
use super::published::methods;
use crate::cells::Cells;
use crate::comparisons::{Cut, before_after, compare};
use crate::design::{Comparison, Language, Plan, Programme};
use crate::error::Result;
use crate::estimate::{Estimates, KeyValue};
use crate::estimates::estimate;
use crate::report::document::{Document, Section};
use crate::report::listing::table;
use crate::report::number::whole;
use crate::report::sentence::comparison;

/// Evaluates cells by a plan: every estimate, and the comparison the plan names.
///
/// # Errors
/// Those of [`before_after`] and [`compare`].
pub fn of_cells(plan: &Plan, cells: &Cells, language: Language) -> Result<Evaluation> {
    let single = estimate(cells, None, plan.level)?;
    let compared = match &plan.comparison {
        Comparison::None => Estimates::default(),
        Comparison::BeforeAfter { at, time } => {
            before_after(cells, Cut { at: *at, time: time.as_deref() }, plan.method.as_deref(), plan.level)?
        }
        Comparison::Groups { by, of, against } => compare(
            cells,
            by,
            &key_value(cells, by, of),
            &key_value(cells, by, against),
            plan.method.as_deref(),
            plan.level,
        )?,
    };
    let rows = language.pick(
        format!("{} rækker blev læst.", whole(cells.ledger().rows_in(), language)),
        format!("{} rows were read.", whole(cells.ledger().rows_in(), language)),
    );
    let mut left_out: Vec<String> =
        cells.ledger().reasons().map(|(reason, rows)| format!("{reason}: {}", whole(rows, language))).collect();
    // Cells, where the others are rows.
    let withheld = language.pick("celler holdt tilbage", "cells withheld");
    let cells_by_reason = cells.ledger().withheld();
    left_out.extend(cells_by_reason.map(|(reason, cells)| format!("{reason}: {} {withheld}", whole(cells, language))));
    let data = Section::new("data", language.pick("Data", "Data"))
        .paragraph(rows)
        .list(language.pick("Ikke talt med, efter grund", "Left out, by reason"), left_out);
    let figures = Section::new("figures", language.pick("Tal", "Figures")).table(table(&single, language));
    let mut sections = vec![];
    if !plan.programmes.is_empty() {
        let heading = language.pick("Indsatser", "Programmes");
        let describe =
            |section: Section, one: &Programme| section.list(one.title.get(language), vec![facts(one, language)]);
        sections.push(plan.programmes.iter().fold(Section::new("programmes", heading), describe));
    }
    sections.push(data);
    if !compared.is_empty() {
        sections.push(comparison_section(&compared, language));
    }
    sections.push(figures);
    let estimates: Estimates = compared.into_iter().chain(single).collect();
    sections.push(methods(&estimates, language));
    Ok(Evaluation { document: Document { title: plan.title.get(language).to_owned(), language, sections }, estimates })
}

/// A document about estimates that were made by hand.
#[must_use]
pub fn of_estimates(estimates: &Estimates, title: &str, language: Language) -> Evaluation {
    let sections = vec![comparison_section(estimates, language), methods(estimates, language)];
    Evaluation { document: Document { title: title.to_owned(), language, sections }, estimates: estimates.clone() }
}

fn comparison_section(estimates: &Estimates, language: Language) -> Section {
    let section = Section::new("result", language.pick("Resultat", "Result"));
    comparison(estimates, language).into_iter().fold(section, Section::paragraph).table(table(estimates, language))
}

/// The key value that a text in a plan means: a number where the cells hold numbers.
fn key_value(cells: &Cells, dimension: &str, text: &str) -> KeyValue {
    let position = cells.dimensions().iter().position(|name| name == dimension);
    let as_number = position.and_then(|position| {
        let numeric = cells.iter().all(|(key, _)| !matches!(key[position], KeyValue::Text(_)));
        text.parse().ok().filter(|_| numeric)
    });
    as_number.map_or_else(|| KeyValue::Text(text.to_owned()), KeyValue::Integer)
}
