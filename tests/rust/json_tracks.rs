//! The records of what follows a plan through time, to JSON and back.

use helhed::design::{Direction, Goal, LogicModel, Milestone, ModelPart, ModelStage, Registry};
use helhed::estimate::TrackWarning;
use helhed::estimates::proportion;
use helhed::synthesis::chart::{ChartKind, Frame, Series, control_chart};
use helhed::synthesis::goal::{Log, attendance, linear_path};
use helhed::{Level, Warning};

use super::{Tested, names, share};

fn warnings() -> [Warning; 3] {
    [
        Warning::Track(TrackWarning::JudgedOnValue),
        Warning::Track(TrackWarning::MoreThanChance { from: "2024K1".into(), times: 2.5 }),
        Warning::Track(TrackWarning::PeriodsWithoutValue { missing: 2, of: 9, first: "2024K2".into() }),
    ]
}

fn goal() -> Goal {
    let at = |value, at: &str| Milestone { value, at: at.parse().expect("a period") };
    let evicted = Registry::standard().get("hou_evict_share").expect("an indicator");
    let goal = Goal::new(evicted, at(0.02, "2027")).and_then(|goal| goal.from(at(0.1, "2023")));
    goal.and_then(|goal| goal.passing([at(0.05, "2025")])).expect("a goal").sourced("the plan")
}

fn logic_model() -> LogicModel {
    let part = |id: &str, stage| ModelPart {
        id: id.into(),
        stage,
        name: names(),
        indicator: Some("hou_evict".into()),
        figure: None,
    };
    let parts = vec![part("a", ModelStage::Activity), part("b", ModelStage::Outcome)];
    LogicModel::new(parts, vec![("a".into(), "b".into())]).expect("a model")
}

/// A track through time: charts, goals, participants.
pub(super) fn tracks(tested: &mut Tested) {
    let months = ["2024M01", "2024M02", "2024M04"].map(|month| month.parse().expect("a period"));
    let series = Series::of_values(&months, &[0.1, 1.0 / 3.0, 7.0].map(Some)).expect("a series");
    let frame = Frame::default().better(Direction::Lower).aiming_at(0.2).expect("a target");
    let chart = control_chart(&series, None, &frame).expect("a chart");
    tested.values(chart.points.clone());
    tested.values(chart.segments.clone());
    tested.values([chart]);
    tested.values(ChartKind::ALL);
    tested.within(&["Assurance", "Rule", "Side", "Signal", "Variation"]);
    let figure = proportion::wilson(&share(3.0, 90.0), Level::P95).expect("an estimate");
    tested.values([linear_path(&goal(), Some(&figure), months[0]).expect("a status")]);
    tested.values([goal()]);
    tested.within(&["Milestone", "GoalReason", "GoalState"]);
    let log = Log::new(vec![Some("a".into()), None]).and_then(|log| log.with_hours(vec![Some(2.5), None]));
    let found = attendance(&log.expect("a log"), Some(9), Level::P95).expect("an attendance");
    tested.values([found.all.clone()]);
    tested.values([found]);
    tested.values([logic_model()]);
    tested.values(logic_model().parts().to_vec());
    tested.values(ModelStage::ALL);
    tested.values([TrackWarning::AttendedTwice { rows: 3 }]);
    tested.values(warnings());
}
