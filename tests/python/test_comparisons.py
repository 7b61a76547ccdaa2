"""Before against after, one group against another."""

import pytest

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


SHARES = [{"area": "A", "numerator": 56, "denominator": 70}, {"area": "B", "numerator": 48, "denominator": 80}]


def shares(**options):
    return hh.compare(hh.enter(hh.Indicator("employed"), SHARES, by="area"), by="area", of="A", against="B", **options)


def test_a_default_says_that_it_is_one():
    found = shares()
    assert [one.method for one in found[2:]] == ["difference/newcombe", "ratio/koopman"]
    assert [one.provenance.chosen for one in found] == ["default"] * 4
    assert "difference/newcombe, standardvalg)" in found[2].sentence("da")
    assert "Choice of method: proportion/wilson (default), difference/newcombe (default)" in found.to_text("en")


def test_a_method_stands_in_for_the_default_that_estimates_the_same():
    found = shares(method="ratio/koopman", level=0.9)
    assert [one.provenance.chosen for one in found[2:]] == ["default", "asked_for"]
    assert found[3].interval == shares(level=0.9)[3].interval
    assert "ratio/koopman, asked for)" in found[3].sentence("en")
    assert "ratio/koopman, valgt i analysen" in found.sentence("da")


def test_the_percent_change_follows_the_ratio_that_was_asked_for():
    found = hh.before_after(entered(), at="2013K1", method="ratio/exact")
    assert [one.provenance.chosen for one in found[2:4]] == ["asked_for", "asked_for"]
    assert found[3].estimand == "percent_change"


def test_the_reason_follows_the_number_of_events():
    found = hh.estimate(entered())
    assert {one.method: one.provenance.chosen for one in found} == {
        "rate/byar": "default_for_many_events",
        "rate/exact": "default_for_few_events",
    }
    assert "rate/byar, standardvalg fra 10 hændelser" in found[0].sentence("da")
    assert "rate/exact, default below 10 events" in found[-1].sentence("en")
    asked = hh.estimate(entered(), method="rate/exact")
    assert {one.provenance.chosen for one in asked} == {"asked_for"}


@pytest.mark.parametrize(
    ("method", "code"),
    [("ratio/kopman", "H302"), ("proportion/wilson", "H302"), ("difference/welch", "H206"), ("ratio/exact", "H206")],
)
def test_a_method_must_exist_and_fit(method, code):
    with pytest.raises(hh.HelhedError) as refused:
        shares(method=method)
    assert refused.value.code == code
    assert refused.value.where == "argument `method`"


def test_the_reason_travels():
    found = shares(method="ratio/koopman")
    assert '"chosen":"asked_for"' in found[3].to_json()
    assert '"chosen":"asked_for"' in found.to_dict()["provenance"][3]
    assert set(found.to_dict()) == set(shares().to_dict())


def test_the_same_persons_twice_are_sent_to_the_paired_methods():
    warnings = {warning.code: warning.mend for warning in hh.before_after(entered(), at="2013K1")[2].warnings}
    assert "hh.paired" in warnings["W404"]
