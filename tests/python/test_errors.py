"""Misuse: every error has its code, its place and its cure, and reads well."""

import copy
import pickle

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

import helhed as hh

SHARE = hh.Indicator("evicted")
RATE = hh.Indicator("evicted", measure="rate", events="evictions", exposure="tenancies")


def cells() -> hh.Cells:
    rows = [{"area": "A", "year": year, "numerator": 5, "denominator": 50} for year in (2012, 2013)]
    return hh.enter(SHARE, rows, by=["area", "year"])


CASES = {
    "numerator above denominator": (
        lambda: hh.enter(SHARE, [{"numerator": 11, "denominator": 10}]),
        "H201",
        "row 1, argument `numerator`",
        "rate, not a share",
    ),
    "negative numerator": (
        lambda: hh.enter(SHARE, [{"numerator": -1, "denominator": 10}]),
        "H202",
        "row 1, argument `numerator`",
        "start at 0",
    ),
    "negative exposure": (
        lambda: hh.enter(RATE, [{"events": 1, "exposure": 5}, {"events": 1, "exposure": -5}]),
        "H203",
        "row 2, argument `exposure`",
        "exposed",
    ),
    "negative exposure in a table": (
        lambda: hh.tally(pa.table({"evictions": [1, 1], "tenancies": [10.0, -1.0]}), RATE),
        "H203",
        "row 2",
        "exposed",
    ),
    "half a person": (
        lambda: hh.enter(SHARE, [{"numerator": 0.5, "denominator": 10}]),
        "H204",
        "row 1",
        "whole",
    ),
    "infinite exposure": (
        lambda: hh.enter(RATE, [{"events": 1, "exposure": float("inf")}]),
        "H104",
        "row 1, argument `exposure`",
        "empty",
    ),
    "negative sd": (
        lambda: hh.enter(hh.Indicator("x", measure="mean"), [{"mean": 1, "sd": -1, "n": 5}]),
        "H008",
        "row 1, argument `sd`",
        "0 or more",
    ),
    "half an n": (
        lambda: hh.enter(hh.Indicator("x", measure="mean"), [{"mean": 1, "sd": 1, "n": 5.5}]),
        "H204",
        "row 1, argument `n`",
        "whole",
    ),
    "missing figure": (
        lambda: hh.enter(SHARE, [{"numerator": None, "denominator": 10}]),
        "H107",
        "row 1, column `numerator`",
        "fill it in",
    ),
    "true as a figure": (
        lambda: hh.enter(SHARE, [{"numerator": True, "denominator": 10}]),
        "H102",
        "row 1, column `numerator`",
        "number",
    ),
    "list as a key": (
        lambda: hh.enter(SHARE, [{"area": [], "numerator": 1, "denominator": 10}], by="area"),
        "H102",
        "row 1, column `area`",
        "text",
    ),
    "figure left out": (
        lambda: hh.enter(SHARE, [{"numerator": 1, "denominatr": 10}]),
        "H101",
        "row 1, column `denominator`",
        "`denominatr`",
    ),
    "column too many": (
        lambda: hh.enter(SHARE, [{"numerator": 1, "denominator": 10, "aera": "A"}]),
        "H006",
        "row 1",
        "names",
    ),
    "unknown indicator": (
        lambda: hh.indicator("hou_evct"),
        "H001",
        "",
        "did you mean `hou_evict`, `hou_evict_oe`, ",
    ),
    "unknown theme": (lambda: hh.indicators(theme="HUO"), "H006", "", "`HOU`"),
    "unknown measure": (lambda: hh.Indicator("x", measure="propotion"), "H006", "argument `measure`", "`proportion`"),
    "unknown direction": (lambda: hh.Indicator("x", better="hihger"), "H006", "argument `better`", "`higher`"),
    "column of another measure": (lambda: hh.Indicator("x", exposure="days"), "H006", "argument `columns`", "`event`"),
    "per of a share": (lambda: hh.Indicator("x", per=100), "H006", "argument `per`", ""),
    "per nothing": (lambda: hh.Indicator("x", measure="rate", per=0), "H203", "argument `per`", ""),
    "no id": (lambda: hh.Indicator(""), "H107", "argument `id`", ""),
    "no period": (lambda: hh.Period("2013K5"), "H004", "", "2013K1"),
    "missing column": (
        lambda: hh.tally(pa.table({"area": ["A"], "evictd": [1]}), SHARE, by="area"),
        "H101",
        "column `evicted`",
        "`evictd`",
    ),
    "missing key column": (
        lambda: hh.tally(pa.table({"aera": ["A"], "evicted": [1]}), SHARE, by="area"),
        "H101",
        "column `area`",
        "`aera`",
    ),
    "text where numbers are": (
        lambda: hh.tally(pa.table({"evicted": ["ja", "nej"]}), SHARE),
        "H102",
        "column `evicted`",
        "numbers or true/false",
    ),
    "neither 0 nor 1": (
        lambda: hh.tally(pa.table({"evicted": [0, 1, 2]}), SHARE),
        "H105",
        "row 3",
        "1/0",
    ),
    "fractions as keys": (
        lambda: hh.tally(pa.table({"year": [2012.5], "evicted": [1]}), SHARE, by="year"),
        "H102",
        "column `year`",
        "",
    ),
    "empty table": (
        lambda: hh.tally(pa.table({"evicted": pa.array([], pa.bool_())}), SHARE),
        "H103",
        "",
        "filter",
    ),
    "no indicator": (lambda: hh.tally(pa.table({"evicted": [1]}), []), "H107", "argument `indicators`", ""),
    "indicator twice": (
        lambda: hh.tally(pa.table({"evicted": [1]}), [SHARE, SHARE]),
        "H005",
        "argument `indicators`",
        "",
    ),
    "key twice": (lambda: hh.tally(pa.table({"evicted": [1]}), SHARE, by=["a", "a"]), "H106", "argument `by`", ""),
    "wrong object": (lambda: hh.tally({"evicted": [1]}, SHARE), "H806", "argument `data`", "Parquet file"),
    "no file": (lambda: hh.tally("missing.parquet", SHARE), "H801", "missing.parquet", "path"),
    "no file of the pattern": (lambda: hh.tally("missing*.parquet", SHARE), "H801", "missing*.parquet", "path"),
    "no Parquet": (lambda: hh.read_cells(__file__), "H804", "test_errors.py", ".parquet"),
    "level in percent": (lambda: hh.estimate(cells(), level=95), "H301", "argument `level`", "0.95"),
    "level of one": (lambda: hh.before_after(cells(), at=2013, level=1), "H301", "argument `level`", "0.95"),
    "level of nothing": (
        lambda: hh.compare(cells(), "year", 2012, 2013, level=float("nan")),
        "H301",
        "argument `level`",
        "",
    ),
    "unknown method": (
        lambda: hh.estimate(cells(), method="proportion/wilsn"),
        "H302",
        "argument `method`",
        "`proportion/wilson`",
    ),
    "method of another measure": (lambda: hh.estimate(cells(), method="rate/byar"), "H206", "argument `method`", ""),
    "no page": (lambda: hh.method("proportion/wilsn"), "H302", "argument `id`", "`proportion/wilson`"),
    "no code": (lambda: hh.explain("H20"), "H006", "argument `code`", "`H20"),
    "unknown key column": (lambda: hh.compare(cells(), by="aera", of="A", against="B"), "H207", "", "`area`"),
    "unknown group": (
        lambda: hh.compare(cells(), by="area", of="A", against="B"),
        "H401",
        "argument `against`",
        "that the cells have",
    ),
    "nothing before": (lambda: hh.before_after(cells(), at=2012), "H402", "argument `at`", "inside the data"),
    "straddling": (lambda: hh.before_after(cells(), at="2012K3"), "H403", "cell area=A, year=2012", "shorter periods"),
    "no time": (lambda: hh.before_after(cells(), at=2013, time="tiem"), "H207", "", ""),
    "cells that differ": (
        lambda: hh.merge([cells(), hh.enter(SHARE, [{"numerator": 1, "denominator": 2}])]),
        "H205",
        "",
        "same `by`",
    ),
    "nothing to merge": (lambda: hh.merge([]), "H107", "argument `cells`", ""),
    "unknown language": (lambda: hh.estimate(cells()).sentence("dk"), "H006", "argument `language`", "`da`"),
    "no registry": (lambda: hh.read_registry("missing.toml"), "H801", "file missing.toml", "path"),
}


@pytest.mark.parametrize("case", CASES)
def test_misuse_has_code_place_and_cure(case):
    misuse, code, where, mend = CASES[case]
    with pytest.raises(hh.HelhedError) as caught:
        misuse()
    error = caught.value
    assert error.code == code, str(error)
    assert where in error.where and bool(where) <= bool(error.where), str(error)
    assert mend in error.mend, str(error)
    lines = str(error).splitlines()
    assert lines[0] == f"[{code}] {error.what}"
    assert lines[-1] == f"  mend:  {error.mend}"
    assert hh.explain(code).startswith(code)
    assert isinstance(error, ValueError)


@pytest.mark.parametrize("duplicate", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_pickles(duplicate):
    with pytest.raises(hh.HelhedError) as caught:
        hh.estimate(cells(), level=95)
    again = duplicate(caught.value)
    assert isinstance(again, hh.HelhedError)
    assert (str(again), again.code, again.where, again.mend) == (
        str(caught.value),
        "H301",
        "argument `level`",
        "write 0.95 for 95 percent",
    )


def test_the_nearest_three_indicators_are_named():
    with pytest.raises(hh.HelhedError) as caught:
        hh.indicator("hou_evct")
    assert caught.value.mend.count("`hou_") == 3


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: hh.tally(pa.table({"evicted": [1]}), "evicted"),
        lambda: hh.tally(pa.table({"evicted": [1]}), [SHARE, "evicted"]),
        lambda: hh.tally(pa.table({"evicted": [1]}), SHARE, progress="yes"),
        lambda: hh.tally(pa.table({"evicted": [1]}), SHARE, by=3),
        lambda: hh.enter(SHARE, "rows"),
        lambda: hh.enter(SHARE, [["row"]]),
        lambda: hh.estimate("cells"),
    ],
)
def test_an_argument_of_the_wrong_type_is_a_type_error(misuse):
    with pytest.raises(TypeError):
        misuse()


def test_a_tampered_pickle_is_refused():
    for damaged in ("", "{}", "[1]", '{"dimensions":[],"indicators":[],"rows":[]}'):
        with pytest.raises(hh.HelhedError) as caught:
            hh.Cells._unpickle(damaged)
        assert caught.value.code == "H802"


@pytest.mark.parametrize("mixed", [["Hans Hansen", 1.5], [1, "Hans Hansen"], [b"x", 1], [1, [2]]])
def test_mixed_types_are_refused_without_quoting_a_value(mixed):
    frame = pd.DataFrame({"area": ["A", "B"], "evicted": pd.Series(mixed, dtype=object)})
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(frame, SHARE, by="area")
    assert (caught.value.code, caught.value.where) == ("H102", "column `evicted`")
    assert "Hansen" not in str(caught.value) and caught.value.__cause__ is None


def test_a_query_that_fails_is_an_error_without_quoting_a_value():
    connection = duckdb.connect()
    connection.register("people", pa.table({"evicted": ["0", "Hans Hansen"]}))
    relation = connection.sql("select evicted::int as evicted from people")
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(relation, SHARE)
    assert caught.value.code == "H802"
    assert "Hansen" not in str(caught.value)


def test_a_stream_that_breaks_off_is_an_error():
    def batches():
        yield pa.record_batch({"evicted": [1]})
        raise RuntimeError("the connection is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"evicted": pa.int64()}), batches())
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(reader, SHARE)
    assert caught.value.code == "H802"


def test_an_error_is_said_in_danish_with_its_place_and_cure_and_travels(tmp_path):
    file = tmp_path / "sager.csv"
    file.write_text("omraade;sager\nBirkelunden;5\nÅbrinken;7;8\n", encoding="utf-8")
    with pytest.raises(hh.HelhedError) as raised:
        hh.read(file)
    error = pickle.loads(pickle.dumps(raised.value))
    assert (error.code, error.args) == ("H811", (error.code, error.what, error.where, error.mend))
    assert error.say() == str(error) and "the header has 2" in error.what
    said = error.say("da").splitlines()
    assert said[0] == "[H811] linjen har 3 felter, og overskriften har 2"
    assert said[1].startswith("  hvor: filen ") and said[1].endswith("linje 3, række 2")
    assert said[2].startswith("  gør:  ret linjen")


def test_an_error_without_words_in_danish_is_said_in_english():
    with pytest.raises(hh.HelhedError) as raised:
        hh.indicator("hou_evictt")
    assert raised.value.say("da").startswith("[H001] there is no indicator")
    assert hh.HelhedError("H301", "what").say("da") == "[H301] what"
