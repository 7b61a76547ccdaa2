//! The section of one programme: means, reach, outputs, outcomes, costs, evidence, caveats.

use super::facts::facts;
use super::grade::{grade, is_before_and_after};
use super::tables::{self, Row};
use crate::cells::ProportionCell;
use crate::design::{Language, Programme};
use crate::error::Result;
use crate::estimate::{Estimate, Evidence, Level};
use crate::estimates::published;
use crate::records::{Figure, Observation, Published, RemarkKind, Stage};
use crate::report::document::Section;
use crate::report::evidence::{ceiling, ceiling_text, lift_text, reason_text};
use crate::report::number::{kroner, shortest};
use crate::report::table::Table;
use crate::synthesis::economy::{Cost, cost_per_outcome};

/// A programme with its figures, their estimates and the grade.
pub(super) struct Graded<'a> {
    pub(super) programme: &'a Programme,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) evidence: Evidence,
}

impl<'a> Graded<'a> {
    /// The estimates of a programme's figures.
    pub(super) fn new(programme: &'a Programme, source: &'a Published, level: Level) -> Result<Self> {
        let observations: Vec<&Observation> = source.observations_of(&programme.id).collect();
        let evidence = grade(&observations);
        let rows = observations
            .into_iter()
            .map(|one| Ok((one, estimate(one, programme, source, level)?)))
            .collect::<Result<Vec<Row<'a>>>>()?;
        Ok(Self { programme, rows, evidence })
    }

    /// The section of the report.
    pub(super) fn section(&self, source: &Published, language: Language) -> Section {
        let id = &self.programme.id;
        let heading = format!("{id}. {}", self.programme.title.get(language));
        let mut section = Section::new(format!("case-{id}"), heading).paragraph(facts(self.programme, language));
        let stages = [
            (Stage::Reach, language.pick("Rækkevidde, dækning og målgruppe", "Reach, coverage and target group")),
            (Stage::Output, language.pick("Ydelser", "Outputs")),
            (Stage::Outcome, language.pick("Resultater", "Outcomes")),
            (Stage::Impact, language.pick("Virkning i penge eller bredere", "Impact in money or wider")),
            (Stage::Context, language.pick("Rammer", "Context")),
        ];
        for (stage, caption) in stages {
            // The states of a distribution are shown together, once.
            let single = |(one, _): &&Row<'_>| one.stage == stage && one.distribution.is_empty() && !is_unit_cost(one);
            let rows: Vec<&Row<'_>> = self.rows.iter().filter(single).collect();
            section = section.table(tables::figures(caption, &rows, language));
            for states in self.distributions().into_iter().filter(|states| states[0].0.stage == stage) {
                section = section.table(tables::distribution(&states, language));
            }
        }
        section = section.table(tables::before_after(&self.pairs(), language));
        let costs: Vec<&Row<'_>> = self.rows.iter().filter(|(one, _)| is_unit_cost(one)).collect();
        section = section.table(tables::figures(
            language.pick("Udgift pr. enhed (brutto)", "Cost per unit (gross)"),
            &costs,
            language,
        ));
        section = section.table(self.resources(language));
        self.remarks(self.with_evidence(section, source, language), source, language)
    }

    fn with_evidence(&self, section: Section, source: &Published, language: Language) -> Section {
        let evidence = &self.evidence;
        let heading =
            language.pick(format!("Evidens: {}", evidence.grade()), format!("Evidence: {}", evidence.grade()));
        let mut reasons: Vec<String> =
            evidence.reasons.iter().map(|reason| reason_text(*reason, language).to_owned()).collect();
        reasons.push(ceiling_text(ceiling(Some(evidence)), language).to_owned());
        let lifts = evidence.reasons.iter().map(|reason| lift_text(*reason, language).to_owned());
        let lacks = source.remarks_of(&self.programme.id, RemarkKind::Lacks);
        let missing = lacks.map(|text| text.get(language).to_owned()).collect::<Vec<_>>();
        section
            .list(heading, reasons)
            .list(language.pick("Hvad ville løfte graden", "What would lift the grade"), lifts.collect())
            .list(language.pick("Det mangler i kilden", "What the source lacks"), missing)
    }

    fn remarks(&self, section: Section, source: &Published, language: Language) -> Section {
        let mut caveats: Vec<String> = Vec::new();
        for (observation, _) in &self.rows {
            let caveat = observation.caveat.get(language);
            if !caveat.is_empty() && !caveats.iter().any(|known| known.ends_with(caveat)) {
                caveats.push(format!("{}: {caveat}", tables::label(observation, language)));
            }
        }
        let texts = |kind| {
            let found = source.remarks_of(&self.programme.id, kind);
            found.map(|text| text.get(language).to_owned()).collect::<Vec<_>>()
        };
        section
            .list(language.pick("Kildens egne forbehold", "The source's own caveats"), caveats)
            .list(language.pick("Hævdet uden tal", "Claimed without a number"), texts(RemarkKind::Asserted))
            .list(
                language.pick("Uoverensstemmelser i kilden", "Inconsistencies in the source"),
                texts(RemarkKind::Inconsistency),
            )
    }

    fn distributions(&self) -> Vec<Vec<&Row<'a>>> {
        let mut found: Vec<Vec<&Row<'a>>> = Vec::new();
        for row in self.rows.iter().filter(|(one, _)| !one.distribution.is_empty()) {
            match found.iter_mut().find(|states| states[0].0.distribution == row.0.distribution) {
                Some(states) => states.push(row),
                None => found.push(vec![row]),
            }
        }
        found
    }

    pub(super) fn pairs(&self) -> Vec<(&Row<'a>, &Row<'a>)> {
        let after = |before: &'_ Row<'a>| self.rows.iter().find(|(one, _)| is_before_and_after(before.0, one));
        self.rows.iter().filter_map(|before| after(before).map(|after| (before, after))).collect()
    }

    fn resources(&self, language: Language) -> Table {
        let headings = language.pick(["Ressource", "#Omfang", "Bemærkning"], ["Resource", "#Amount", "Note"]);
        let mut table = Table::new(language.pick("Ressourcer og tilskud", "Resources and grants"), &headings);
        for resource in &self.programme.resources {
            let about = if resource.approximate { language.pick("ca. ", "about ") } else { "" };
            let top = resource.value_max.map_or_else(String::new, |top| format!("-{}", shortest(top, language)));
            let unit = crate::report::number::unit_word(&resource.unit, language);
            let amount = format!("{about}{}{top} {unit}", shortest(resource.value, language));
            table.rows.push(vec![resource.role.get(language).into(), amount, resource.note.get(language).into()]);
        }
        for grant in &self.programme.grants {
            let amount = kroner(&shortest(grant.amount, language), language);
            let note = language.pick("tilskud, ikke forbrug", "a grant, not spending");
            table.rows.push(vec![grant.giver.get(language).into(), amount, note.into()]);
        }
        table
    }
}

/// The estimate of a figure. The price of an outcome is computed, and says that it is gross and what it leaves out.
fn estimate(one: &Observation, programme: &Programme, source: &Published, level: Level) -> Result<Estimate> {
    let mut estimate = published(one, level)?;
    let priced = |other: &&Observation| !one.price_of.is_empty() && other.indicator == one.price_of;
    if let (Some(cost), Some(outcome)) = (one.numerator, source.observations_of(&programme.id).find(priced))
        && let (Some(numerator), Some(denominator)) = (outcome.numerator, outcome.denominator)
    {
        let outcomes = ProportionCell::from_counts(numerator, denominator)?;
        let each = cost_per_outcome(Cost::partial(cost)?, &outcomes, level);
        let priced = Estimate { value: each.value, method: each.method, n: each.n, ..estimate };
        estimate = each.warnings.into_iter().fold(priced, Estimate::warned);
    }
    estimate.provenance.source = Some(programme.source.clone());
    Ok(estimate)
}

/// Whether a figure is money for each of something.
pub(super) fn is_unit_cost(observation: &Observation) -> bool {
    observation.figure == Figure::Money && observation.denominator.is_some()
}
