//! # Difference in differences by group and period, against units not yet treated
//!
//! ## What it estimates
//! For the units that first have a programme in period g, and for every period t: how much more their share, rate or mean
//! changed since the last period before g than it changed in units without the programme. ATT(g, t) is the average effect on
//! the treated if both would have changed alike without it. Last, the average over all groups and periods with the
//! programme.
//!
//! ## When to use
//! For areas by period where the programme starts at one or several times, and other areas have none, or none yet. An area
//! that gets a programme later is a comparison until then and no longer: its years with a programme of its own would hide
//! the effect. Effects may differ by group and grow with time, which a regression with fixed effects for area and period
//! gets wrong. No covariates: the areas must be alike enough to change alike. Rows with t before g show whether they did;
//! there the effect should be zero. Nor may anybody have changed ahead of the start: there is no option for anticipation;
//! give the period from which it was felt as the start.
//!
//! ## Equation
//! ATT(g, t) = (Y(g, t) - Y(g, g-1)) - (Y(C, t) - Y(C, g-1)), with g-1 the last period before the start that the cells
//! have, and C the units that do not have the programme by max(g, t): never, or not yet. Y pools the cells of its units
//! (all events over all units or exposure; the mean of all values). Only units with figures in both t and g-1 stand in it.
//! The average is sum w(g, t) ATT(g, t) / sum w(g, t) over t >= g, with w(g, t) the units, exposure or values of the group in
//! g-1 (the "simple" aggregation of the paper, in which a group weighs as many persons as it has).
//!
//! ## Interval
//! Value -+ z se; the p-value tests zero by value/se against the normal distribution. Each ATT, and the average, is a
//! weighted sum of cells by unit and period, sum c Y, so se^2 = sum c^2 v with v the sampling variance of the cell:
//! p (1 - p)/n, events/exposure^2, or s^2/n. A cell that stands in several ATTs is counted once, with its whole weight. The
//! records are taken as independent (W404), and how much areas vary by themselves is not in it (W443): with few areas the
//! interval is too narrow.
//!
//! ## Edge cases
//! A comparison that gets the programme itself: its periods from then on are left out and named, W440. No unit left to
//! compare with: no value, W441, and the average is over the others; where all begin at once, H443. A unit with the
//! programme in the first period has no before: left out, W442. A unit without figures for a period: left out there, W444.
//! No figures of anybody just before a start: the change is counted from the last period that has some, W445. Nobody or
//! everybody with the event in one of the four figures: no interval, W310. A mean of one value: no interval, W302; no
//! variance at all: W406. No unit with periods on both sides of its start: H402. A period that a start divides, or periods
//! that overlap: H403. A unit of which `starts` says nothing: H441; one with two starts: H442; nobody with a start: H440.
//!
//! ## Example
//! ```
//! use std::collections::BTreeMap;
//! use helhed::cells::{Block, Cells, ProportionCell};
//! use helhed::comparisons::did::{Adoption, Starts, group_time};
//! use helhed::{Level, design::{Indicator, Measure}};
//! let mut cells = Cells::new(["area", "year"], [Indicator::new("job", Measure::Proportion { event: "job".into() })?])?;
//! for (area, year, in_job) in [("A", 2015, 64.0), ("A", 2016, 82.0), ("B", 2015, 64.0), ("B", 2016, 66.0)] {
//!     let block = Block::Proportion(ProportionCell::from_counts(in_job, 200.0)?);
//!     cells.add(vec![area.into(), year.into()], 0, &block)?;
//! }
//! let starts = BTreeMap::from([("A".into(), Some("2016".parse()?)), ("B".into(), None)]);
//! let adoption = Adoption { unit: "area", time: "year", starts: Starts::Of(&starts) };
//! let rows = group_time(&cells, &adoption, Level::P95)?;
//! let average = rows.iter().last().unwrap();
//! assert!((average.value.unwrap() - 0.08).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Callaway and Sant'Anna (2021), Journal of Econometrics 225: 200-230, the unconditional case with not-yet-treated
//! comparisons.
//!
//! ## Checked against
//! R 4.2.2 (port of `did`) and moderndid 0.2.0: ATT(g, t) from the start on, and the simple average, without covariates and
//! with not-yet-treated comparisons (1e-8; before the start they compare neighbouring periods, here all with g-1). R `lm`
//! with `sandwich` and statsmodels 0.15 `OLS`: the interaction of two groups and two periods, and its HC2 standard error
//! (1e-8). By hand for staggered starts.

use super::effect::{Effect, View};
use super::panel::{Adoption, Panel, START};
use crate::cells::{Block, Cells};
use crate::comparisons::ARM;
use crate::comparisons::contrast::in_unit_of;
use crate::error::{Fault, Result, Spot, Within};
use crate::estimate::{
    Chosen, Design, Estimand, Estimate, Estimates, KeyPart, KeyValue, Level, Method, Unit, Warning, key_text,
};
use crate::estimates::labelled;

/// The method.
pub const GROUP_TIME: Method = Method::new("did/group_time", 1, "Callaway and Sant'Anna (2021)");

/// The key value of the average over all groups and periods.
const ALL: &str = "all";

/// Effects by group and period, and their average, for every rest of the key and every indicator.
///
/// Rows are told apart by the key columns `start` (the first period with the programme), the periods, and `arm` (`before`
/// or `after` the start). The average comes last, with `all` for start and period.
///
/// # Errors
/// `H405` for totals, `H207` for an unknown key column, `H106` where unit and time are the same column or another is called
/// `start`, `H004` for a value that is no period, `H403` for periods that overlap or hold a start inside, `H401` for a
/// start of a unit that does not occur, `H440` without any start, `H441` for a unit of which nothing is said, `H442` for a
/// unit with two starts, `H402` if no unit has periods both before and after its start, `H443` if all begin at once.
pub fn group_time(cells: &Cells, adoption: &Adoption<'_>, level: Level) -> Result<Estimates> {
    for indicator in cells.indicators() {
        let block = Block::empty(&indicator.measure);
        if matches!(block, Block::Count(_) | Block::Money(_)) {
            let refused: Result<()> = Err(Fault::NotComparable { measure: block.measure() }.into());
            refused.within(|| Spot::Indicator(indicator.id.clone()))?;
        }
    }
    let panel = Panel::of(cells, adoption)?;
    let mut rows = Vec::new();
    for (rest, series) in panel.series(cells)? {
        for (index, indicator) in cells.indicators().iter().enumerate() {
            let view = View { panel: &panel, series: &series, indicator: index };
            let finish = |effect: Effect, [start, time]: [KeyValue; 2], arm: &str| {
                let (estimand, unit) = match &indicator.measure {
                    crate::design::Measure::Rate { .. } => (Estimand::RateDifference, Unit::Per(1.0)),
                    crate::design::Measure::Mean { .. } => (Estimand::MeanDifference, indicator.unit.clone()),
                    _ => (Estimand::RiskDifference, Unit::Share),
                };
                let opened = Estimate::new(estimand, unit, GROUP_TIME, view.count(&effect)).chosen(Chosen::Default);
                let finished = in_unit_of(view.finished(effect, opened, level), indicator);
                // What stands before the start is no effect of it, and what has no value shows nothing.
                let shows = arm == "after" && finished.value.is_some();
                let evidence = shows.then(|| Design::DifferenceInDifferences.evidence());
                let names = [(START, start), (adoption.time, time), (ARM, arm.into())];
                let part = |(dimension, value): (&str, KeyValue)| KeyPart { dimension: dimension.to_owned(), value };
                let key = rest.iter().cloned().chain(names.map(part)).collect();
                let unit = finished.unit.clone();
                Estimate { unit, evidence, ..labelled(finished, indicator, key) }
            };
            let mut after = Vec::new();
            for start in panel.groups() {
                for period in (0..panel.periods()).filter(|period| period + 1 != start) {
                    let effect = view
                        .effect(start, period)
                        .within(|| Spot::Indicator(indicator.id.clone()))
                        .within(|| Spot::Cell(key_text(&rest)))?;
                    let arm = if period < start { "before" } else { "after" };
                    if period >= start {
                        after.push(effect.clone());
                    }
                    rows.push(finish(effect, [start, period].map(|index| panel.period(index)), arm));
                }
            }
            let mut average = view.average(&after);
            for unit in panel.units_from(|from| from == 0) {
                average.warnings.push(Warning::AlwaysTreated { unit: panel.unit(unit) });
            }
            rows.push(finish(average, [ALL.into(), ALL.into()], "after"));
        }
    }
    Ok(rows.into())
}

/// Whether an estimate is the average over all groups and periods.
#[must_use]
pub fn is_overall(estimate: &Estimate) -> bool {
    let all = |part: &KeyPart| part.dimension == START && part.value == ALL.into();
    estimate.method.id == GROUP_TIME.id && estimate.key.iter().any(all)
}
