"""Whole columns: every library's columns in, the numbers of the single calls out."""

import math
import pickle

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import helhed as hh

X = [30, 0, 10, None, 0, 3]
N = [41, 10, 10, 9, 0, 7]

COLUMNS = {
    "list": list,
    "generator": lambda values: (value for value in values),
    "pyarrow": lambda values: pa.array(values, pa.int32()),
    "pyarrow doubles": lambda values: pa.array(values, pa.float64()),
    "pyarrow chunks": lambda values: pa.chunked_array([values[:2], values[2:]], pa.int64()),
    "pyarrow slice": lambda values: pa.array([99, *values, 7], pa.int64()).slice(1, len(values)),
    "polars": pl.Series,
    "polars chunks": lambda values: pl.concat([pl.Series(values[:1]), pl.Series(values[1:])], rechunk=False),
    "pandas": lambda values: pd.Series(values, dtype="float64"),
    "pandas nullable": lambda values: pd.Series(values, dtype="Int64"),
    "pandas of numpy without arrow": lambda values: OldSeries(pd.Series(values, dtype="Int64")),
    "numpy": lambda values: np.array([math.nan if value is None else value for value in values]),
    "numpy objects": lambda values: np.array(values, dtype=object),
    "numpy masked": lambda values: np.ma.array(
        [0 if value is None else value for value in values], mask=[value is None for value in values], dtype="int64"
    ),
    "numpy strided": lambda values: np.repeat([math.nan if value is None else value for value in values], 3)[::3],
    "numpy backwards": lambda values: np.array([math.nan if value is None else value for value in values][::-1])[::-1],
    "numpy float32": lambda values: np.array(
        [math.nan if value is None else value for value in values], dtype="float32"
    ),
    "numpy big-endian": lambda values: np.array(
        [math.nan if value is None else value for value in values], dtype=">f8"
    ),
}


class OldSeries:
    """A series of a pandas that does not hand out Arrow data yet."""

    def __init__(self, series):
        self.to_numpy, self.iloc = series.to_numpy, series.iloc


def same(columns, singles):
    assert len(columns) == len(singles)
    for got, single in zip(columns, singles, strict=True):
        if single is None:
            assert (got.value, got.interval) == (None, None)
            assert [warning.code for warning in got.warnings] == ["W101"]
            continue
        assert (got.value, got.interval, got.p_value) == (single.value, single.interval, single.p_value)
        assert (got.method, got.estimand, got.unit) == (single.method, single.estimand, single.unit)
        assert got.warnings == [warning for warning in single.warnings if warning.code != "W304"]


@pytest.mark.parametrize("make", COLUMNS.values(), ids=COLUMNS)
@pytest.mark.parametrize("method", [hh.proportion.wilson, hh.proportion.clopper_pearson, hh.proportion.mid_p])
def test_columns_of_every_library_give_what_single_calls_give(method, make):
    singles = [None if x is None else method(x, n) for x, n in zip(X, N, strict=True)]
    same(method(make(X), make(N)), singles)


def test_rates_and_two_groups():
    events, times = [0, 3, 16, 45, 0], [100.0, 7.5, 1083, 12_345, 0]
    for method in (hh.rate.byar, hh.rate.exact, hh.rate.mid_p, hh.rate.score):
        same(method(np.array(events), times), [method(*row) for row in zip(events, times, strict=True)])
    x1, n1, x2, n2 = [3, 0, 0, 5, 0], [7, 10, 10, 10, 0], [2, 0, 4, 0, 3], [9, 12, 12, 12, 12]
    rows = list(zip(x1, n1, x2, n2, strict=True))
    difference, ratio = hh.difference, hh.ratio
    newcombe, koopman = difference.newcombe, ratio.koopman
    for method in (newcombe, difference.miettinen_nurminen, koopman, ratio.miettinen_nurminen, ratio.exact):
        same(method(pa.array(x1), pl.Series(n1), np.array(x2), n2), [method(*row) for row in rows])


def test_one_number_beside_columns_stands_in_each_row():
    same(hh.proportion.wilson([1, 2, 3], 9, level=0.9), [hh.proportion.wilson(x, 9, level=0.9) for x in (1, 2, 3)])
    same(hh.ratio.koopman(3, 9, 2, [8, 9]), [hh.ratio.koopman(3, 9, 2, n) for n in (8, 9)])


def test_numbers_of_other_libraries_are_numbers():
    one = hh.proportion.wilson(np.int64(3), np.float32(9))
    assert isinstance(one, hh.Estimate) and one == hh.proportion.wilson(3, 9) == hh.proportion.wilson(3.0, np.array(9))


def test_true_and_false_are_counts():
    same(hh.proportion.wilson(np.array([True, False]), 1), [hh.proportion.wilson(x, 1) for x in (1, 0)])
    same(hh.proportion.wilson(pa.array([True, False]), 1), [hh.proportion.wilson(x, 1) for x in (1, 0)])


def test_no_rows():
    for empty in (
        [],
        np.array([]),
        pa.array([], pa.int64()),
        pa.chunked_array([], pa.float64()),
        pl.Series([], dtype=pl.Int8),
    ):
        columns = hh.proportion.wilson(empty, empty)
        assert len(columns) == 0 and columns.method == "proportion/wilson"
        assert columns.to_dict() == {"value": [], "lower": [], "upper": [], "p_value": [], "warning": []}
        assert "0 rows" in repr(columns)


def test_many_rows_are_the_rows_of_the_few():
    draw = np.random.default_rng(1)
    n = draw.integers(1, 100_000, 30_000)
    x = draw.integers(0, n + 1)
    all_rows = hh.proportion.clopper_pearson(x, n).to_polars()
    some = hh.proportion.clopper_pearson(x[17_000:17_100], n[17_000:17_100]).to_polars()
    assert all_rows[17_000:17_100].equals(some)
    assert all_rows["lower"].is_between(0, all_rows["value"]).all()


def test_what_is_no_column_of_numbers_is_refused():
    refused = ["abc", b"abc", {1: 2}, ["a"], [[1]], pa.array(["a"]), pl.Series(["a"]), np.array(["a"]), np.ones((2, 2))]
    for wrong in [*refused, pa.table({"a": [1]}), pl.DataFrame({"a": [1]}), np.array([1j])]:
        with pytest.raises(hh.HelhedError) as caught:
            hh.proportion.wilson(wrong, 9)
        assert caught.value.code == "H102", wrong
    with pytest.raises(TypeError):
        hh.proportion.wilson(object(), 9)
    with pytest.raises(TypeError):
        hh.proportion.wilson(None, 9)


@pytest.mark.parametrize(
    ("x", "n", "code"),
    [
        ([1, 10], [9, 9], "H201"),
        ([1, -1], [9, 9], "H202"),
        ([1, 1.5], [9, 9], "H204"),
        ([1, 1], [9, math.inf], "H104"),
        ([1, 2, 3], [9, 9], "H108"),
    ],
)
def test_errors_name_their_row(x, n, code):
    for method in (hh.proportion.wilson, hh.proportion.clopper_pearson):
        with pytest.raises(hh.HelhedError) as caught:
            method(x, n)
        assert caught.value.code == code
        assert "row 2" in caught.value.where or code == "H108"


def test_level_is_checked_before_the_columns():
    with pytest.raises(hh.HelhedError) as caught:
        hh.proportion.wilson([1], [9], level=95)
    assert caught.value.code == "H301"


def test_out_to_every_library():
    columns = hh.ratio.koopman([3, 0, None, 5], 10, [2, 0, 1, 0], 12)
    names = ["value", "lower", "upper", "p_value", "warning"]
    table = pa.table(columns)
    assert table.column_names == names == columns.to_polars().columns == list(columns.to_pandas().columns)
    assert table["warning"].to_pylist() == [None, "W401", "W101", "W402"] == columns.to_dict()["warning"]
    assert table["value"].to_pylist()[1:] == [None, None, math.inf]
    assert table["lower"].null_count == 1
    assert table.schema.metadata[b"helhed.method"] == b"ratio/koopman"
    assert columns.to_dict()["upper"] == [one.interval and one.interval.upper for one in columns]
    assert (columns.estimand, columns.unit, columns.level) == ("risk_ratio", "ratio", 0.95)


def test_a_sequence_that_is_kept_and_shown():
    columns = hh.proportion.wilson(X, N)
    assert columns[-1] == columns[5] == list(columns)[5]
    for beyond in (6, -7):
        with pytest.raises(IndexError):
            columns[beyond]
    again = pickle.loads(pickle.dumps(columns))
    assert again == columns != hh.proportion.wilson(X, N, level=0.9)
    assert repr(columns) == "<EstimateColumns proportion/wilson: 6 rows>"
    shown = hh.proportion.wilson(np.arange(100), 100)._repr_html_()
    assert shown.count("<tr>") < 15 and "100 rows" in shown


def test_an_array_lives_as_long_as_it_is_read_and_no_longer():
    x = np.arange(50_000, dtype="float64")
    columns = hh.proportion.wilson(x, 50_000)
    first = columns[1].value
    x[:] = 7
    del x
    assert columns[1].value == first == 1 / 50_000


def pa_doubles(column):
    return pa.array(column, pa.float64())


TESTS = {
    "fisher": (hh.odds_ratio.fisher, [[9, 0, 3, 5, 0], [10, 10, 7, 10, 0], [3, 0, 2, 0, 3], [10, 12, 9, 12, 12]]),
    "exact": (hh.ratio.exact_test, [[9, 0, 3, 5, 0], [10, 1.5, 7, 10, 0], [3, 0, 2, 0, 3], [10, 12, 9, 12, 12]]),
    "binomial": (hh.proportion.binomial_test, [[9, 0, 3, 0], [10, 10, 7, 0], [0.5, 0, 1, 0.3]]),
    "poisson": (hh.rate.poisson_test, [[9, 0, 3, 0], [10, 10.5, 7, 0], [0.5, 0, 1, 0.3]]),
}


@pytest.mark.parametrize(("method", "columns"), TESTS.values(), ids=TESTS)
def test_tests_of_columns_are_the_tests_of_their_rows(method, columns):
    singles = [method(*row) for row in zip(*columns, strict=True)]
    for make in (list, lambda column: pl.Series(column, dtype=pl.Float64), pa_doubles, np.array):
        tests = method(*map(make, columns))
        assert isinstance(tests, hh.TestColumns) and len(tests) == len(singles)
        for got, single in zip(tests, singles, strict=True):
            assert (got.p_value, got.p_less, got.p_greater) == (single.p_value, single.p_less, single.p_greater)
            assert (got.method, got.warnings) == (single.method, single.warnings)
    first, *others = columns
    repeated = method(first[:1], *[column[0] for column in others])
    assert len(repeated) == 1 and repeated[0].p_value == singles[0].p_value
    again = pickle.loads(pickle.dumps(tests))
    assert again == tests != method(*[column[1:] for column in columns])


def test_columns_of_tests_go_out_and_are_shown():
    tests = hh.odds_ratio.fisher([9, None, 0], [10, 10, 0], 3, 10)
    names = ["p_value", "p_less", "p_greater", "warning"]
    table = pa.table(tests)
    assert table.column_names == names == tests.to_polars().columns == list(tests.to_pandas().columns)
    assert tests.to_dict()["warning"] == table["warning"].to_pylist() == [None, "W101", "W301"]
    assert table["p_value"].null_count == table["p_less"].null_count == 2
    assert table.schema.metadata[b"helhed.method"] == b"odds_ratio/fisher" and tests.method == "odds_ratio/fisher"
    assert tests[-3] == tests[0] and tests[0].p_value == hh.odds_ratio.fisher(9, 10, 3, 10).p_value
    assert repr(tests) == "<TestColumns odds_ratio/fisher: 3 rows>" and "3 rows" in tests._repr_html_()
    with pytest.raises(IndexError):
        tests[3]


def test_errors_of_tests_name_their_row():
    with pytest.raises(hh.HelhedError) as caught:
        hh.odds_ratio.fisher([1, 10], 9, 1, 9)
    assert (caught.value.code, "row 2" in caught.value.where) == ("H201", True)
    with pytest.raises(hh.HelhedError) as caught:
        hh.proportion.binomial_test([1, 1], 9, [0.5, 1.5])
    assert (caught.value.code, "row 2" in caught.value.where) == ("H008", True)
    with pytest.raises(hh.HelhedError) as caught:
        hh.rate.poisson_test([1, 1], [9], 0.5)
    assert caught.value.code == "H108"
