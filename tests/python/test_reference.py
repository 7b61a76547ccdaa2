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


PROPORTIONS = {
    "proportion_ci_wilson": "proportion/wilson",
    "proportion_ci_clopper_pearson": "proportion/clopper_pearson",
}
RATES = {"rate_ci_byar": "rate/byar", "rate_ci_exact": "rate/exact"}


@pytest.mark.parametrize("case", [one for name in PROPORTIONS for one in cases("01_one_proportion.json", name)])
def test_one_proportion(case):
    given = case["inputs"]
    cells = hh.enter(hh.Indicator("x"), [{"numerator": given["x"], "denominator": given["n"]}])
    check_interval(case, hh.estimate(cells, method=PROPORTIONS[case["method"]], level=given["level"])[0])


@pytest.mark.parametrize("case", [one for name in RATES for one in cases("02_one_rate.json", name)])
def test_one_rate(case):
    given = case["inputs"]
    rate = hh.Indicator("x", measure="rate", per=1)
    cells = hh.enter(rate, [{"events": given["x"], "exposure": given["t"]}])
    check_interval(case, hh.estimate(cells, method=RATES[case["method"]], level=given["level"])[0])


@pytest.mark.parametrize("case", cases("03_one_mean.json", "mean_ci_t"))
def test_one_mean(case):
    table = pa.table({"x": pa.array(case["inputs"]["x"], pa.float64())})
    one = hh.estimate(
        hh.tally(table, hh.Indicator("x", measure="mean")), method="mean/t", level=case["inputs"]["level"]
    )[0]
    check_interval(case, one, value="mean")
    check(case, "se", one.se)
    assert one.n.records == case["expected"]["n"]


@pytest.mark.parametrize("case", cases("04_two_proportions.json", "risk_difference_newcombe"))
def test_risk_difference(case):
    check_interval(case, two_proportions(case, "risk_difference", "difference/newcombe"))


@pytest.mark.parametrize("case", cases("04_two_proportions.json", "risk_ratio_koopman"))
def test_risk_ratio(case):
    check_interval(case, two_proportions(case, "risk_ratio", "ratio/koopman"))


def two_proportions(case, estimand, method):
    given = case["inputs"]
    of, against = ({"numerator": given[f"x{arm}"], "denominator": given[f"n{arm}"]} for arm in (1, 2))
    one = compared(hh.Indicator("x"), of, against, given["level"], estimand)
    assert one.method == method
    return one
