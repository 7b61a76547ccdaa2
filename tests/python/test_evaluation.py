"""Whole evaluations: from a plan to a report, on the 34 cases and on rows."""

import pickle
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helhed as hh

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "datasets" / "bag-facaderne" / "evaluation.toml"

ROWS_PLAN = """
[evaluation]
title = "Restancer"

[data]
rows = "restancer.parquet"
by = ["year"]

[[programme]]
id = "nordby"
title = { da = "Økonomisk rådgivning", en = "Debt advice" }
areas = ["Nordby"]
municipality = "Randers"
start = "2013-01"
themes = ["HOU"]

[[indicator]]
use = "hou_arrears"
columns = { event = "late" }

[comparison]
design = "before_after"
at = "2013"
"""


@pytest.fixture(scope="module")
def evaluation() -> hh.Evaluation:
    return hh.evaluate(PLAN)


def text_of(path: Path) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    late = [True] * 30 + [False] * 70 + [True] * 20 + [False] * 80 + [None]
    pq.write_table(pa.table({"year": [2012] * 100 + [2013] * 101, "late": late}), tmp_path / "restancer.parquet")
    path = tmp_path / "plan.toml"
    path.write_text(ROWS_PLAN, encoding="utf-8")
    return path


def test_the_report_says_what_it_must_in_both_languages(evaluation: hh.Evaluation, tmp_path: Path) -> None:
    da = text_of(hh.write_report(evaluation, tmp_path / "da.html"))
    en = text_of(hh.write_report(evaluation, tmp_path / "en.html", language="en"))
    assert "73,2 pct. [58,1-84,3] 30 af 41" in da
    assert "73.2 % [58.1-84.3] 30 of 41" in en
    assert "71.1 % [65.5-76.1] 199 of 280" in en
    assert "36.4 % [15.2-64.6] 4 of 11" in en
    assert "109 of about 300" in en
    assert "-32 % none: printed without counts" in en
    assert en.count("Evidence: SMS") == da.count("Evidens: SMS") == 34


def test_no_case_is_graded_above_two(evaluation: hh.Evaluation) -> None:
    grades = {estimate.evidence.grade for estimate in evaluation.estimates if estimate.evidence is not None}
    assert grades == {"SMS 1", "SMS 2 / SØM 3"}


def test_the_report_needs_no_network(evaluation: hh.Evaluation, tmp_path: Path) -> None:
    html = hh.write_report(evaluation, tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=\s*[\"'](https?:)?//", html)
    assert "@import" not in html and "<script" not in html
    assert '<html lang="da">' in html and "<svg" in html and 'scope="col"' in html and "aria-label" in html


def test_every_value_in_a_table_has_method_and_n(evaluation: hh.Evaluation) -> None:
    def tables(section: dict) -> list[dict]:
        own = [part["table"] for part in section["parts"] if "table" in part]
        return own + [table for inner in section["sections"] for table in tables(inner)]

    seen = 0
    for section in evaluation.document("en")["sections"]:
        for table in tables(section):
            headings = [column["heading"] for column in table["columns"]]
            if "Value" in headings and "Method" in headings:
                for row in table["rows"]:
                    assert row[headings.index("Method")] and row[headings.index("n")], row
                    seen += 1
    assert seen > 200


def test_rows_are_tallied_compared_and_reported(plan: Path, tmp_path: Path) -> None:
    evaluation = hh.evaluate(plan)
    estimands = [estimate.estimand for estimate in evaluation.estimates]
    assert estimands[:3] == ["proportion", "proportion", "risk_difference"]
    assert round(evaluation.estimates[2].value, 10) == -0.1
    text = text_of(hh.write_report(evaluation, tmp_path / "rows.html", language="en"))
    assert "Debt advice" in text and "Place: Nordby (Randers). Period: from 2013M01." in text
    assert "201 rows were read" in text and "late: missing: 1" in text and "SMS 2 / SØM 3" in text


def test_estimates_become_a_report_too(tmp_path: Path) -> None:
    shares = hh.estimate(hh.enter(hh.indicator("hou_arrears"), [{"numerator": 3, "denominator": 40}]))
    text = text_of(hh.write_report(shares, tmp_path / "share.html", language="en", title="Arrears"))
    assert "Arrears" in text and "7.5 %" in text and "3 of 40" in text and "proportion/wilson" in text


def test_evaluations_pickle(evaluation: hh.Evaluation) -> None:
    assert pickle.loads(pickle.dumps(evaluation)) == evaluation
    cases = hh.datasets.bag_facaderne()
    assert pickle.loads(pickle.dumps(cases)) == cases


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (("title =", "titel ="), "H002", "line 3"),
        (("hou_arrears", "hou_arears"), "H001", "plan.toml"),
        (('event = "late"', 'event = "latte"'), "H101", "restancer.parquet"),
        (('at = "2013"', 'at = "2019"'), "H402", "at"),
        (('at = "2013"', 'at = "13"'), "H004", "plan.toml"),
        (("restancer.parquet", "restancer.xyz"), "H801", "restancer.xyz"),
        (('title = "Restancer"', 'title = "R"\nlevel = 95'), "H301", "plan.toml"),
        (('design = "before_after"', 'design = "befor"'), "H006", "plan.toml"),
        (('rows = "restancer.parquet"', 'dataset = "bag-facaderne"'), "H010", "plan.toml"),
    ],
)
def test_a_mistake_in_a_plan_has_its_place(plan: Path, change: tuple[str, str], code: str, where: str) -> None:
    assert change[0] in ROWS_PLAN
    plan.write_text(ROWS_PLAN.replace(*change), encoding="utf-8")
    with pytest.raises(hh.HelhedError) as caught:
        hh.evaluate(plan)
    assert caught.value.code == code
    assert where in caught.value.where
    assert caught.value.mend


def test_reports_that_cannot_be_written_are_refused(evaluation: hh.Evaluation, tmp_path: Path) -> None:
    with pytest.raises(hh.HelhedError) as caught:
        hh.write_report(evaluation, tmp_path / "report.docx")
    assert caught.value.code == "H804"
    (tmp_path / "file").write_text("")
    with pytest.raises(hh.HelhedError) as caught:
        hh.write_report(evaluation, tmp_path / "file" / "report.html")
    assert caught.value.code == "H803"
    with pytest.raises(hh.HelhedError) as caught:
        hh.write_report(evaluation, tmp_path / "report.html", language="de")
    assert caught.value.code == "H006"


def test_a_missing_extra_is_named(evaluation: hh.Evaluation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    with pytest.raises(hh.HelhedError) as caught:
        hh.write_report(evaluation, tmp_path / "report.html")
    assert caught.value.code == "H601"
    assert "helhed[documents]" in caught.value.mend


def test_a_plan_names_the_method_of_its_comparison(plan: Path) -> None:
    default = [one.method for one in hh.evaluate(plan).estimates if one.provenance.chosen == "asked_for"]
    text = ROWS_PLAN.replace('at = "2013"', 'at = "2013"\nmethod = "ratio/koopman"')
    plan.write_text(text, encoding="utf-8")
    asked = [one.method for one in hh.evaluate(plan).estimates if one.provenance.chosen == "asked_for"]
    assert not default
    assert set(asked) == {"ratio/koopman", "change/percent"}
    plan.write_text(text.replace("koopman", "kopman"), encoding="utf-8")
    with pytest.raises(hh.HelhedError) as refused:
        hh.evaluate(plan)
    assert refused.value.code == "H302"
    assert "ratio/koopman" in refused.value.mend
