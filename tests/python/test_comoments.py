"""Co-moments: covariances as numpy computes them, and the regression of the rows."""

import pickle

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import helhed as hh


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(11)
    n = 20_000
    age = rng.normal(1e6, 3, n)
    women = rng.integers(0, 2, n)
    income = 5 + 2 * age - 4 * women + rng.normal(0, 1, n)
    return pa.table(
        {
            "area": pa.array([f"Område {i % 40:02}" for i in range(n)]),
            "income": income,
            "age": age,
            "women": women,
            "weight": rng.uniform(0.5, 2, n),
        }
    )


def matrix(table, row=0):
    names = ["income", "age", "women"]
    pair = lambda i, j: f"comoment({names[max(i, j)]}, {names[min(i, j)]})"  # noqa: E731
    return np.array([[table[pair(i, j)][row] for j in range(3)] for i in range(3)])


@pytest.mark.parametrize("weight", [None, "weight"])
def test_as_numpy_computes_them(tmp_path, people, weight):
    path = tmp_path / "people.parquet"
    pq.write_table(people, path, row_group_size=3000)
    found = hh.comoments(people, "income", ["age", "women"], weight=weight)
    assert hh.comoments(path, "income", ["age", "women"], weight=weight) == found
    table = found.to_dict()
    columns = np.array([people[name].to_numpy().astype(float) for name in ("income", "age", "women")])
    w = people["weight"].to_numpy() if weight else np.ones(len(people))
    expected = np.cov(columns, aweights=w, ddof=0) * w.sum()
    size = np.sqrt(np.outer(np.diag(expected), np.diag(expected)))
    assert np.abs(matrix(table) - expected).max() / 1 <= 1e-12 * size.max()
    assert (np.abs(matrix(table) - expected) <= 1e-12 * size).all()
    assert table["mean(income)"][0] == pytest.approx(np.average(columns[0], weights=w), rel=1e-14)
    if weight is None:
        assert (np.abs(matrix(table) - np.cov(columns) * (len(people) - 1)) <= 1e-12 * size).all()


def test_the_regression_of_the_rows_and_its_clusters(people):
    by_area = hh.comoments(people, "income", ["age", "women"], by="area")
    whole = matrix(hh.comoments(people, "income", ["age", "women"]).to_dict())
    slopes = np.linalg.solve(whole[1:, 1:], whole[0, 1:])
    y, age, women = (people[name].to_numpy().astype(float) for name in ("income", "age", "women"))
    x = np.column_stack([age - age.mean(), women - women.mean()])
    expected, *_ = np.linalg.lstsq(x, y - y.mean(), rcond=None)
    assert slopes == pytest.approx(expected, rel=1e-12)
    # The scores of the clusters, which the robust variance is made of, from each cluster's own co-moments and means.
    table = by_area.to_dict()
    areas = np.array(people["area"].to_pylist())
    residual = (y - y.mean()) - x @ expected
    for row, area in enumerate(table["area"]):
        mine = matrix(table, row)
        means = np.array([table[f"mean({name})"][row] for name in ("income", "age", "women")])
        away = means - np.array([y.mean(), age.mean(), women.mean()])
        about_all = mine + table["records"][row] * np.outer(away, away)
        score = about_all[0, 1:] - about_all[1:, 1:] @ slopes
        assert score == pytest.approx(x[areas == area].T @ residual[areas == area], rel=1e-6, abs=1e-4)


def test_parts_merge_and_travel(people):
    ask = {"outcome": "income", "covariates": ["age"], "by": "area", "missing": {"women": {}}}
    ask.pop("missing")
    parts = [hh.comoments(people.slice(start, 10_000), **ask) for start in (0, 10_000)]
    merged, whole = parts[0].merge(parts[1]), hh.comoments(people, **ask)
    assert merged == parts[1].merge(parts[0])
    assert merged.ledger == whole.ledger and len(merged) == len(whole) == 40
    assert merged.to_pandas()["comoment(age, income)"].to_numpy() == pytest.approx(
        whole.to_pandas()["comoment(age, income)"].to_numpy(), rel=1e-12
    )
    assert pickle.loads(pickle.dumps(whole)) == whole
    with pytest.raises(hh.HelhedError, match="H205"):
        whole.merge(hh.comoments(people, "age", ["income"], by="area"))


def test_rows_that_lack_something_are_left_out_once():
    rows = pa.table({"y": [1.0, None, -1.0, 4.0, 5.0], "x": [None, None, 3.0, 4.0, 5.0], "g": [1, 1, 1, 2, 1]})
    found = hh.comoments(rows, "y", "x", missing={"y": {-1: "refused"}}, where={"g": 1})
    assert found.ledger == {
        "rows_in": 5,
        "left_out": {"not asked for: g": 1, "x: missing": 1, "y: missing": 1, "y: refused": 1},
    }
    assert found.to_dict()["records"] == [1] and found.to_dict()["missing"] == [3]
    assert found.outcome == "y" and found.covariates == ["x"] and found.weight is None


def test_files_of_other_kinds_and_records(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("y,x\n1,2\n2,3\n4,1\n")
    assert hh.comoments(path, "y", "x") == hh.comoments(hh.read(path), "y", "x")
    with pytest.raises(hh.HelhedError, match="H101"):
        hh.comoments(path, "y", "z")
