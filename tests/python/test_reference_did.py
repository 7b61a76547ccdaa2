"""Reference values for differences in differences: published software without covariates, and least squares."""

import csv
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest

import helhed as hh
from conftest import REFERENCE
from referenced import near, read

FILE = "09_difference_in_differences.json"


def panel(case):
    """Unit, period, first period with the programme or none, and the value."""
    names = [case["inputs"][name] for name in ("unit", "time", "first_treat", "y")]
    with (REFERENCE / "data" / case["inputs"]["data"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit, time, start, y = (row[name] for name in names)
            yield unit, year(int(time)), year(int(start)) if int(start) else None, float(y)


def year(time):
    """The simulated panels count their periods from 1, and periods here are years."""
    return time if time > 1900 else 2000 + time


def mean_cells(rows):
    """Cells of the mean by unit, period and start."""
    unit, time, start, y = zip(*rows, strict=True)
    table = {"unit": list(unit), "time": list(time), "start": list(start), "y": list(y)}
    return hh.tally(pa.table(table), hh.Indicator("y", measure="mean"), by=["unit", "time", "start"])


def unadjusted(case):
    """Without covariates and against all that have not begun: what helhed has."""
    return case["options"]["control_group"] == "notyettreated" and "covariates" not in case["inputs"]


GROUP_TIME = [case for case in read(FILE, "callaway_santanna") if unadjusted(case)]


@pytest.mark.parametrize("case", GROUP_TIME, ids=lambda case: case["id"])
def test_effects_by_group_and_period_are_those_of_r_and_moderndid(case):
    found = hh.did(mean_cells(panel(case)), unit="unit", time="time", start="start")
    expected = case["expected"]
    ours = {(row.key["start"], row.key["time"]): row for row in found}
    compared = 0
    for group, time, att in zip(expected["group"], expected["time"], expected["att_gt"], strict=True):
        # Before the start they compare neighbouring periods, and helhed all with the last one before it.
        if time >= group:
            near(case, f"ATT({group}, {time})", att, ours[year(group), year(time)].value)
            compared += 1
    assert compared > 4
    near(case, "simple average", expected["simple_att"], found[-1].value)
    # One value in every cell says nothing of how values vary.
    assert found[-1].interval is None and "W302" in {warning.code for warning in found[-1].warnings}


def test_without_an_untreated_group_the_last_one_has_no_value():
    (case,) = [case for case in GROUP_TIME if "no_never" in case["inputs"]["data"]]
    found = hh.did(mean_cells(panel(case)), unit="unit", time="time", start="start")
    last = max(row.key["start"] for row in found[:-1])
    rows = [row for row in found[:-1] if row.key["start"] == last]
    assert rows and all(row.value is None and row.warnings[0].code == "W441" for row in rows)
    # Its own start makes it no comparison: those periods are without value for the others, too.
    assert all((row.value is None) == (row.key["time"] >= last) for row in found[:-1] if row.key["start"] != last)


@pytest.mark.parametrize("case", read(FILE, "did_2x2"), ids=lambda case: case["id"])
def test_two_groups_and_two_periods_are_the_interaction_of_a_regression(case):
    after = year(case["inputs"]["post_time"])
    two = [
        ("no" if start is None else "yes", 2001 if time < after else 2002, None if start is None else 2002, y)
        for _, time, start, y in panel(case)
    ]
    effect = hh.did(mean_cells(two), unit="unit", time="time", start="start")[-1]
    near(case, "att", case["expected"]["att"], effect.value)
    # The model has a mean for every cell, so that its HC2 variance is the sum of s^2/n.
    near(case, "se_hc2", case["expected"]["se_hc2"], effect.se)
    assert effect.n.records == case["expected"]["n"]


def least_squares(rows):
    """The coefficient of having the programme, beside a constant for every area and every year."""
    areas, years = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    design = [
        [*(area == one for one in areas), *(year == one for one in years[1:]), start is not None and year >= start]
        for area, year, start, _, _ in rows
    ]
    share, n = ([row[i] / (row[4] if i == 3 else 1) for row in rows] for i in (3, 4))
    root = np.sqrt(np.array(n, dtype=float))
    return np.linalg.lstsq(np.array(design, dtype=float) * root[:, None], np.array(share) * root, rcond=None)[0][-1]


def share_cells(rows):
    named = [
        {"area": area, "year": year, "plan": start, "numerator": x, "denominator": n}
        for area, year, start, x, n in rows
    ]
    return hh.enter(hh.Indicator("job"), named, by=["area", "year", "plan"])


def test_two_areas_and_two_years_are_fixed_effects_of_area_and_year():
    rows = [
        ("A", 2015, 2016, 61, 190),
        ("A", 2016, 2016, 83, 210),
        ("B", 2015, None, 40, 95),
        ("B", 2016, None, 38, 99),
    ]
    effect = hh.did(share_cells(rows), unit="area", time="year", start="plan")[-1]
    assert effect.value == pytest.approx(least_squares(rows), abs=1e-12)
    variances = [x / n * (1 - x / n) / n for *_, x, n in rows]
    assert effect.se == pytest.approx(sum(variances) ** 0.5, abs=1e-12)


def test_staggered_starts_are_not_fixed_effects():
    """An effect that grows by 4 points a year: the regression takes the growth of one area for the trend of another."""
    starts = {"A": 2016, "B": 2018, "C": None}
    effect = {"A": [0, 0, 0, 4, 8, 12, 16], "B": [0, 0, 0, 0, 0, 4, 8], "C": [0] * 7}
    years = range(2013, 2020)
    rows = [
        (area, year, start, 60 + 2 * (year - 2013) + 2 * grown, 200)
        for area, start in starts.items()
        for year, grown in zip(years, effect[area], strict=True)
    ]
    found = hh.did(share_cells(rows), unit="area", time="year", start="plan")
    for row in found[:-1]:
        expected = effect["A" if row.key["start"] == 2016 else "B"][row.key["year"] - 2013] / 100
        assert row.value == pytest.approx(expected, abs=1e-12), row.key
    average = (4 + 8 + 12 + 16 + 4 + 8) / 6 / 100
    assert found[-1].value == pytest.approx(average, abs=1e-12)
    assert least_squares(rows) < average - 0.005
    values = [row.value for row in found if row.key["start"] == 2016 and row.key["arm"] == "after"]
    assert all(one < other for one, other in pairwise(values))
