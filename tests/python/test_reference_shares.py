"""The reference values of two shares, through the public Python interface."""

import math

import pytest

import helhed as hh
from referenced import cases, check, standard

FILE = "04_two_proportions.json"


def centre(case):
    """The difference of the shares with one event and one unit without added to each group."""
    x1, n1, x2, n2 = counts(case)
    return (x1 + 1) / (n1 + 2) - (x2 + 1) / (n2 + 2)


# Reference name, the function, and names that the reference has beside value and limits.
METHODS = {
    "risk_difference_wald": (hh.difference.wald, lambda case, one: {"se": one.se}),
    "risk_difference_newcombe": (hh.difference.newcombe, lambda case, one: {}),
    "risk_difference_miettinen_nurminen": (hh.difference.miettinen_nurminen, lambda case, one: {}),
    "risk_difference_agresti_caffo": (hh.difference.agresti_caffo, lambda case, one: {"center": centre(case)}),
    "risk_ratio_katz": (hh.ratio.katz, lambda case, one: {"se_log": one.se}),
    "risk_ratio_koopman": (hh.ratio.koopman, lambda case, one: {}),
    "risk_ratio_miettinen_nurminen": (hh.ratio.miettinen_nurminen, lambda case, one: {}),
    "odds_ratio_woolf": (hh.odds_ratio.woolf, lambda case, one: {"se_log": one.se}),
    "odds_ratio_woolf_haldane": (hh.odds_ratio.woolf_haldane, lambda case, one: {"se_log": one.se}),
    "odds_ratio_conditional": (hh.odds_ratio.conditional, lambda case, one: {}),
    "odds_ratio_midp": (hh.odds_ratio.mid_p, lambda case, one: {"median_unbiased": one.value}),
}


def counts(case):
    return [case["inputs"][name] for name in ("x1", "n1", "x2", "n2")]


@pytest.mark.parametrize("case", [one for name in METHODS for one in cases(FILE, name)])
def test_two_shares(case):
    method, more = METHODS[case["method"]]
    one = method(*counts(case), level=case["inputs"]["level"])
    check(case, standard(one) | more(case, one))
    assert one.warnings or (one.value is not None and one.interval is not None)


@pytest.mark.parametrize("case", cases(FILE, "fisher_exact"))
def test_fisher(case):
    test = hh.odds_ratio.fisher(*counts(case))
    check(case, {"p_two_sided": test.p_value, "p_greater": test.p_greater, "p_less": test.p_less})


DOORS = {
    "risk_difference_newcombe": ("risk_difference", "difference/newcombe"),
    "risk_ratio_koopman": ("risk_ratio", "ratio/koopman"),
}


@pytest.mark.parametrize("case", [one for name in DOORS for one in cases(FILE, name)])
def test_compare(case):
    estimand, method = DOORS[case["method"]]
    x1, n1, x2, n2 = counts(case)
    rows = [
        {"group": "of", "numerator": x1, "denominator": n1},
        {"group": "against", "numerator": x2, "denominator": n2},
    ]
    cells = hh.enter(hh.Indicator("x"), rows, by="group")
    found = hh.compare(cells, by="group", of="of", against="against", level=case["inputs"]["level"])
    one = next(one for one in found if one.estimand == estimand)
    assert one.method == method
    check(case, standard(one))


def invalid(method):
    return cases("17_invalid_inputs.json", method)


@pytest.mark.parametrize("case", invalid("risk_ratio_katz"))
def test_more_events_than_units_are_refused(case):
    with pytest.raises(hh.HelhedError) as refused:
        hh.ratio.katz(*counts(case), level=case["inputs"]["level"])
    assert refused.value.code == "H201"


@pytest.mark.parametrize("case", invalid("fisher_exact"))
def test_a_negative_count_is_refused(case):
    with pytest.raises(hh.HelhedError) as refused:
        hh.odds_ratio.fisher(*counts(case))
    assert refused.value.code == "H202"


@pytest.mark.parametrize("case", invalid("risk_difference_newcombe"))
def test_an_empty_group_has_no_value(case):
    for method, _ in METHODS.values():
        one = method(*counts(case), level=case["inputs"]["level"])
        assert (one.value, one.interval) == (None, None)
        assert [warning.code for warning in one.warnings] == ["W301"]


def test_nothing_in_both_groups():
    lower, upper = hh.difference.miettinen_nurminen(0, 10, 0, 10).interval
    assert (lower, upper) == pytest.approx((-0.287934, 0.287934), abs=1e-6)
    for method in (hh.ratio.koopman, hh.ratio.miettinen_nurminen, hh.odds_ratio.conditional, hh.odds_ratio.mid_p):
        one = method(0, 10, 0, 10)
        assert (one.value, tuple(one.interval)) == (None, (0, math.inf))
        assert "W401" in [warning.code for warning in one.warnings]
    for method in (hh.ratio.katz, hh.odds_ratio.woolf):
        one = method(0, 10, 0, 10)
        assert (one.value, one.interval) == (None, None)
        assert {"W401", "W310"} <= {warning.code for warning in one.warnings}


def test_a_limit_is_never_above_one_in_silence():
    one = hh.difference.agresti_caffo(10, 10, 0, 10)
    assert one.interval.upper == 1
    assert "W411" in [warning.code for warning in one.warnings]
