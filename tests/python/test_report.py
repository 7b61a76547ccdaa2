"""The manual, the register of codes, the command line."""

import subprocess
import sys

import pytest

import helhed as hh
from helhed.cli import main


def test_every_method_has_its_page():
    assert len(hh.methods()) >= 14
    for name, title in hh.methods():
        assert title in hh.method(name)
        assert "## Checked against" in hh.method(name)


def test_a_code_is_explained_whatever_its_case():
    assert hh.explain("h203") == hh.explain("H203")
    assert hh.explain("W304").startswith("W304: ")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["methods"], "Wilson interval for a proportion"),
        (["methods", "rate/byar"], "## Equation"),
        (["indicators", "--theme", "HOU"], "Effektive udsættelser"),
        (["indicators", "--language", "en"], "Employment rate, 18-64"),
        (["explain", "H201"], "A numerator is above its denominator."),
    ],
)
def test_the_command_line_prints(arguments, expected, capsys):
    assert main(arguments) == 0
    assert expected in capsys.readouterr().out


def test_the_command_line_says_what_is_wrong(capsys):
    assert main(["explain", "H999"]) == 2
    assert "[H006]" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["nothing"])


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "helhed", "explain", "W304"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("W304: ")


HOSTILE = [
    "../../helhed_canary",
    "/etc/x",
    "C:\\x",
    "CON",
    "nul.txt",
    ".",
    "..",
    "",
    "a" * 300,
    "a/b",
    "A_B",
    "navn ",
    None,
]


def test_one_report_for_each_area_stays_in_its_folder(tmp_path):
    folder = tmp_path / "one" / "two" / "reports"
    rows = [{"area": area, "numerator": 3, "denominator": 40} for area in HOSTILE]
    shares = hh.estimate(hh.enter(hh.indicator("hou_arrears"), rows, by="area"))
    paths = hh.write_reports(shares, folder, by="area")
    written = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert written == set(paths) and len(written) == len(HOSTILE)
    assert all(path.parent == folder and path.suffix == ".html" and len(path.name) < 100 for path in paths)
    assert len({path.name.casefold() for path in paths}) == len(paths)
    with pytest.raises(hh.HelhedError) as caught:
        hh.write_reports(shares, folder, by="aera")
    assert caught.value.code == "H207" and "area" in caught.value.mend
