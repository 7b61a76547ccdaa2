//! Goals, attendance and logic models.

use std::path::PathBuf;

use helhed::design::{Goal, LogicModel, Milestone, ModelPart, ModelStage, Names};
use helhed::error::{Error, Fault, Place, Spot};
use helhed::estimate::{Estimand, Interval};
use helhed::estimates::reported;
use helhed::synthesis::goal::{self, Attendance, GoalStatus, Log, Participation};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::design::{DIRECTIONS, PyIndicator, name_of};
use crate::door::door;
use crate::error::{Raised, Refusable};
use crate::estimate::PyEstimate;
use crate::estimates::PyEstimates;
use crate::input::{Whole, level as level_of};
use crate::methods::each::Each;
use crate::methods::labels::{Label, Truth};
use crate::methods::numbers::Values;
use crate::methods::record::{record, shown, warned};
use crate::parts::{PyInterval, PyWarning};
use crate::period::When;

/// A value and its period.
type At = (f64, When);

record! {
    /// A goal: the value that an indicator shall have at a time. `baseline`, `target` and `milestones` are pairs of value and
    /// period; a share lies between 0 and 1.
    ///
    /// >>> import helhed as hh
    /// >>> hh.Goal(hh.indicator("hou_evict_share"), target=(0.02, "2027"), baseline=(0.05, "2023"), source="the plan")
    /// <Goal hou_evict_share: 0.0200 in 2027>
    PyGoal(Goal) = "Goal" in "helhed",
    shown by |it| format!("{}: {} in {}", it.subject().id, shown(Some(it.target().value)), it.target().at), {
        /// Id of the indicator.
        indicator: String = |it| it.subject().id.clone();
        /// Danish and English name of the indicator.
        names: (String, String) = |it| (it.subject().name.da.clone(), it.subject().name.en.clone());
        /// `higher` or `lower`.
        better: &'static str = |it| name_of(&it.subject().better, &DIRECTIONS);
        /// Unit of its values.
        unit: String = |it| it.unit().name();
        /// From where: value and period.
        baseline: Option<(f64, String)> = |it| it.baseline().map(pair);
        /// Values to be had on the way, with their periods.
        milestones: Vec<(f64, String)> = |it| it.milestones().iter().copied().map(pair).collect();
        /// To where, and until when.
        target: (f64, String) = |it| pair(it.target());
        /// Who says so.
        source: String = |it| it.source().to_owned();
    } and {
        #[new]
        #[pyo3(signature = (indicator, *, target, baseline=None, milestones=None, source=""))]
        fn new(
            indicator: PyRef<'_, PyIndicator>,
            target: At,
            baseline: Option<At>,
            milestones: Option<Vec<At>>,
            source: &str,
        ) -> Refusable<Self> {
            let at = |(value, at): At| Milestone { value, at: at.0 };
            let goal = Goal::new(&indicator.0, at(target))?.sourced(source);
            let goal = match baseline {
                Some(baseline) => goal.from(at(baseline))?,
                None => goal,
            };
            Ok(Self(goal.passing(milestones.into_iter().flatten().map(at))?))
        }
    }
}

fn pair(milestone: Milestone) -> (f64, String) {
    (milestone.value, milestone.at.to_string())
}

record! {
    /// Where a goal stands: `state` is `reached`, `on_track`, `off_track` or `cannot_be_told`, and `reason` says why.
    ///
    /// >>> import helhed as hh
    /// >>> goal = hh.Goal(hh.Indicator("meals", "count", better="higher"), target=(100, "2027"), baseline=(0, "2023"))
    /// >>> hh.goal_status(goal, 60, at="2025", complete=True)
    /// <GoalStatus meals: on_track (ahead_of_path), 60.0000 in 2025>
    PyGoalStatus(GoalStatus) = "GoalStatus" in "helhed",
    shown by |it| {
        let at = it.at.map_or_else(String::new, |at| format!(" in {at}"));
        let (state, reason) = (it.state.name(), it.reason.name());
        format!("{}: {state} ({reason}), {}{at}", it.goal.subject().id, shown(it.value))
    }, {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// The goal.
        goal: PyGoal = |it| PyGoal(it.goal.clone());
        /// Which area or group the figure is of: key columns and values.
        key: Vec<(String, String)> = |it| {
            it.key.iter().map(|part| (part.dimension.clone(), part.value.to_string())).collect()
        };
        /// Where it stands.
        state: &'static str = |it| it.state.name();
        /// Why.
        reason: &'static str = |it| it.reason.name();
        /// Period of the figure.
        at: Option<String> = |it| it.at.map(|at| at.to_string());
        /// The figure.
        value: Option<f64> = |it| it.value;
        /// Its interval.
        interval: Option<PyInterval> = |it| it.interval.map(PyInterval);
        /// The value that the path from baseline to target has at that time.
        expected: Option<f64> = |it| it.expected;
        /// How much of the way is covered: 0 at the baseline, 1 at the target.
        way: Option<f64> = |it| it.way;
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

/// A figure to judge a goal by.
#[derive(FromPyObject)]
pub(crate) enum Figure<'py> {
    /// An estimate with its interval.
    Estimate(PyRef<'py, PyEstimate>),
    /// A number.
    Number(f64),
}

/// Where a goal stands by one figure of the period `at`: an estimate, or a number. A number comes with its `interval`, or is
/// said to be a `complete` count; without either nothing can be told.
///
/// >>> import helhed as hh
/// >>> goal = hh.Goal(hh.Indicator("work", better="higher"), target=(0.6, "2027"), baseline=(0.4, "2023"))
/// >>> [hh.goal_status(goal, 0.55, at="2025", interval=limits).state for limits in [(0.51, 0.59), (0.45, 0.65)]]
/// ['on_track', 'cannot_be_told']
#[pyfunction]
#[pyo3(signature = (goal, figure, *, at, interval=None, complete=false, level=0.95))]
pub(crate) fn goal_status(
    goal: PyRef<'_, PyGoal>,
    figure: Option<Figure<'_>>,
    at: When,
    interval: Option<(f64, f64)>,
    complete: bool,
    level: f64,
) -> Refusable<PyGoalStatus> {
    let estimate = match figure {
        None => None,
        Some(Figure::Estimate(estimate)) => Some(estimate.0.clone()),
        Some(Figure::Number(found)) if !found.is_finite() => {
            return Err(Error::new(Fault::NotFinite { found }, Place::argument("figure")).into());
        }
        Some(Figure::Number(value)) => {
            let estimand = if complete { Estimand::Count } else { Estimand::Mean };
            let mut estimate = reported::figure(value, estimand, goal.0.unit().clone(), []);
            if let Some((lower, upper)) = interval {
                if lower.partial_cmp(&upper).is_none_or(std::cmp::Ordering::is_gt) {
                    let fault = Fault::OutsideRange { what: "upper limit", found: upper, low: lower, high: f64::MAX };
                    return Err(Error::new(fault, Place::argument("interval")).into());
                }
                estimate.interval = Some(Interval { lower, upper, level: level_of(level)? });
            }
            Some(estimate)
        }
    };
    Ok(PyGoalStatus(goal::linear_path(&goal.0, estimate.as_ref(), at.0)?))
}

/// Where goals stand by the latest estimate of each: one status for each goal and each rest of the key. `time` is the key
/// column of periods.
///
/// >>> import helhed as hh
/// >>> work = hh.Indicator("work", better="higher")
/// >>> rows = [{"year": 2023, "numerator": 80, "denominator": 200}, {"year": 2025, "numerator": 150, "denominator": 200}]
/// >>> goal = hh.Goal(work, target=(0.6, "2027"), baseline=(0.4, "2023"))
/// >>> hh.goals([goal], hh.estimate(hh.enter(work, rows, by="year")))
/// [<GoalStatus work: reached (meets_target), 0.7500 in 2025>]
#[pyfunction]
#[pyo3(signature = (goals, estimates, *, time=None))]
pub(crate) fn goals(
    goals: Vec<PyRef<'_, PyGoal>>,
    estimates: PyRef<'_, PyEstimates>,
    time: Option<&str>,
) -> Refusable<Vec<PyGoalStatus>> {
    let goals: Vec<Goal> = goals.iter().map(|goal| goal.0.clone()).collect();
    Ok(goal::latest(&goals, &estimates.0, time)?.into_iter().map(PyGoalStatus).collect())
}

/// The goals of a plan file: its `[[goal]]` tables (docs/plan.md).
///
/// >>> import helhed as hh, pathlib, tempfile
/// >>> path = pathlib.Path(tempfile.mkdtemp(), "plan.toml")
/// >>> head = '[evaluation]\ntitle = "A"\n[data]\ndataset = "bag-facaderne"\n'
/// >>> goal = '[[goal]]\nindicator = "hou_evict_share"\ntarget = { value = 0.02, at = "2027" }\n'
/// >>> _ = path.write_text(head + goal)
/// >>> hh.read_goals(path)
/// [<Goal hou_evict_share: 0.0200 in 2027>]
#[pyfunction]
pub(crate) fn read_goals(py: Python<'_>, path: PathBuf) -> PyResult<Vec<PyGoal>> {
    let plan = door(py, || helhed_arrow::read_plan(&path))?;
    Ok(plan.goals.into_iter().map(PyGoal).collect())
}

record! {
    /// Who took part in one activity, or in all of them; `None` where the log does not record it.
    ///
    /// >>> import helhed as hh
    /// >>> hh.attendance(["a", "b", "a"]).all
    /// <Participation all: 2 participants, 3 sessions>
    PyParticipation(Participation) = "Participation" in "helhed",
    shown by |it| {
        let of = it.activity.as_deref().unwrap_or("all");
        format!("{of}: {} participants, {} sessions", it.participants, it.sessions)
    }, {
        /// Activity; `None` for all of them together.
        activity: Option<String> = |it| it.activity.clone();
        /// Different persons.
        participants: u64 = |it| it.participants;
        /// Those of the target group among them.
        in_group: Option<u64> = |it| it.in_group;
        /// Sessions attended, added up over persons.
        sessions: u64 = |it| it.sessions;
        /// Hours attended, added up over persons, as far as they are known.
        hours: Option<f64> = |it| it.hours;
        /// Share of the population that took part.
        reach: Option<PyEstimate> = |it| it.reach.clone().map(PyEstimate);
        /// Share of the participants that is in the target group.
        hit_rate: Option<PyEstimate> = |it| it.hit_rate.clone().map(PyEstimate);
        /// Sessions of a participant: mean.
        mean_sessions: PyEstimate = |it| PyEstimate(it.mean_sessions.clone());
        /// Sessions of a participant: median.
        median_sessions: PyEstimate = |it| PyEstimate(it.median_sessions.clone());
        /// Hours of a participant: mean.
        mean_hours: Option<PyEstimate> = |it| it.mean_hours.clone().map(PyEstimate);
        /// Hours of a participant: median.
        median_hours: Option<PyEstimate> = |it| it.median_hours.clone().map(PyEstimate);
    }
}

record! {
    /// Reach, dose and hit rate: of all activities together, and of each.
    ///
    /// >>> import helhed as hh
    /// >>> found = hh.attendance(["a", "b", "a"], activity=["choir", "choir", "advice"])
    /// >>> [(part.activity, part.participants) for part in found.by_activity]
    /// [('advice', 1), ('choir', 2)]
    PyAttendance(Attendance) = "Attendance" in "helhed",
    shown by |it| format!("{} participants in {} activities", it.all.participants, it.by_activity.len()), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// All activities together.
        all: PyParticipation = |it| PyParticipation(it.all.clone());
        /// Each activity, in the order of the names.
        by_activity: Vec<PyParticipation> = |it| it.by_activity.iter().cloned().map(PyParticipation).collect();
        /// Population that the programme is meant for.
        population: Option<u64> = |it| it.population;
        /// Every share and dose as estimates, with the activity in the key.
        estimates: PyEstimates = |it| PyEstimates(it.estimates());
        /// What the reader must know of the whole log.
        warnings: Vec<PyWarning> = |it| warned(&it.warnings);
    }
}

/// Reach, dose and target-group share from an attendance log, one row a person and session: columns of the same length.
/// `population` is the number of persons that the programme is meant for. No message shows who the persons are.
///
/// >>> import helhed as hh
/// >>> found = hh.attendance(["a", "b", "a", "c"], target_group=[True, False, True, True], population=40)
/// >>> found.all.participants, found.all.reach.value, round(found.all.hit_rate.value, 3)
/// (3, 0.05, 0.667)
#[pyfunction]
#[pyo3(signature = (person, *, activity=None, date=None, hours=None, target_group=None, population=None, level=0.95))]
pub(crate) fn attendance(
    person: Each<Label>,
    activity: Option<Each<Label>>,
    date: Option<Each<Label>>,
    hours: Option<Values>,
    target_group: Option<Each<Truth>>,
    population: Option<Whole>,
    level: f64,
) -> Refusable<PyAttendance> {
    let labels = |labels: Each<Label>| labels.0.into_iter().map(|label| label.0).collect::<Vec<_>>();
    let mut log = Log::new(labels(person))?;
    if let Some(activity) = activity {
        log = log.of_activities(labels(activity))?;
    }
    if let Some(date) = date {
        log = log.on_dates(labels(date))?;
    }
    if let Some(hours) = hours {
        log = log.with_hours(hours.0)?;
    }
    if let Some(marks) = target_group {
        log = log.with_target_group(marks.0.into_iter().map(|mark| mark.0).collect())?;
    }
    Ok(PyAttendance(goal::attendance(&log, population.map(|whole| whole.0), level_of(level)?)?))
}

record! {
    /// A logic model: which activity is to lead to what. Each part is a dictionary with `id`, `stage` (`activity`, `reach`,
    /// `intermediate` or `outcome`) and `name` (or `name_da` and `name_en`), and if you like `indicator` (its id) and `figure` (a
    /// text that the picture shows); each link is a pair of ids.
    ///
    /// >>> import helhed as hh
    /// >>> parts = [{"id": "advice", "stage": "activity", "name": "Debt advice"}, {"id": "homes", "stage": "outcome"}]
    /// >>> hh.LogicModel(parts, links=[("advice", "homes")])
    /// <LogicModel 2 parts, 1 links>
    PyLogicModel(LogicModel) = "LogicModel" in "helhed",
    shown by |it| format!("{} parts, {} links", it.parts().len(), it.links().len()), {
        /// Its parts: id, stage, Danish name, English name, indicator, figure.
        parts: Vec<Part> = |it| it.parts().iter().map(part).collect();
        /// Which part leads to which, by their ids.
        links: Vec<(String, String)> = |it| it.links().to_vec();
        /// Parts that no link touches.
        unlinked: Vec<String> = |it| it.unlinked().into_iter().map(str::to_owned).collect();
    } and {
        #[new]
        #[pyo3(signature = (parts, *, links))]
        fn new(parts: Vec<Bound<'_, PyDict>>, links: Vec<(String, String)>) -> PyResult<Self> {
            let parts = parts.iter().zip(1..).map(|(part, row)| part_of(part, row)).collect::<PyResult<_>>()?;
            Ok(Self(LogicModel::new(parts, links).map_err(Raised::from)?))
        }
    }
}

/// Id, stage, Danish name, English name, indicator, figure.
type Part = (String, &'static str, String, String, Option<String>, Option<String>);

fn part(part: &ModelPart) -> Part {
    let Names { da, en } = part.name.clone();
    (part.id.clone(), part.stage.name(), da, en, part.indicator.clone(), part.figure.clone())
}

/// What a part of a logic model is described by.
const KEYS: [&str; 7] = ["id", "stage", "name", "name_da", "name_en", "indicator", "figure"];

fn part_of(part: &Bound<'_, PyDict>, row: u64) -> PyResult<ModelPart> {
    let at = |fault: Fault| Raised::from(Error::new(fault, Place::argument("parts").and(Spot::Row(row))));
    for key in part.keys() {
        let found: String = key.extract()?;
        if !KEYS.contains(&found.as_str()) {
            let nearest = helhed::error::nearest(&found, KEYS);
            return Err(at(Fault::UnknownName { what: "key of a part", found, nearest }).into());
        }
    }
    let text = |key: &str| -> PyResult<Option<String>> {
        part.get_item(key)?.filter(|value| !value.is_none()).map(|value| value.extract()).transpose()
    };
    let id = text("id")?.ok_or_else(|| at(Fault::ValueNeeded))?;
    let stage = text("stage")?.ok_or_else(|| at(Fault::ValueNeeded))?;
    let name = text("name")?.unwrap_or_else(|| id.clone());
    let (da, en) = (text("name_da")?, text("name_en")?);
    let names =
        Names::new(da.clone().or_else(|| en.clone()).unwrap_or_else(|| name.clone()), en.or(da).unwrap_or(name));
    let stage = ModelStage::named(&stage).map_err(Raised::from)?;
    Ok(ModelPart { id, stage, name: names, indicator: text("indicator")?, figure: text("figure")? })
}
