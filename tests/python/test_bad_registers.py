"""Registers as they come: folders, lists, patterns; what is wrong with one file of many is named."""

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helhed as hh

INCOME = hh.Indicator("income", measure="mean")


def part(n=40, **other):
    columns = {"area": [f"Område {i % 4}" for i in range(n)], "income": [float(i) for i in range(n)]}
    return pa.table({**columns, **other})


@pytest.fixture
def folder(tmp_path):
    for number in range(9):
        pq.write_table(part(), tmp_path / f"del_{number}.parquet", row_group_size=10)
    return tmp_path


def refused(data, code, **asked):
    with pytest.raises(hh.HelhedError) as raised:
        hh.tally(data, INCOME, by="area", **asked)
    assert raised.value.code == code, raised.value
    return raised.value


def test_a_folder_a_pattern_and_a_list(folder):
    files = sorted(folder.glob("*.parquet"))
    whole = hh.tally(str(folder / "*.parquet"), INCOME, by="area")
    assert whole.ledger["rows_in"] == 360
    assert (
        hh.tally(files, INCOME, by="area")
        == hh.tally([str(file) for file in reversed(files)], INCOME, by="area")
        == whole
    )
    assert hh.tally(tuple(files), INCOME, by="area") == whole
    in_folder = hh.tally(folder, INCOME, by="area")
    assert in_folder.ledger == whole.ledger and in_folder.to_dict()["records"] == whole.to_dict()["records"]
    assert hh.tally(f"{folder}/", INCOME, by="area") == in_folder


def test_an_empty_folder_a_pattern_of_nothing_and_what_is_no_path(tmp_path):
    assert str(tmp_path) in str(refused(tmp_path, "H834"))
    refused(tmp_path / "*.parquet", "H801")
    refused([], "H103")
    refused([tmp_path / "a.parquet", 7], "H861")


def test_what_is_wrong_with_one_file_names_it(folder):
    bad = folder / "del_6.parquet"
    pq.write_table(part().drop(["income"]), bad)
    assert "del_6.parquet" in str(refused(folder / "*.parquet", "H101"))
    pq.write_table(part(area=list(range(40))), bad)
    assert "del_6.parquet" in str(refused(folder / "*.parquet", "H860"))
    pq.write_table(part(), bad)
    whole = bad.read_bytes()
    bad.write_bytes(whole[: len(whole) // 2])
    assert "del_6.parquet" in str(refused(folder / "*.parquet", "H802"))
    pq.write_table(part(), bad, row_group_size=10)
    at = pq.ParquetFile(bad).metadata.row_group(2).column(1).dictionary_page_offset
    whole = bytearray(bad.read_bytes())
    whole[at : at + 10] = b"\xff" * 10
    bad.write_bytes(whole)
    error = refused(folder / "*.parquet", "H830")
    assert "del_6.parquet, row group 3, column `income`" in str(error)
    assert "rækkegruppe 3" in error.say("da")


@pytest.mark.parametrize("weight", [-1.0, np.inf, -np.inf])
def test_weights_that_are_none(weight):
    rows = part(weight=[1.0] * 39 + [weight])
    weighted = hh.Indicator("income", measure="weighted_mean", weight="weight")
    with pytest.raises(hh.HelhedError) as raised:
        hh.tally(rows, weighted, by="area")
    assert raised.value.code in {"H008", "H104"} and "row 40" in str(raised.value)


def test_keys_of_every_type_and_null_ones():
    for kind in (pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()):
        rows = part(4, area=pa.array([1, None, 100, 1], kind))
        assert hh.tally(rows, INCOME, by="area").to_dict()["area"] == [None, 1, 100]
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.uint8(), pa.string())):
        rows = part(4, area=pa.array(["å", None, "b", "å"], kind))
        assert hh.tally(rows, INCOME, by="area").to_dict()["area"] == [None, "b", "å"]


def test_dictionaries_that_differ_and_files_without_statistics(tmp_path):
    words = [pa.array([f"{letter}{i % 3}" for i in range(50)]).dictionary_encode() for letter in "abc"]
    rows = pa.table({"area": pa.chunked_array(words), "income": np.arange(150.0)})
    pq.write_table(rows, tmp_path / "a.parquet", row_group_size=50, write_statistics=False)
    cells = hh.tally(tmp_path / "a.parquet", INCOME, by="area")
    assert len(cells) == 9 and cells == hh.tally(rows, INCOME, by="area")


def test_a_key_for_every_row_is_counted(tmp_path):
    path = tmp_path / "many.parquet"
    pl.DataFrame({"person": np.arange(60_000) % 20_000, "income": np.arange(60_000.0)}).write_parquet(path)
    cells = hh.tally(path, INCOME, by="person")
    assert len(cells) == 20_000 and set(cells.to_dict()["records"]) == {3}


def test_columns_without_a_value():
    rows = pa.table({"area": pa.nulls(5), "income": pa.nulls(5, pa.float64())})
    cells = hh.tally(rows, INCOME, by="area")
    assert cells.to_dict()["missing"] == [5] and cells.ledger["left_out"] == {"income: missing": 5}
