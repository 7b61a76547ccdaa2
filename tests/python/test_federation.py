"""Cells of several organisations: they merge to what pooled rows give, or are refused by name."""

import copy
import itertools
import json
import math
import pickle
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest

import helhed as hh

REGISTER = Path(__file__).parents[2] / "datasets" / "register"
DOUBLES = ("exposure", "mean", "m2", "total", "weight", "squares", "squares_mean", "squares_m2")
FORMATS = ("parquet", "arrow", "feather", "arrows")

ROWS = """
    select arrears.area::varchar as area, municipality, year(date) || 'K' || quarter(date) as quarter,
        months >= 3 as long, months, 1 / 12.0 as years,
        case when dwelling % 17 > 0 then amount / 7.0 end as amount,
        case when dwelling % 19 > 0 then 1.0 + dwelling % 3 / 10.0 end as weight
    from arrears join areas on arrears.area::varchar = areas.area::varchar
"""


@pytest.fixture(scope="module")
def arrears() -> pa.Table:
    """Months of arrears in the simulated register, with the municipality of their area."""
    register = hh.datasets.open_register(REGISTER)
    connection = duckdb.connect()
    for table in ("arrears", "areas"):
        connection.register(table, pq.read_table(register[table]))
    return connection.sql(ROWS).to_arrow_table()


@pytest.fixture(scope="module")
def measures() -> list[hh.Indicator]:
    return [
        hh.Indicator("long"),
        hh.Indicator("owed", measure="rate", events="months", exposure="years"),
        hh.Indicator("amount", measure="mean", unit="DKK"),
        hh.Indicator("weighted", measure="weighted_mean", value="amount", weight="weight", unit="DKK"),
        hh.Indicator("months", measure="count"),
        hh.Indicator("sum", measure="money", amount="amount"),
    ]


def of_municipality(rows, name):
    return rows.filter(pa.compute.equal(rows["municipality"], name))


def municipalities(rows):
    return sorted(set(rows["municipality"].to_pylist()))


def alike(cells, pooled):
    """Keys, counts and ledger are the same; doubles may differ in their last bits, as sums in another order do."""
    assert (cells.dimensions, cells.indicators, cells.ledger) == (pooled.dimensions, pooled.indicators, pooled.ledger)
    found, wanted = cells.to_dict(), pooled.to_dict()
    assert list(found) == list(wanted)
    for column, values in wanted.items():
        if column == "mean_rest":
            continue
        for one, other in zip(found[column], values, strict=True):
            if column in DOUBLES and other is not None:
                assert math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9), (column, one, other)
            else:
                assert one == other, column
    return True


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("by", [["area", "quarter"], ["quarter"], []])
def test_parts_of_a_register_merge_to_the_whole_in_every_order(tmp_path, arrears, measures, ending, by):
    pooled = hh.tally(arrears, measures, by=by)
    names = municipalities(arrears)
    assert len(names) == 4 and len(pooled) >= 1
    for name in names:
        hh.tally(of_municipality(arrears, name), measures, by=by).write(tmp_path / f"{name}.{ending}")
    files = [tmp_path / f"{name}.{ending}" for name in names]
    parts = [hh.read_cells(file) for file in files]
    for order in itertools.permutations(parts):
        assert alike(hh.merge(order), pooled)
    assert hh.read_cells(files) == hh.read_cells(tmp_path / f"*.{ending}") == hh.merge(parts)
    # The first of two may be either, to the last bit.
    assert hh.merge(parts[:2]) == hh.merge(parts[1::-1])


def test_a_pickle_carries_all_of_it(arrears, measures):
    cells = hh.tally(arrears, measures, by=["area", "quarter"]).withhold(10)
    assert pickle.loads(pickle.dumps(cells)) == cells == copy.copy(cells)
    assert pickle.loads(pickle.dumps(cells)).suppression == 10


def test_the_same_cell_of_two_organisations_is_counted_together():
    share = hh.Indicator("evicted")
    one = hh.enter(share, [{"quarter": "2013K1", "numerator": 3, "denominator": 90}], by="quarter")
    other = hh.enter(share, [{"quarter": "2013K1", "numerator": 5, "denominator": 80}], by="quarter")
    both = hh.merge([one, other]).to_dict()
    assert (both["records"], both["events"]) == ([170], [8])


def test_own_columns_and_sources_do_not_matter():
    aarhus = hh.Indicator("income", measure="mean", value="income", unit="DKK", source="Fasit")
    odense = hh.Indicator("income", measure="mean", value="indkomst", unit="DKK", source="Momentum")
    one = hh.tally(pa.table({"area": ["A", "A"], "income": [1.0, 3.0]}), aarhus, by="area")
    other = hh.tally(pa.table({"area": ["B"], "indkomst": [8.0]}), odense, by="area")
    for parts in ([one, other], [other, one]):
        merged = hh.merge(parts)
        assert merged.to_dict()["mean"] == [2.0, 8.0]
        [indicator] = merged.indicators
        assert (indicator.columns, indicator.source) == (["income"], "Fasit; Momentum")


def cells(by="quarter", key="2013K1", **options):
    indicator = hh.Indicator("evicted", **options)
    row = {"proportion": {"numerator": 30, "denominator": 90}, "rate": {"events": 30, "exposure": 90}}
    return hh.enter(indicator, [{by: key, **row[options.get("measure", "proportion")]}], by=by)


REFUSED = {
    "key columns": (cells(by="area"), "the key columns are `quarter` in table 1 and `area` in table 3", "same `by`"),
    "years": (
        cells(key=2013),
        "the kind of period in the key column `quarter` is quarters in table 1 and years in",
        "",
    ),
    "school years": (cells(key="2013/14"), "is quarters in table 1 and school-years in table 3", "kind of period"),
    "suppression": (
        cells().withhold(),
        "the cells that are withheld are none in table 1 and of fewer than 5 in table 3",
        "cells.withhold(5)",
    ),
    "measure": (
        cells(measure="rate"),
        "the measure of indicator `evicted` is proportion in table 1 and rate",
        "registry",
    ),
    "direction": (cells(better="lower"), "the direction of indicator `evicted` is neutral in table 1 and lower", ""),
    "unit": (cells(unit="persons"), "the unit of indicator `evicted` is share in table 1 and persons in table 3", ""),
    "recorder": (cells(provenance="register"), "the recorder of indicator `evicted` is self-reported in table 1", ""),
    "name": (cells(name_da="Udsat"), "the Danish name of indicator `evicted` is evicted in table 1 and Udsat in", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_mean_the_same_is_refused_by_name(case):
    odd, words, mend = REFUSED[case]
    with pytest.raises(hh.HelhedError) as caught:
        hh.merge([cells(), cells(key="2014K2"), odd])
    error = caught.value
    assert (error.code, error.where) == ("H205", "argument `cells`")
    assert words in error.what and mend in error.mend, str(error)
    assert error.say("da").startswith("[H205] cellerne kan ikke lægges sammen: "), error.say("da")
    with pytest.raises(hh.HelhedError):
        hh.merge([odd, cells()])


def test_the_version_of_a_registry_is_named_with_the_files(tmp_path):
    toml = """
        version = "{}"
        [[indicator]]
        id = "meals"
        name = {{ da = "Fællesspisninger", en = "Shared meals" }}
        measure = "count"
        unit = "count"
        theme = "RES"
    """
    for name, version in (("aarhus", "2026.1"), ("odense", "2025.2"), ("ribe", "2026.1")):
        registry = tmp_path / f"{name}.toml"
        registry.write_text(toml.format(version), encoding="utf-8")
        meals = hh.read_registry(registry).indicator("meals")
        hh.enter(meals, [{"year": 2013, "total": 17}], by="year").write(tmp_path / f"{name}.parquet")
    with pytest.raises(hh.HelhedError) as caught:
        hh.read_cells(tmp_path / "*.parquet")
    error, (aarhus, odense) = caught.value, (tmp_path / "aarhus.parquet", tmp_path / "odense.parquet")
    versions = f"2026.1 in {aarhus} and 2025.2 in {odense}"
    assert error.what == f"these cells cannot be merged: the version of indicator `meals` is {versions}"
    assert (error.where, error.mend) == (f"file {odense}", "tally all with the same registry file, in the same version")
    assert f"versionen for indikatoren `meals` er 2026.1 i {aarhus} og 2025.2 i {odense}" in error.say("da")
    assert len(hh.read_cells([aarhus, tmp_path / "ribe.parquet"])) == 1


def test_an_area_that_is_a_number_here_and_a_text_there_is_refused():
    with pytest.raises(hh.HelhedError) as caught:
        hh.merge([cells(by="area", key=101), cells(by="area", key="101")])
    assert caught.value.code == "H205" and "`101` in the key column `area` is a number" in caught.value.what


def test_spans_of_time_may_differ_and_are_told():
    merged = hh.merge([cells(key="2013K4"), cells(key="2015K1"), cells(key="2013K4")])
    assert merged.periods == [{"column": "quarter", "kind": "quarter", "first": "2013K4", "last": "2015K1", "count": 2}]
    assert cells(by="area", key="Åhaven").periods == cells(by="area", key=101).periods == []


def test_small_cells_are_withheld_and_counted(arrears, measures):
    whole = hh.tally(arrears, measures[:1], by=["area", "quarter"])
    shown = whole.withhold()
    rows = zip(*(whole.to_dict()[name] for name in ("area", "quarter", "records", "events")), strict=True)
    kept = {(area, quarter) for area, quarter, n, x in rows if not any(0 < count < 5 for count in (n, x, n - x))}
    assert set(zip(shown.to_dict()["area"], shown.to_dict()["quarter"], strict=True)) == kept
    assert 0 < len(kept) < len(whole)
    assert shown.ledger["cells_withheld"] == {"long: fewer than 5": len(whole) - len(kept)}
    # One subtraction does not give the withheld cells away.
    assert shown.ledger["rows_in"] == sum(shown.to_dict()["records"]) + sum(shown.to_dict()["missing"])
    assert f"{len(whole) - len(kept)} cells that count fewer than 5 are withheld" in repr(shown)
    assert "are withheld" in shown._repr_html_()


def test_missing_values_do_not_give_a_withheld_cell_away():
    rows = pa.table({"area": ["A"] * 9 + ["B"] * 6, "x": [True] * 3 + [None] * 6 + [True] * 5 + [None]})
    shown = hh.tally(rows, hh.Indicator("x"), by="area").withhold()
    assert shown.ledger == {"rows_in": 6, "left_out": {"x: missing": 1}, "cells_withheld": {"x: fewer than 5": 1}}


@pytest.mark.parametrize("ending", [*FORMATS, "csv", "xlsx"])
def test_the_rule_is_in_every_file(tmp_path, arrears, measures, ending):
    shown = hh.tally(arrears, measures, by=["area", "quarter"]).withhold(3)
    path = tmp_path / f"celler.{ending}"
    shown.write(path)
    if ending in FORMATS:
        assert hh.read_cells(path) == shown and hh.read_cells(path).suppression == 3
        assert set(shown.to_dict()["withheld_below"]) == {3}
    else:
        assert set(hh.read(path).to_pandas()["withheld_below"]) == {3}


def test_parts_that_withhold_alike_merge_and_say_so(arrears, measures):
    parts = [
        hh.tally(of_municipality(arrears, name), measures[:1], by=["area", "quarter"])
        for name in municipalities(arrears)
    ]
    merged = hh.merge([part.withhold() for part in parts])
    # No area lies in two municipalities, so withholding before and after is the same.
    assert merged == hh.tally(arrears, measures[:1], by=["area", "quarter"]).withhold()
    # By quarter alone the parts are withheld one by one, and what is left counts less than the whole.
    parts = [
        hh.tally(of_municipality(arrears, name), measures[:1], by="quarter").withhold()
        for name in municipalities(arrears)
    ]
    merged = hh.merge(parts)
    assert sum(merged.ledger["cells_withheld"].values()) == sum(
        sum(part.ledger.get("cells_withheld", {}).values()) for part in parts
    )
    assert sum(merged.to_dict()["records"]) < arrears.num_rows


def test_withholding_again_changes_nothing_and_more_withholds_more(arrears, measures):
    whole = hh.tally(arrears, measures[:1], by=["area", "quarter"])
    shown = whole.withhold(5)
    assert shown.withhold(5) == shown == shown.withhold(3)
    assert shown.withhold(20).to_dict() == whole.withhold(20).to_dict()
    with pytest.raises(hh.HelhedError) as caught:
        whole.withhold(2)
    assert caught.value.code == "H610"


def test_a_file_that_breaks_its_own_rule_is_refused(tmp_path):
    shown = cells().withhold()
    table = pa.table(shown)
    small = table.set_column(table.schema.get_field_index("events"), "events", pa.array([3], pa.int64()))
    pq.write_table(small, tmp_path / "a.parquet")
    with pytest.raises(hh.HelhedError) as caught:
        hh.read_cells(tmp_path / "a.parquet")
    assert caught.value.code == "H884" and "row 1" in caught.value.where


def test_an_older_file_withholds_nothing(tmp_path):
    whole = cells()
    table = pa.table(whole)
    assert "suppression" not in json.loads(table.schema.metadata[b"helhed.cells"])
    pq.write_table(table, tmp_path / "a.parquet")
    assert hh.read_cells(tmp_path / "a.parquet") == whole and whole.suppression is None
