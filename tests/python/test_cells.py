"""Rows in: every library gives the same cells; published aggregates; merging; files."""

import pickle

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helhed as hh
from conftest import LIBRARIES


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_gives_the_same_cells(library, rows, indicators):
    cells = hh.tally(LIBRARIES[library](rows), indicators, by=["area", "quarter"])
    assert cells == hh.tally(rows, indicators, by=["area", "quarter"])
    assert (len(cells), cells.dimensions, cells.indicators) == (6, ["area", "quarter"], indicators)
    assert cells.ledger == {"rows_in": 6, "left_out": {"evicted: missing": 1, "income: missing": 1}}


def test_a_parquet_path_gives_the_same_cells(tmp_path, rows, indicators):
    path = tmp_path / "rækker.parquet"
    pq.write_table(rows, path)
    whole = hh.tally(rows, indicators, by="area")
    assert hh.tally(path, indicators, by="area") == hh.tally(str(path), indicators, by="area") == whole


def test_a_pattern_reads_all_files(tmp_path, rows, indicators):
    for part in range(3):
        pq.write_table(rows.slice(2 * part, 2), tmp_path / f"del_{part}.parquet")
    cells = hh.tally(str(tmp_path / "*.parquet"), indicators[0], by="area")
    assert cells == hh.tally(rows, indicators[0], by="area")


def test_categories_are_texts(rows, indicators):
    frame = rows.to_pandas().astype({"area": "category"})
    assert hh.tally(frame, indicators, by="area") == hh.tally(rows, indicators, by="area")
    frame = pl.DataFrame(rows).with_columns(pl.col("area").cast(pl.Categorical))
    assert hh.tally(frame, indicators, by="area") == hh.tally(rows, indicators, by="area")


def test_a_duckdb_query_is_read(rows, indicators):
    connection = duckdb.connect()
    connection.register("people", rows)
    relation = connection.sql("select * from people where area is not null")
    assert len(hh.tally(relation, indicators, by="area")) == 3


def test_without_by_there_is_one_cell(rows, indicators):
    assert len(hh.tally(rows, indicators)) == 1


def test_progress_is_told_to_the_end(rows, indicators):
    told = []
    hh.tally(rows, indicators, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (6, 6)
    hh.tally(rows, indicators, progress=False)


def test_an_exception_of_the_callback_comes_out(rows, indicators):
    def broken(done, total):
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        hh.tally(rows, indicators, progress=broken)


@pytest.mark.parametrize(
    ("measure", "row", "value"),
    [
        ("proportion", {"numerator": 30, "denominator": 40}, 0.75),
        ("rate", {"events": 9, "exposure": 1800}, 5.0),
        ("mean", {"mean": 3.9, "sd": 1.1, "n": 120}, 3.9),
        ("count", {"total": 17}, 17.0),
        ("money", {"total": 1_900_000.5}, 1_900_000.5),
    ],
)
def test_published_aggregates_of_every_measure_are_entered(measure, row, value):
    cells = hh.enter(
        hh.Indicator("x", measure=measure), [{"area": "Åhaven", "year": hh.Period(2013), **row}], by=["area", "year"]
    )
    estimate = hh.estimate(cells)[0]
    assert estimate.value == pytest.approx(value)
    assert estimate.key == {"area": "Åhaven", "year": "2013"}


def test_merging_gives_what_pooling_gives(rows, indicators):
    parts = [hh.tally(rows.slice(start, 3), indicators, by="area") for start in (0, 3)]
    whole = hh.tally(rows, indicators, by="area")
    assert hh.merge(parts).ledger == whole.ledger
    assert hh.merge(parts).to_dict()["area"] == whole.to_dict()["area"]
    assert hh.merge([whole]) == whole


def test_cells_are_written_read_and_pickled(tmp_path, rows, indicators):
    cells = hh.tally(rows, indicators, by=["area", "quarter"])
    cells.write(tmp_path / "a.parquet")
    cells.write(tmp_path / "b.parquet")
    assert hh.read_cells(tmp_path / "a.parquet") == cells
    assert hh.read_cells(tmp_path / "*.parquet") == hh.merge([cells, cells])
    assert pickle.loads(pickle.dumps(cells)) == cells


def test_cells_go_out_to_every_library(rows, indicators):
    cells = hh.tally(rows, indicators, by=["area", "quarter"])
    columns = list(cells.to_dict())
    assert columns[:2] == ["area", "quarter"]
    assert list(cells.to_pandas().columns) == columns
    assert cells.to_polars().columns == columns == pa.table(cells).column_names
    assert duckdb.from_arrow(pa.table(cells)).columns == columns
    assert cells.to_polars()["area"].to_list() == cells.to_dict()["area"]


def test_a_notebook_shows_cells(rows, indicators):
    cells = hh.tally(rows, indicators, by=["area"])
    assert "Ærøskøbing" in cells._repr_html_()
    assert repr(cells) == "<Cells: 4 by area; evicted, income; from 6 rows>"


def test_a_column_that_nobody_reads_may_be_of_mixed_types():
    frame = pd.DataFrame({"area": ["A", "A"], "evicted": [True, False], "notes": ["x", 1.5]})
    twice = [hh.Indicator("evicted"), hh.Indicator("again", event="evicted")]
    assert hh.tally(frame, twice, by="area").to_dict()["events"] == [1, 1]
