//! Errors and warnings of what follows a plan through time, provoked through the public interface of the core.

use helhed::cells::TotalCell;
use helhed::design::{
    Direction, Goal, Indicator, LogicModel, Measure, Milestone, ModelPart, ModelStage, Names, Period,
};
use helhed::estimates::total;
use helhed::synthesis::chart::{Frame, Series, c, p, xmr};
use helhed::synthesis::goal::{Log, attendance, linear_path};
use helhed::{Error, Estimate, Level, Result, Warning};

fn refused<T: std::fmt::Debug>(result: Result<T>) -> Error {
    result.expect_err("it is refused")
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn months(count: usize) -> Vec<Period> {
    std::iter::successors(Some(period("2024M01")), |month| Some(month.next())).take(count).collect()
}

fn values(values: &[f64]) -> Series {
    let values: Vec<_> = values.iter().copied().map(Some).collect();
    Series::of_values(&months(values.len()), &values).expect("a series")
}

fn frame(rebase: &[&str]) -> Frame {
    Frame::default().rebased(rebase.iter().map(|at| period(at))).expect("in order")
}

fn model(stages: &[(&str, ModelStage)], links: &[(&str, &str)]) -> Result<LogicModel> {
    let part = |(id, stage): &(&str, ModelStage)| ModelPart {
        id: (*id).into(),
        stage: *stage,
        name: Names::default(),
        indicator: None,
        figure: None,
    };
    let links = links.iter().map(|(from, to)| ((*from).into(), (*to).into())).collect();
    LogicModel::new(stages.iter().map(part).collect(), links)
}

fn meals(better: Direction) -> Indicator {
    Indicator::new("meals", Measure::Count { events: "meals".into() }).expect("an indicator").better(better)
}

fn goal(better: Direction) -> Result<Goal> {
    Goal::new(&meals(better), Milestone { value: 100.0, at: period("2027") })
}

/// Codes and the errors that carry them.
pub(crate) fn faults() -> Vec<(&'static str, Error)> {
    use ModelStage::{Activity, Outcome};
    let two = [("a", Activity), ("b", Outcome)];
    let mixed = [period("2024"), period("2025M01")];
    let mut other = total::count(&TotalCell::default());
    other.indicator = Some(Indicator::new("beds", Measure::Count { events: "beds".into() }).expect("one").subject());
    let span = |first, last| Frame::default().based_on(period(first), period(last)).expect("in order");
    let broken = span("2024M01", "2024M03").rebased([period("2024M03")]).expect("in order");
    vec![
        ("H550", refused(Series::of_values(&[period("2024"), period("2023")], &[Some(1.0), Some(2.0)]))),
        ("H550", refused(Frame::default().rebased([period("2024M02"), period("2024M02")]))),
        ("H551", refused(Series::of_values(&mixed, &[Some(1.0), Some(2.0)]))),
        ("H552", refused(xmr(&values(&[1.0, 2.0]), &frame(&["2026M01"])))),
        ("H552", refused(xmr(&values(&[1.0, 2.0]), &frame(&["2023M01"])))),
        ("H552", refused(xmr(&values(&[1.0, 2.0]), &span("2025M01", "2025M02")))),
        ("H553", refused(xmr(&values(&[1.0, 2.0, 3.0]), &broken))),
        ("H554", refused(model(&two, &[("a", "c")]))),
        ("H555", refused(model(&[("a", Activity), ("b", Activity)], &[("a", "b"), ("b", "a")]))),
        ("H556", refused(model(&two, &[("b", "a")]))),
        ("H557", refused(model(&[("a", Activity), ("a", Outcome)], &[]))),
        ("H558", refused(goal(Direction::Neutral))),
        ("H559", refused(linear_path(&goal(Direction::Higher).expect("a goal"), Some(&other), period("2025")))),
    ]
}

/// Warnings on an estimate.
fn said(warnings: Vec<Warning>) -> Estimate {
    let mut estimate = total::count(&TotalCell::default());
    estimate.warnings = warnings;
    estimate
}

fn charted(series: &Series) -> Estimate {
    said(xmr(series, &Frame::default()).expect("a chart").warnings)
}

fn shares(events: &[f64], units: f64) -> Series {
    let events: Vec<_> = events.iter().copied().map(Some).collect();
    Series::of_shares(&months(events.len()), &events, &vec![Some(units); events.len()]).expect("a series")
}

fn log(persons: &[&str]) -> Log {
    Log::new(persons.iter().map(|person| Some((*person).to_owned())).collect()).expect("rows")
}

/// Codes and estimates that are warned with them.
pub(crate) fn warnings() -> Vec<(&'static str, Estimate)> {
    let level = Level::P95;
    let gap = Series::of_values(&[period("2024M01"), period("2024M03")], &[Some(1.0), Some(2.0)]).expect("a series");
    let swings: Vec<f64> = (0..12).map(|month| if month % 2 == 0 { 100.0 } else { 300.0 }).collect();
    let status = linear_path(
        &goal(Direction::Higher).expect("a goal"),
        Some(&total::count(&TotalCell::from_total(120.0).expect("a total"))),
        period("2025"),
    );
    let date = || vec![Some("2024-03-01".to_owned()); 2];
    let twice = attendance(&log(&["a", "a"]).on_dates(date()).expect("dates"), None, level).expect("an attendance");
    let unsure = log(&["a", "a"]).with_target_group(vec![Some(true), Some(false)]).expect("marks");
    let empty = Series::of_shares(&months(2), &[Some(1.0), Some(0.0)], &[Some(9.0), Some(0.0)]);
    let nothing = Series::of_counts(&months(3), &[Some(0.0); 3]).expect("a series");
    vec![
        ("W550", charted(&values(&[1.0, 2.0, 1.5, 3.0, 2.0]))),
        ("W551", charted(&gap)),
        ("W552", said(p(&empty.expect("a series"), &Frame::default()).expect("a chart").warnings)),
        ("W553", said(c(&nothing, &Frame::default()).expect("a chart").warnings)),
        ("W554", said(p(&shares(&swings, 5000.0), &Frame::default()).expect("a chart").warnings)),
        ("W555", charted(&gap)),
        ("W556", said(status.expect("a status").warnings)),
        ("W557", said(twice.warnings)),
        ("W558", said(attendance(&unsure, None, level).expect("an attendance").warnings)),
        ("W559", attendance(&log(&["a", "b"]), Some(1), level).expect("an attendance").all.reach.expect("reach")),
    ]
}
