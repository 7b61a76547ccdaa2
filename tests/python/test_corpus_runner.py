"""The runner of the corpus judges rightly: what is planted wrong fails, and what is right passes."""

import copy
import json
import os
import socket
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus import run
from corpus.export import cells_that_run
from corpus.guard import Listener, canaries
from corpus.judge import CPR, GIGABYTE, is_named, judge, kinds_of
from corpus.outcome import Outcome
from corpus.stats import agrees, measured

NOTICE = {
    **{"code": "W120", "what": "read as missing: `..` (1)", "where": "file a.csv, line 3, column `sager`, row 2"},
    **{"mend": "say it", "file": "a.csv", "sheet": None, "line": 3, "row": 2, "column": "sager", "cell": None},
    "what_da": "læst som manglende: `..` (1)",
}
CHECKS = [{"column": "sager", "stat": "sum", "value": 12}, {"column": "andel", "stat": "mean", "value": 0.1}]
TABLE = {"columns": {"sager": "integer", "andel": "float"}, "rows": 2, "checks": CHECKS}
PARSE = {"id": "p", "path": "a.csv", "kind": "csv", "stage": "read", "expect": {"parse": TABLE}}
NAMES = {"file": "a.csv", "line": 3, "row": 2, "column": "sager", "value": "se note 4"}
ERROR = {**PARSE, "expect": {"error": {"says": "no number", "names": NAMES, "cure": "mend it"}}}
WARN = {**PARSE, "expect": {"warn": {"names": {"column": "sager", "row": 2, "value": ".."}, "parse": TABLE}}}
MESSAGE = (
    "[H110] `se note 4` is not a number\n  where: file /x/a.csv, line 3, column `sager`, row 2\n  mend:  correct it"
)


def parsed(**changes):
    right = {
        "kind": "parse",
        "rows": 2,
        "columns": {"sager": "integer", "andel": "float"},
        "actual": [[12], [0.1 + 1e-17]],
        "told": {"sager": {"sum": 12, "distinct": 2, "nulls": 0, "values": 2}},
    }
    return Outcome(**{**right, **changes})


def refused(text=MESSAGE, **changes):
    return Outcome(**{"kind": "error", "text": text, "code": "H110", "outputs": [text], **changes})


def warned(**changes):
    return parsed(**{"kind": "warn", "notices": [NOTICE], **changes})


def test_what_is_right_passes():
    assert judge(PARSE, parsed()).passed
    assert judge(ERROR, refused()).passed
    assert judge(WARN, warned()).passed


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (parsed(rows=1), "1 rows"),
        (parsed(columns={"sager": "text", "andel": "float"}), "'sager' is text"),
        (parsed(columns={"sager": "float", "andel": "float"}), "'sager' is float"),
        (parsed(columns={"andel": "float"}), "no column 'sager'"),
        (parsed(actual=[[13], [0.1]]), "sum of 'sager'"),
        (parsed(actual=[[12], [0.1 + 1e-8]]), "mean of 'andel'"),
        (parsed(actual=[[None, "KeyError: none"], [0.1]]), "KeyError"),
        (parsed(misfits=["sager is integer"]), "another type"),
        (warned(), "warn where parse is asked"),
        (refused(), "error where parse is asked"),
        (Outcome("crash", text="status -11"), "crash"),
        (Outcome("time", text="more than 60 s"), "time"),
        (parsed(memory=GIGABYTE + 1), "memory"),
        (parsed(stages=["out.csv: '=1' would run"]), "would run"),
        (parsed(canary=True), "canary"),
        (parsed(outputs=["HELHED-CANARY"]), "canary"),
        (parsed(outputs=["person 291008-0000"]), "CPR"),
        (parsed(outputs=["red \x1b[31m"]), "raw"),
        (parsed(outputs=["turned \u202e round"]), "raw"),
        (refused(code="H901"), "H901"),
    ],
)
def test_what_is_planted_wrong_fails(outcome, why):
    verdict = judge(PARSE, outcome)
    assert not verdict.passed and why in verdict.why


@pytest.mark.parametrize("name", list(NAMES))
def test_an_error_names_everything(name):
    gone = {"file": "/x/a.csv", "line": "line 3, ", "row": ", row 2", "column": "`sager`", "value": "se note 4"}
    verdict = judge(ERROR, refused(MESSAGE.replace(gone[name], "")))
    assert not verdict.passed and name in verdict.why
    assert not judge(ERROR, parsed()).passed, "read without a word"


def test_an_error_that_the_file_cannot_be_opened_is_none():
    assert not judge(ERROR, refused(code="H801")).passed


def test_a_notice_names_everything_at_once():
    other = {**NOTICE, "where": "column `nr`, row 2"}
    assert not judge(WARN, warned(notices=[other, {**NOTICE, "what": "something"}])).passed
    assert judge(WARN, warned(notices=[other, NOTICE])).passed
    assert not judge(WARN, warned(actual=[[11], [0.1]])).passed, "warned of, and read wrong"
    assert not judge(WARN, parsed()).passed, "read without a word"


@pytest.mark.parametrize(
    ("alternative", "outcome", "passed"),
    [
        ("warn", warned(), True),
        ("error", refused(), True),
        ("error that names 'sager'", refused(), True),
        ("error that names 'andel'", refused(), False),
        ("error only when 'sager' is given a role", refused(), False),
        ("parse, if the damaged column is not asked for", parsed(), False),
        ("warn; parse as text", parsed(rows=1), False),
        ("parse with 0 rows", parsed(rows=0), True),
        ("parse with 0 rows", parsed(rows=1), False),
        ("warn with the line left out: 2 rows, sager 12", warned(), True),
        ("warn with the line left out: 2 rows, sager 13", warned(), False),
    ],
)
def test_an_alternative_is_judged_by_its_words(alternative, outcome, passed):
    wanted = {"says": "", "names": {}, "cure": ""}
    kind = "error" if outcome.kind != "error" else "warn"
    entry = {**PARSE, "expect": {kind: wanted}, "also_right": [alternative]}
    assert judge(entry, outcome).passed is passed


def test_an_alternative_does_not_allow_what_never_may_be():
    entry = {**ERROR, "also_right": ["warn"], "never": ["an area named 'omraade'"]}
    notices = [{**NOTICE, "what": "`se note 4` was read as missing"}]
    assert judge(entry, warned(notices=notices)).passed
    assert not judge(entry, warned()).passed, "a warning that does not name the value"
    assert not judge(entry, warned(notices=notices, forbidden=["omraade"])).passed


def test_an_alternative_without_a_warning_is_not_one_with():
    entry = {**ERROR, "also_right": ["error that asks for a zone; parse as text with a warning"]}
    assert not judge(entry, parsed()).passed
    assert [kind for kind, _ in kinds_of(entry["also_right"][0])] == ["error", "warn"]


def test_lines_and_rows_are_whole_numbers():
    assert is_named(PARSE, "row", 2, "row 2") and not is_named(PARSE, "row", 2, "row 12")
    assert is_named(PARSE, "line", 12, "lines 1-4 and 11-14") and not is_named(PARSE, "line", 5, "lines 1-4, 11-14")
    assert is_named({**PARSE, "kind": "xlsx"}, "row", 2, "cell B3") and not is_named(PARSE, "row", 2, "cell B3")
    assert is_named(PARSE, "value", "291008-0000", "`******-****`")


def test_numbers_that_look_like_persons_are_found():
    assert all(CPR.search(text) for text in ("291008-0000", "cpr 2910080000.", "291008 0000"))
    assert not any(CPR.search(text) for text in ("2014-123456", "98765432109876543210", "991399-0000"))


def test_checks_are_exact_of_whole_numbers():
    assert not agrees(2**53, 2**53 + 1) and agrees(2.0, 2) and not agrees(True, 1) and agrees(None, "")
    table = {"y_1": ["130", " ", None], "y_2": ["130", "110", ""], "nr": [1, 2, 3]}
    assert measured({"column": "y_*", "stat": "nonblank_cells"}, table, {}) == 3
    assert measured({"column": "y_*", "stat": "cells_equal", "of": "130"}, table, {}) == 2
    assert measured({"column": "*", "stat": "columns"}, table, {}) == 3
    assert measured({"column": "y_1", "stat": "nulls"}, table, {}) == 2
    with pytest.raises(TypeError):
        measured({"column": "y_1", "stat": "sum"}, table, {})


def test_cells_that_would_run_are_found(tmp_path):
    (tmp_path / "a.csv").write_text("omraade;sager\n=1+1;-3\n'=1;-3,5\n@x;4\n", encoding="utf-8")
    assert cells_that_run(tmp_path / "a.csv") == ["=1+1", "@x"]


def test_what_is_written_outside_is_found(tmp_path):
    corpus, elsewhere = tmp_path / "files", tmp_path / "elsewhere"
    for folder in (corpus, elsewhere):
        folder.mkdir()
        (folder / "helhed_canary_1").touch()
    assert canaries([tmp_path], corpus) == {elsewhere / "helhed_canary_1"}


def test_what_is_sent_is_heard():
    with Listener() as listener:
        if listener.note:
            pytest.skip(listener.note[0])
        socket.create_connection(("127.0.0.1", 9), timeout=5).close()
        for _ in range(100):
            if listener.heard:
                break
            time.sleep(0.01)
    assert listener.heard == 1


def small_corpus(folder: Path, **changes) -> None:
    entry = copy.deepcopy(PARSE) | changes
    entry["expect"]["parse"] = {"columns": {"sager": "integer"}, "rows": 2, "checks": CHECKS[:1]}
    (folder / "a.csv").write_text("omraade;sager\nA;5\nB;7\n", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps({"files": [entry]}), encoding="utf-8")


@pytest.mark.slow
def test_a_folder_is_run_in_processes(tmp_path, capsys, monkeypatch):
    small_corpus(tmp_path)
    monkeypatch.setenv("HELHED_FILES", str(tmp_path))
    assert run.main([]) == 0
    assert "passed p - parse\n" in capsys.readouterr().out
    (tmp_path / "a.csv").write_text("omraade;sager\nA;5\nB;8\n", encoding="utf-8")
    assert run.main([]) == 1
    out = capsys.readouterr().out
    assert "failed p - sum of 'sager'" in out and out.endswith("corpus: 0 passed, 1 failed of 1\n")
    os.unlink(tmp_path / "a.csv")
    assert run.main([]) == 1, "a corpus that lacks a file"
    assert run.main(["--only", "nothing"]) == 1, "nothing was run"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("import os; os.abort()", "crash"),
        ("import time; time.sleep(60)", "time"),
        ("x = bytearray(5 << 30)", "memory"),
        ("raise SystemExit(0)", "crash"),
    ],
)
def test_a_process_that_ends_badly_is_seen(tmp_path, monkeypatch, script, kind):
    child = tmp_path / "child.py"
    child.write_text(script, encoding="utf-8")
    monkeypatch.setattr(run, "CHILD", child)
    monkeypatch.setattr(run, "SECONDS", 5 if kind != "time" else 0.5)
    assert run.observed(tmp_path, PARSE, tmp_path).kind == kind
