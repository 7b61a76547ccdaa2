"""The command line, as people type it."""

import subprocess
import sys
from pathlib import Path

import pytest

from helhed.cli import main

PLAN = Path(__file__).parents[2] / "datasets" / "bag-facaderne" / "evaluation.toml"


def test_evaluate_ends_with_the_path_of_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "reports" / "cases.html"
    assert main(["evaluate", str(PLAN), "--out", str(out), "--language", "en"]) == 0
    assert capsys.readouterr().out.strip().splitlines()[-1] == str(out)
    assert "Youth-job advisers" in out.read_text(encoding="utf-8")


def test_a_mistake_goes_to_standard_error_with_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "no-such-plan.toml"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("[H801]")
    assert main(["explain", "H999"]) == 2
    assert main(["methods", "proportion/wilsn"]) == 2
    assert "proportion/wilson" in capsys.readouterr().err


def test_lists_and_pages_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["methods"]) == 0
    assert "proportion/wilson" in capsys.readouterr().out
    assert main(["methods", "ratio/koopman"]) == 0
    assert "## Equation" in capsys.readouterr().out
    assert main(["indicators", "--theme", "HOU", "--language", "en"]) == 0
    listed = capsys.readouterr().out
    assert "hou_evict" in listed and "eeb_emp_1864" not in listed
    assert main(["explain", "h203"]) == 0
    assert "H203" in capsys.readouterr().out


def test_the_module_runs_as_a_program() -> None:
    call = [sys.executable, "-m", "helhed", "explain", "W304"]
    assert "W304" in subprocess.run(call, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_read_refuses_in_the_language_that_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tom.csv"
    file.write_bytes(b"")
    assert main(["read", str(file), "--language", "da"]) == 2
    assert capsys.readouterr().err.startswith("[H810] filen er tom\n  hvor: filen ")
    assert main(["read", str(file), "--language", "en"]) == 2
    assert capsys.readouterr().err.startswith("[H810] the file is empty\n  where: file ")
