//! The doors to two-group and before/after comparisons of whole cell tables.

use std::cmp::Ordering;

use super::contrast::Contrast;
use super::method::Asked;
use crate::cells::Cells;
use crate::design::Period;
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{Design, Estimates, KeyValue, Level};

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
/// told apart by the key column `arm`. Persons seen both before and after are treated as different persons (W404).
/// Methods are chosen as by [`compare`]; the percent change follows the ratio.
///
/// # Errors
/// `H302` for an unknown method, `H206` for one of a measure that no indicator has,
/// `H402` if one side is empty, `H403` for a period on both sides, `H404` if the period column is not clear, `H405` for
/// totals, `H207` for an unknown `time`.
pub fn before_after(cells: &Cells, cut: Cut<'_>, method: Option<&str>, level: Level) -> Result<Estimates> {
    let asked = Asked::of(cells, method)?;
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
    let contrast = Contrast {
        design: Design::BeforeAfter,
        names: ["before", "after", "after vs before"].map(Into::into),
        asked,
        level,
    };
    contrast.rows(cells, split)
}

/// One value of the key column `by` against another, for every rest of the key and every indicator.
///
/// Rows come in the order `against`, `of`, then the contrasts, told apart by the key column `arm`. Without `method`,
/// shares are compared by Newcombe's difference and Koopman's ratio, rates by the exact ratio, means by Welch. A method
/// that is named (one of [`by_id`](super::by_id)) stands in for the default that estimates the same, or joins the others
/// where none does; it applies to the indicators of its measure. Each number says which it was and why.
///
/// # Errors
/// `H302` for an unknown method, `H206` for one of a measure that no indicator has,
/// `H207` for an unknown key column, `H401` for a value that does not occur, `H405` for totals, `H406` for a group against
/// itself.
pub fn compare(
    cells: &Cells,
    by: &str,
    of: &KeyValue,
    against: &KeyValue,
    method: Option<&str>,
    level: Level,
) -> Result<Estimates> {
    let asked = Asked::of(cells, method)?;
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
    Contrast { design: Design::TwoGroups, names, asked, level }.rows(cells, split)
}

/// The period of a key value; `None` where the row had none.
pub(super) fn period_of(value: &KeyValue) -> Option<Result<Period>> {
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
    use crate::cells::{Block, ProportionCell, TotalCell};
    use crate::design::{Indicator, Measure};
    use crate::estimate::{Chosen, Estimand, Warning};

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
        let rows = before_after(&cells, cut("2013"), None, Level::P95).expect("valid");
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
        assert_eq!(code(before_after(&cells, cut("2011"), None, Level::P95)), "H402");
        assert_eq!(code(before_after(&cells, cut("2012K3"), None, Level::P95)), "H403");
        let area = Cut { time: Some("aera"), ..cut("2012") };
        assert_eq!(code(before_after(&cells, area, None, Level::P95)), "H207");
        let by_area = Cut { time: Some("area"), ..cut("2012") };
        assert_eq!(code(before_after(&cells, by_area, None, Level::P95)), "H004");
        assert_eq!(code(compare(&cells, "area", &"A".into(), &"C".into(), None, Level::P95)), "H401");
        let meals = Indicator::new("meals", Measure::Count { events: "meals".into() }).expect("valid");
        let mut totals = Cells::new(["area"], [meals]).expect("valid");
        for area in ["A", "B"] {
            let block = Block::Count(TotalCell::from_total(3.0).expect("valid"));
            totals.add(vec![area.into()], 0, &block).expect("valid");
        }
        assert_eq!(code(compare(&totals, "area", &"A".into(), &"B".into(), None, Level::P95)), "H405");
        assert_eq!(code(before_after(&totals, cut("2012"), None, Level::P95)), "H404");
    }

    #[test]
    fn a_missing_group_is_counted_not_dropped() {
        let mut cells = cells(&[("A", 2011, 10.0, 100.0), ("B", 2011, 12.0, 100.0), ("C", 2011, 9.0, 50.0)]);
        let block = Block::Proportion(ProportionCell::from_counts(1.0, 7.0).expect("valid"));
        cells.add(vec![KeyValue::Missing, 2011.into()], 0, &block).expect("valid");
        let rows = compare(&cells, "area", &"A".into(), &"B".into(), None, Level::P95).expect("valid");
        let contrast = rows.of(Estimand::RiskDifference).into_iter().next().expect("there");
        assert!(contrast.warnings.contains(&Warning::MissingValues { missing: 7, of: 207 }), "{contrast:?}");
        let same = compare(&cells, "area", &"A".into(), &"A".into(), None, Level::P95);
        assert_eq!(same.expect_err("nothing to compare").code(), "H406");
    }

    #[test]
    fn a_missing_period_is_counted_not_dropped() {
        let mut cells = cells(&[("A", 2011, 10.0, 100.0), ("A", 2013, 12.0, 100.0)]);
        let block = Block::Proportion(ProportionCell::from_counts(1.0, 7.0).expect("valid"));
        cells.add(vec!["A".into(), KeyValue::Missing], 0, &block).expect("valid");
        let rows = before_after(&cells, cut("2013"), None, Level::P95).expect("valid");
        let change = rows.of(Estimand::RiskDifference).into_iter().next().expect("there");
        assert!(change.warnings.contains(&Warning::MissingValues { missing: 7, of: 207 }));
    }

    fn chosen(rows: &Estimates) -> Vec<(&str, Option<Chosen>)> {
        rows.iter().map(|row| (row.method.id.as_ref(), row.provenance.chosen)).collect()
    }

    #[test]
    fn each_number_says_why_its_method_was_chosen() {
        let cells = cells(&[("A", 2011, 10.0, 100.0), ("B", 2011, 12.0, 100.0)]);
        let rows = compare(&cells, "area", &"A".into(), &"B".into(), None, Level::P95).expect("valid");
        let default = Some(Chosen::Default);
        let ids = ["proportion/wilson", "proportion/wilson", "difference/newcombe", "ratio/koopman"];
        assert_eq!(chosen(&rows), ids.map(|id| (id, default)));
        let asked =
            compare(&cells, "area", &"A".into(), &"B".into(), Some("ratio/koopman"), Level::P95).expect("valid");
        assert_eq!(chosen(&asked)[2..], [("difference/newcombe", default), ("ratio/koopman", Some(Chosen::AskedFor))]);
        assert_eq!(rows.as_slice()[3].interval, asked.as_slice()[3].interval);
    }

    #[test]
    fn a_method_must_exist_and_fit_a_measure() {
        let cells = cells(&[("A", 2011, 10.0, 100.0), ("B", 2012, 12.0, 100.0)]);
        let refused = |id| before_after(&cells, cut("2012"), Some(id), Level::P95).expect_err("refused");
        assert_eq!(refused("ratio/kopman").code(), "H302");
        assert!(refused("ratio/kopman").mend().contains("ratio/koopman"));
        assert_eq!(refused("difference/welch").code(), "H206");
        assert_eq!(refused("proportion/wilson").code(), "H302");
    }
}
