"""The reference cases, and the comparison of a case with what helhed gives for it."""

import json
import math

import pytest

from conftest import REFERENCE

# Further cases of methods of all the files.
MORE = "19_more_cases.json"


def read(file, method):
    return [case for case in json.loads((REFERENCE / file).read_text("utf-8")) if case["method"] == method]


def cases(file, method):
    """The cases of a method, as parameters of a test. A method without cases is a mistake."""
    listed = read(file, method)
    if not any("acceptable" in case["expected"] for case in listed):
        listed += [case for case in read(MORE, method) if "acceptable" not in case["expected"]]
    assert listed, f"no case of {method} in {file}"
    return [pytest.param(case, id=case["id"]) for case in listed]


def number(expected):
    return math.inf if expected == "inf" else -math.inf if expected == "-inf" else expected


def near(case, name, expected, got):
    expected, tolerance = number(expected), case["tolerance"]
    if expected is None or isinstance(expected, bool | str):
        assert got == expected, name
    else:
        assert got == pytest.approx(expected, rel=tolerance["rel"], abs=tolerance["abs"]), name


def check(case, got):
    """Every name that the case expects is in `got` and within the tolerance."""
    for name, expected in case["expected"].items():
        assert name in got, f"{name} was not computed"
        if isinstance(expected, list):
            assert len(got[name]) == len(expected), name
            for one, other in zip(expected, got[name], strict=True):
                near(case, name, one, other)
        else:
            near(case, name, expected, got[name])


def standard(estimate):
    """Value and limits under the names that most methods share."""
    lower, upper = estimate.interval or (None, None)
    return {"estimate": estimate.value, "lower": lower, "upper": upper}
