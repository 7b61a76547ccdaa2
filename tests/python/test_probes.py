"""Calls that current releases of other packages answer wrongly, or not at all, and the right answers.

Each was run on statsmodels 0.15; what it gave stands beside the call. The right answers are closed forms,
computed here.
"""

import json
import math
import subprocess
import sys
from pathlib import Path
from statistics import NormalDist

import pytest

import helhed as hh

ALPHA = 0.05
Z = NormalDist().inv_cdf(1 - ALPHA / 2)


def near(interval, lower, upper):
    assert list(interval) == pytest.approx([lower, upper], rel=1e-8, abs=1e-12)


def codes(estimate):
    return {warning.code for warning in estimate.warnings}


def test_no_events_in_ten_by_default():
    # proportion_confint(0, 10): (0, 0).
    cells = hh.enter(hh.Indicator("event"), [{"numerator": 0, "denominator": 10}])
    default = hh.estimate(cells)[0]
    near(default.interval, 0, Z**2 / (10 + Z**2))
    assert default.method == "proportion/wilson"
    assert default.value == 0
    near(hh.proportion.clopper_pearson(0, 10).interval, 0, 1 - (ALPHA / 2) ** (1 / 10))


def test_no_events_by_mid_p():
    # confint_poisson(0, 100, "midp-c"): (0.02996, 0.02996), no width.
    found = hh.rate.mid_p(0, 100)
    assert found.interval.lower == 0
    near(found.interval, 0, -math.log(ALPHA) / 100)


def test_no_events_by_the_square_root():
    # confint_poisson(0, 100, "sqrt"): (0.0096, 0.0096). The score interval is the approximation that holds at 0.
    found = hh.rate.score(0, 100)
    assert found.interval.lower == 0
    near(found.interval, 0, Z**2 / 100)


@pytest.mark.parametrize("method", ["byar", "exact", "mid_p", "score"])
def test_no_events_always_has_an_interval_with_width(method):
    interval = getattr(hh.rate, method)(0, 100).interval
    assert interval.lower == 0
    assert 0.01 < interval.upper < 0.05


def test_no_events_in_the_other_group_by_score():
    # confint_poisson_2indep(5, 100, 0, 100, "score", "ratio"): (1.3016, 1.3016), no width.
    found = hh.ratio.rate_score(5, 100, 0, 100)
    assert found.value == math.inf
    near(found.interval, 5 / Z**2, math.inf)
    mirrored = hh.ratio.rate_score(0, 100, 5, 100)
    assert mirrored.value == 0
    near(mirrored.interval, 0, Z**2 / 5)


@pytest.mark.parametrize(("method", "tail"), [("exact", ALPHA / 2), ("rate_mid_p", ALPHA)])
def test_no_events_in_the_other_group_conditionally(method, tail):
    # With all five events in one group, the lower limit of its share is the fifth root of the tail.
    share = tail ** (1 / 5)
    found = getattr(hh.ratio, method)(5, 100, 0, 100)
    assert found.value == math.inf
    near(found.interval, share / (1 - share), math.inf)


def test_no_events_in_the_other_group_by_mover():
    # "mover" for the ratio: (1.067, nan). The limits are put together from the exact ones of each rate.
    found = hh.difference.rate_mover(5, 100, 0, 100)
    assert found.value == pytest.approx(0.05)
    lower, upper = hh.rate.exact(5, 100).interval
    none = -math.log(ALPHA / 2) / 100
    near(found.interval, 0.05 - math.hypot(0.05 - lower, none), upper)
    mirrored = hh.difference.rate_mover(0, 100, 5, 100)
    near(mirrored.interval, -found.interval.upper, -found.interval.lower)


def test_no_events_in_the_other_group_by_wald():
    # "wald-log": ZeroDivisionError. The standard error does not exist; the result says so.
    found = hh.ratio.rate_wald(5, 100, 0, 100)
    assert found.value == math.inf
    assert found.se is None
    assert found.interval is None or found.interval.upper == math.inf
    assert "W402" in codes(found)


def test_no_events_in_either_group_by_score():
    # confint_proportions_2indep(0, 10, 0, 10, "score"): ValueError, the solver cannot continue.
    # With x = 0 twice the share most likely under a difference d is d in one group and 0 in the other, so that
    # d^2 = z^2 d (1 - d)/10 * 20/19.
    k = Z**2 / 10 * 20 / 19
    limit = k / (1 + k)
    found = hh.difference.miettinen_nurminen(0, 10, 0, 10)
    assert found.value == 0
    near(found.interval, -limit, limit)
    assert found.p_value == pytest.approx(1)


def test_all_against_none_stays_within_the_space():
    # confint_proportions_2indep(10, 10, 0, 10, "agresti-caffo"): (0.61, 1.054).
    found = hh.difference.agresti_caffo(10, 10, 0, 10)
    p1, p2 = 11 / 12, 1 / 12
    half = Z * math.sqrt(p1 * (1 - p1) / 12 + p2 * (1 - p2) / 12)
    assert p1 - p2 + half > 1
    near(found.interval, p1 - p2 - half, 1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: hh.ratio.koopman(0, 10, 0, 10),
        lambda: hh.odds_ratio.conditional(0, 10, 0, 10),
        lambda: hh.ratio.rate_score(0, 100, 0, 100),
        lambda: hh.ratio.exact(0, 100, 0, 100),
    ],
    ids=["risk ratio", "odds ratio", "rate ratio by score", "rate ratio, exact"],
)
def test_nothing_against_nothing_leaves_every_ratio_open(call):
    # nan, or ZeroDivisionError.
    found = call()
    assert found.value is None
    assert list(found.interval) == [0, math.inf]
    assert "W401" in codes(found)


@pytest.mark.parametrize(
    "call", [lambda: hh.ratio.katz(0, 10, 0, 10), lambda: hh.odds_ratio.woolf(0, 10, 0, 10)], ids=["katz", "woolf"]
)
def test_nothing_against_nothing_by_logarithm_is_said_to_be_undefined(call):
    found = call()
    assert found.value is None
    assert found.se is None
    assert found.interval is None or list(found.interval) == [0, math.inf]
    assert "W401" in codes(found)


@pytest.mark.parametrize("missing", [None, math.nan], ids=["None", "nan"])
def test_a_missing_p_value_leaves_the_others_adjusted(missing):
    # multipletests([.01, nan, .2]): all nan.
    found = hh.multiplicity.holm([0.01, missing, 0.2])
    assert found.adjusted == pytest.approx([0.02, None, 0.2])
    assert "W101" in codes(found)


def test_a_missing_count_is_not_zero_in_a_standardised_rate():
    # The PHE packages count a missing stratum as one without events. Only the second of these has 0 events.
    population, standard = [1000.0, 2000.0, 500.0], [0.5, 0.3, 0.2]
    none = hh.standardised.direct([10, 0, 5], population, standard)
    expected = sum(w * x / n for w, x, n in zip(standard, [10, 0, 5], population, strict=True))
    assert none.value == pytest.approx(expected)
    try:
        missing = hh.standardised.direct([10, None, 5], population, standard)
    except hh.HelhedError as refused:
        assert refused.code == "H107"
        assert refused.mend
    else:
        assert missing.value is None
        assert codes(missing)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_import_is_quick_and_small():
    # statsmodels.api 1.6 s; pingouin 1.8 s and 215 MB; diff-diff 1.3 s and 186 MB.
    code = """
import json, time
start = time.perf_counter()
import helhed
seconds = time.perf_counter() - start
lines = open("/proc/self/status", encoding="ascii").read().splitlines()
print(json.dumps([seconds, next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024]))
"""

    def run():
        return json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)

    runs = [run() for _ in range(3)]
    assert min(seconds for seconds, _ in runs) < 0.2
    assert min(megabytes for _, megabytes in runs) < 60
