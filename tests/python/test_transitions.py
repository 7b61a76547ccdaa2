"""Persons before and after, and spells: against what polars makes of the simulated register."""

import datetime
import pathlib

import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

REGISTER = pathlib.Path(__file__).parents[2] / "datasets" / "register"
BEFORE, AFTER = "y_2008w01", "y_2012w40"


def counts(cells):
    return {tuple(row[:-1]): row[-1] for row in cells.to_pandas()[[*cells.dimensions, "records"]].values.tolist()}


def missing(value):
    return None if value is None or value != value else value


def test_a_row_can_be_a_person():
    labour = pl.read_parquet(REGISTER / "labour.parquet")
    cells = hh.transitions(REGISTER / "labour.parquet", before=BEFORE, after=AFTER)
    expected = labour.group_by(BEFORE, AFTER).len().rows()
    found = {
        tuple(None if part is None else int(part) for part in map(missing, key)): n for key, n in counts(cells).items()
    }
    assert found == {(before, after): n for before, after, n in expected}
    assert cells == hh.transitions(labour, before=BEFORE, after=AFTER)
    # Pandas makes numbers of codes of which some are missing.
    assert cells == hh.transitions(labour.to_pandas(), before=BEFORE, after=AFTER)


def test_a_row_can_be_a_person_at_a_time(tmp_path):
    labour = pl.read_parquet(REGISTER / "labour.parquet").select("person", BEFORE, AFTER, "y_2010w01")
    long = (
        labour.unpivot(index="person", variable_name="week", value_name="y")
        .drop_nulls()
        .sample(fraction=1, shuffle=True, seed=1)
    )
    options = {"person": "person", "time": "week", "state": "y", "before": BEFORE, "after": AFTER}
    cells = hh.transitions(long, **options)
    wide = labour.filter(pl.col(BEFORE).is_not_null() | pl.col(AFTER).is_not_null())
    assert cells.to_pandas().equals(hh.transitions(wide, before=BEFORE, after=AFTER).to_pandas())
    assert cells.ledger["left_out"] == {"week: another time": labour["y_2010w01"].count()}
    long.write_parquet(tmp_path / "long.parquet", row_group_size=1000)
    assert hh.transitions(tmp_path / "long.parquet", **options) == cells
    halves = [hh.transitions(long.filter(pl.col("person") % 2 == part), **options) for part in (0, 1)]
    assert hh.merge(halves).to_pandas().equals(cells.to_pandas())


def test_the_mean_change_is_that_of_the_pairs():
    rows = pa.table({"id": ["a", "b", "a", "b"], "t": [1, 1, 2, 2], "s": ["x"] * 4, "pay": [1.0, 2.0, 4.0, None]})
    cells = hh.transitions(rows, before=1, after=2, person="id", time="t", state="s", change="pay")
    change = cells.to_pandas().query("indicator == 'change'")
    assert change[["mean", "records", "missing"]].values.tolist() == [[3.0, 1, 1]]


def test_two_states_at_a_time_are_refused():
    rows = pa.table({"id": [818181, 818181], "t": [1, 1], "s": ["x", "y"]})
    with pytest.raises(hh.HelhedError) as refused:
        hh.transitions(rows, before=1, after=2, person="id", time="t", state="s")
    assert refused.value.code == "H896"
    assert "818181" not in str(refused.value) + refused.value.say("da")
    with pytest.raises(hh.HelhedError, match="H107"):
        hh.transitions(rows, before=1, after=2, person="id")


def test_person_years_of_residence_are_those_of_polars():
    count = hh.Indicator("stays", measure="count", events="spells")
    moves = hh.Indicator("moves", measure="rate", events="ends", exposure="days")
    options = {"start": "from", "end": "to", "end_is": "day_after", "first": 2010, "last": 2012, "by": "area"}
    cells = hh.tally_spells(REGISTER / "residence.parquet", [count, moves], **options)
    stays = pl.read_parquet(REGISTER / "residence.parquet").with_columns(pl.col("area").cast(pl.String))
    for year in (2010, 2011, 2012):
        first, after = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
        start = pl.max_horizontal("from", pl.lit(first))
        end = pl.min_horizontal(pl.col("to").fill_null(after), pl.lit(after))
        last = pl.col("to") - datetime.timedelta(days=1)
        expected = (
            stays.with_columns(days=(end - start).dt.total_days(), left=(last >= first) & (last < after))
            .filter(pl.col("days") > 0)
            .group_by("area")
            .agg(pl.len(), pl.col("days").sum(), pl.col("left").fill_null(False).sum())
            .sort("area")
        )
        found = cells.to_pandas().query("year == @year").sort_values("area")
        assert found.query("indicator == 'stays'")["total"].tolist() == expected["len"].to_list()
        assert found.query("indicator == 'moves'")["exposure"].tolist() == expected["days"].to_list()
        assert found.query("indicator == 'moves'")["events"].tolist() == expected["left"].to_list()


def test_nobody_is_counted_twice():
    persons = hh.Indicator("persons", measure="count", events="persons")
    stays = pl.read_parquet(REGISTER / "residence.parquet").sort("person")
    options = {"start": "from", "end": "to", "end_is": "day_after", "first": "2010K1", "last": "2010K1", "by": "area"}
    cells = hh.tally_spells(stays, persons, person="person", **options)
    first, after = datetime.date(2010, 1, 1), datetime.date(2010, 4, 1)
    here = stays.filter((pl.col("from") < after) & (pl.col("to").is_null() | (pl.col("to") > first)))
    expected = here.group_by(pl.col("area").cast(pl.String)).agg(pl.col("person").n_unique()).sort("area")
    assert cells.to_pandas()["total"].tolist() == expected["person"].to_list()
    with pytest.raises(hh.HelhedError, match="H898"):
        hh.tally_spells(stays.sort("from"), persons, person="person", **options)
    with pytest.raises(hh.HelhedError, match="H006"):
        hh.tally_spells(stays, persons, **{**options, "end_is": "end"})
    swapped = stays.rename({"from": "to", "to": "from"})
    with pytest.raises(hh.HelhedError, match="H897"):
        hh.tally_spells(swapped, hh.Indicator("stays", measure="count", events="spells"), **options)
    with pytest.raises(hh.HelhedError, match="H107"):
        hh.tally_spells(stays, persons, **options)
