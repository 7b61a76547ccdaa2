"""A table of counts as it may be published: what is hidden cannot be computed, and the account says what can be."""

import itertools
import json
import pickle
import time

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

AREAS = ["Birkelunden", "Åbrinken", "Ærtebjerg", "Østerlunden"]
COUNTS = [[31, 28], [18, 3], [22, 25], [40, 37]]
NAMES = {"rows": "omraade", "columns": "koen", "count": "antal"}


def rows(counts=COUNTS, areas=AREAS, groups=("M", "K")) -> pa.Table:
    """One row a cell."""
    cells = [
        (area, group, n)
        for area, line in zip(areas, counts, strict=True)
        for group, n in zip(groups, line, strict=True)
    ]
    return pa.table({name: list(column) for name, column in zip(NAMES.values(), zip(*cells, strict=True), strict=True)})


def protect(counts=COUNTS, **options) -> hh.Protected:
    names = [f"r{at}" for at in range(len(counts))], [f"c{at}" for at in range(len(counts[0]))]
    return hh.protect(rows(counts, *names), **NAMES, **options)


def refused(data, code, **options) -> hh.HelhedError:
    with pytest.raises(hh.HelhedError) as caught:
        hh.protect(data, **{**NAMES, **options})
    assert caught.value.code == code, caught.value
    assert caught.value.mend
    danish = caught.value.say("da")
    assert danish.startswith(f"[{code}]") and "gør:" in danish, danish
    return caught.value


def test_three_more_cells_are_hidden_and_the_account_says_what_is_left():
    safe = hh.protect(rows(), **NAMES)
    assert [(cell.row, cell.column, cell.why) for cell in safe.hidden] == [
        ("Åbrinken", "M", "secondary"),
        ("Åbrinken", "K", "primary"),
        ("Ærtebjerg", "M", "secondary"),
        ("Ærtebjerg", "K", "secondary"),
    ]
    three = safe.hidden[1]
    assert (three.range, three.range_with_rule, three.protects) == ((0, 21), (1, 4), [])
    assert all(cell.protects == [("Åbrinken", "K")] for cell in safe.hidden if cell.why == "secondary")
    assert (safe.threshold, safe.search, safe.totals_withheld, safe.whole_groups) == (5, "exact", 0, [])
    assert (safe.rows, safe.columns) == (AREAS, ["M", "K"])


@pytest.mark.parametrize(
    "made",
    [
        lambda table: table,
        lambda table: table.to_pandas(),
        lambda table: table.to_pandas().astype({"omraade": "category"}),
        pl.DataFrame,
        lambda table: duckdb.connect().from_arrow(table),
        hh.check,
    ],
)
def test_any_table_is_taken(made):
    assert hh.protect(made(rows()), **NAMES) == hh.protect(rows(), **NAMES)


def test_a_file_is_taken_however_it_is_read(tmp_path):
    path = tmp_path / "antal.csv"
    hh.check(rows()).write(path)
    wanted = hh.protect(rows(), **NAMES)
    for data in (path, str(path), hh.read(path), hh.scan(path)):
        assert hh.protect(data, **NAMES) == wanted


def test_what_is_published_holds_no_hidden_count():
    safe = hh.protect(rows([[31, 28], [18, 3], [22, 26], [40, 37]]), **NAMES)
    table = safe.to_dict()
    assert [n for n, why in zip(table["count"], table["hidden"], strict=True) if why] == [None] * 4
    assert list(table) == ["row", "column", "count", "hidden", "low", "high", "low_with_rule", "high_with_rule"]
    told = [safe.to_text("en"), safe.to_html(), safe.account(), safe.to_json(), repr(safe), repr(safe.hidden)]
    for text in told:
        assert not {"3", "18", "22", "26"} & set("".join(c if c.isdigit() else " " for c in text).split()), text


def test_it_shows_itself_in_danish_and_english():
    safe = hh.protect(rows(), **NAMES)
    assert safe.to_text().splitlines()[3].split() == ["Åbrinken", "·", "·", "21"]
    assert "Diskretioneret: færre end 5" in safe.to_text() and "Not shown: fewer than 5" in safe.to_text("en")
    assert "Hvad en læser kan regne ud" in safe.account() and "No other choice hides less." in safe.account("en")
    assert repr(safe) == f"{safe.to_text()}\n\n{safe.account()}"
    assert safe._repr_html_().count("<table") == 2 and safe.to_html("en").count("<table") == 1
    assert repr(safe.hidden[1]) == "<HiddenCell Åbrinken, K: primary, 0 to 21>"
    with pytest.raises(hh.HelhedError):
        safe.to_text("sv")


def test_names_from_a_file_are_no_markup_and_keep_their_marks():
    safe = protect([[9, 9], [9, 9]])
    assert safe.hidden == [] and "Intet er skjult" in safe.account()
    odd = hh.protect(rows([[9, 9]], ["<b>"], ["#1", "K"]), **NAMES)
    assert "<b>" not in odd.to_html() and odd.to_text().splitlines()[0].split() == ["#1", "K", "I", "alt"]


def test_it_travels(tmp_path):
    safe = hh.protect(rows(), **NAMES)
    assert pickle.loads(pickle.dumps(safe)) == safe and pickle.loads(pickle.dumps(safe.hidden[0])) == safe.hidden[0]
    assert json.loads(safe.to_json())["audit"]["threshold"] == 5
    assert pa.table(safe).to_pydict() == safe.to_dict()
    assert safe.to_pandas()["count"].isna().sum() == 4 and safe.to_polars()["count"].null_count() == 4
    for ending in ("csv", "xlsx", "parquet"):
        safe.write(tmp_path / f"safe.{ending}")
        assert len(hh.read(tmp_path / f"safe.{ending}", totals="keep")) == 15
    with pytest.raises(hh.HelhedError) as caught:
        hh.Protected._unpickle(safe.to_json().replace('"M",', "", 1))
    assert caught.value.code == "H802"


def extremes(safe):
    """The least and largest of each hidden cell over all whole tables that agree with what is published (three rows and
    two columns, all totals there)."""
    shown = safe.to_dict()
    table = {(r, c): n for r, c, n in zip(shown["row"], shown["column"], shown["count"], strict=True)}
    found = {(cell.row, cell.column): [] for cell in safe.hidden}
    totals = [table[row, None] for row in safe.rows]
    for firsts in itertools.product(*(range(total + 1) for total in totals)):
        lines = zip(safe.rows, firsts, totals, strict=True)
        full = {(row, c): n for row, one, total in lines for c, n in zip(safe.columns, (one, total - one), strict=True)}
        sums = {(None, c): sum(full[row, c] for row in safe.rows) for c in safe.columns}
        if all(table[cell] in (None, n) for cell, n in {**full, **sums}.items()):
            for cell, counts in found.items():
                counts.append(full[cell])
    return {cell: (min(counts), max(counts)) for cell, counts in found.items()}


@pytest.mark.parametrize("counts", [[[9, 3], [6, 7], [8, 0]], [[2, 9], [8, 4], [7, 6]], [[0, 9], [3, 7], [6, 8]]])
def test_the_ranges_are_those_of_every_table_that_agrees(counts):
    safe = protect(counts)
    assert safe.totals_withheld == 0
    assert {(cell.row, cell.column): cell.range for cell in safe.hidden} == extremes(safe)
    for cell in safe.hidden:
        if cell.why == "primary":
            (low, high), (least, most) = cell.range, cell.range_with_rule
            assert low == 0 and high >= safe.threshold and least < most


def test_totals_are_withheld_where_cells_are_not_enough():
    safe = protect([[3, 0], [0, 20]])
    assert safe.totals_withheld > 0 and "summer er skjult" in safe.account()
    assert safe.whole_groups == [("r0", "c0"), ("r1", "c1"), ("r0", "c0"), ("r1", "c1")]
    assert safe.hidden[0].range[1] is None or safe.hidden[0].range[1] >= 5


def test_zero_is_published_and_threshold_is_chosen():
    safe = protect([[0, 12, 9], [7, 4, 8], [6, 11, 13]], threshold=3)
    assert safe.hidden == [] and 0 in safe.to_dict()["count"]
    assert {cell.why for cell in protect([[0, 12, 9], [7, 4, 8], [6, 11, 13]], threshold=10).hidden} == {
        "primary",
        "secondary",
    }


def test_misuse_is_refused_with_its_cure():
    refused(rows(), "H610", threshold=2)
    refused(rows(), "H610", threshold=1001)
    assert "`Åbrinken`, `K`" in str(refused(rows().filter([at != 3 for at in range(8)]), "H611"))
    refused(pa.concat_tables([rows(), rows()]), "H611")
    refused(rows([[1, 1], [1, 1]], ["a", "b"]), "H612")
    refused(rows([*COUNTS, [111, 93]], [*AREAS, "I alt"]), "H613")
    refused(rows([[5, 6, 11], [7, 8, 15]], ["a", "b"], ["M", "K", "Total"]), "H613")
    refused(rows([[-1, 1]], ["a"]), "H202")
    refused(rows([[0.5, 1]], ["a"]), "H204")
    assert "row 2" in str(refused(rows([[9, None]], ["a"]), "H107"))
    assert "omraade" in str(refused(rows([[9, 9]], [None]), "H107"))
    assert "`antal`" in str(refused(rows(), "H101", count="antl"))
    refused(rows(), "H102", count="koen")
    refused(rows().slice(0, 0), "H103")
    with pytest.raises(hh.HelhedError):
        hh.protect([1, 2], **NAMES)
    with pytest.raises(hh.HelhedError):
        hh.protect(rows(), **NAMES, threshold=-1)


def test_a_number_of_a_person_does_not_come_out():
    data = rows([[9, 9], [9, 9]], ["010190-1234", "b"]).slice(1)
    assert "010190-1234" not in str(refused(data, "H611")) and "1234" not in refused(data, "H611").say("da")


def test_a_table_too_large_is_refused_at_once():
    side = [str(at) for at in range(1000)]
    table = pd.DataFrame({"omraade": [a for a in side for _ in side], "koen": side * 1000, "antal": 3})
    start = time.perf_counter()
    refused(table, "H008")
    assert time.perf_counter() - start < 5


def test_a_large_table_says_that_another_choice_may_hide_less():
    counts = [[(row * 31 + column * 17) % 43 for column in range(12)] for row in range(40)]
    safe = protect(counts)
    assert safe.search == "greedy" and "kan skjule mindre" in safe.account()
    assert safe.account().count("\n") < 40
    for cell in safe.hidden:
        low, high = cell.range
        assert cell.why == "secondary" or (low == 0 and (high is None or high >= 5))
