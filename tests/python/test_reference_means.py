"""Topics 03, 07 and 16 and the standardised ratio of topic 02, through the public Python interface."""

import math

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

import helhed as hh
from referenced import cases, check, standard

MEANS, RATES, INEQUALITY = "03_one_mean.json", "07_standardised_rates.json", "16_inequality_ratios.json"


def bounds(names, estimate):
    """Limits of an estimate under two names."""
    return dict(zip(names, estimate.interval or (None, None), strict=True))


@pytest.mark.parametrize("case", cases(MEANS, "mean_ci_t"))
def test_mean_of_a_table(case):
    table = pa.table({"x": pa.array(case["inputs"]["x"], pa.float64())})
    cells = hh.tally(table, hh.Indicator("x", measure="mean"))
    one = hh.estimate(cells, method="mean/t", level=case["inputs"]["level"])[0]
    n = one.n.records
    sd = None if one.se is None else one.se * math.sqrt(n)
    check(case, {**standard(one), "mean": one.value, "se": one.se, "n": n, "sd": sd, "df": n - 1})
    # A column by itself gives the same; a tally adds up in another order.
    alone = hh.mean.t(case["inputs"]["x"], level=case["inputs"]["level"])
    assert (alone.value is None, alone.se is None) == (one.value is None, one.se is None)
    found, again = ([each.value or 0.0, each.se or 0.0, *(each.interval or ())] for each in (alone, one))
    assert found == pytest.approx(again, rel=1e-13)


@pytest.mark.parametrize("case", cases(MEANS, "weighted_mean_design"))
def test_weighted_mean(case):
    given = case["inputs"]
    one = hh.mean.weighted(given["x"], given["w"], given.get("cluster"), level=given["level"])
    effective = hh.mean.effective_size(given["w"])
    check(case, {**standard(one), "mean": one.value, "se": one.se, "df": one.df, "kish_neff": effective})


@pytest.mark.parametrize("case", cases(MEANS, "quantile"))
def test_quantile(case):
    given = case["inputs"]
    types = range(1, 10)
    got = {f"type{t}": [hh.mean.quantile(given["x"], prob, type=t).value for prob in given["probs"]] for t in types}
    check(case, got)


@pytest.mark.parametrize("case", cases(MEANS, "quantile_ci_order_statistic"))
def test_order_statistic(case):
    given = case["inputs"]
    one = hh.mean.order_statistic(given["x"], given["prob"], level=given["level"])
    lower, upper, coverage = hh.mean.ranks(one.n.records, given["prob"], level=given["level"])
    ranks = {"rank_lower": lower, "rank_upper": upper, "coverage": coverage}
    check(case, {**standard(one), "estimate_type7": one.value, **ranks})


@pytest.mark.parametrize("case", cases("02_one_rate.json", "smr"))
def test_smr(case):
    observed, expected, level = (case["inputs"][name] for name in ("observed", "expected", "level"))
    exact = hh.standardised.smr_exact(observed, expected, level)
    byar = hh.standardised.smr_byar(observed, expected, level)
    got = {"smr": byar.value, "p_exact": hh.standardised.smr_test(observed, expected).p_value}
    got |= bounds(("lower_exact", "upper_exact"), exact) | bounds(("lower_byar", "upper_byar"), byar)
    check(case, got)


@pytest.mark.parametrize("case", cases(RATES, "dsr"))
def test_directly_standardised_rate(case):
    given = case["inputs"]
    columns = (given["count"], given["population"], given["standard"])
    options = {"per": given["multiplier"], "level": given["level"]}
    methods = {"dobson_byar": "direct", "dobson_exact": "direct_exact", "normal": "direct_normal"}
    found = {
        name: getattr(hh.standardised, method)(*columns, **options)
        for name, method in {**methods, "fay_feuer": "fay_feuer"}.items()
    }
    one = found["dobson_byar"]
    got = {"total_count": one.n.events, "dsr": one.value, "variance": one.se**2}
    got["crude_rate"] = hh.standardised.crude_rate(given["count"], given["population"], per=given["multiplier"])
    for name, estimate in found.items():
        got |= bounds((f"{name}_lower", f"{name}_upper"), estimate)
    check(case, got)


@pytest.mark.parametrize("case", cases(RATES, "isr"))
def test_indirectly_standardised_ratio(case):
    given = case["inputs"]
    reference = (given["ref_count"], given["ref_population"])
    observed, expected = sum(given["count"]), hh.standardised.expected(given["population"], *reference)
    byar = hh.standardised.smr_byar(observed, expected, given["level"])
    exact = hh.standardised.smr_exact(observed, expected, given["level"])
    crude = hh.standardised.crude_rate(*reference, per=given["multiplier"])
    got = {"observed": byar.n.events, "expected": byar.n.exposure, "ratio": byar.value}
    got |= {"reference_crude_rate": crude, "isr_rate": byar.value * crude}
    got |= bounds(("byar_lower", "byar_upper"), byar) | bounds(("exact_lower", "exact_upper"), exact)
    check(case, got)


@pytest.mark.parametrize("case", cases(INEQUALITY, "slope_index_inequality"))
def test_slope_index(case):
    given = case["inputs"]
    groups = (given["count"], given["population"])
    slope = hh.inequality.slope_index(*groups, per=given["multiplier"])
    poisson = hh.inequality.relative_index(*groups)
    mean = hh.standardised.crude_rate(*groups, per=given["multiplier"])
    got = {"sii": slope.value, "sii_se": slope.se, "intercept": mean - slope.value / 2, "rii_poisson": poisson.value}
    got |= bounds(("rii_poisson_lower", "rii_poisson_upper"), poisson)
    got["ridit"] = hh.inequality.ridits(given["population"])
    got["rii_linear"] = hh.inequality.relative_index_linear(*groups).value
    got["rii_mean_based"] = hh.inequality.relative_index_mean(*groups).value
    got["concentration_index"] = hh.inequality.concentration_index(*groups).value
    check(case, got)


@pytest.mark.parametrize("case", cases(INEQUALITY, "inequality_measures"))
def test_inequality_between_persons(case):
    values, weights = case["inputs"]["x"], case["inputs"].get("w")
    got = {name: getattr(hh.inequality, name)(values, weights).value for name in ("gini", "theil_t", "theil_l")}
    got["mean"] = hh.mean.weighted(values, weights or [1] * len(values)).value
    if weights is None:
        got["gini_unbiased"] = hh.inequality.gini_unbiased(values).value
    check(case, got)


@pytest.mark.parametrize("case", cases(INEQUALITY, "fieller"))
def test_fieller(case):
    given = case["inputs"]
    one = hh.fieller(
        given["a"],
        given["b"],
        se_of=given["se_a"],
        se_by=given["se_b"],
        covariance=given["cov"],
        df=given.get("df"),
        level=given["level"],
    )
    lower, upper = one.limits or (None, None)
    got = {"ratio": one.estimate.value, "g": one.g, "type": one.kind, "lower": lower, "upper": upper}
    got |= {"delta_se": one.estimate.se, "delta_lower": one.delta.lower, "delta_upper": one.delta.upper}
    check(case, got)
    assert (one.estimate.interval is None) == (one.kind != "bounded")


INVALID = {
    "smr": lambda x: hh.standardised.smr_byar(x["observed"], x["expected"], x["level"]),
    "mean_ci_t": lambda x: hh.mean.t(x["x"], x["level"]),
    "quantile": lambda x: hh.mean.quantile(x["x"], x["probs"][0]),
    "dsr": lambda x: hh.standardised.direct(x["count"], x["population"], x["standard"]),
    "isr": lambda x: hh.standardised.smr_byar(
        x["count"][0], hh.standardised.expected(x["population"], x["ref_count"], x["ref_population"])
    ),
    "fieller": lambda x: hh.fieller(x["a"], x["b"], se_of=x["se_a"], se_by=x["se_b"]).estimate,
    "inequality_measures": lambda x: hh.inequality.gini(x["x"]),
}


@pytest.mark.parametrize("case", [one for name in INVALID for one in cases("17_invalid_inputs.json", name)])
def test_invalid_inputs(case):
    try:
        one = INVALID[case["method"]](case["inputs"])
    except hh.HelhedError:
        assert "error" in case["expected"]["acceptable"]
    else:
        assert one.value is None
        assert one.warnings
        assert "undefined" in case["expected"]["acceptable"]


def gamma_limits(counts, populations, standard, tail):
    """Rate, variance and limits of Fay and Feuer, with scipy."""
    weights = np.array(standard) / np.sum(standard) / np.array(populations)
    rate, variance = float(weights @ counts), float(weights**2 @ counts)
    heaviest = weights.max()
    one = stats.gamma.ppf(tail, rate**2 / variance, scale=variance / rate)
    mean, square = rate + heaviest, variance + heaviest**2
    return rate, variance, one, stats.gamma.isf(tail, mean**2 / square, scale=square / mean)


OF, AGAINST = ([12, 8, 30], [520.5, 410.25, 380.75]), ([20, 9, 14], [610.0, 395.0, 402.5])
STANDARD = [5, 3, 2]


def test_difference_of_standardised_rates():
    (d1, v1, l1, u1), (d2, v2, l2, u2) = (gamma_limits(*side, STANDARD, 0.05) for side in (OF, AGAINST))
    one = hh.standardised.difference(*OF, *AGAINST, STANDARD, level=0.9)
    lower = d1 - d2 - math.hypot(d1 - l1, u2 - d2)
    upper = d1 - d2 + math.hypot(u1 - d1, d2 - l2)
    assert list(one.interval) == pytest.approx([lower, upper], rel=1e-8)
    assert (one.value, one.se) == pytest.approx((d1 - d2, math.sqrt(v1 + v2)), rel=1e-12)
    # At the level that the p-value names, a limit is zero.
    touching = hh.standardised.difference(*OF, *AGAINST, STANDARD, level=1 - one.p_value)
    assert min(abs(bound) for bound in touching.interval) == pytest.approx(0, abs=1e-10)


def test_ratio_of_standardised_rates():
    (d1, v1, *_), (d2, v2, *_) = (gamma_limits(*side, STANDARD, 0.05) for side in (OF, AGAINST))
    one = hh.standardised.ratio(*OF, *AGAINST, STANDARD, level=0.9)
    se = math.sqrt(v1 / d1**2 + v2 / d2**2)
    z = stats.norm.isf(0.05)
    assert list(one.interval) == pytest.approx([d1 / d2 * math.exp(-z * se), d1 / d2 * math.exp(z * se)], rel=1e-8)
    assert one.p_value == pytest.approx(2 * stats.norm.sf(abs(math.log(d1 / d2)) / se), rel=1e-8)


def test_case_mix():
    rng = np.random.default_rng(1)
    probabilities = rng.uniform(0.05, 0.6, 40)
    outcomes = (rng.uniform(size=40) < probabilities).astype(float)
    one = hh.standardised.case_mix(outcomes, probabilities)
    expected, variance = probabilities.sum(), (probabilities * (1 - probabilities)).sum()
    assert one.value == pytest.approx(outcomes.sum() / expected, rel=1e-12)
    assert one.se == pytest.approx(math.sqrt(variance) / expected, rel=1e-12)
    assert one.p_value == pytest.approx(
        2 * stats.norm.sf(abs(outcomes.sum() - expected) / math.sqrt(variance)), rel=1e-9
    )


@pytest.mark.parametrize(("n", "level"), [(30, 0.95), (50, 0.9)])
def test_bootstrap_agrees_with_scipy_within_monte_carlo_error(n, level):
    values = np.random.default_rng(5).exponential(10, n).round(2)
    one, lower, upper = hh.mean.bootstrap(values, replications=100_000, seed=3, level=level)
    theirs = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=100_000,
        method="BCa",
        confidence_level=level,
        batch=10_000,
        random_state=np.random.default_rng(1),
    )
    for limit, other in zip((lower, upper), theirs.confidence_interval, strict=True):
        # Both sides are random, and four standard errors are hardly ever left.
        assert abs(limit.value - other) < 4 * math.sqrt(2) * limit.se
    assert one.se == pytest.approx(theirs.standard_error, rel=0.02)
    assert [row.key["part"] for row in (one, lower, upper)] == ["mean", "lower limit", "upper limit"]


def test_bootstrap_keeps_its_numbers():
    """A change of the random numbers is a change of every published interval, and needs a new version."""
    rows = hh.mean.bootstrap([3, 5, 8, 9, 14, 21, 60], replications=1000, seed=2013)
    assert rows == hh.mean.bootstrap([60, 21, 14, 9, 8, 5, 3], replications=1000, seed=2013)
    assert hh.mean.bootstrap([3, 5, 8, 9, 14, 21, 60], replications=1000, seed=2014) != rows


@pytest.mark.parametrize("labels", [["a", "a", "b"], np.array([1, 1, 2]), pa.array(["x", "x", "y"]).to_pylist()])
def test_clusters_are_texts_or_whole_numbers(labels):
    assert hh.mean.weighted([1, 2, 4], [1, 1, 2], labels).df == 1


def test_clusters_must_be_known_and_weights_valid():
    for weights, clusters, code in [
        ([1, 1], [1, None], "H107"),
        ([1, None], None, "H107"),
        ([1, -1], None, "H008"),
        ([1], None, "H108"),
        ([1, 1], [0.5, 1.5], "H102"),
        ([1, 1], 3, "H102"),
    ]:
        with pytest.raises(hh.HelhedError) as refused:
            hh.mean.weighted([1, 2], weights, clusters)
        assert refused.value.code == code


def test_what_cannot_be_computed_is_refused():
    for call, code in [
        (lambda: hh.mean.quantile([1, 2], 0.5, type=300), "H008"),
        (lambda: hh.mean.quantile([1, 2], math.nan), "H008"),
        (lambda: hh.mean.bootstrap([1, 2, 3], replications=10**10), "H008"),
        (lambda: hh.standardised.direct([], [], []), "H103"),
        (lambda: hh.standardised.direct([5, 1], [10, 1], [1, None]), "H107"),
        (lambda: hh.standardised.case_mix([1], [0]), "H321"),
        (lambda: hh.fieller(0, 0, se_of=1, se_by=0), "H008"),
        (lambda: hh.fieller(1, 2, se_of=1, se_by=1, covariance=2), "H008"),
    ]:
        with pytest.raises(hh.HelhedError) as refused:
            call()
        assert refused.value.code == code
