"""Indicators, periods, the registry."""

import pickle

import pytest

import helhed as hh

OWN = """
version = "mine"
[[indicator]]
id = "meals"
name = { da = "Fællesspisninger", en = "Shared meals" }
measure = "count"
unit = "count"
theme = "RES"
"""


def test_an_indicator_says_what_it_is():
    one = hh.Indicator(
        "evicted", measure="rate", events="ud", exposure="lejemål", per=100, name_da="Ud", better="lower"
    )
    assert (one.id, one.measure, one.columns, one.unit) == ("evicted", "rate", ["ud", "lejemål"], "per 100")
    assert (one.name_da, one.name_en, one.better, one.provenance) == ("Ud", "Ud", "lower", "self_reported")
    assert one.definition == "evicted@own"


@pytest.mark.parametrize(
    ("measure", "columns"),
    [("proportion", ["x"]), ("rate", ["x", "x_exposure"]), ("mean", ["x"]), ("count", ["x"]), ("money", ["x"])],
)
def test_columns_are_called_as_the_indicator_until_named(measure, columns):
    assert hh.Indicator("x", measure=measure).columns == columns


def test_the_registry_is_looked_up_and_read_from_other_columns():
    one = hh.indicator("hou_evict", events="udsat", exposure="lejemål")
    assert (one.columns, one.theme, one.provenance) == (["udsat", "lejemål"], "HOU", "register")
    assert "Effektive udsættelser" in one._repr_html_()
    assert len(hh.indicators()) == 64
    assert {one.theme for one in hh.indicators(theme="EEB")} == {"EEB"}


def test_a_registry_of_ones_own_is_added(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    registry = hh.read_registry(path)
    assert (len(registry), registry.indicator("meals", events="måltider").columns) == (65, ["måltider"])
    assert registry.indicator("meals") in registry.indicators(theme="RES")
    assert registry == hh.read_registry(str(path))


def test_html_is_escaped():
    assert "<script>" not in hh.Indicator("x", name_da="<script>")._repr_html_()


def test_indicators_are_equal_by_content_and_pickle():
    one = hh.indicator("hou_evict", events="udsat")
    assert pickle.loads(pickle.dumps(one)) == one == hh.indicator("hou_evict", events="udsat")
    assert one != hh.indicator("hou_evict")
    assert one != "hou_evict"


def test_periods_are_ordered_by_their_first_day():
    texts = ["2013K2", "2012", "2013U01", "2013-02", "2012M12"]
    assert [str(one) for one in sorted(map(hh.Period, texts))] == ["2012", "2012M12", "2013U01", "2013M02", "2013K2"]
    assert hh.Period("2013q1") == hh.Period("2013K1") != hh.Period("2013")
    assert hh.Period("2013") <= hh.Period("2013K1") and hh.Period("2013") >= hh.Period("2013K1")
    assert (hh.Period(2013).year, repr(hh.Period("2013Q1"))) == (2013, "Period('2013K1')")
    assert len({hh.Period("2013Q1"), hh.Period("2013K1")}) == 1
    assert pickle.loads(pickle.dumps(hh.Period("2013U23"))) == hh.Period("2013W23")


def test_a_period_is_no_float():
    with pytest.raises(TypeError):
        hh.Period(2013.5)
