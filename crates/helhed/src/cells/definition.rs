//! When two indicators of the same id are the same: the definition is what is measured, not where somebody kept it.
//!
//! **The definition** must agree: the version, what is counted (numerator) and of what (denominator), the measure, the
//! exposure that a rate is shown for, the unit, the direction in which it gets better, the theme, and who recorded it.
//!
//! **What may differ** is where an organisation keeps its values and what it calls them:
//!
//! - the columns: one municipality has the value in `income`, another in `indkomst`. The merged cells name those that sort
//!   first;
//! - the source, a register or system of one's own: the merged cells name all of them;
//! - the name, where numerator and denominator say in words what is counted. Where neither is written the name is all there
//!   is, and must agree. The merged cells have the name that sorts first.
//!
//! All of these choices are the same in whatever order tables are merged.

use std::collections::BTreeSet;

use crate::design::{Direction, Indicator, Measure, Names, Recorder};
use crate::error::Difference;

/// Between the sources of merged cells.
const BETWEEN: &str = "; ";

/// Where the definitions of two indicators of the same id differ.
pub(super) fn differences(left: &Indicator, right: &Indicator) -> Vec<Difference> {
    // Every field is named: a new one does not compile until it is decided whether it belongs to the definition.
    let Indicator { id, name, numerator, denominator, measure, unit, better, theme, source: _, provenance, version } =
        left;
    let mut found = Vec::new();
    let mut compare = |field: &'static str, left: &str, right: &str| {
        if left != right {
            let (left, right) = (left.to_owned(), right.to_owned());
            found.push(Difference::Definition { indicator: id.clone(), field, left, right });
        }
    };
    compare("version", version, &right.version);
    compare("measure", measure.name(), right.measure.name());
    if let (Some(per), Some(other)) = (per(measure), per(&right.measure)) {
        compare("`per`", &per, &other);
    }
    let mut compare_names = |[danish, english]: [&'static str; 2], left: &Names, right: &Names| {
        compare(danish, &left.da, &right.da);
        compare(english, &left.en, &right.en);
    };
    compare_names(["Danish numerator", "English numerator"], numerator, &right.numerator);
    compare_names(["Danish denominator", "English denominator"], denominator, &right.denominator);
    if numerator.is_empty() && denominator.is_empty() {
        compare_names(["Danish name", "English name"], name, &right.name);
    }
    compare("unit", &unit.name(), &right.unit.name());
    compare("direction", direction(*better), direction(right.better));
    compare("theme", theme, &right.theme);
    compare("recorder", recorder(*provenance), recorder(right.provenance));
    found
}

/// The indicator of cells that were merged from these two, whose definitions agree.
pub(super) fn joined(left: &Indicator, right: &Indicator) -> Indicator {
    if left == right {
        return left.clone();
    }
    let first = |left: &Names, right: &Names| {
        if (&left.da, &left.en) <= (&right.da, &right.en) { left.clone() } else { right.clone() }
    };
    let measure = if left.measure.columns() <= right.measure.columns() { &left.measure } else { &right.measure };
    Indicator {
        name: first(&left.name, &right.name),
        measure: measure.clone(),
        source: sources(&left.source, &right.source),
        ..left.clone()
    }
}

/// All sources that two texts name.
fn sources(left: &str, right: &str) -> String {
    if left == right {
        return left.to_owned();
    }
    let all: BTreeSet<&str> = [left, right].into_iter().flat_map(|text| text.split(BETWEEN)).collect();
    all.into_iter().filter(|source| !source.is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

/// The exposure that a rate is shown for.
fn per(measure: &Measure) -> Option<String> {
    match measure {
        Measure::Rate { events: _, exposure: _, per } => Some(per.to_string()),
        Measure::Proportion { event: _ } | Measure::Count { events: _ } => None,
        Measure::Mean { value: _ } | Measure::WeightedMean { value: _, weight: _ } | Measure::Money { amount: _ } => {
            None
        }
    }
}

fn direction(better: Direction) -> &'static str {
    match better {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::Neutral => "neutral",
    }
}

fn recorder(recorder: Recorder) -> &'static str {
    match recorder {
        Recorder::Register => "register",
        Recorder::SelfReported => "self-reported",
        Recorder::Survey => "survey",
    }
}
