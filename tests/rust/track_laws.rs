//! Control charts, goals and logic models: what is computed by hand, what must never move them, and what is said at the edges.

use std::collections::BTreeSet;

use helhed::cells::{Block, Cells, MeanCell, ProportionCell, RateCell};
use helhed::design::{
    Direction, Goal, Indicator, LogicModel, Measure, Milestone, ModelPart, ModelStage, Names, Period,
};
use helhed::estimate::{Estimand, Interval, Unit};
use helhed::estimates::{estimate, proportion, rate, reported};
use helhed::report;
use helhed::synthesis::chart::{
    Assurance, ChartKind, ControlChart, Frame, Rule, Series, Side, Variation, chart_cells, control_chart, p, p_prime,
    u_prime, xmr,
};
use helhed::synthesis::goal::{GoalReason, GoalState, latest, linear_path};
use helhed::{Estimate, Level, Warning};
use proptest::prelude::*;

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn from(first: &str, count: usize) -> Vec<Period> {
    std::iter::successors(Some(period(first)), |at| Some(at.next())).take(count).collect()
}

fn series(values: &[f64]) -> Series {
    let values: Vec<_> = values.iter().copied().map(Some).collect();
    Series::of_values(&from("2022M01", values.len()), &values).expect("a series")
}

fn charted(values: &[f64], frame: &Frame) -> ControlChart {
    xmr(&series(values), frame).expect("a chart")
}

fn signals(chart: &ControlChart, rule: Rule, side: Side) -> Vec<usize> {
    (0..chart.points.len()).filter(|&index| chart.points[index].has(rule, side)).collect()
}

fn codes(warnings: &[Warning]) -> BTreeSet<&str> {
    warnings.iter().map(Warning::code).collect()
}

fn better(better: Direction) -> Frame {
    Frame::default().better(better)
}

/// Swings by one about 10, so that sigma is known and nothing is a signal.
fn steady(count: usize) -> Vec<f64> {
    (0..count).map(|index| if index % 2 == 0 { 9.5 } else { 10.5 }).collect()
}

#[test]
fn each_rule_marks_its_points_and_no_others() {
    let quiet = charted(&steady(20), &Frame::default());
    assert!(quiet.points.iter().all(|point| point.signals.is_empty()));
    assert_eq!(quiet.variation, Variation::CommonCause);
    let mut values = steady(20);
    values[8] = 20.0;
    let out = charted(&values, &Frame::default());
    assert_eq!(signals(&out, Rule::OutsideLimits, Side::High), [8]);
    // Seven on one side; a point on the centre line would break it.
    let run: Vec<f64> = steady(13).into_iter().chain([10.9, 10.8, 10.9, 10.8, 10.9, 10.8, 10.9]).collect();
    let base = Frame::default().based_on(period("2022M01"), period("2022M12")).expect("a span");
    let high = charted(&run, &base);
    assert_eq!(signals(&high, Rule::RunOfSeven, Side::High), (13..20).collect::<Vec<_>>());
    let mut broken = run;
    broken[16] = 10.0;
    assert!(signals(&charted(&broken, &base), Rule::RunOfSeven, Side::High).is_empty());
    // Six steps down are seven points; five are not.
    let fall = [10.6, 10.4, 10.2, 10.0, 9.8, 9.6, 9.4];
    let whole: Vec<f64> = steady(12).into_iter().chain([8.0]).chain(fall).collect();
    assert_eq!(signals(&charted(&whole, &base), Rule::TrendOfSeven, Side::Low), (13..20).collect::<Vec<_>>());
    let less: Vec<f64> = steady(12).into_iter().chain([8.0]).chain(fall[..6].iter().copied()).collect();
    assert!(signals(&charted(&less, &base), Rule::TrendOfSeven, Side::Low).is_empty());
    // Sigma is 0.886: 12 lies beyond two of them, and not beyond three.
    let far: Vec<f64> = steady(12).into_iter().chain([12.0, 9.9, 12.0, 9.9]).collect();
    let two = charted(&far, &base);
    assert_eq!(signals(&two, Rule::TwoOfThree, Side::High), [12, 14]);
    let apart: Vec<f64> = steady(12).into_iter().chain([12.0, 9.9, 8.0]).collect();
    assert!(signals(&charted(&apart, &base), Rule::TwoOfThree, Side::High).is_empty());
}

#[test]
fn the_verdicts_follow_the_direction() {
    let mut values = steady(20);
    values[19] = 20.0;
    let variation = |direction| charted(&values, &better(direction)).variation;
    assert_eq!(variation(Direction::Higher), Variation::Improving);
    assert_eq!(variation(Direction::Lower), Variation::Concerning);
    assert_eq!(variation(Direction::Neutral), Variation::Special);
    let assurance =
        |target, direction| charted(&steady(20), &better(direction).aiming_at(target).expect("a target")).assurance;
    for (target, higher, lower) in [
        (5.0, Assurance::WillPass, Assurance::WillFail),
        (10.0, Assurance::HitOrMiss, Assurance::HitOrMiss),
        (15.0, Assurance::WillFail, Assurance::WillPass),
    ] {
        assert_eq!(assurance(target, Direction::Higher), Some(higher));
        assert_eq!(assurance(target, Direction::Lower), Some(lower));
        assert_eq!(assurance(target, Direction::Neutral), None);
    }
    // A target on the limit is met by it.
    let limit = charted(&steady(20), &Frame::default()).latest_limits().expect("limits").0;
    assert_eq!(assurance(limit, Direction::Higher), Some(Assurance::WillPass));
}

#[test]
fn short_series_are_said_and_not_judged() {
    let five = charted(&[1.0, 2.0, 1.5, 3.0, 2.0], &better(Direction::Higher).aiming_at(9.0).expect("a target"));
    assert_eq!((five.variation, five.assurance), (Variation::CannotBeTold, Some(Assurance::CannotBeTold)));
    assert!(five.latest_limits().is_some() && codes(&five.warnings).contains("W550"));
    assert!(five.warnings[0].what().contains("7 are the least") && five.warnings[0].what().contains("12"));
    let one = charted(&[1.0], &Frame::default());
    assert_eq!((one.points[0].lower, one.segments[0].center), (None, None));
    let seven = charted(&steady(7), &Frame::default());
    assert_eq!((seven.variation, codes(&seven.warnings)), (Variation::CommonCause, ["W550"].into()));
    assert_eq!(codes(&charted(&steady(12), &Frame::default()).warnings), [].into());
    let said = report::caution(&five.warnings[0], helhed::design::Language::Da);
    assert!(said.contains("7 er det mindste"), "{said}");
}

#[test]
fn a_new_baseline_has_limits_of_its_own() {
    let values: Vec<f64> = steady(12).into_iter().chain(steady(12).iter().map(|value| value - 5.0)).collect();
    let one = charted(&values, &better(Direction::Lower));
    assert_eq!(one.variation, Variation::Improving);
    let two = charted(&values, &better(Direction::Lower).rebased([period("2023K1")]).expect("in order"));
    assert_eq!(two.variation, Variation::CommonCause);
    assert_eq!(two.segments.iter().map(|part| part.center).collect::<Vec<_>>(), [Some(10.0), Some(5.0)]);
    assert_eq!(two.points[12].moving_range, None);
    // A cut inside a period belongs to neither side.
    let years = Series::of_values(&from("2020", 4), &[Some(1.0); 4]).expect("a series");
    let cut = Frame::default().rebased([period("2022M07")]).expect("in order");
    assert_eq!(xmr(&years, &cut).expect_err("straddles").code(), "H403");
    let base = Frame::default().based_on(period("2022"), period("2022")).expect("a span");
    let fixed = charted(&values, &base);
    assert_eq!((fixed.segments[0].figures, fixed.segments[0].center), (12, Some(10.0)));
    assert!(fixed.points[12].has(Rule::OutsideLimits, Side::Low) && !fixed.points[12].in_baseline);
}

#[test]
fn gaps_and_empty_denominators_are_said() {
    let at = ["2024M01", "2024M02", "2024M05", "2024M06"].map(period);
    let gap = xmr(&Series::of_values(&at, &[1.0, 2.0, 9.0, 8.0].map(Some)).expect("a series"), &Frame::default());
    let gap = gap.expect("a chart");
    assert_eq!((gap.points.len(), gap.segments[0].figures), (6, 4));
    // The distance over the gap is not a moving range.
    assert_eq!(gap.segments[0].mean_moving_range, Some(1.0));
    assert!(gap.warnings.iter().any(|warning| warning.what().starts_with("2 of 6 periods have no value")));
    let months = from("2024M01", 3);
    let units = [Some(10.0), Some(0.0), Some(10.0)];
    let empty = Series::of_shares(&months, &[Some(1.0), Some(0.0), Some(3.0)], &units).expect("a series");
    let chart = p(&empty, &Frame::default()).expect("a chart");
    assert_eq!((chart.points[1].value, chart.points[1].count, chart.segments[0].center), (None, Some(0.0), Some(0.2)));
    assert!(codes(&chart.warnings).contains("W552") && !codes(&chart.warnings).contains("W551"));
    let refused =
        |events, units| Series::of_shares(&months[..1], &[Some(events)], &[Some(units)]).expect_err("no").code();
    assert_eq!((refused(3.0, 2.0), refused(-1.0, 2.0), refused(0.5, 2.0)), ("H201", "H202", "H204"));
    let exposure = Series::of_rates(&months[..1], &[Some(3.0)], &[Some(0.0)], 1.0).expect_err("no exposure");
    assert_eq!((exposure.code(), exposure.at().to_string().contains("row 1")), ("H203", true));
    let other = control_chart(&series(&[1.0, 2.0]), Some(ChartKind::P), &Frame::default()).expect_err("no shares");
    assert_eq!(other.code(), "H206");
}

#[test]
fn what_does_not_vary_judges_nothing() {
    let same = charted(&[0.1; 15], &Frame::default());
    assert!(same.points.iter().all(|point| point.signals.is_empty() && point.lower == point.upper));
    assert_eq!((same.variation, codes(&same.warnings)), (Variation::CannotBeTold, ["W553"].into()));
    // A jump is no common cause because the periods before it were all alike, and twelve zeros assure no target.
    let events: Vec<Option<f64>> = [vec![0.0; 12], vec![30.0, 40.0, 50.0]].concat().into_iter().map(Some).collect();
    let months = from("2024M01", 15);
    let series = Series::of_shares(&months, &events, &[Some(100.0); 15]).expect("a series");
    let frame = Frame::default().better(Direction::Lower).based_on(months[0], months[11]).expect("a baseline");
    let jumped = p(&series, &frame.clone().aiming_at(0.02).expect("a target")).expect("a chart");
    assert_eq!((jumped.variation, jumped.assurance), (Variation::CannotBeTold, Some(Assurance::CannotBeTold)));
    assert_eq!(p(&series, &frame.aiming_at(5.0).expect("a number")).expect_err("5 is no share").code(), "H008");
    let none = Series::of_shares(&from("2024M01", 8), &[Some(0.0); 8], &[Some(30.0); 8]).expect("a series");
    let chart = p(&none, &Frame::default()).expect("a chart");
    assert_eq!((chart.points[7].upper, chart.points[7].z), (Some(0.0), None));
    // All of them: the limits stay at one.
    let all = Series::of_shares(&from("2024M01", 8), &[Some(30.0); 8], &[Some(30.0); 8]).expect("a series");
    assert_eq!(p(&all, &Frame::default()).expect("a chart").points[0].upper, Some(1.0));
}

#[test]
fn cells_give_one_chart_a_series() {
    let work = Indicator::new("work", Measure::Proportion { event: "work".into() }).expect("an indicator");
    let age = Indicator::new("age", Measure::Mean { value: "age".into() }).expect("an indicator");
    let indicators = [work.better(Direction::Higher), age];
    let mut cells = Cells::new(["area", "quarter"], indicators).expect("a table");
    for area in ["A", "B"] {
        for (index, quarter) in from("2021K1", 13).into_iter().enumerate() {
            let x = 40.0 + 2.0 * (index % 3) as f64;
            let key = || vec![area.into(), quarter.to_string().into()];
            let share = ProportionCell::from_counts(x, 100.0).expect("counts");
            cells.add(key(), 0, &Block::Proportion(share)).expect("a block");
            let mean = MeanCell::from_values([Some(x), Some(x + 1.0)]).expect("values");
            cells.add(key(), 1, &Block::Mean(mean)).expect("a block");
        }
    }
    let charts = chart_cells(&cells, None, None, &Frame::default()).expect("charts");
    let kinds: Vec<_> = charts.iter().map(|chart| (chart.kind, chart.better, chart.key[0].value.to_string())).collect();
    let (share, mean) = ((ChartKind::P, Direction::Higher), (ChartKind::Xmr, Direction::Neutral));
    let expected = [(share, "A"), (share, "B"), (mean, "A"), (mean, "B")];
    assert_eq!(kinds, expected.map(|((kind, better), area)| (kind, better, area.to_owned())));
    // Two ways to write one quarter are not one figure each.
    let again = Block::Proportion(ProportionCell::from_counts(1.0, 2.0).expect("counts"));
    let mut twice = cells.clone();
    twice.add(vec!["A".into(), "2021Q1".into()], 0, &again).expect("a block");
    assert_eq!(chart_cells(&twice, None, None, &Frame::default()).expect_err("twice").code(), "H550");
    let none = chart_cells(&cells, Some("area"), None, &Frame::default()).expect_err("no periods");
    assert_eq!(none.code(), "H004");
}

fn goal(direction: Direction, from: f64, to: f64) -> Goal {
    let work = Indicator::new("work", Measure::Mean { value: "work".into() }).expect("an indicator").better(direction);
    let at = |value, at: &str| Milestone { value, at: period(at) };
    Goal::new(&work, at(to, "2027")).and_then(|goal| goal.from(at(from, "2023"))).expect("a goal")
}

fn figure(lower: f64, upper: f64) -> Estimate {
    let mut figure = reported::figure(f64::midpoint(lower, upper), Estimand::Mean, Unit::Named("points".into()), []);
    figure.interval = Some(Interval { lower, upper, level: Level::P95 });
    figure
}

#[test]
fn a_goal_is_judged_by_the_whole_interval() {
    let goal = goal(Direction::Higher, 0.0, 100.0);
    let judged =
        |lower, upper, at: &str| linear_path(&goal, Some(&figure(lower, upper)), period(at)).expect("a status").reason;
    assert_eq!(judged(100.0, 120.0, "2024"), GoalReason::MeetsTarget);
    assert_eq!(judged(50.0, 120.0, "2025"), GoalReason::AheadOfPath);
    assert_eq!(judged(49.0, 120.0, "2025"), GoalReason::IntervalHoldsPath);
    assert_eq!(judged(20.0, 49.0, "2025"), GoalReason::BehindPath);
    assert_eq!(judged(90.0, 110.0, "2027"), GoalReason::IntervalHoldsTarget);
    assert_eq!(judged(90.0, 99.0, "2028"), GoalReason::TimeIsUp);
    assert_eq!(judged(90.0, 110.0, "2022"), GoalReason::BeforeBaseline);
    // Quarters on a path of years: the middle of the third quarter lies past the middle of the year.
    let status = linear_path(&goal, Some(&figure(0.0, 1.0)), period("2025K3")).expect("a status");
    assert!(status.expected.is_some_and(|expected| expected > 50.0 && expected < 55.0), "{status:?}");
    let nothing = linear_path(&goal, None, period("2025")).expect("a status");
    assert_eq!((nothing.reason, nothing.state, nothing.way), (GoalReason::NoFigure, GoalState::CannotBeTold, None));
    let points = || Unit::Named("points".into());
    let bare = reported::figure(60.0, Estimand::Mean, points(), []);
    assert_eq!(linear_path(&goal, Some(&bare), period("2025")).expect("a status").reason, GoalReason::NoInterval);
    let counted = reported::figure(60.0, Estimand::Count, points(), []);
    let counted = linear_path(&goal, Some(&counted), period("2025")).expect("a status");
    assert_eq!((counted.state, codes(&counted.warnings)), (GoalState::OnTrack, ["W556"].into()));
    // A rate for one year, against a goal for a thousand.
    let measure = Measure::Rate { events: "e".into(), exposure: "n".into(), per: 1000.0 };
    let evicted = Indicator::new("evicted", measure).expect("an indicator").better(Direction::Lower);
    let few = Goal::new(&evicted, Milestone { value: 9.0, at: period("2027") }).expect("a goal");
    let byar = rate::byar(&RateCell::from_counts(10.0, 10_000.0).expect("a rate"), Level::P95).expect("an estimate");
    let status = linear_path(&few, Some(&byar), period("2025")).expect("a status");
    assert_eq!((status.state, status.value), (GoalState::Reached, Some(1.0)));
    // A share, a ratio and kroner are no rate, and a rate is no share.
    let refused =
        |goal: &Goal, figure: &Estimate| linear_path(goal, Some(figure), period("2025")).expect_err("refused").code();
    let wilson =
        proportion::wilson(&ProportionCell::from_counts(20.0, 400.0).expect("counts"), Level::P95).expect("a share");
    for unit in [Unit::Ratio, Unit::Kroner, Unit::Percent, Unit::Share, points()] {
        assert_eq!(refused(&few, &reported::figure(0.5, Estimand::Mean, unit, [])), "H421");
    }
    assert_eq!(refused(&few, &wilson), "H421");
    let half = Indicator::new("s", Measure::Proportion { event: "s".into() }).expect("one").better(Direction::Higher);
    let half = Goal::new(&half, Milestone { value: 0.5, at: period("2027") }).expect("a goal");
    assert_eq!(refused(&half, &byar), "H421");
    assert_eq!(linear_path(&half, Some(&wilson), period("2025")).expect("a share").value, Some(0.05));
    // Percent typed for a share, and a value beside its own interval.
    let typed = |value, lower, upper| {
        let mut share = reported::figure(value, Estimand::Proportion, Unit::Share, []);
        share.interval = Some(Interval { lower, upper, level: Level::P95 });
        refused(&half, &share)
    };
    for (value, lower, upper) in [(5.0, 4.0, 6.0), (0.05, 0.04, 6.0), (0.05, 0.06, 0.07), (0.05, -0.1, 0.1)] {
        assert_eq!(typed(value, lower, upper), "H008", "{value} [{lower}, {upper}]");
    }
    let difference = reported::figure(60.0, Estimand::RiskDifference, Unit::Ratio, []);
    assert_eq!(linear_path(&goal, Some(&difference), period("2025")).expect_err("a comparison").code(), "H421");
}

#[test]
fn milestones_bend_the_path() {
    let at = |value, at: &str| Milestone { value, at: period(at) };
    let bent = goal(Direction::Higher, 0.0, 100.0).passing([at(80.0, "2025")]).expect("in order");
    let expected = |year: &str| linear_path(&bent, Some(&figure(0.0, 1.0)), period(year)).expect("a status").expected;
    let path = ["2023", "2024", "2025", "2026", "2027", "2030"].map(|year| expected(year).expect("a path"));
    assert_eq!(path, [0.0, 40.0, 80.0, 90.0, 100.0, 100.0]);
    let passing = |stop| goal(Direction::Higher, 0.0, 1.0).passing([stop]).expect_err("refused").code();
    assert_eq!((passing(at(1.0, "2023")), passing(at(f64::NAN, "2025"))), ("H007", "H104"));
    let share = Indicator::new("s", Measure::Proportion { event: "s".into() }).expect("one").better(Direction::Lower);
    assert_eq!(Goal::new(&share, at(85.0, "2027")).expect_err("percent").code(), "H008");
}

#[test]
fn the_latest_figure_judges() {
    let work = Indicator::new("work", Measure::Mean { value: "work".into() }).expect("an indicator");
    let mut cells = Cells::new(["area", "year"], [work]).expect("a table");
    for (area, year, value) in [("A", 2024, 100.0), ("A", 2026, 10.0), ("B", 2024, 100.0)] {
        let mean = MeanCell::from_values([-1.0, 0.0, 1.0].map(|by| Some(value + by))).expect("values");
        cells.add(vec![area.into(), year.into()], 0, &Block::Mean(mean)).expect("a block");
    }
    let figures = estimate(&cells, None, Level::P95).expect("estimates");
    let goals = [goal(Direction::Higher, 0.0, 90.0)];
    let found = latest(&goals, &figures, None).expect("statuses");
    let states: Vec<_> = found.iter().map(|status| (status.key[0].value.to_string(), status.state)).collect();
    assert_eq!(states, [("A".to_owned(), GoalState::OffTrack), ("B".to_owned(), GoalState::Reached)]);
    assert!(found.iter().all(|status| status.key.len() == 1));
    let twice = [goals[0].clone(), goals[0].clone()];
    assert_eq!(latest(&twice, &figures, None).expect_err("twice").code(), "H557");
    assert_eq!(latest(&goals, &figures, Some("yaer")).expect_err("no such column").code(), "H207");
}

#[test]
fn a_longer_circle_is_found() {
    let part = |id: &str| ModelPart {
        id: id.into(),
        stage: ModelStage::Intermediate,
        name: Names::default(),
        indicator: None,
        figure: None,
    };
    let link = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let parts = || ["x", "a", "b", "c", "y"].map(part).to_vec();
    let links = || vec![link("x", "a"), link("a", "b"), link("b", "c"), link("c", "y")];
    let model = LogicModel::new(parts(), links()).expect("no circle");
    assert_eq!((model.links().len(), model.unlinked().len()), (4, 0));
    let back = LogicModel::new(parts(), links().into_iter().chain([link("c", "a")]).collect()).expect_err("a circle");
    assert_eq!(back.code(), "H555");
    assert!(back.what().contains("a -> b -> c -> a") || back.what().contains("b -> c -> a -> b"), "{back}");
}

fn figures() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((-400_i32..400).prop_map(|tenths| f64::from(tenths) / 8.0), 2..40)
}

fn close(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * (1.0 + one.abs().max(other.abs())),
        (one, other) => one == other,
    }
}

proptest! {
    /// The mirror of a series has the mirrored signals, and with the direction swapped the same verdicts.
    #[test]
    fn the_mirror_of_a_series_mirrors_the_verdict(values in figures(), target in -60_i32..60) {
        let mirror: Vec<f64> = values.iter().map(|value| -value).collect();
        let target = f64::from(target);
        let one = charted(&values, &better(Direction::Higher).aiming_at(target).expect("a target"));
        let other = charted(&mirror, &better(Direction::Lower).aiming_at(-target).expect("a target"));
        prop_assert_eq!((one.variation, one.assurance), (other.variation, other.assurance));
        for rule in [Rule::OutsideLimits, Rule::RunOfSeven, Rule::TrendOfSeven, Rule::TwoOfThree] {
            prop_assert_eq!(signals(&one, rule, Side::High), signals(&other, rule, Side::Low));
            prop_assert_eq!(signals(&one, rule, Side::Low), signals(&other, rule, Side::High));
        }
    }

    /// Shifting and scaling by powers of two moves an XmR chart with its series, and no signal.
    #[test]
    fn an_xmr_chart_moves_with_its_series(values in figures(), shift in -64_i32..64, power in -3_i32..4) {
        let move_it = |value: f64| (value + f64::from(shift)) * 2_f64.powi(power);
        let moved: Vec<f64> = values.iter().copied().map(move_it).collect();
        let (one, other) = (charted(&values, &Frame::default()), charted(&moved, &Frame::default()));
        for (before, after) in one.points.iter().zip(&other.points) {
            for (before, after) in [(before.center, after.center), (before.lower, after.lower), (before.upper, after.upper)] {
                prop_assert!(close(before.map(move_it), after), "{before:?} {after:?}");
            }
            prop_assert!(close(before.z, after.z));
        }
    }

    /// Laney's charts are the XmR chart of z, and no wider or narrower than chance where that has sigma one.
    #[test]
    fn laney_limits_are_those_of_z(pairs in prop::collection::vec((0_u32..50, 50_u32..900), 3..30)) {
        let months = from("2022M01", pairs.len());
        let column = |part: fn(&(u32, u32)) -> u32| pairs.iter().map(|pair| Some(f64::from(part(pair)))).collect::<Vec<_>>();
        let (events, units) = (column(|pair| pair.0), column(|pair| pair.1));
        let shares = Series::of_shares(&months, &events, &units).expect("a series");
        let (plain, prime) = (p(&shares, &Frame::default()).expect("a chart"), p_prime(&shares, &Frame::default()).expect("one"));
        let z: Option<Vec<f64>> = plain.points.iter().map(|point| point.z).collect();
        if let (Some(z), Some(times)) = (z, prime.segments[0].sigma_z) {
            let of_z = charted(&z, &Frame::default());
            let sigma = of_z.points[0].upper.zip(of_z.segments[0].center).map(|(upper, center)| (upper - center) / 3.0);
            prop_assert!(close(sigma, Some(times)));
            prop_assert!(close(prime.points[0].z.map(|own| own * times), plain.points[0].z) || times == 0.0);
        }
        let rates = Series::of_rates(&months, &events, &units, 1000.0).expect("a series");
        let (one, per) = (Series::of_rates(&months, &events, &units, 1.0).expect("a series"), u_prime(&rates, &Frame::default()));
        let (one, per) = (u_prime(&one, &Frame::default()).expect("a chart"), per.expect("a chart"));
        prop_assert!(close(one.points[0].upper.map(|upper| upper * 1000.0), per.points[0].upper));
        prop_assert!(close(one.segments[0].sigma_z, per.segments[0].sigma_z));
    }

    /// A wider interval never turns one clear answer into the other.
    #[test]
    fn a_wider_interval_only_knows_less(middle in -50.0..150.0_f64, half in 0.0..30.0_f64, more in 0.0..30.0_f64, year in 0..7_usize) {
        let at = from("2022", 7)[year];
        for (direction, sign) in [(Direction::Higher, 1.0), (Direction::Lower, -1.0)] {
            let goal = goal(direction, 0.0, sign * 100.0);
            let state = |half: f64| {
                linear_path(&goal, Some(&figure(sign * middle - half, sign * middle + half)), at).expect("a status").state
            };
            let (narrow, wide) = (state(half), state(half + more));
            let less = wide == narrow
                || wide == GoalState::CannotBeTold
                || (narrow == GoalState::Reached && wide == GoalState::OnTrack);
            prop_assert!(less, "{narrow:?} {wide:?}");
            let mirrored = self::goal(Direction::Higher, 0.0, 100.0);
            let same = linear_path(&mirrored, Some(&figure(middle - half, middle + half)), at).expect("a status").state;
            prop_assert_eq!(same, narrow);
        }
    }
}
