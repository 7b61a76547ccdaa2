"""No function answers hostile numbers with anything but a result without NaN, or an error that says what to mend."""

import importlib
import inspect
import math
import time

import numpy as np
import pytest

import helhed as hh

FAMILIES = (
    "proportion",
    "rate",
    "mean",
    "difference",
    "ratio",
    "odds_ratio",
    "table",
    "paired",
    "ranks",
    "effect_size",
    "stratified",
    "standardised",
    "inequality",
    "synthesis",
    "power",
    "equivalence",
    "multiplicity",
)
NUMBERS = [
    math.nan,
    math.inf,
    -math.inf,
    None,
    "text",
    True,
    -0.0,
    0,
    1,
    -1,
    2.5,
    1e308,
    -1e308,
    5e-324,
    1e-300,
    2**70,
    -(2**70),
    np.float64(3),
    np.int64(4),
    1 - 1e-16,
    [],
    [1],
]
LISTS = [
    [],
    [None] * 3,
    [math.nan, 1, 2],
    [math.inf, 1, 2],
    [1e308, -1e308, 1],
    [5e-324, 1e-310, 0],
    [1e-300, 2e-300, 4e-300],
    [2**70, 1, 2],
    [-1, -2, -3],
    [1.5, 2.5, 3],
    [0, 0, 0],
    [-0.0, 0.0, 1],
    [3, 5, 7],
    [1, 2, 3],
    [1],
    ["a", "b", "c"],
    np.array([1.0, 2.0, 3.0]),
    None,
    "text",
    3,
]
TABLES = [
    [],
    [[]],
    [[1]],
    [[1, 2], [3]],
    [[0, 0], [0, 0]],
    [[5, 0], [0, 5]],
    [[math.nan, 1], [2, 3]],
    [[-1, 2], [3, 4]],
    [[2**70, 1], [1, 1]],
    [[1.5, 2], [3, 4]],
    None,
    3,
]
USUAL = {"level": 0.95, "alpha": 0.05, "p0": 0.3, "prob": 0.5, "icc": 0.1, "correlation": 0.5, "power": None, "type": 7}
USUAL |= {"clusters": None, "families": None, "weights": [1, 2, 3], "low": -1, "high": 1, "replications": 50, "seed": 1}
USUAL |= {"probabilities": [0.1, 0.2, 0.3], "p_values": [0.1, 0.2, 0.3], "paired": False, "p1": 0.2, "p2": 0.3}


def functions():
    for family in FAMILIES:
        module = importlib.import_module(f"helhed.{family}")
        for name in module.__all__:
            function = getattr(module, name)
            if not inspect.isclass(function):
                yield pytest.param(function, id=f"{family}.{name}")


def arguments(function):
    """What a function is called with, found by trying: numbers, else lists, else tables."""
    names = list(inspect.signature(function).parameters)
    small, large = ("of", "against", "numerator", "events", "observed"), ("n_", "pop", "den", "exp")
    numbers = {name: USUAL.get(name, 3 if name in small else 10) for name in names}
    lists = {name: USUAL.get(name, [10, 20, 30] if name.startswith(large) else [3, 5, 7]) for name in names}
    tables = {name: USUAL.get(name, [[3, 4], [5, 6]]) for name in names}
    for given in (numbers, lists, tables):
        try:
            function(**given)
        except TypeError:
            continue
        except hh.HelhedError:
            pass
        return given
    return tables


def parts(answer, depth=0):
    """Every number of an answer."""
    if isinstance(answer, float):
        yield answer
    elif isinstance(answer, list | tuple) and depth < 4:
        for one in answer:
            yield from parts(one, depth + 1)
    elif type(answer).__module__.startswith("helhed") and depth < 4:
        for name in dir(answer):
            if not name.startswith("_") and not callable(value := getattr(answer, name)):
                yield from parts(value, depth + 1)


@pytest.mark.parametrize("function", list(functions()))
def test_hostile_numbers(function):
    given = arguments(function)
    for name in given:
        for hostile in NUMBERS + LISTS + TABLES:
            start = time.perf_counter()
            try:
                answer = function(**(given | {name: hostile}))
            except TypeError:
                continue
            except hh.HelhedError as error:
                assert error.code and error.mend, (name, hostile)
                continue
            assert not any(math.isnan(part) for part in parts(answer)), (name, hostile, answer)
            assert time.perf_counter() - start < 5, (name, hostile)
