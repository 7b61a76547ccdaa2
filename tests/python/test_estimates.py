"""Estimates: attributes, the sequence, out to every library, files, pickles, JSON."""

import json
import math
import pickle

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

COLUMNS = [
    "indicator",
    "estimand",
    "value",
    "lower",
    "upper",
    "level",
    "se",
    "scale",
    "p_value",
    "df",
    "unit",
    "method",
    "records",
    "events",
    "exposure",
    "evidence",
    "warnings",
    "provenance",
]


@pytest.fixture
def change() -> hh.Estimates:
    rows = [
        {"area": "Åhaven", "quarter": "2012K4", "numerator": 50, "denominator": 900},
        {"area": "Åhaven", "quarter": "2013K1", "numerator": 34, "denominator": 880},
    ]
    return hh.before_after(hh.enter(hh.indicator("hou_evict_share"), rows, by=["area", "quarter"]), at="2013K1")


def test_an_estimate_carries_everything(change):
    one = change[2]
    assert (one.estimand, one.indicator, one.method, one.scale) == (
        "risk_difference",
        "hou_evict_share",
        "difference/newcombe",
        "identity",
    )
    assert one.key == {"area": "Åhaven", "arm": "after vs before"}
    assert one.interval.lower < one.value < one.interval.upper
    assert tuple(one.interval) == (one.interval.lower, one.interval.upper) and one.value in one.interval
    assert (one.n.records, one.n.events, one.n.exposure) == (1780, 84, None)
    assert (one.evidence.sms, one.evidence.soem, one.evidence.design) == (2, 3, "before_after")
    assert [warning.code for warning in one.warnings] == ["W403", "W404"]
    assert one.warnings[0].mend == "Add comparison areas."
    assert one.provenance.definition == "hou_evict_share@2026.1"
    assert 0.05 < one.p_value < 0.1 and one.se > 0


def test_no_observations_give_no_value_and_say_so():
    one = hh.estimate(hh.enter(hh.Indicator("x"), [{"numerator": 0, "denominator": 0}]))[0]
    assert (one.value, one.interval) == (None, None)
    assert one.warnings[0].code == "W301"
    assert "ingen værdi" in one.sentence()


def test_an_infinite_ratio_survives_everything():
    rows = [{"arm_of": "a", "numerator": 3, "denominator": 50}, {"arm_of": "b", "numerator": 0, "denominator": 50}]
    found = hh.compare(hh.enter(hh.Indicator("x"), rows, by="arm_of"), by="arm_of", of="a", against="b")
    ratio = found[3]
    assert (ratio.value, ratio.interval.upper) == (math.inf, math.inf)
    assert pickle.loads(pickle.dumps(ratio)) == ratio
    assert json.loads(ratio.to_json())["value"] == "inf"
    assert ratio.to_dict()["value"] == math.inf


def test_estimates_are_a_sequence(change):
    assert len(change) == 5
    assert change[-1] == change[4] == list(change)[4]
    assert change[1:4] == hh.Estimates([change[1], change[2], change[3]])
    assert list(change[::-2]) == [change[4], change[2], change[0]]
    assert change[0] in change
    with pytest.raises(IndexError):
        change[5]
    with pytest.raises(IndexError):
        change[-6]
    with pytest.raises(TypeError):
        hh.Estimates(["not an estimate"])


def test_columns_never_depend_on_the_result(change):
    one = hh.estimate(hh.enter(hh.Indicator("x"), [{"numerator": 1, "denominator": 30}]))
    fixed = [name for name in change.to_dict() if name not in ("area", "arm")]
    assert fixed == list(one.to_dict())
    assert fixed == COLUMNS
    assert list(change[0].to_dict()) == ["area", "arm", *fixed]


def test_estimates_go_out_to_every_library(change):
    columns = change.to_dict()
    names = list(columns)
    assert list(change.to_pandas().columns) == names
    assert change.to_polars().columns == names == pl.DataFrame(change).columns == pa.table(change).column_names
    assert change.to_polars()["value"].to_list() == columns["value"] == pa.table(change)["value"].to_pylist()
    assert duckdb.from_arrow(pa.table(change)).columns == names
    assert columns["value"] == [one.value for one in change]
    assert columns["area"] == ["Åhaven"] * 5


def test_estimates_are_written_read_and_pickled(tmp_path, change):
    path = tmp_path / "ændring.parquet"
    change.write(path)
    assert hh.read_estimates(path) == change == pickle.loads(pickle.dumps(change))
    for one in change:
        for part in (one, one.n, one.interval, one.provenance, *one.warnings, *filter(None, [one.evidence])):
            assert pickle.loads(pickle.dumps(part)) == part
    assert [row["estimand"] for row in json.loads(change.to_json())] == [one.estimand for one in change]


def test_text_html_and_sentences_in_two_languages(change):
    assert "Åhaven" in repr(change) and repr(change) == change.to_text("da") != change.to_text("en")
    assert change._repr_html_() == change.to_html() and change.to_html("en").startswith("<table")
    assert "<table" in change[0]._repr_html_()
    assert "SMS 2 / SØM 3" in change.sentence() and change.sentence("en") != change.sentence("da")
    assert change[0].sentence("en").startswith("Eviction") or change[0].sentence("en")


def test_methods_are_chosen_by_id():
    cells = hh.enter(hh.Indicator("x"), [{"numerator": 30, "denominator": 41}])
    wilson, exact = (hh.estimate(cells, method=name)[0] for name in (None, "proportion/clopper_pearson"))
    assert (wilson.method, exact.method) == ("proportion/wilson", "proportion/clopper_pearson")
    assert wilson.interval != exact.interval
    wide = hh.estimate(cells, level=0.99)[0].interval
    assert wide.level == 0.99 and wide.lower < wilson.interval.lower
