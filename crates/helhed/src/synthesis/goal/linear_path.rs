//! # Status of a goal by a linear path
//!
//! ## What it estimates
//! Nothing; it says where a goal stands: reached, on track, off track, or cannot be told.
//!
//! ## When to use
//! For the targets of a plan: baseline, target, date. The figure comes with its interval; one that is a complete count
//! (participants, kroner) needs none.
//!
//! ## Equation
//! The path is the straight line from the baseline over the milestones to the target, in periods where all are of one kind,
//! else in days between the middles of the periods. With higher better, the interval [l, u] of the figure, the target t and
//! the path p at the time of the figure: reached if l >= t; before the time of the target on track if l >= p, off track if
//! u < p, else it cannot be told; from then on off track if u < t, else it cannot be told. With lower better the mirror
//! image. The way covered is (value - baseline)/(target - baseline).
//!
//! ## Interval
//! The one of the figure decides. The path itself is taken as it was agreed, without the uncertainty of its baseline.
//!
//! ## Edge cases
//! No interval: a count or an amount is judged on its value (W556), anything else cannot be told, and neither can a goal
//! without a figure, without a baseline before its time (unless it is reached), or with a figure from before its baseline. An
//! indicator that is better neither high nor low has no goal (H558). A figure of another indicator is refused (H559), and
//! so is one in another kind of unit, such as a share where the goal is a rate (H421).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! use helhed::design::{Goal, Milestone, Registry};
//! use helhed::synthesis::goal::{GoalState, linear_path};
//! let at = |value, at: &str| Milestone { value, at: at.parse().unwrap() };
//! let goal = Goal::new(Registry::standard().get("hou_evict_share")?, at(0.02, "2027"))?.from(at(0.10, "2023"))?;
//! let evicted = proportion::wilson(&ProportionCell::from_counts(8.0, 400.0)?, Level::P95)?;
//! let status = linear_path(&goal, Some(&evicted), "2025".parse()?)?;
//! assert_eq!((status.state, status.way), (GoalState::OnTrack, Some(1.0)));
//! assert!((status.expected.unwrap() - 0.06).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! None: a convention, written out above.
//!
//! ## Checked against
//! The definition by hand, and its mirror image (property test).

use std::collections::BTreeMap;

use super::{GoalReason, GoalStatus};
use crate::design::{Direction, Goal, Milestone, Period};
use crate::error::{Error, Fault, Place, Result, TrackFault};
use crate::estimate::{
    Basis, Estimand, Estimate, Estimates, Interval, KeyPart, KeyValue, Method, TrackWarning, Unit, Warning,
};

/// The method.
pub const LINEAR_PATH: Method = Method::new("goal/linear_path", 1, "");

/// Where a goal stands by a figure of a period.
///
/// # Errors
/// `H559` if the figure is of another indicator, `H421` if it is a comparison or has another kind of unit than the goal,
/// `H008` for a share outside 0 to 1 and a printed value outside its own interval.
pub fn linear_path(goal: &Goal, figure: Option<&Estimate>, at: Period) -> Result<GoalStatus> {
    if let Some(subject) = figure.and_then(|figure| figure.indicator.as_ref())
        && subject.id != goal.subject().id
    {
        let fault = TrackFault::OtherIndicator { goal: goal.subject().id.clone(), found: subject.id.clone() };
        return Err(Error::new(fault.into(), Place::argument("estimate")));
    }
    if let Some(figure) = figure.filter(|figure| !is_level(figure.estimand)) {
        let fault = Fault::OtherEstimand { wanted: "share, rate, mean or total", found: figure.estimand.name() };
        return Err(Error::new(fault, Place::argument("estimate")));
    }
    let figure = &figure.map(|figure| in_unit(figure, goal.unit())).transpose()?;
    let figure = figure.as_ref();
    if let Some(figure) = figure {
        possible(figure)?;
    }
    let value = figure.and_then(|figure| figure.value);
    let interval = figure.and_then(|figure| figure.interval);
    let whole = figure.is_some_and(|figure| matches!(figure.estimand, Estimand::Count | Estimand::Money));
    let judged = match (value, interval) {
        (_, Some(interval)) => Some((interval.lower, interval.upper)),
        (Some(value), None) if whole => Some((value, value)),
        _ => None,
    };
    let expected = expected(goal, at);
    let reason = match (value, judged) {
        (None, _) => GoalReason::NoFigure,
        (_, None) => GoalReason::NoInterval,
        (_, Some(judged)) => reason(goal, judged, expected, at),
    };
    let (from, to) = (goal.baseline().map(|baseline| baseline.value), goal.target().value);
    let way = value.zip(from).map(|(value, from)| (value - from) / (to - from)).filter(|way| way.is_finite());
    let mut warnings = figure.map(|figure| figure.warnings.clone()).unwrap_or_default();
    if interval.is_none() && judged.is_some() {
        warnings.push(Warning::Track(TrackWarning::JudgedOnValue));
    }
    Ok(GoalStatus {
        method: LINEAR_PATH,
        goal: goal.clone(),
        key: figure.map(|figure| figure.key.clone()).unwrap_or_default(),
        state: reason.state(),
        reason,
        at: figure.map(|_| at),
        value,
        interval,
        expected: expected.filter(|_| figure.is_some()),
        way,
        warnings,
    })
}

/// Where goals stand by the latest figure of each: one status for each goal and each rest of the key. `time` is the key column
/// of periods; found by itself where only one column holds nothing but periods.
///
/// # Errors
/// `H404` if no single key column holds periods, `H207` if none has the name, `H557` for two goals of one indicator and date,
/// `H107` for a figure without a period; those of [`linear_path`].
pub fn latest(goals: &[Goal], figures: &Estimates, time: Option<&str>) -> Result<Vec<GoalStatus>> {
    let twice = (0..goals.len()).find(|&later| {
        let own = |goal: &Goal| (goal.subject().id.clone(), goal.target().at);
        goals[..later].iter().any(|earlier| own(earlier) == own(&goals[later]))
    });
    if let Some(later) = twice {
        let fault = TrackFault::Twice { id: goals[later].subject().id.clone() };
        return Err(Error::new(fault.into(), Place::argument("goals")));
    }
    let time = time_column(figures, time)?;
    let mut statuses = Vec::new();
    for goal in goals {
        let of_goal = |figure: &&Estimate| {
            is_level(figure.estimand) && figure.indicator.as_ref().is_some_and(|own| own.id == goal.subject().id)
        };
        let mut newest: BTreeMap<Vec<(String, KeyValue)>, (Period, &Estimate)> = BTreeMap::new();
        for figure in figures.iter().filter(of_goal) {
            let (mut rest, mut at) = (Vec::new(), None);
            for KeyPart { dimension, value } in &figure.key {
                if *dimension == time {
                    at = period_of(value);
                } else {
                    rest.push((dimension.clone(), value.clone()));
                }
            }
            let Some(at) = at else {
                return Err(Error::new(Fault::ValueNeeded, Place::column(time)));
            };
            let slot = newest.entry(rest).or_insert((at, figure));
            if slot.0.end_day() < at.end_day() {
                *slot = (at, figure);
            }
        }
        if newest.is_empty() {
            statuses.push(linear_path(goal, None, goal.target().at)?);
        }
        for (at, figure) in newest.into_values() {
            let status = linear_path(goal, Some(figure), at)?;
            let key = status.key.iter().filter(|part| part.dimension != time).cloned().collect();
            statuses.push(GoalStatus { key, ..status });
        }
    }
    Ok(statuses)
}

/// A figure as the goal has its values: a rate for so much exposure. One in another kind of unit is refused.
fn in_unit(figure: &Estimate, unit: &Unit) -> Result<Estimate> {
    // A mean of bare numbers has points, whatever its indicator counts in.
    let bare = |own: &Unit| *own == Unit::Named("points".into());
    Ok(match (&figure.unit, unit) {
        (Unit::Per(own), Unit::Per(wanted)) if own != wanted => figure.clone().per(wanted / own),
        (Unit::Per(own), Unit::Ratio) => figure.clone().per(1.0 / own),
        (Unit::Named(_), Unit::Named(_)) => figure.clone(),
        (own, Unit::Ratio | Unit::Percent | Unit::Kroner) if bare(own) => figure.clone(),
        (own, wanted) if kind(own) == kind(wanted) => figure.clone(),
        (own, wanted) => {
            let fault = Fault::OtherEstimand { wanted: kind(wanted), found: kind(own) };
            return Err(Error::new(fault, Place::argument("estimate")));
        }
    })
}

/// What a unit measures.
fn kind(unit: &Unit) -> &'static str {
    match unit {
        Unit::Share | Unit::SharePer(_) => "share",
        Unit::Per(_) => "rate",
        Unit::Ratio => "ratio",
        Unit::Percent => "percentage",
        Unit::Kroner => "sum of money",
        Unit::Named(_) => "number of units",
    }
}

/// Refuses a share that is none, and a printed figure beside its own interval.
fn possible(figure: &Estimate) -> Result<()> {
    let range = |what, found: f64, low: f64, high: f64, argument| {
        let fault = Fault::OutsideRange { what, found, low, high };
        if (low..=high).contains(&found) { Ok(()) } else { Err(Error::new(fault, Place::argument(argument))) }
    };
    let share = kind(&figure.unit) == "share";
    if let Some(value) = figure.value.filter(|_| share) {
        range("share", value, 0.0, 1.0, "figure")?;
    }
    // The limits of some methods reach beyond what is possible; those that are printed do not.
    let printed = figure.provenance.basis == Basis::PublishedFigure;
    if let Some((value, Interval { lower, upper, .. })) = figure.value.zip(figure.interval).filter(|_| printed) {
        if share {
            range("share", lower, 0.0, 1.0, "interval")?;
            range("share", upper, 0.0, 1.0, "interval")?;
        }
        range("value of a figure", value, lower, upper, "interval")?;
    }
    Ok(())
}

/// Whether it is a quantity itself, not a comparison of two.
fn is_level(estimand: Estimand) -> bool {
    use Estimand::{Count, Mean, Money, Proportion, Quantile, Rate, Ratio, StandardisedRate, StandardisedRatio};
    matches!(
        estimand,
        Proportion | Rate | Mean | Count | Money | Ratio | Quantile | StandardisedRate | StandardisedRatio
    )
}

/// What an interval says.
fn reason(goal: &Goal, (lower, upper): (f64, f64), expected: Option<f64>, at: Period) -> GoalReason {
    // The limits as if higher were better.
    let (worst, best, sign) = match goal.subject().better {
        Direction::Lower => (-upper, -lower, -1.0),
        Direction::Higher | Direction::Neutral => (lower, upper, 1.0),
    };
    let (target, over) = (goal.target(), goal.target().at.end_day() <= at.end_day());
    // From its baseline on, a goal has a path.
    if goal.baseline().is_some() && expected.is_none() {
        return GoalReason::BeforeBaseline;
    }
    if worst >= sign * target.value {
        return GoalReason::MeetsTarget;
    }
    match expected {
        _ if over && best < sign * target.value => GoalReason::TimeIsUp,
        _ if over => GoalReason::IntervalHoldsTarget,
        None => GoalReason::NoBaseline,
        Some(expected) if worst >= sign * expected => GoalReason::AheadOfPath,
        Some(expected) if best < sign * expected => GoalReason::BehindPath,
        Some(_) => GoalReason::IntervalHoldsPath,
    }
}

/// The value of the path at a time.
fn expected(goal: &Goal, at: Period) -> Option<f64> {
    let first = goal.baseline()?;
    let same_kind = goal.path().all(|stop| stop.at.unit() == at.unit());
    let place = |period: Period| match period.steps_after(first.at).filter(|_| same_kind) {
        Some(steps) => steps as f64,
        None => period.middle_day(),
    };
    let now = place(at);
    let stops: Vec<Milestone> = goal.path().collect();
    let on = |pair: &[Milestone]| {
        let (from, to) = (place(pair[0].at), place(pair[1].at));
        let share = (now - from) / (to - from);
        (0.0..=1.0).contains(&share).then(|| pair[0].value + share * (pair[1].value - pair[0].value))
    };
    let after = place(goal.target().at) < now;
    if after { Some(goal.target().value) } else { stops.windows(2).find_map(on) }
}

/// The period that a key is.
fn period_of(value: &KeyValue) -> Option<Period> {
    match value {
        KeyValue::Missing => None,
        KeyValue::Integer(year) => year.to_string().parse().ok(),
        KeyValue::Text(text) => text.parse().ok(),
    }
}

fn time_column(figures: &Estimates, time: Option<&str>) -> Result<String> {
    let dimensions = figures.dimensions();
    if let Some(name) = time {
        if dimensions.iter().any(|dimension| dimension == name) || figures.is_empty() {
            return Ok(name.to_owned());
        }
        let nearest = crate::error::nearest(name, dimensions.iter().map(String::as_str));
        let fault = Fault::UnknownDimension { name: name.to_owned(), nearest };
        return Err(Error::new(fault, Place::argument("time")));
    }
    let holds_periods = |dimension: &&String| {
        let mut parts = figures.iter().flat_map(|figure| &figure.key).filter(|part| part.dimension == **dimension);
        parts.all(|part| period_of(&part.value).is_some())
    };
    let mut found = dimensions.iter().filter(holds_periods);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only.clone()),
        (None, _) if figures.is_empty() => Ok(String::new()),
        _ => Err(Error::new(Fault::NoTimeDimension { dimensions }, Place::argument("time"))),
    }
}
