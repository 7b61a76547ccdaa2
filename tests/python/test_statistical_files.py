"""SPSS, SAS and Stata files: what they declare as missing, labels, dates, and files that end their reader's process."""

import datetime
import math
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

import helhed as hh
from helhed.statistical_files import read_table

FILES = Path(__file__).parent.parent / "files" / "stat"


def frame() -> pd.DataFrame:
    day, moment = datetime.date(2014, 3, 1), datetime.datetime(2014, 3, 1, 10, 30)
    return pd.DataFrame(
        {
            "nr": [1, 2, 3, 4, 5],
            "svar": [1.0, 2.0, 99.0, 98.0, math.nan],
            "tekst": ["a", "", "Å", "x", "NA"],
            "dato": [day, day, day, day, None],
            "tid": [moment] * 5,
        }
    )


def test_values_declared_as_missing_are_missing_and_counted_by_code(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    labels = {"svar": {1: "Ja", 99: "Uoplyst"}}
    ranges = {"svar": [{"lo": 98, "hi": 99}], "tekst": ["NA"]}
    pyreadstat.write_sav(frame(), path, missing_ranges=ranges, variable_value_labels=labels)
    read = read_table(path, "spss")
    assert read.table["svar"].to_pylist() == [1.0, 2.0, None, None, None]
    assert read.table["tekst"].to_pylist() == ["a", None, "Å", "x", None]
    assert read.user_missing == {"svar": {"99": 1, "98": 1}, "tekst": {"NA": 1}}
    assert read.labels == {"svar": {"1": "Ja", "99": "Uoplyst"}}
    assert read.table["dato"].to_pylist()[0] == datetime.date(2014, 3, 1)
    assert read.table["tid"].to_pylist()[0] == datetime.datetime(2014, 3, 1, 10, 30)


def test_letters_of_stata_are_counted_and_a_missing_without_letter_is_just_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.dta"
    table = frame().assign(svar=pd.Series([1.0, 2.0, "a", "b", None], dtype=object))
    pyreadstat.write_dta(table, path, missing_user_values={"svar": ["a", "b"]})
    read = read_table(path, "stata")
    assert read.table["svar"].to_pylist() == [1.0, 2.0, None, None, None]
    assert read.user_missing == {"svar": {"a": 1, "b": 1}}


def test_more_rows_than_are_held_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame({"x": range(450_000)}), path)
    column = read_table(path, "spss").table["x"]
    assert (len(column), str(column.type), sum(column.to_pylist())) == (450_000, "int64", 101_249_775_000)


@pytest.mark.parametrize(("name", "kind"), [("delvise_etiketter.sav", "spss"), ("tryghed_v5.xpt", "sas")])
def test_a_file_that_is_cut_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    whole = (FILES / name).read_bytes()
    path = tmp_path / name
    for length in (0, 10, len(whole) // 2, len(whole) - 7):
        path.write_bytes(whole[:length])
        with pytest.raises(hh.HelhedError) as refused:
            read_table(path, kind)
        assert refused.value.code == "H802"
        assert name in refused.value.where


@pytest.mark.parametrize(("at", "byte"), [(214, 255), (305, 128), (306, 1)])
def test_a_file_that_ends_its_reader_is_an_error_here(tmp_path: Path, at: int, byte: int) -> None:
    """With one byte changed, pyreadstat 1.3.7 ends its process with a segmentation fault."""
    damaged = bytearray((FILES / "delvise_etiketter.sav").read_bytes())
    damaged[at] = byte
    path = tmp_path / "a.sav"
    path.write_bytes(damaged)
    with pytest.raises(hh.HelhedError) as refused:
        read_table(path, "spss")
    assert refused.value.code == "H802"
