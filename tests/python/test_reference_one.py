"""One share and one rate: the reference values, through the public Python interface."""

import json
import math

import pytest

import helhed as hh
from conftest import REFERENCE
from referenced import cases, check, standard

SHARES, RATES, MORE = "01_one_proportion.json", "02_one_rate.json", "18_one_sample.json"


def each(file, *methods):
    return pytest.mark.parametrize("case", [one for name in methods for one in cases(file, name)])


def one_share(case, method):
    given = case["inputs"]
    return method(given["x"], given["n"], level=given["level"])


def one_rate(case, method):
    given = case["inputs"]
    return method(given["x"], given["t"], level=given["level"])


def p_values(test):
    return {"p_two_sided": test.p_value, "p_greater": test.p_greater, "p_less": test.p_less}


def z(level):
    """The normal quantile, from an interval that is the value -+ z times its standard error."""
    logit = hh.proportion.logit(1, 2, level)
    return math.log(logit.interval.upper / (1 - logit.interval.upper)) / logit.se


PLAIN = {
    "proportion_ci_wilson": hh.proportion.wilson,
    "proportion_ci_wilson_cc": hh.proportion.wilson_cc,
    "proportion_ci_clopper_pearson": hh.proportion.clopper_pearson,
    "proportion_ci_midp": hh.proportion.mid_p,
}
PLAIN_RATES = {
    "rate_ci_exact": hh.rate.exact,
    "rate_ci_byar": hh.rate.byar,
    "rate_ci_midp": hh.rate.mid_p,
    "rate_ci_score": hh.rate.score,
}
DOOR = {
    "proportion_ci_wilson": "proportion/wilson",
    "proportion_ci_wilson_cc": "proportion/wilson_cc",
    "proportion_ci_clopper_pearson": "proportion/clopper_pearson",
    "proportion_ci_midp": "proportion/mid_p",
}
RATE_DOOR = {
    "rate_ci_exact": "rate/exact",
    "rate_ci_byar": "rate/byar",
    "rate_ci_midp": "rate/mid_p",
    "rate_ci_score": "rate/score",
}


@each(SHARES, *PLAIN)
def test_one_share(case):
    estimate = one_share(case, PLAIN[case["method"]])
    check(case, standard(estimate))
    given = case["inputs"]
    cells = hh.enter(hh.Indicator("x"), [{"numerator": given["x"], "denominator": given["n"]}])
    door = hh.estimate(cells, method=DOOR[case["method"]], level=given["level"])[0]
    assert (door.value, door.interval, door.se) == (estimate.value, estimate.interval, estimate.se)


@each(SHARES, "proportion_ci_wald")
def test_wald(case):
    estimate = one_share(case, hh.proportion.wald)
    half = z(case["inputs"]["level"]) * estimate.se
    raw = {"se": estimate.se, "lower_raw": estimate.value - half, "upper_raw": estimate.value + half}
    check(case, standard(estimate) | raw)


@each(SHARES, "proportion_ci_agresti_coull")
def test_agresti_coull(case):
    estimate = one_share(case, hh.proportion.agresti_coull)
    half = z(case["inputs"]["level"]) * estimate.se
    lower, upper = estimate.interval
    center = lower + half if lower > 0 else upper - half
    check(case, standard(estimate) | {"center": center, "lower_raw": center - half, "upper_raw": center + half})


@each(SHARES, "proportion_ci_jeffreys")
def test_jeffreys(case):
    lower, upper = one_share(case, hh.proportion.jeffreys_equal_tailed).interval
    check(case, standard(one_share(case, hh.proportion.jeffreys)) | {"lower_raw": lower, "upper_raw": upper})


@each(SHARES, "binomial_test")
def test_binomial_test(case):
    given = case["inputs"]
    check(case, p_values(hh.proportion.binomial_test(given["x"], given["n"], given["p0"])))


@each(RATES, *PLAIN_RATES)
def test_one_rate(case):
    estimate = one_rate(case, PLAIN_RATES[case["method"]])
    check(case, standard(estimate))
    given = case["inputs"]
    cells = hh.enter(hh.Indicator("x", measure="rate", per=1), [{"events": given["x"], "exposure": given["t"]}])
    door = hh.estimate(cells, method=RATE_DOOR[case["method"]], level=given["level"])[0]
    assert (door.value, door.interval, door.se) == (estimate.value, estimate.interval, estimate.se)


@each(RATES, "poisson_test")
def test_poisson_test(case):
    given = case["inputs"]
    check(case, p_values(hh.rate.poisson_test(given["x"], given["t"], given["r0"])))


@each(MORE, "proportion_ci_blaker")
def test_blaker(case):
    check(case, standard(one_share(case, hh.proportion.blaker)))


@each(MORE, "proportion_ci_logit")
def test_logit(case):
    estimate = one_share(case, hh.proportion.logit)
    assert estimate.scale == "logit"
    check(case, standard(estimate) | {"se": estimate.se})


@each(MORE, "proportion_ci_effective")
def test_effective(case):
    given = case["inputs"]
    check(case, standard(hh.proportion.effective(given["x"], given["n"], given["design_effect"], given["level"])))


@each(MORE, "proportion_ci_clustered")
def test_share_in_clusters(case):
    given = case["inputs"]
    estimate = one_share(case, hh.proportion.clustered)
    effect = hh.proportion.design_effect(given["x"], given["n"])
    check(case, standard(estimate) | {"se": estimate.se, "df": estimate.df, "design_effect": effect})


@each(MORE, "rate_ci_over_dispersed")
def test_over_dispersed(case):
    given = case["inputs"]
    estimate = one_rate(case, hh.rate.over_dispersed)
    dispersion = hh.rate.dispersion(given["x"], given["t"])
    check(case, standard(estimate) | {"se": estimate.se, "df": estimate.df, "dispersion": dispersion})


@each(MORE, "rate_ci_clustered")
def test_rate_of_recurrent_events(case):
    estimate = one_rate(case, hh.rate.clustered)
    assert estimate.scale == "log"
    check(case, standard(estimate) | {"se": estimate.se, "df": estimate.df})


INVALID = {
    "proportion_ci_wilson": lambda given: hh.proportion.wilson(given["x"], given["n"], given["level"]),
    "proportion_ci_clopper_pearson": lambda given: hh.proportion.clopper_pearson(
        given["x"], given["n"], given["level"]
    ),
    "binomial_test": lambda given: hh.proportion.binomial_test(given["x"], given["n"], given["p0"]),
    "rate_ci_exact": lambda given: hh.rate.exact(given["x"], given["t"], given["level"]),
    "rate_ci_byar": lambda given: hh.rate.byar(given["x"], given["t"], given["level"]),
}


@each("17_invalid_inputs.json", *INVALID)
def test_invalid_inputs(case):
    try:
        result = INVALID[case["method"]](case["inputs"])
    except hh.HelhedError as error:
        assert "error" in case["expected"]["acceptable"], error
        assert error.mend
    else:
        assert "undefined" in case["expected"]["acceptable"]
        assert result.value is None
        assert result.interval is None
        assert result.warnings


def test_every_case_of_the_topics_is_here():
    here = {*PLAIN, *PLAIN_RATES, "proportion_ci_wald", "proportion_ci_agresti_coull", "proportion_ci_jeffreys"}
    here |= {"binomial_test", "poisson_test", "smr"}
    for file in (SHARES, RATES):
        assert {case["method"] for case in json.loads((REFERENCE / file).read_text("utf-8"))} <= here


def test_faults_of_others_are_not_repeated():
    none = hh.proportion.wilson(0, 10).interval
    assert none.lower == 0
    assert none.upper == pytest.approx(0.277532799862889, rel=1e-12)
    # statsmodels gives 0.02996 for both.
    nothing = hh.rate.mid_p(0, 100).interval
    assert nothing.lower == 0
    assert nothing.upper == pytest.approx(0.0299573227355399, rel=1e-12)
    # statsmodels has no convention at the ends.
    assert hh.proportion.jeffreys(0, 10).interval.lower == 0
    assert hh.proportion.jeffreys(10, 10).interval.upper == 1
    # R prop.test drops the correction here.
    assert tuple(hh.proportion.wilson_cc(10, 20).interval) == pytest.approx((0.278536702420732, 0.721463297579268))
    # R Hmisc binconf replaces a limit at x = 1.
    assert tuple(hh.proportion.wilson(1, 1).interval) == pytest.approx((0.206549314377238, 1))


def test_what_is_missing_is_counted():
    share = hh.proportion.clustered([1, None, 3, 4], [10, 12, float("nan"), 9])
    assert (share.n.records, share.df) == (19, 1)
    assert [warning.code for warning in share.warnings] == ["W101", "W304"]
    rate = hh.rate.clustered([1, None, 4, 0], [10, 12, 9, 0])
    assert (rate.n.events, rate.n.exposure, rate.df) == (5, 19, 1)
    assert rate.warnings[0].code == "W101"


@pytest.mark.parametrize("several", [hh.proportion.clustered, hh.rate.over_dispersed, hh.rate.clustered])
def test_columns_that_differ_in_length_are_refused(several):
    with pytest.raises(hh.HelhedError) as refused:
        several([1, 2], [3])
    assert refused.value.code == "H108"


def test_an_error_names_its_cluster():
    with pytest.raises(hh.HelhedError) as refused:
        hh.proportion.clustered([1, 5], [3, 4])
    assert refused.value.code == "H201"
    assert "row 2" in refused.value.where


def test_values_to_test_are_checked():
    for call in (
        lambda: hh.proportion.binomial_test(1, 2, 1.5),
        lambda: hh.proportion.effective(1, 2, 0.5),
        lambda: hh.rate.poisson_test(1, 2, -1),
    ):
        with pytest.raises(hh.HelhedError) as refused:
            call()
        assert refused.value.code == "H008"
