"""Lazy frames: the sums that an engine hands over give the cells that the rows give."""

import contextlib
import datetime
import os
import shutil
import signal
import subprocess
import sys
from fractions import Fraction

import dask.dataframe as dd
import duckdb
import ibis
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import helhed as hh
from cluster import session
from test_readme import ALL as README_BLOCKS

# What packages say of each other's future.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]


def in_duckdb(rows: pa.Table) -> nw.LazyFrame:
    return nw.from_native(duckdb.connect().from_arrow(rows))


def in_dask(rows: pa.Table) -> dd.DataFrame:
    return dd.from_pandas(rows.to_pandas(types_mapper=pd.ArrowDtype), npartitions=3)


ENGINES = {
    "Polars": lambda rows: pl.DataFrame(rows).lazy(),
    "DuckDB": in_duckdb,
    "Ibis": ibis.memtable,
    "Dask": in_dask,
}
QUICK = ["Polars", "DuckDB"]

KEYS = ["area", "year", "resident", "day", "theme"]
DAYS = [datetime.date(1970, 1, 1), datetime.date(2012, 2, 29), datetime.date(1969, 12, 31)]


def random_rows(seed: int, rows: int, mean: float) -> pa.Table:
    """Rows with missing keys and values of every kind, beside the keys that stand for missing ones in an engine."""
    random = np.random.default_rng(seed)

    def holes(values, share=0.1):
        return [None if hole else value for value, hole in zip(values, random.random(rows) < share, strict=True)]

    def of(words):
        return holes([words[place] for place in random.integers(0, len(words), rows)])

    measured = random.normal(mean, 3, rows)
    measured[random.random(rows) < 0.1] = np.nan
    return pa.table(
        {
            "area": pa.array(of(["Åhaven", "Sydhavnen", ""]), pa.string()),
            "year": pa.array(of([0, 2012, -1]), pa.int32()),
            "resident": pa.array(of([True, False]), pa.bool_()),
            "day": pa.array(of(DAYS), pa.date32()),
            "theme": pa.array(of(["job", "", "gæld"]), pa.string()).dictionary_encode(),
            "evicted": pa.array(of([True, False, False]), pa.bool_()),
            "income": pa.array(holes(measured.tolist()), pa.float64()),
            "age": pa.array(holes(random.uniform(15, 90, rows).tolist()), pa.float32()),
            "weight": pa.array(
                holes((random.lognormal(0, 1, rows) * (random.random(rows) < 0.9)).tolist()), pa.float64()
            ),
            "charges": pa.array(holes(random.integers(0, 4, rows).tolist()), pa.int64()),
            "years": pa.array(holes((random.random(rows) + 0.1).tolist()), pa.float64()),
            "arrears": pa.array(holes(random.lognormal(8, 1, rows).tolist()), pa.float64()),
        }
    )


INDICATORS = [
    hh.Indicator("evicted"),
    hh.Indicator("income", measure="mean"),
    hh.Indicator("age", measure="weighted_mean", weight="weight"),
    hh.Indicator("charged", measure="rate", events="charges", exposure="years", per=1000),
    hh.Indicator("charges", measure="count"),
    hh.Indicator("arrears", measure="money"),
]


def alike(found: hh.Cells, wanted: hh.Cells) -> None:
    """Keys and counts are equal, and sums to twelve digits."""
    assert (found.ledger, found.dimensions, found.indicators) == (wanted.ledger, wanted.dimensions, wanted.indicators)
    left, right = found.to_dict(), wanted.to_dict()
    assert list(left) == list(right)
    for name, column in left.items():
        if name == "mean_rest":
            # What the mean lacks for rounding: digits beyond the sixteenth.
            continue
        assert len(column) == len(right[name])
        for one, other in zip(column, right[name], strict=True):
            if isinstance(one, float) and isinstance(other, float):
                assert one == pytest.approx(other, rel=1e-12, abs=1e-300), name
            else:
                assert one == other, name


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [[], KEYS], ids=["whole", "by key"])
def test_sums_of_an_engine_are_those_of_the_rows(engine, by):
    rows = random_rows(1, 2_000, mean=1e6)
    alike(hh.tally(ENGINES[engine](rows), INDICATORS, by=by), hh.tally(rows, INDICATORS, by=by))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    engine=st.sampled_from(QUICK),
    seed=st.integers(0, 2**32 - 1),
    rows=st.sampled_from([1, 2, 7, 300]),
    mean=st.sampled_from([50.0, 1e6, -1e9]),
    by=st.lists(st.sampled_from(KEYS), unique=True, max_size=3),
    asked=st.lists(st.sampled_from(range(len(INDICATORS))), unique=True, min_size=1),
)
def test_whatever_the_rows_the_keys_and_the_indicators(engine, seed, rows, mean, by, asked):
    table = random_rows(seed, rows, mean)
    indicators = [INDICATORS[place] for place in asked]
    found, wanted = (hh.tally(data, indicators, by=by) for data in (ENGINES[engine](table), table))
    alike(found, wanted)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_large_mean_swallows_no_variance_whatever_the_weights(engine):
    random = np.random.default_rng(7)
    values, weights = random.normal(1e6, 3, 500), random.lognormal(0, 2, 500)
    rows = pa.table({"area": ["A"] * 500, "income": values, "weight": weights})
    indicator = hh.Indicator("income", measure="weighted_mean", weight="weight")
    found = hh.tally(ENGINES[engine](rows), indicator, by="area").to_dict()
    pairs = [
        (Fraction(value), Fraction(weight)) for value, weight in zip(values.tolist(), weights.tolist(), strict=True)
    ]
    for power, names in ((1, ("weight", "mean", "m2")), (2, ("squares", "squares_mean", "squares_m2"))):
        whole = sum(weight**power for _, weight in pairs)
        mean = sum(weight**power * value for value, weight in pairs) / whole
        spread = sum(weight**power * (value - mean) ** 2 for value, weight in pairs)
        for name, exact in zip(names, (whole, mean, spread), strict=True):
            assert found[name][0] == pytest.approx(float(exact), rel=1e-12), name


@pytest.mark.parametrize("engine", ENGINES)
def test_estimates_go_on_from_there(engine):
    rows = random_rows(3, 400, mean=50)
    shares = hh.estimate(hh.tally(ENGINES[engine](rows), INDICATORS[0], by="area"))
    assert shares.to_dict()["value"] == hh.estimate(hh.tally(rows, INDICATORS[0], by="area")).to_dict()["value"]


def test_categories_and_enumerations_of_polars_are_texts():
    rows = pl.DataFrame({"area": ["A", "B", None, "A"], "evicted": [1, 0, 1, 1]})
    wanted = hh.tally(rows, INDICATORS[0], by="area")
    for kind in (pl.Categorical, pl.Enum(["B", "A"])):
        assert hh.tally(rows.lazy().with_columns(pl.col("area").cast(kind)), INDICATORS[0], by="area") == wanted


def test_numbers_are_doubles_whatever_the_engine_has_them_as():
    connection = duckdb.connect()
    relation = connection.sql(
        "select * from (values (1::decimal(9,2), 1::hugeint), (2.5, 4), (null, null)) rows(arrears, charges)"
    )
    found = hh.tally(nw.from_native(relation), [INDICATORS[4], INDICATORS[5]])
    assert found.to_dict()["total"] == [5.0, 3.5] and found.ledger["left_out"] == {
        "arrears: missing": 1,
        "charges: missing": 1,
    }


def test_a_relation_of_duckdb_hands_its_rows_over(monkeypatch, rows, indicators):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    relation = duckdb.connect().from_arrow(rows)
    assert hh.tally(relation, indicators, by="area") == hh.tally(rows, indicators, by="area")


def test_a_frame_of_narwhals_in_memory_hands_its_rows_over(rows, indicators):
    frame = nw.from_native(rows, eager_only=True)
    assert hh.tally(frame, indicators, by="area") == hh.tally(rows, indicators, by="area")


def test_progress_is_told_once_at_the_end():
    told = []
    rows = pl.LazyFrame({"evicted": [True, False, None]})
    hh.tally(rows, INDICATORS[0], progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]
    with pytest.raises(TypeError, match="progress"):
        hh.tally(rows, INDICATORS[0], progress=3)


# Columns whose last value may not be there, the indicator that reads them, the code, and the column that is named.
ODD = {
    "infinite": ({"income": [1.0, float("inf")]}, INDICATORS[1], "H104", "income"),
    "infinite below": ({"arrears": [1.0, float("-inf")]}, INDICATORS[5], "H104", "arrears"),
    "too large": ({"income": [None, 1.1e140]}, INDICATORS[1], "H008", "income"),
    "no event": ({"evicted": [1.0, 0.5]}, INDICATORS[0], "H105", "evicted"),
    "infinite event": ({"evicted": [1.0, float("inf")]}, INDICATORS[0], "H104", "evicted"),
    "negative count": ({"charges": [1, -1]}, INDICATORS[4], "H202", "charges"),
    "not whole": ({"charges": [1.0, 1.5]}, INDICATORS[4], "H204", "charges"),
    "infinite count": ({"charges": [1.0, float("inf")]}, INDICATORS[4], "H104", "charges"),
    "count too large": ({"charges": [1.0, 2.0**54]}, INDICATORS[4], "H208", "charges"),
    "counts too large": ({"charges": [2.0**53, 2.0], "years": [1.0, 1.0]}, INDICATORS[3], "H208", None),
    "no exposure": ({"charges": [1, 1], "years": [1.0, 0.0]}, INDICATORS[3], "H203", "years"),
    "negative exposure": ({"charges": [1, 0], "years": [1.0, -1.0]}, INDICATORS[3], "H203", "years"),
    "infinite exposure": ({"charges": [1, None], "years": [1.0, float("inf")]}, INDICATORS[3], "H104", "years"),
    "negative weight": ({"age": [1.0, 2.0], "weight": [1.0, -1.0]}, INDICATORS[2], "H008", "weight"),
    "tiny weight": ({"age": [1.0, 2.0], "weight": [1.0, 1e-13]}, INDICATORS[2], "H008", "weight"),
    "huge weight": ({"age": [1.0, 2.0], "weight": [1.0, 1e13]}, INDICATORS[2], "H008", "weight"),
    "infinite value": ({"age": [1.0, float("inf")], "weight": [1.0, None]}, INDICATORS[2], "H104", "age"),
    "total too large": ({"arrears": [9e139, 9e139]}, INDICATORS[5], "H008", None),
}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("odd", ODD)
def test_a_value_that_may_not_be_there_is_refused_as_in_rows(engine, odd):
    columns, indicator, code, column = ODD[odd]
    rows = pa.table({"area": ["A", "A"], **columns})
    with pytest.raises(hh.HelhedError) as wanted:
        hh.tally(rows, indicator, by="area")
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(ENGINES[engine](rows), indicator, by="area")
    found, wanted = caught.value, wanted.value
    assert (found.code, found.what) == (wanted.code, wanted.what) and found.code == code
    assert f"indicator `{indicator.id}`" in found.where and (column is None or f"column `{column}`" in found.where)
    assert "row" not in found.where


FINE = {
    "no exposure and no count": {"charges": [0, 1], "years": [0.0, 2.0]},
    "a weight without a value": {"age": [None, 2.0], "weight": [-1.0, 1.0]},
    "the largest": {"income": [1e140, -1e140]},
}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("fine", FINE)
def test_what_rows_may_hold_an_engine_may_hold(engine, fine):
    indicator = {"charges": INDICATORS[3], "age": INDICATORS[2], "income": INDICATORS[1]}[next(iter(FINE[fine]))]
    rows = pa.table(FINE[fine])
    alike(hh.tally(ENGINES[engine](rows), indicator), hh.tally(rows, indicator))


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_are_looked_for_as_in_rows(engine, rows):
    frame = ENGINES[engine](rows)

    def refused(indicator, by):
        with pytest.raises(hh.HelhedError) as caught:
            hh.tally(frame, indicator, by=by)
        return caught.value

    missing = refused(hh.Indicator("evicter"), "area")
    assert (missing.code, missing.where) == (
        "H101",
        "indicator `evicter`, column `evicter`",
    ) and "evicted" in missing.mend
    kind = refused(hh.Indicator("area"), [])
    assert (kind.code, kind.what) == ("H102", "expected a column of numbers or true/false, found String")
    assert refused(hh.Indicator("evicted"), "income").code == "H102"
    assert refused(hh.Indicator("evicted"), ["area", "area"]).code == "H106"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [[], ["area"]])
def test_a_frame_without_rows_is_refused(engine, by, rows):
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(ENGINES[engine](rows.slice(0, 0)), INDICATORS[:2], by=by)
    assert caught.value.code == "H103"


def test_a_key_beyond_64_bits_with_sign_is_refused():
    rows = pl.LazyFrame({"person": pl.Series([2**63], dtype=pl.UInt64), "evicted": [True]})
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(rows, INDICATORS[0], by="person")
    assert caught.value.code == "H102" and str(2**63) not in str(caught.value)


SECRET = "010203-1234"


def broken(_):
    raise ValueError(f"cannot parse {SECRET}")


def test_an_engine_that_fails_half_way_is_named_and_quotes_no_data():
    rows = pl.LazyFrame({"area": ["A", "B"], "evicted": [True, False]})
    connection = duckdb.connect()
    relation = connection.sql(f"select 'A' as area, error('{SECRET}')::boolean as evicted from range(9)")
    dask = in_dask(pa.table({"area": ["A", "B"], "evicted": [1, 0]}))
    frames = {
        "Polars": rows.with_columns(pl.col("evicted").map_batches(broken, return_dtype=pl.Boolean)),
        "DuckDB": nw.from_native(relation),
        "Dask": dask.map_partitions(broken, meta=dask._meta),
    }
    for engine, frame in frames.items():
        with pytest.raises(hh.HelhedError) as caught:
            hh.tally(frame, INDICATORS[0], by="area")
        error = caught.value
        assert error.code == "H880" and error.what.startswith(f"{engine} broke off the tally with ")
        said = [str(error), repr(error), error.say("da"), str(error.__cause__), str(error.__context__)]
        assert not any(SECRET in text for text in said), said


def test_a_file_that_is_not_there_is_a_failure_of_its_engine(tmp_path):
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(pl.scan_parquet(tmp_path / "ingen.parquet"), INDICATORS[0])
    assert caught.value.code == "H880"


def test_a_panic_of_polars_is_an_error():
    class PanicException(BaseException):
        pass

    def panic(frame, **_):
        raise PanicException(SECRET)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nw.stable.v2.LazyFrame, "collect", panic)
        with pytest.raises(hh.HelhedError) as caught:
            hh.tally(pl.LazyFrame({"evicted": [True]}), INDICATORS[0])
    assert caught.value.code == "H880"


def test_a_frame_that_narwhals_does_not_know_is_said_so():
    # What a future release of Polars could be.
    unknown = type("LazyFrame", (), {"__module__": "polars"})()
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(unknown, INDICATORS[0])
    assert caught.value.code == "H881" and "helhed[engines]" in caught.value.mend


def test_without_narwhals_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(pl.LazyFrame({"evicted": [True]}), INDICATORS[0])
    assert caught.value.code == "H601" and "pip install helhed[engines]" in caught.value.mend


ENDLESS = """
import duckdb, narwhals, helhed
connection = duckdb.connect(config={"threads": 1})
endless = connection.sql("select (a.range * b.range) % 7 = 0 as evicted from range(10000000) a, range(10000000) b")
print("ready", flush=True)
try:
    helhed.tally(narwhals.from_native(endless), helhed.Indicator("evicted"))
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way there")
def test_ctrl_c_goes_through():
    command = [sys.executable, "-c", ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            # DuckDB misses an interrupt before its query runs, and often any while another thread has its work: hence
            # one thread, and pressed until it is heard.
            for _ in range(60):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=1)
                    break
                process.send_signal(signal.SIGINT)
        finally:
            process.kill()
        assert process.stdout.read() == "interrupted\n", process.stderr.read()


@pytest.fixture(scope="module")
def spark():
    """A Spark session whose executors are processes of their own."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark was NOT tested: there is no `java` on this machine (Java 17 is needed)")
    cluster = session()
    yield cluster
    cluster.stop()


@pytest.mark.slow
def test_spark_adds_up_what_the_rows_give(spark, tmp_path):
    rows = random_rows(5, 2_000, mean=1e6)
    for part in range(4):
        pq.write_table(rows.slice(500 * part, 500), tmp_path / f"del_{part}.parquet")
    frame = spark.read.parquet(str(tmp_path))
    alike(hh.tally(frame, INDICATORS, by=KEYS), hh.tally(rows, INDICATORS, by=KEYS))
    alike(hh.tally(frame, INDICATORS[1:3]), hh.tally(rows, INDICATORS[1:3]))


@pytest.mark.slow
def test_the_lines_of_the_readme_run_on_spark(spark, tmp_path, capsys):
    rows = pa.table({"area": ["A", "A", "B"], "year": [2012, 2013, 2013], "evicted": [True, False, True]})
    pq.write_table(rows, tmp_path / "rows.parquet")
    block = next(block for block in README_BLOCKS if "spark." in block).replace('"register"', repr(str(tmp_path)))
    names = {"hh": hh, "spark": spark}
    exec(block, names)
    assert names["cells"] == hh.tally(rows, hh.Indicator("evicted"), by=["area", "year"])
    assert "evicted" in capsys.readouterr().out


@pytest.mark.slow
def test_spark_adds_up_millions_of_rows_that_nobody_holds(spark):
    # `benches/python/spark.py` does the same with more than an executor has memory for.
    millions = 3
    frame = spark.range(millions * 1_000_000, numPartitions=8).selectExpr(
        "cast(id % 130 as string) as area",
        "1e6D + cast(id div 130 % 1000 as double) / 100 as income",
        "id % 3 = 0 as evicted",
    )
    found = hh.tally(frame, INDICATORS[:2], by="area")
    places = np.arange(millions * 1_000_000)
    rows = pa.table(
        {
            "area": pa.array(places % 130).cast(pa.string()),
            "income": 1e6 + (places // 130 % 1000) / 100,
            "evicted": places % 3 == 0,
        }
    )
    alike(found, hh.tally(rows, INDICATORS[:2], by="area"))


@pytest.mark.slow
def test_a_column_that_spark_has_twice_is_refused(spark):
    frame = spark.range(9).selectExpr("id % 2 = 0 as evicted", "id as area", "id as area")
    with pytest.raises(hh.HelhedError) as caught:
        hh.tally(frame, INDICATORS[0], by="area")
    assert (caught.value.code, caught.value.where) == ("H106", "column `area`")


@pytest.mark.slow
def test_a_spark_job_that_fails_or_loses_its_executor_quotes_no_data(spark):
    fails = f"case when id = 7 then raise_error('{SECRET}') else true end as evicted"
    # The Java machine of the executor ends in the middle of its task.
    lost = "java_method('java.lang.System', 'exit', cast(id as int)) is null as evicted"
    for expression in (fails, lost):
        with pytest.raises(hh.HelhedError) as caught:
            hh.tally(spark.range(9).selectExpr(expression), INDICATORS[0])
        assert caught.value.code == "H880" and caught.value.what.startswith("Apache Spark broke off the tally with ")
        assert SECRET not in f"{caught.value}{caught.value.__context__}{caught.value.__cause__}"
    assert hh.tally(spark.range(9).selectExpr("id % 2 = 0 as evicted"), INDICATORS[0]).to_dict()["events"] == [5]


@pytest.mark.parametrize(("argument", "asked"), [("where", {"area": ["A"]}), ("missing", {"evicted": {-1: "refused"}})])
def test_what_an_engine_is_not_asked_for_is_refused(argument: str, asked: object) -> None:
    frame = pl.LazyFrame({"area": ["A", "B"], "evicted": [1, 0]})
    with pytest.raises(hh.HelhedError) as found:
        hh.tally(frame, hh.Indicator("evicted"), by="area", **{argument: asked})
    assert found.value.code == "H883" and "Polars" in str(found.value)
    assert argument in str(found.value) and argument in found.value.say("da")
