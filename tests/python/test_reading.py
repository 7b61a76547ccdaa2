"""Files become records: what is said about them, what is refused, and what travels on."""

import datetime as dt
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

import helhed as hh
from helhed.cli import main

ROWS = "kode;omraade;sager\n0101;Birkelunden;5\n0151;Åbrinken;7\n0101;Birkelunden;1\n"


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "sager.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


def written(folder, text, name="a.csv", encoding="utf-8"):
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


# What comes out.


def test_records_say_what_they_are(path):
    records = hh.read(path)
    assert (len(records), records.columns) == (3, ["kode", "omraade", "sager"])
    assert records.types == {"kode": "text", "omraade": "text", "sager": "integer"}
    assert records.to_dict() == {
        "kode": ["0101", "0151", "0101"],
        "omraade": ["Birkelunden", "Åbrinken", "Birkelunden"],
        "sager": [5, 7, 1],
    }
    assert records.ledger == {"rows_in": 3, "left_out": {}}
    assert records.notices == []
    reading = records.reading
    assert (reading.kind, reading.rows, reading.files) == ("csv", 3, [str(path)])
    assert [column["name"] for column in reading.columns] == records.columns
    assert reading.to_dict()["columns"] == reading.columns
    assert repr(records) == repr(reading) == reading.say() == reading.say("en")
    assert "3 rækker, 3 kolonner" in reading.say("da")
    assert records._repr_html_() == reading._repr_html_()


def test_records_go_where_tables_go(path, tmp_path):
    records = hh.read(path)
    table = pa.table(records)
    assert table.to_pydict() == records.to_dict()
    assert pl.DataFrame(records).height == records.to_polars().height == 3
    assert isinstance(records.to_pandas(), pd.DataFrame)
    assert pa.table(hh.check(table)).equals(table)
    records.write(tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").to_pydict() == records.to_dict()


def test_a_scan_reads_as_often_as_it_is_asked(path):
    scan = hh.scan(path)
    assert scan.columns == ["kode", "omraade", "sager"] and scan.types["sager"] == "integer"
    assert pa.table(scan).to_pydict() == pa.table(scan).to_pydict() == scan.collect().to_dict()
    assert repr(scan) == scan.reading.say("en")


def test_a_path_is_a_text_a_path_a_pattern_or_a_list(path, tmp_path):
    written(tmp_path, ROWS, "sager2.csv")
    assert len(hh.read(str(path))) == len(hh.read(path)) == len(hh.read([path])) == 3
    several = hh.read(str(tmp_path / "*.csv"))
    assert len(several) == len(hh.read([path, tmp_path / "sager2.csv"])) == len(hh.scan([path, path]).collect()) == 6
    assert [file.rpartition("/")[2] for file in several.reading.files] == ["sager.csv", "sager2.csv"]
    assert several.ledger["rows_in"] == 6
    assert pa.table(hh.scan(tmp_path / "*.csv")).num_rows == 6


def test_columns_of_several_files_are_found_by_name(path, tmp_path):
    other = written(tmp_path, "sager;kode;omraade\n9;0101;Søen\n", "b.csv")
    assert hh.read([path, other]).to_dict()["sager"] == [5, 7, 1, 9]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("kode;omraade\n0101;Søen\n", "the column `sager` of the first file is not here"),
        ("kode;omraade;sager;x\n0101;Søen;1;2\n", "the column `x` is not in the first file"),
        ("kode;omraade;sager\n0101;Søen;mange\n", "the column `sager` is text here, and integer in the first file"),
    ],
)
@pytest.mark.parametrize("door", [hh.read, hh.scan])
def test_files_that_do_not_fit_together_are_refused(door, path, tmp_path, text, what):
    with pytest.raises(hh.HelhedError) as caught:
        door([path, written(tmp_path, text, "b.csv")])
    assert (caught.value.code, caught.value.what) == ("H860", what)
    assert "b.csv" in caught.value.where


def test_every_type_of_column_becomes_python():
    moment = dt.datetime(2014, 1, 1, 0, 30, tzinfo=dt.timezone.utc)
    table = {
        "day": [dt.date(1899, 12, 31), dt.date(9999, 12, 31), None],
        "moment": [moment, None, moment],
        "naive": pa.array([dt.datetime(2014, 1, 1), None, None], pa.timestamp("ns")),
        "clock": [dt.time(7, 30), None, dt.time(0)],
        "span": [dt.timedelta(days=2), None, None],
        "word": pa.array(["a", "b", None]).dictionary_encode(),
        "small": pa.array([1, None, 255], pa.uint8()),
        "large": pa.array([2**64 - 1, None, 0], pa.uint64()),
        "decimal": [Decimal("1.10"), None, None],
        "list": [["a", None], [], None],
        "record": [{"x": 1}, None, {"x": None}],
        "bytes": [b"\x00", None, b""],
        "nothing": pa.nulls(3),
        "view": pa.array(["a", None, "b"], pa.string_view()),
        "half": pa.array([0.5, None, 1.5], pa.float16()),
    }
    expected = pa.table(table)
    assert hh.check(expected).to_dict() == expected.to_pydict()


def test_a_zone_is_kept():
    moments = pa.array([0, 1_400_000_000_000_000], pa.timestamp("us", "Europe/Copenhagen"))
    offsets = [moment.utcoffset() for moment in hh.check(pa.table({"t": moments})).to_dict()["t"]]
    assert offsets == [dt.timedelta(hours=1), dt.timedelta(hours=2)]


def test_a_type_that_python_lacks_is_refused_with_its_column():
    column = pa.array([(1, 2, 3)], pa.month_day_nano_interval())
    with pytest.raises(hh.HelhedError) as caught:
        hh.check(pa.table({"spell": column})).to_dict()
    assert caught.value.code == "H102" and "spell" in caught.value.where


# What is said about a file.


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("a|b\n1|2\n", {"delimiter": "|"}, {"a": [1], "b": [2]}),
        ("a;b\n1.5;2\n", {"decimal": "."}, {"a": [1.5], "b": [2]}),
        ("a;b\n1.234;2\n", {"thousands": ".", "decimal": ","}, {"a": [1234], "b": [2]}),
        ("1;2\n3;4\n", {"header": False, "names": ["a", "b"]}, {"a": [1, 3], "b": [2, 4]}),
        ("Titel\na;b\n1;2\n", {"header": 2}, {"a": [1], "b": [2]}),
        ("a;b\n1;2\n3;4\n5;6\n", {"lines": (1, 3)}, {"a": [1, 3], "b": [2, 4]}),
        ("a;b\n1;2\n", {"names": ["x", "y"]}, {"x": [1], "y": [2]}),
        ("a;b;c\n1;2;3\n", {"columns": ["a", "c"]}, {"a": [1], "c": [3]}),
        ("a;b\n1;2\n", {"types": {"a": "text"}}, {"a": ["1"], "b": [2]}),
        ("a;b\n1;2\n", {"types": {"a": str, "b": float}}, {"a": ["1"], "b": [2.0]}),
        ("a;b\n1;999\n2;5\n", {"missing": "999"}, {"a": [1, 2], "b": [None, 5]}),
        ("a;b\n1;skjult\n2;5\n", {"suppressed": ["skjult"]}, {"a": [1, 2], "b": [None, 5]}),
        ("a;b\n1;sandt\n2;falsk\n", {"truths": (["sandt"], ["falsk"])}, {"a": [1, 2], "b": [True, False]}),
        ("a;b\n1;03-04-2014\n", {"day_first": True}, {"a": [1], "b": [dt.date(2014, 4, 3)]}),
        ("a;b\n1;03-04-2014\n", {"day_first": False}, {"a": [1], "b": [dt.date(2014, 3, 4)]}),
        ("a;b\nA;1\nB;2\nI alt;3\n", {"totals": "leave_out"}, {"a": ["A", "B"], "b": [1, 2]}),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) and "a" not in value and "x" not in value else "",
)
def test_every_override_is_obeyed(tmp_path, text, options, expected):
    assert hh.read(written(tmp_path, text), **options).to_dict() == expected


def test_an_encoding_is_obeyed(tmp_path):
    file = written(tmp_path, "a;b\n\x80;2\n", encoding="latin-1")
    assert hh.read(file, encoding="windows-1252").to_dict()["a"] == ["€"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ({"delimeter": ";"}, "H006", "did you mean `delimiter`"),
        ({"delimiter": ";;"}, "H861", "`;;` is not one character"),
        ({"delimiter": 3}, "H861", "`3` is not one character"),
        ({"encoding": 8}, "H861", "`8` is not the name of an encoding"),
        ({"header": True}, "H861", "a line counted from 1"),
        ({"header": 0}, "H861", "a line counted from 1"),
        ({"header": (3, 2)}, "H861", "a line counted from 1"),
        ({"lines": 5}, "H861", "the first and the last line"),
        ({"lines": (5, 4)}, "H861", "the first and the last line"),
        ({"sheet": 0}, "H861", "the name of a sheet"),
        ({"sheet": True}, "H861", "the name of a sheet"),
        ({"names": 7}, "H861", "a text or a list of texts"),
        ({"types": ["text"]}, "H861", "a dictionary of columns and types"),
        ({"types": {"a": "txt"}}, "H006", "did you mean `text`"),
        ({"truths": "ja"}, "H861", "the words for yes and the words for no"),
        ({"day_first": "yes"}, "H861", "`True` or `False`"),
        ({"totals": "drop"}, "H861", "`keep` or `leave_out`"),
        ({"roles": "omraade"}, "H861", "a dictionary of roles and columns"),
        ({"roles": {"aera": "omraade"}}, "H006", "did you mean `area`"),
        ({"policies": {"key_missing": "ignore"}}, "H006", "`ignore`"),
        ({"policies": {"no such check": "warn"}}, "H006", "`no such check`"),
    ],
    ids=str,
)
@pytest.mark.parametrize("door", [hh.read, hh.scan])
def test_an_option_that_is_none_is_refused(path, door, options, code, said):
    with pytest.raises(hh.HelhedError) as caught:
        door(path, **options)
    assert caught.value.code == code and said in str(caught.value)
    assert next(iter(options)) in caught.value.where


def test_a_key_is_never_shown(path):
    for key in ("", b"", 7):
        with pytest.raises(hh.HelhedError) as caught:
            hh.read(path, key=key)
        assert caught.value.code == "H861" and "7" not in caught.value.what
    assert "hemmelighed" not in repr(hh.read(path, key="en meget lang hemmelighed"))


@pytest.mark.parametrize("what", [None, 7, [7], {"a": 1}])
def test_what_is_no_path_is_refused(what):
    with pytest.raises(hh.HelhedError) as caught:
        hh.read(what)
    assert caught.value.code == "H861" and "path" in caught.value.where


def test_files_that_are_not_there_are_refused(tmp_path):
    for path in (tmp_path / "a.csv", str(tmp_path / "*.csv"), []):
        with pytest.raises(hh.HelhedError) as caught:
            hh.read(path)
        assert caught.value.code == "H801"


def test_the_whole_path_stands_in_an_error(tmp_path):
    folder = tmp_path / ("a_long_name_" * 8)
    folder.mkdir()
    with pytest.raises(hh.HelhedError) as caught:
        hh.read(folder / "sager.csv")
    assert str(folder / "sager.csv") in caught.value.where


def test_another_ending_is_not_written(path, tmp_path):
    with pytest.raises(hh.HelhedError) as caught:
        hh.read(path).write(tmp_path / "out.doc")
    assert caught.value.code == "H804"


def test_a_table_is_checked_and_a_path_is_not_one(path):
    table = pa.table({"omraade": ["A"], "sager": [1]})
    assert hh.check(table, roles={"area": "omraade"}).reading.rows == 1
    assert hh.check(hh.scan(path)).reading.kind == hh.check(hh.read(path)).reading.kind == "csv"
    assert len(hh.read(path).check(roles={"area": ["kode"]})) == 3
    for data in (path, 7):
        with pytest.raises(hh.HelhedError) as caught:
            hh.check(data)
        assert caught.value.code == "H806"
        assert ("hh.check(hh.read(path)" in caught.value.mend) == (data == path)
    with pytest.raises(hh.HelhedError) as caught:
        hh.check(table, delimiter=";")
    assert caught.value.code == "H006"


# What travels on.


def test_records_and_scans_are_tallied(path):
    mean = hh.Indicator("sager", measure="mean")
    direct = hh.tally(pa.table(hh.read(path)), mean, by="omraade")
    for data in (hh.read(path), hh.scan(path), path, str(path)):
        assert hh.tally(data, mean, by="omraade").to_dict() == direct.to_dict()


def test_rows_set_aside_stand_in_the_ledger_of_the_cells(tmp_path):
    file = written(tmp_path, "omraade;sager\nA;1\nB;\nC;5\nI alt;6\n")
    records = hh.read(file, totals="leave_out", roles={"area": "omraade"})
    assert records.ledger["rows_in"] == 4 and sum(records.ledger["left_out"].values()) == 1
    cells = hh.tally(records, hh.Indicator("sager", measure="mean"), by="omraade")
    assert cells.ledger["rows_in"] == 4
    assert cells.ledger["left_out"] == {**records.ledger["left_out"], "sager: missing": 1}


def test_notices_and_errors_pickle(tmp_path):
    records = hh.read(written(tmp_path, "omraade;sager\nA;1\nB;..\nC;5\n"))
    (notice,) = records.notices
    assert pickle.loads(pickle.dumps(notice)) == notice
    assert (notice.code, notice.column) == ("W120", "sager")
    assert notice.what == notice.say("en") != notice.say("da")
    assert notice.code in repr(notice) and notice.where in repr(notice) and notice.mend in repr(notice)
    with pytest.raises(hh.HelhedError):
        notice.say("sv")


def test_what_a_file_holds_does_not_reach_a_screen_raw(tmp_path):
    file = written(tmp_path, "<script>\u202e\x1b[31m;b\nx;1\n", "<b>.csv")
    records = hh.read(file)
    for shown in (repr(records), records._repr_html_(), records.reading.say("da")):
        assert not any(mark in shown for mark in ("\u202e", "\x1b"))
    assert "<script>" not in records._repr_html_() and "<b>" not in records._repr_html_()


def test_the_command_line_reads(path, capsys):
    assert main(["read", str(path)]) == 0
    assert "3 rækker, 3 kolonner" in capsys.readouterr().out
    assert main(["read", str(path), "--language", "en"]) == 0
    assert "3 rows, 3 columns" in capsys.readouterr().out
    assert main(["read", str(path), str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 6
    assert main(["read", str(path.with_name("none.csv"))]) == 2
    assert "[H801]" in capsys.readouterr().err


# Long work.


def test_progress_is_told(path):
    told = []
    hh.read(path, progress=lambda done, total: told.append((done, total)))
    assert told
    hh.scan(path, progress=False).collect(progress=False)
    with pytest.raises(TypeError):
        hh.read(path, progress=7)
    with pytest.raises(ZeroDivisionError):
        hh.read(path, progress=lambda done, total: 1 / 0)


INTERRUPTED = """
import sys, time
import helhed as hh
print("ready", flush=True)
try:
    if "*" in sys.argv[1]:
        hh.tally(hh.scan(sys.argv[1]), hh.Indicator("sager", measure="mean"))
    else:
        hh.read(sys.argv[1])
except KeyboardInterrupt:
    print("interrupted", time.time(), flush=True)
    print(len(hh.read(sys.argv[2])), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way there")
@pytest.mark.parametrize("slow", ["many", "silent"])
def test_ctrl_c_ends_a_reading_within_a_second(slow, path, tmp_path):
    if slow == "many":
        file = tmp_path / "many-*.csv"
        (tmp_path / "many-000.csv").write_bytes(b"kode;sager\n" + b"0101;123\n" * 1_000_000)
        for copy in range(1, 400):
            os.symlink(tmp_path / "many-000.csv", tmp_path / f"many-{copy:03}.csv")
    else:
        file = tmp_path / "slow.csv"
        # A drive that does not answer.
        os.mkfifo(file)
    command = [sys.executable, "-c", INTERRUPTED, str(file), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.4)
            sent = time.time()
            process.send_signal(signal.SIGINT)
            word, _, moment = process.stdout.readline().partition(" ")
            assert word == "interrupted", process.stderr.read()
            assert float(moment) - sent < 1
            assert process.stdout.readline() == "3\n"
        finally:
            process.kill()


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "parquet", "arrow"])
def test_a_scan_guards_every_row_as_reading_does(tmp_path, ending):
    """The number of a person in the last of many rows is refused, and replaced where it is declared."""
    number = "2106070000"  # made up
    rows = 66_000
    table = pa.table({"noegle": [f"p{row}" for row in range(rows - 1)] + [number], "i_job": [1] * rows})
    file = tmp_path / f"sager.{ending}"
    if ending == "parquet":
        pq.write_table(table, file)
    elif ending == "arrow":
        with pa.ipc.new_file(file, table.schema) as out:
            out.write_table(table)
    else:
        with pa.output_stream(file) as out:
            pacsv.write_csv(table, out, pacsv.WriteOptions(delimiter=";"))

    def error(work):
        with pytest.raises(hh.HelhedError) as caught:
            work()
        return caught.value

    read = error(lambda: hh.read(file))
    tallied = error(lambda: hh.tally(hh.scan(file), hh.Indicator("i_job"), by="noegle"))
    assert str(read) == str(tallied) and read.code == "H112" and number not in str(tallied)
    assert "column `noegle`" in str(read) and f"row {rows}" in str(read)

    declared = {"roles": {"person": "noegle"}, "key": b"sixteen bytes or more"}
    whole = pa.table(hh.read(file, **declared))["noegle"].to_pylist()
    streamed = pa.table(hh.scan(file, **declared))["noegle"].to_pylist()
    assert whole == streamed and all(len(text) == 32 for text in streamed)
