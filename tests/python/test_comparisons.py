"""Before against after, one group against another."""

import helhed as hh

ROWS = [
    {"area": "A", "quarter": "2012K3", "events": 20, "exposure": 1700},
    {"area": "A", "quarter": "2012K4", "events": 30, "exposure": 1800},
    {"area": "A", "quarter": "2013K1", "events": 34, "exposure": 3500},
    {"area": "B", "quarter": "2012K4", "events": 9, "exposure": 900},
    {"area": "B", "quarter": "2013K1", "events": 8, "exposure": 900},
]


def entered():
    return hh.enter(hh.indicator("hou_evict"), ROWS, by=["area", "quarter"])


def test_before_after_is_done_for_every_area():
    found = hh.before_after(entered(), at="2013K1")
    arms = ["before", "after", "after vs before", "after vs before"]
    assert [one.key["arm"] for one in found] == arms * 2
    assert [one.key["area"] for one in found] == ["A"] * 4 + ["B"] * 4
    assert found[0].n.events == 50
    assert round(found[3].value, 6) == -32


def test_at_is_a_text_a_year_or_a_period():
    found = hh.before_after(entered(), at="2013K1")
    assert found == hh.before_after(entered(), at=hh.Period("2013Q1")) == hh.before_after(entered(), at=2013)
    assert found == hh.before_after(entered(), at="2013K1", time="quarter")


def test_groups_are_compared_within_every_quarter():
    found = hh.compare(entered(), by="area", of="A", against="B", level=0.9)
    assert [one.key["quarter"] for one in found] == ["2012K3"] * 3 + ["2012K4"] * 3 + ["2013K1"] * 3
    assert [one.key["arm"] for one in found[3:6]] == ["B", "A", "A vs B"]
    # In 2012K3 there is no B: no ratio, and it says so.
    assert found[2].value is None and found[2].warnings
    assert found[5].interval.level == 0.9


def test_years_are_whole_numbers():
    rows = [{"year": 2012, "numerator": 5, "denominator": 50}, {"year": 2013, "numerator": 4, "denominator": 60}]
    cells = hh.enter(hh.Indicator("x"), rows, by="year")
    assert hh.compare(cells, by="year", of=2013, against=2012)[2].estimand == "risk_difference"
