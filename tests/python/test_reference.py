"""The reference values of R and others, through the public Python interface."""

import pyarrow as pa
import pytest

import helhed as hh
from referenced import cases, number


def check(case, name, got):
    expected, tolerance = number(case["expected"][name]), case["tolerance"]
    if expected is None:
        assert got is None, name
    else:
        assert got == pytest.approx(expected, rel=tolerance["rel"], abs=tolerance["abs"]), name


def check_interval(case, estimate, value="estimate"):
    check(case, value, estimate.value)
    check(case, "lower", estimate.interval and estimate.interval.lower)
    check(case, "upper", estimate.interval and estimate.interval.upper)


def compared(indicator, of, against, level, estimand):
    cells = hh.enter(indicator, [{"group": "of", **of}, {"group": "against", **against}], by="group")
    found = hh.compare(cells, by="group", of="of", against="against", level=level)
    return next(one for one in found if one.estimand == estimand)


@pytest.mark.parametrize("case", cases("03_one_mean.json", "mean_ci_t"))
def test_one_mean(case):
    table = pa.table({"x": pa.array(case["inputs"]["x"], pa.float64())})
    one = hh.estimate(
        hh.tally(table, hh.Indicator("x", measure="mean")), method="mean/t", level=case["inputs"]["level"]
    )[0]
    check_interval(case, one, value="mean")
    check(case, "se", one.se)
    assert one.n.records == case["expected"]["n"]


@pytest.mark.parametrize("case", cases("06_two_rates_and_means.json", "rate_ratio_exact"))
def test_rate_ratio(case):
    given = case["inputs"]
    of, against = ({"events": given[f"x{arm}"], "exposure": given[f"t{arm}"]} for arm in (1, 2))
    one = compared(hh.Indicator("x", measure="rate"), of, against, given["level"], "rate_ratio")
    assert one.method == "ratio/exact"
    check_interval(case, one)
    check(case, "p_two_sided", one.p_value)


@pytest.mark.parametrize("case", cases("06_two_rates_and_means.json", "two_means"))
def test_two_means(case):
    given = case["inputs"]
    groups = [("of", value) for value in given["x"]] + [("against", value) for value in given["y"]]
    table = pa.table(
        {"group": [group for group, _ in groups], "x": pa.array([value for _, value in groups], pa.float64())}
    )
    cells = hh.tally(table, hh.Indicator("x", measure="mean"), by="group")
    found = hh.compare(cells, by="group", of="of", against="against", level=given["level"])
    one = next(one for one in found if one.estimand == "mean_difference")
    assert one.method == "difference/welch"
    got = {"difference": one.value, "welch_se": one.se, "welch_p": one.p_value}
    got |= {"welch_lower": one.interval.lower, "welch_upper": one.interval.upper}
    for name, value in got.items():
        check(case, name, value)
