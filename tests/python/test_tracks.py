"""Control charts, goals, attendance and logic models through Python."""

import datetime
import json
import pickle

import numpy as np
import pandas as pd
import pytest

import helhed as hh
from helhed import plots

QUARTERS = [f"{year}K{quarter}" for year in range(2020, 2024) for quarter in (1, 2, 3, 4)]
VALUES = [10.0, 11.0, 9.5, 10.5, 10.0, 11.5, 9.0, 10.0, 5.0, 5.5, 4.5, 6.0, 5.0, 4.0, 5.5, 4.5]
WORK = hh.Indicator("work", better="higher", name_da="I arbejde", name_en="In work")


def refused(code, call, *arguments, **keywords):
    with pytest.raises(hh.HelhedError) as caught:
        call(*arguments, **keywords)
    assert caught.value.code == code, caught.value
    assert caught.value.say("da").startswith(f"[{code}]")
    return caught.value


def test_a_new_baseline_changes_the_verdict():
    fall = hh.control_chart(VALUES, periods=QUARTERS, better="lower", target=8)
    assert (fall.variation, fall.decided_by) == ("improving", ("run_of_seven", "low"))
    after = hh.control_chart(VALUES, periods=QUARTERS, better="lower", target=8, rebase=["2022K1"])
    assert (after.variation, after.assurance) == ("common_cause", "will_pass")
    assert [part.figures for part in after.segments] == [8, 8] and {w.code for w in after.warnings} == {"W550"}
    fixed = hh.control_chart(VALUES, periods=QUARTERS, baseline=("2020K1", "2021K4"))
    assert fixed.segments[0].center == pytest.approx(np.mean(VALUES[:8])) and fixed.variation == "special"


def test_a_chart_goes_to_tables_json_and_pickles():
    chart = hh.control_chart(pd.Series(VALUES), periods=QUARTERS, indicator=hh.Indicator("x", "mean", better="lower"))
    frame = chart.to_pandas()
    assert frame["value"].tolist() == VALUES and frame["rule"].iloc[-1] == "run_of_seven"
    assert list(frame) == list(chart.to_dict()) and chart.to_polars().shape == frame.shape
    assert pickle.loads(pickle.dumps(chart)) == chart
    assert json.loads(chart.to_json())["variation"] == chart.variation == "improving"
    assert chart.indicator == "x" and chart.points[0].start == "2020-01-01"


def test_cells_give_a_list_of_charts():
    rows = [
        {"area": area, "quarter": quarter, "numerator": 40 + place % 3, "denominator": 90}
        for area in ("A", "B")
        for place, quarter in enumerate(QUARTERS)
    ]
    charts = hh.control_chart(hh.enter(WORK, rows, by=["area", "quarter"]), target=0.2)
    assert [chart.key for chart in charts] == [[("area", "A")], [("area", "B")]]
    assert {(chart.kind, chart.better, chart.assurance) for chart in charts} == {("p", "higher", "will_pass")}
    neutral = hh.control_chart(hh.enter(WORK, rows, by=["area", "quarter"]), better="neutral")
    assert {chart.better for chart in neutral} == {"neutral"}
    assert len(charts[0].points) == 16 and charts[0].names == ("I arbejde", "In work")


def test_what_is_misused_is_refused():
    refused("H550", hh.control_chart, [1, 2], periods=["2021", "2020"])
    refused("H551", hh.control_chart, [1, 2], periods=["2021", "2022K1"])
    refused("H552", hh.control_chart, [1, 2], periods=[2021, 2022], rebase=[2030])
    refused("H553", hh.control_chart, [1, 2, 3], periods=[2021, 2022, 2023], rebase=[2022], baseline=(2021, 2022))
    refused("H107", hh.control_chart, [1, 2])
    refused("H108", hh.control_chart, [1, 2], periods=[2021])
    refused("H302", hh.control_chart, [1, 2], periods=[2021, 2022], kind="np")
    refused("H206", hh.control_chart, [1, 2], periods=[2021, 2022], kind="p")
    refused("H201", hh.control_chart, [3], of=[2], periods=[2021])
    refused("H006", hh.control_chart, [1, 2], periods=[2021, 2022], better="up")
    refused("H008", hh.control_chart, [3, 5], of=[10, 10], periods=[2021, 2022], target=50)
    refused("H102", hh.control_chart, [3, 5], periods=[2021, 2022], per=1000)
    refused("H102", hh.control_chart, [3, 5], periods=[2021, 2022], time="year")
    refused("H558", hh.Goal, hh.Indicator("x"), target=(0.5, 2027))
    refused("H008", hh.Goal, WORK, target=(50, 2027))
    refused("H007", hh.Goal, WORK, target=(0.5, 2027), baseline=(0.4, 2027))


def test_a_baseline_that_begins_with_the_series_is_the_first():
    chart = hh.control_chart([1, 2, 3], periods=[2021, 2022, 2023], rebase=[2021])
    assert chart.segments == hh.control_chart([1, 2, 3], periods=[2021, 2022, 2023]).segments


def test_five_periods_are_said_and_not_judged():
    chart = hh.control_chart([1, 2, 1.5, 3, 2], periods=range(2019, 2024), better="higher", target=2)
    assert (chart.variation, chart.assurance) == ("cannot_be_told", "cannot_be_told")
    (warning,) = chart.warnings
    assert warning.code == "W550" and "7 are the least" in warning.what
    gap = hh.control_chart([1, None, 2, 4], periods=[2018, 2019, 2020, 2023])
    assert [point.value for point in gap.points] == [1, None, 2, None, None, 4]
    assert {"W551", "W555"} <= {warning.code for warning in gap.warnings}


def test_goals_follow_the_latest_estimates():
    rows = [{"year": 2023, "numerator": 80, "denominator": 200}, {"year": 2025, "numerator": 102, "denominator": 200}]
    goal = hh.Goal(WORK, target=(0.6, "2027"), baseline=(0.4, "2023"), milestones=[(0.45, 2025)], source="plan")
    estimates = hh.estimate(hh.enter(WORK, rows, by="year"))
    (status,) = hh.goals([goal], estimates)
    assert (status.state, status.reason, status.at) == ("cannot_be_told", "interval_holds_path", "2025")
    assert status.expected == 0.45 and status.way == pytest.approx(0.55)
    same = hh.goal_status(goal, estimates[1], at=2025)
    assert (same.key, same.reason, same.interval) == ([("year", "2025")], status.reason, status.interval)
    assert hh.goal_status(goal, 0.5, at=2025, interval=(0.46, 0.54)).state == "on_track"
    assert hh.goal_status(goal, 0.5, at=2025).reason == "no_interval"
    assert hh.goal_status(goal, None, at=2025).reason == "no_figure"
    counted = hh.goal_status(goal, 0.44, at=2025, complete=True)
    assert counted.state == "off_track" and [warning.code for warning in counted.warnings] == ["W556"]
    assert pickle.loads(pickle.dumps(status)) == status and json.loads(status.to_json())["state"] == status.state
    other = hh.estimate(hh.enter(hh.Indicator("other"), [{"numerator": 1, "denominator": 9}]))[0]
    refused("H559", hh.goal_status, goal, other, at=2025)
    refused("H557", hh.goals, [goal, goal], estimates)


def test_attendance_takes_columns_of_any_kind():
    day = datetime.date(2024, 3, 1)
    found = hh.attendance(
        pd.Series([17, 18, 17, None]),
        activity=["choir", "choir", "advice", "choir"],
        date=[day, day, day, day],
        hours=np.array([2.0, 1.0, 0.5, 4.0]),
        target_group=pd.array([True, None, True, False], dtype="boolean"),
        population=40,
    )
    assert (found.all.participants, found.all.in_group, found.all.sessions, found.all.hours) == (2, 1, 3, 3.5)
    assert [warning.code for warning in found.warnings] == ["W101"]
    assert found.all.hit_rate.n.records == 1 and found.all.reach.value == 1 / 40
    assert found.all.mean_hours.value == 1.75 and found.by_activity[1].median_sessions.value == 1
    frame = found.estimates.to_pandas()
    assert set(frame["indicator"]) >= {"reach", "hit_rate", "mean_sessions", "median_hours"}
    assert pickle.loads(pickle.dumps(found)) == found
    many = hh.attendance(["a", "b"], population=1)
    assert many.all.reach.value is None and many.all.reach.warnings[0].code == "W559"
    error = refused("H102", hh.attendance, ["1407761234"], target_group=["maybe"])
    assert "1407761234" not in str(error)


PARTS = [
    {"id": "advice", "stage": "activity", "name_da": "Økonomisk rådgivning", "name_en": "Debt advice"},
    {
        "id": "visits",
        "stage": "activity",
        "name_da": "Opsøgende besøg hos lejere i restance",
        "name_en": "Outreach visits",
    },
    {
        "id": "tenants",
        "stage": "reach",
        "name_da": "Lejere i restance",
        "name_en": "Tenants in arrears",
        "figure": "41 (2013)",
    },
    {"id": "plans", "stage": "intermediate", "name_da": "Afdragsordninger", "name_en": "Payment plans"},
    {"id": "kept", "stage": "intermediate", "name_da": "Aftaler, der holder", "name_en": "Plans kept"},
    {
        "id": "homes",
        "stage": "outcome",
        "name_da": "Færre udsættelser",
        "name_en": "Fewer evictions",
        "indicator": "hou_evict",
    },
    {"id": "calm", "stage": "outcome", "name_da": "Trygge børn", "name_en": "Safe children"},
]
LINKS = [("advice", "tenants"), ("visits", "tenants"), ("tenants", "plans"), ("plans", "kept"), ("kept", "homes")]


def test_a_logic_model_is_checked():
    model = hh.LogicModel(PARTS, links=LINKS)
    assert model.unlinked == ["calm"] and pickle.loads(pickle.dumps(model)) == model
    refused("H554", hh.LogicModel, PARTS, links=[("advice", "tenant")])
    refused("H555", hh.LogicModel, PARTS, links=[("plans", "kept"), ("kept", "plans")])
    refused("H556", hh.LogicModel, PARTS, links=[("homes", "plans")])
    refused("H557", hh.LogicModel, [*PARTS, PARTS[0]], links=[])
    refused("H006", hh.LogicModel, [{"id": "a", "stage": "activty"}], links=[])
    refused("H006", hh.LogicModel, [{"id": "a", "stage": "activity", "nme": "b"}], links=[])


def test_a_figure_in_another_unit_does_not_judge_a_goal():
    rate = hh.Indicator("x", "rate", events="e", exposure="p", per=1000.0, better="lower")
    goal = hh.Goal(rate, target=(50.0, 2027), baseline=(100.0, 2023))
    refused("H421", hh.goal_status, goal, hh.proportion.wilson(20, 400), at=2025)
    refused("H421", hh.goal_status, goal, hh.standardised.smr_exact(80, 60.0), at=2025)
    assert hh.goal_status(goal, hh.rate.exact(20, 400), at=2025).value == 50
    share = hh.Goal(hh.indicator("hou_evict_share"), target=(0.02, 2027), baseline=(0.1, 2023))
    refused("H421", hh.goal_status, share, hh.rate.exact(8, 1000), at=2025)
    refused("H421", hh.goal_status, share, hh.mean.t([3.0, 4.0, 5.0]), at=2025)
    refused("H008", hh.goal_status, share, 5.0, at=2025, interval=(4.0, 6.0))
    refused("H008", hh.goal_status, share, 0.05, at=2025, interval=(0.06, 0.07))
    weeks = hh.Goal(hh.Indicator("weeks", "mean", value="weeks", better="lower"), target=(4, 2027))
    assert hh.goal_status(weeks, hh.mean.t([3.0, 4.0, 5.0]), at=2025).value == 4


def test_what_a_log_does_not_know_is_missing():
    people = ["a", "b", "a", "c"]
    found = hh.attendance(people, target_group=[None] * 4, hours=[None] * 4, population=40)
    assert (found.all.in_group, found.all.reach.value, found.all.hours) == (None, None, None)
    assert [warning.code for warning in found.all.reach.warnings] == ["W101"]
    found = hh.attendance(people, target_group=[True, None, None, None], activity=["x", None, None, "x"], population=40)
    assert (found.all.in_group, found.all.reach.value) == (1, 1 / 40)
    assert "W101" in [warning.code for warning in found.all.reach.warnings]
    assert [warning.code for warning in found.warnings] == ["W101"]


def test_a_link_past_a_box_bends_round_it():
    parts = [{"id": stage, "stage": stage} for stage in ("activity", "reach", "outcome")]
    model = hh.LogicModel(parts, links=[("activity", "reach"), ("activity", "outcome")])
    axes = plots.logic_model(model).axes[0]
    arrows = [patch for patch in axes.patches if hasattr(patch, "get_connectionstyle")]
    assert [arrow.get_connectionstyle().rad != 0 for arrow in arrows] == [False, True]


def test_a_whole_count_is_not_said_to_have_an_interval():
    goal = hh.Goal(hh.Indicator("meals", "count", better="higher"), target=(100, "2027"), baseline=(0, "2023"))
    figure = plots.goals([hh.goal_status(goal, 60, at="2025", complete=True)], language="da")
    (said,) = [text.get_text() for text in figure.axes[0].texts if "på vej" in text.get_text()]
    assert "tallet er mindst så langt som vejen" in said and "interval" not in said


def pictures(language):
    chart = hh.control_chart(VALUES, periods=QUARTERS, better="lower", target=8, rebase=["2022K1"], indicator=None)
    goal = hh.Goal(WORK, target=(0.6, "2027"), baseline=(0.4, "2023"))
    statuses = [
        hh.goal_status(goal, value, at="2025", interval=limits)
        for value, limits in [(0.66, (0.61, 0.71)), (0.55, (0.51, 0.59)), (0.45, (0.41, 0.49)), (0.5, (0.2, 0.8))]
    ]
    yield plots.control_chart(chart, language=language)
    yield plots.goals([*statuses, hh.goal_status(goal, None, at="2025")], language=language)
    yield plots.logic_model(hh.LogicModel(PARTS, links=LINKS), language=language)


@pytest.mark.parametrize(
    ("language", "words"), [("da", ["mål", "nået", "Resultater"]), ("en", ["target", "reached", "Outcomes"])]
)
def test_pictures_say_it_in_words(language, words):
    for figure, word in zip(pictures(language), words, strict=True):
        figure.canvas.draw()
        axes = figure.axes[0]
        texts = [text.get_text() for text in axes.texts] + [axes.get_xlabel()]
        assert any(word in text for text in texts), texts


def test_other_languages_are_refused():
    chart = hh.control_chart(VALUES, periods=QUARTERS)
    with pytest.raises(hh.HelhedError) as caught:
        plots.control_chart(chart, language="de")
    assert caught.value.code == "H006"
