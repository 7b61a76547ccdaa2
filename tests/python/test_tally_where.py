"""Which rows are asked for, and codes for missing values; files of other writers are read as their statistics allow."""

import datetime as dt

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helhed as hh

INCOME = hh.Indicator("income", measure="mean")


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(7)
    n = 4_000
    areas = np.array(["Åhaven", "Søen", "Birken", "Ærtebjerg", "Zebraparken"])
    return pa.table(
        {
            "area": pa.array(np.sort(areas[rng.integers(0, 5, n)])),
            "year": pa.array(rng.integers(2010, 2021, n).astype(np.int16)),
            "born": pa.array(dt.date(1970, 1, 1) + dt.timedelta(days=int(d)) for d in rng.integers(-9000, 9000, n)),
            "small": pa.array(rng.integers(0, 250, n).astype(np.uint8)),
            "wide": pa.array(rng.integers(0, 2**32, n).astype(np.uint32)),
            "share": pa.array(rng.random(n), mask=rng.random(n) < 0.1),
            "moved": pa.array(rng.random(n) < 0.3, mask=rng.random(n) < 0.1),
            "income": pa.array(rng.normal(300, 30, n)),
        }
    )


ASKED = {
    "texts": ({"area": ["Åhaven", "Søen"]}, "area in ('Åhaven', 'Søen')"),
    "a text": ({"area": "Ærtebjerg"}, "area = 'Ærtebjerg'"),
    "a range of texts": ({"area": ("S", "Z")}, "area between 'S' and 'Z'"),
    "years": ({"year": (2012, 2014)}, "year between 2012 and 2014"),
    "open": ({"year": (None, 2013)}, "year <= 2013"),
    "a range of Python": ({"year": range(2012, 2015)}, "year between 2012 and 2014"),
    "numbers of numpy": ({"year": np.array([2012, 2019])}, "year in (2012, 2019)"),
    "days": ({"born": (dt.date(1960, 1, 1), "1979-12-31")}, "born between '1960-01-01' and '1979-12-31'"),
    "unsigned": ({"small": (200, None)}, "small >= 200"),
    "unsigned wide": ({"wide": (2**31 - 10**8, 2**31 + 10**8)}, "wide between 2047483648 and 2247483648"),
    "shares": ({"share": (0.25, 0.5)}, "share between 0.25 and 0.5"),
    "nulls": ({"share": [None]}, "share is null"),
    "truths": ({"moved": True}, "moved"),
    "truths and nulls": ({"moved": [False, None]}, "moved is null or not moved"),
    "several": (
        {"area": {"Birken", "Åhaven"}, "year": 2015, "moved": [True, None]},
        "area in ('Birken', 'Åhaven') and year = 2015 and (moved is null or moved)",
    ),
}


def written(people, path, writer):
    if writer == "pyarrow":
        pq.write_table(people, path, row_group_size=250)
    elif writer == "pyarrow 1.0":
        pq.write_table(people, path, row_group_size=250, version="1.0", use_dictionary=False)
    elif writer == "pyarrow without statistics":
        pq.write_table(people, path, row_group_size=250, write_statistics=False)
    elif writer == "polars":
        pl.DataFrame(people).write_parquet(path, row_group_size=250, statistics="full")
    else:
        duckdb.register("people", people)
        duckdb.sql(f"copy people to '{path}' (format parquet, row_group_size 2048)")
    return path


@pytest.mark.parametrize("writer", ["pyarrow", "pyarrow 1.0", "pyarrow without statistics", "polars", "duckdb"])
def test_as_a_filter_beforehand(tmp_path, people, writer):
    path = written(people, tmp_path / "people.parquet", writer)
    for name, (where, sql) in ASKED.items():
        rest = duckdb.sql(
            f"select area, count(*), avg(income) from people where {sql} group by 1 order by 1"
        ).fetchall()
        for data in (path, people):
            cells = hh.tally(data, INCOME, by="area", where=where)
            found = cells.to_dict()
            expected = {area: (n, pytest.approx(mean)) for area, n, mean in rest}
            assert (
                dict(zip(found["area"], zip(found["records"], found["mean"], strict=True), strict=True)) == expected
            ), name
            kept = sum(n for _, n, _ in rest)
            columns = ", ".join(sorted(where))
            left_out = {f"not asked for: {columns}": people.num_rows - kept} if kept < people.num_rows else {}
            assert cells.ledger == {"rows_in": people.num_rows, "left_out": left_out}, name


def test_every_library_and_records(tmp_path, people):
    where = {"area": ["Søen"], "year": (2012, None)}
    whole = hh.tally(people, INCOME, by="year", where=where)
    for frame in (people.to_pandas(), pl.DataFrame(people), duckdb.from_arrow(people)):
        assert hh.tally(frame, INCOME, by="year", where=where) == whole
    path = tmp_path / "people.csv"
    people.select(["area", "year", "income"]).to_pandas().to_csv(path, index=False)
    for data in (hh.read(path), hh.scan(path), path):
        assert hh.tally(data, INCOME, by="year", where=where).ledger == whole.ledger


def test_missing_values_by_reason():
    rows = pd.DataFrame({"area": list("AABB"), "income": [300.0, -1.0, 999.0, None]})
    several = [INCOME, hh.Indicator("sum", measure="money", amount="income")]
    cells = hh.tally(rows, several, by="area", missing={"income": {-1: "refused", 999: "not asked"}})
    assert cells.ledger == {
        "rows_in": 4,
        "left_out": {"income: missing": 1, "income: not asked": 1, "income: refused": 1},
    }
    assert cells.to_dict()["missing"] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"where": {"area": ["Soeen"]}}, "H872"),
        ({"where": {"area": ["Søen", "Soeen"]}}, "H872"),
        ({"where": {"year": (2030, 2040)}}, "H871"),
        ({"where": {"aera": ["Søen"]}}, "H101"),
        ({"where": {"year": "2015"}}, "H102"),
        ({"where": {"year": 2015.5}}, "H102"),
        ({"where": {"born": "i går"}}, "H102"),
        ({"where": {"year": (2015, 2012)}}, "H007"),
        ({"where": {"year": []}}, "H107"),
        ({"where": {"year": (None, None)}}, "H107"),
        ({"where": {"year": (2012, 2013, 2014)}}, "H861"),
        ({"where": {"year": {"from": 2012}}}, "H861"),
        ({"where": {"year": object()}}, "H861"),
        ({"where": "area = 'Søen'"}, "H861"),
        ({"missing": {"income": [-1]}}, "H861"),
        ({"missing": {"income": {"x": "refused"}}}, "H861"),
        ({"missing": {"incom": {-1: "refused"}}}, "H873"),
        ({"missing": {"year": {9999: "unknown"}}}, "H873"),
    ],
)
def test_what_cannot_be_asked(tmp_path, people, asked, code):
    path = written(people, tmp_path / "people.parquet", "pyarrow")
    for data in (people, path):
        with pytest.raises(hh.HelhedError) as raised:
            hh.tally(data, INCOME, by="area", **asked)
        assert raised.value.code == code
        assert str(raised.value.say("da")) != str(raised.value)


def test_files_of_several_kinds_are_asked_together(tmp_path):
    pd.DataFrame({"area": ["A"], "income": [1.0]}).to_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text("area,income\nB,2\nB,3\n")
    files = [tmp_path / "b.csv", tmp_path / "a.parquet"]
    cells = hh.tally(files, INCOME, by="area", where={"area": ["A", "B"]})
    assert cells.to_dict()["records"] == [1, 2]
    assert len(hh.tally(files, INCOME, by="area", where={"area": ["B"]})) == 1
    with pytest.raises(hh.HelhedError, match="H872"):
        hh.tally(files, INCOME, by="area", where={"area": ["A", "C"]})
