//! The doors to two-group and before/after comparisons of whole cell tables.

use std::cmp::Ordering;

use super::{change, difference, ratio};
use crate::cells::{Block, Cells, Grouped};
use crate::design::Period;
use crate::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use crate::estimate::{Design, Estimate, Estimates, KeyPart, KeyValue, Level, Warning, key_text};
use crate::estimates::{estimate_block, labelled};

/// Key column that tells the two arms and their contrast apart.
pub const ARM: &str = "arm";

/// Where before ends and after begins.
#[derive(Debug, Clone, Copy)]
pub struct Cut<'a> {
    /// First period that counts as after.
    pub at: Period,
    /// Key column of periods; found by itself where only one holds periods.
    pub time: Option<&'a str>,
}

/// Before against after, for every rest of the key and every indicator.
///
/// Rows come in the order before, after, then the contrasts (after minus before, after over before, percent change),
/// told apart by the key column `arm`. Proportions are compared by Newcombe and Koopman, rates by the exact ratio, means
/// by Welch; persons seen both before and after are treated as different persons (W404).
///
/// # Errors
/// `H402` if one side is empty, `H403` for a period on both sides, `H404` if the period column is not clear, `H405` for
/// totals, `H207` for an unknown `time`.
pub fn before_after(cells: &Cells, cut: Cut<'_>, level: Level) -> Result<Estimates> {
    let time = time_dimension(cells, cut.time)?;
    let side = |value: &KeyValue| match period_of(value) {
        Some(period) => Ok(Some(usize::from(period?.side_of(cut.at)? != Ordering::Less))),
        None => Ok(Some(2)),
    };
    let split = cells.grouped(&time, 3, side)?;
    for (index, name) in ["before", "after"].into_iter().enumerate() {
        if split.iter().all(|one| one.groups[index].iter().all(|block| block.records() + block.missing() == 0)) {
            return Err(Error::new(Fault::OneSideEmpty { side: name, at: cut.at.to_string() }, Place::argument("at")));
        }
    }
    let contrast =
        Contrast { design: Design::BeforeAfter, names: ["before", "after", "after vs before"].map(Into::into), level };
    contrast.rows(cells, split)
}

/// One value of the key column `by` against another, for every rest of the key and every indicator.
///
/// Rows come in the order `against`, `of`, then the contrasts, told apart by the key column `arm`.
///
/// # Errors
/// `H207` for an unknown key column, `H401` for a value that does not occur, `H405` for totals, `H406` for a group against
/// itself.
pub fn compare(cells: &Cells, by: &str, of: &KeyValue, against: &KeyValue, level: Level) -> Result<Estimates> {
    let position = cells.dimension(by)?;
    for (argument, wanted) in [("of", of), ("against", against)] {
        if !cells.iter().any(|(key, _)| key[position] == *wanted) {
            let values: Vec<String> = cells.iter().map(|(key, _)| key[position].to_string()).collect();
            let mut nearest = nearest(&wanted.to_string(), values.iter().map(String::as_str));
            nearest.dedup();
            let fault = Fault::NoSuchGroup { dimension: by.to_owned(), value: wanted.to_string(), nearest };
            return Err(Error::new(fault, Place::argument(argument)));
        }
    }
    if of == against {
        let fault = Fault::SameGroup { dimension: by.to_owned(), value: of.to_string() };
        return Err(Error::new(fault, Place::argument("against")));
    }
    // Other groups are left out because they were not asked for; rows without a group are counted as missing.
    let group = |value: &KeyValue| {
        let named = [against, of].iter().position(|wanted| *wanted == value);
        Ok(named.or_else(|| (*value == KeyValue::Missing).then_some(2)))
    };
    let split = cells.grouped(by, 3, group)?;
    let names = [against.to_string(), of.to_string(), format!("{of} vs {against}")];
    Contrast { design: Design::TwoGroups, names, level }.rows(cells, split)
}

struct Contrast {
    design: Design,
    /// First arm, second arm, and the contrast of the second with the first.
    names: [String; 3],
    level: Level,
}

impl Contrast {
    fn rows(&self, cells: &Cells, split: Vec<Grouped>) -> Result<Estimates> {
        if cells.dimensions().iter().any(|dimension| dimension == ARM) {
            return Err(Error::new(Fault::ColumnTwice { name: ARM.into() }, Place::argument("by")));
        }
        let mut rows = Vec::new();
        for Grouped { key, groups: arms } in split {
            for (index, indicator) in cells.indicators().iter().enumerate() {
                let (first, second, unplaced) = (&arms[0][index], &arms[1][index], &arms[2][index]);
                let pair = [first, second];
                let contrasts = self
                    .contrasts(second, first)
                    .within(|| Spot::Indicator(indicator.id.clone()))
                    .within(|| Spot::Cell(key_text(&key)))?;
                for (arm, block) in pair.into_iter().enumerate() {
                    let estimate = estimate_block(indicator, block, None, self.level)?;
                    rows.push(labelled(estimate, indicator, self.keyed(&key, arm)));
                }
                let left_out = unplaced.records() + unplaced.missing();
                let placed = first.records() + second.records();
                let finish = |contrast: Estimate| {
                    let (unit, contrast) = (contrast.unit.clone(), contrast.warned_if_missing(left_out, placed));
                    let mean = matches!(first, Block::Mean(_));
                    let labelled = labelled(self.graded(contrast), indicator, self.keyed(&key, 2));
                    // A difference of means keeps the indicator's unit; the others have a unit of their own.
                    if mean { labelled } else { Estimate { unit, ..labelled } }
                };
                rows.extend(contrasts.into_iter().map(finish));
            }
        }
        Ok(rows.into())
    }

    fn keyed(&self, key: &[KeyPart], arm: usize) -> Vec<KeyPart> {
        let mut key = key.to_vec();
        key.push(KeyPart { dimension: ARM.into(), value: KeyValue::Text(self.names[arm].clone()) });
        key
    }

    fn contrasts(&self, of: &Block, against: &Block) -> Result<Vec<Estimate>> {
        let level = self.level;
        let mut contrasts = match (of, against) {
            (Block::Proportion(of), Block::Proportion(against)) => {
                vec![difference::newcombe(of, against, level)?, ratio::koopman(of, against, level)?]
            }
            (Block::Rate(of), Block::Rate(against)) => vec![ratio::exact(of, against, level)?],
            (Block::Mean(of), Block::Mean(against)) => vec![difference::welch(of, against, level)?],
            (other, _) => return Err(Fault::NotComparable { measure: other.measure() }.into()),
        };
        if self.design == Design::BeforeAfter
            && let (Block::Proportion(_) | Block::Rate(_), Some(ratio)) = (of, contrasts.last().cloned())
        {
            contrasts.push(change::percent(ratio));
        }
        Ok(contrasts)
    }

    fn graded(&self, contrast: Estimate) -> Estimate {
        let contrast = match self.design {
            Design::BeforeAfter => contrast.warned(Warning::NoComparisonGroup).warned(Warning::DependenceUnknown),
            _ => contrast.warned(Warning::ComparabilityUnknown),
        };
        Estimate { evidence: Some(self.design.evidence()), ..contrast }
    }
}

/// The period of a key value; `None` where the row had none.
fn period_of(value: &KeyValue) -> Option<Result<Period>> {
    match value {
        KeyValue::Missing => None,
        KeyValue::Integer(year) => Some(year.to_string().parse()),
        KeyValue::Text(text) => Some(text.parse()),
    }
}

fn time_dimension(cells: &Cells, named: Option<&str>) -> Result<String> {
    if let Some(name) = named {
        return cells.dimension(name).map(|_| name.to_owned());
    }
    let holds_periods =
        |position: usize| cells.iter().all(|(key, _)| period_of(&key[position]).is_none_or(|period| period.is_ok()));
    let mut found = cells.dimensions().iter().enumerate().filter(|(position, _)| holds_periods(*position));
    match (found.next(), found.next()) {
        (Some((_, name)), None) => Ok(name.clone()),
        _ => {
            let fault = Fault::NoTimeDimension { dimensions: cells.dimensions().to_vec() };
            Err(Error::new(fault, Place::argument("time")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::{ProportionCell, TotalCell};
    use crate::design::{Indicator, Measure};
    use crate::estimate::Estimand;

    fn cells(rows: &[(&str, i64, f64, f64)]) -> Cells {
        let evicted = Indicator::new("evicted", Measure::Proportion { event: "evicted".into() }).expect("valid");
        let mut cells = Cells::new(["area", "year"], [evicted]).expect("valid");
        for (area, year, x, n) in rows {
            let block = Block::Proportion(ProportionCell::from_counts(*x, *n).expect("valid"));
            cells.add(vec![(*area).into(), (*year).into()], 0, &block).expect("valid");
        }
        cells
    }

    fn cut(text: &str) -> Cut<'static> {
        Cut { at: text.parse().expect("period"), time: None }
    }

    #[test]
    fn before_after_finds_the_periods_and_grades_the_contrasts() {
        let cells = cells(&[("A", 2011, 10.0, 100.0), ("A", 2012, 12.0, 100.0), ("A", 2013, 4.0, 100.0)]);
        let rows = before_after(&cells, cut("2013"), Level::P95).expect("valid");
        let names: Vec<&str> = rows.iter().map(|row| row.estimand.name()).collect();
        assert_eq!(names, ["proportion", "proportion", "risk_difference", "risk_ratio", "percent_change"]);
        assert_eq!(rows.as_slice()[0].n.records, Some(200));
        let change = &rows.of(Estimand::RiskDifference).as_slice()[0].clone();
        assert_eq!(change.evidence.as_ref().map(|evidence| (evidence.sms, evidence.soem)), Some((2, Some(3))));
        assert!((change.value.expect("value") + 0.07).abs() < 1e-12);
        assert!(change.warnings.contains(&Warning::NoComparisonGroup));
    }

    #[test]
    fn each_misuse_has_its_code() {
        let cells = cells(&[("A", 2011, 10.0, 100.0), ("B", 2012, 12.0, 100.0)]);
        let code = |result: Result<Estimates>| result.expect_err("refused").code();
        assert_eq!(code(before_after(&cells, cut("2011"), Level::P95)), "H402");
        assert_eq!(code(before_after(&cells, cut("2012K3"), Level::P95)), "H403");
        let area = Cut { time: Some("aera"), ..cut("2012") };
        assert_eq!(code(before_after(&cells, area, Level::P95)), "H207");
        let by_area = Cut { time: Some("area"), ..cut("2012") };
        assert_eq!(code(before_after(&cells, by_area, Level::P95)), "H004");
        assert_eq!(code(compare(&cells, "area", &"A".into(), &"C".into(), Level::P95)), "H401");
        let meals = Indicator::new("meals", Measure::Count { events: "meals".into() }).expect("valid");
        let mut totals = Cells::new(["area"], [meals]).expect("valid");
        for area in ["A", "B"] {
            let block = Block::Count(TotalCell::from_total(3.0).expect("valid"));
            totals.add(vec![area.into()], 0, &block).expect("valid");
        }
        assert_eq!(code(compare(&totals, "area", &"A".into(), &"B".into(), Level::P95)), "H405");
        assert_eq!(code(before_after(&totals, cut("2012"), Level::P95)), "H404");
    }

    #[test]
    fn a_missing_group_is_counted_not_dropped() {
        let mut cells = cells(&[("A", 2011, 10.0, 100.0), ("B", 2011, 12.0, 100.0), ("C", 2011, 9.0, 50.0)]);
        let block = Block::Proportion(ProportionCell::from_counts(1.0, 7.0).expect("valid"));
        cells.add(vec![KeyValue::Missing, 2011.into()], 0, &block).expect("valid");
        let rows = compare(&cells, "area", &"A".into(), &"B".into(), Level::P95).expect("valid");
        let contrast = rows.of(Estimand::RiskDifference).into_iter().next().expect("there");
        assert!(contrast.warnings.contains(&Warning::MissingValues { missing: 7, of: 207 }), "{contrast:?}");
        let same = compare(&cells, "area", &"A".into(), &"A".into(), Level::P95);
        assert_eq!(same.expect_err("nothing to compare").code(), "H406");
    }

    #[test]
    fn a_missing_period_is_counted_not_dropped() {
        let mut cells = cells(&[("A", 2011, 10.0, 100.0), ("A", 2013, 12.0, 100.0)]);
        let block = Block::Proportion(ProportionCell::from_counts(1.0, 7.0).expect("valid"));
        cells.add(vec!["A".into(), KeyValue::Missing], 0, &block).expect("valid");
        let rows = before_after(&cells, cut("2013"), Level::P95).expect("valid");
        let change = rows.of(Estimand::RiskDifference).into_iter().next().expect("there");
        assert!(change.warnings.contains(&Warning::MissingValues { missing: 7, of: 207 }));
    }
}
