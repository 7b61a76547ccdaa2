"""Regressions against reference values, and against whole matrices, linear programmes and grids in numpy and scipy."""

import csv
import math

import numpy as np
import pytest
from scipy.optimize import brentq, linprog
from scipy.special import expit
from scipy.stats import norm

import helhed as hh
from conftest import REFERENCE
from referenced import cases, check


def data(name):
    with (REFERENCE / "data" / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {key: [row[key] for row in rows] for key in rows[0]}


def numbers(column):
    return [float(text) if text not in ("", "NA") else None for text in column]


def of(estimates, name):
    return [getattr(one, name) for one in estimates]


def terms(estimates, intercept):
    return [intercept if one.key["term"] == "intercept" else one.key["term"] for one in estimates]


@pytest.mark.parametrize("case", cases("08_regression.json", "glm_regression"))
def test_logistic_and_poisson_regression_are_those_of_r_and_statsmodels(case):
    inputs, table = case["inputs"], data(case["inputs"]["data"])
    given = {"errors": case["options"]["vcov"]}
    if "cluster" in inputs:
        given["clusters"] = table[inputs["cluster"]]
    if "offset_log" in inputs:
        given["exposure"] = numbers(table[inputs["offset_log"]])
    method = {"binomial": hh.logistic_regression, "poisson": hh.poisson_regression}[inputs["family"]]
    found = method(numbers(table[inputs["y"]]), {name: numbers(table[name]) for name in inputs["x"]}, **given)
    rows = found.coefficients
    named = {
        "terms": terms(rows, "(Intercept)"),
        "coef": of(rows, "value"),
        "se": of(rows, "se"),
        "p_z": of(rows, "p_value"),
        "loglik": found.ln_likelihood,
        "deviance": found.deviance,
        "nobs": rows[0].n.records,
    }
    check(case, named)


@pytest.mark.parametrize("case", cases("11_meta_analysis.json", "meta_regression"))
def test_meta_regression_is_that_of_metafor(case):
    inputs, options = case["inputs"], case["options"]
    test = {"z": "normal", "knha": "knapp_hartung", "adhoc": "knapp_hartung_guarded"}[options["test"]]
    tau2 = {"FE": "fixed", "EB": "pm"}.get(options["method"], options["method"].lower())
    found = hh.meta_regression(inputs["yi"], inputs["vi"], inputs["mods"], tau2=tau2, test=test, level=inputs["level"])
    rows = found.coefficients
    named = {
        "terms": terms(rows, "intrcpt"),
        "coef": of(rows, "value"),
        "se": of(rows, "se"),
        "p": of(rows, "p_value"),
        "lower": [one.interval.lower for one in rows],
        "upper": [one.interval.upper for one in rows],
        "tau2": found.tau2,
        "QE": found.residual.statistic,
        "QE_p": found.residual.p_value,
        "QM": found.moderators.statistic,
        "QM_p": found.moderators.p_value,
        "I2": 100 * found.i2,
    }
    check(case, named)


@pytest.mark.parametrize("case", cases("11_meta_analysis.json", "meta_glmm_proportion"))
def test_shares_with_random_areas_are_those_of_metafor(case):
    found = hh.glmm_proportion(case["inputs"]["x"], case["inputs"]["n"])
    named = {"estimate": found.log_odds, "se": found.pooled.se, "tau2": found.tau2, "proportion": found.pooled.value}
    check(case, named)


def block(areas, make):
    """A matrix of blocks, one an area."""
    whole = np.zeros((len(areas), len(areas)))
    for area in set(areas):
        rows = np.flatnonzero(areas == area)
        whole[np.ix_(rows, rows)] = make(len(rows))
    return whole


def inverse_root(matrix):
    values, vectors = np.linalg.eigh(matrix)
    kept = values > 1e-10 * values.max()
    return (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T


def robust_by_matrices(y, v, design, areas, dependence, rho):
    """Weights by moments, the bias-reduced covariance and Satterthwaite's degrees of freedom, all by whole matrices."""
    ones = block(areas, lambda size: np.ones((size, size)))
    size = ones.sum(axis=0)
    if dependence == "correlated":
        mean = ones @ v / size
        weights = np.diag(1 / (size * mean))
        sampling = np.diag(mean) * (1 - rho) + rho * ones * np.sqrt(np.outer(mean, mean))
        rest = weights - weights @ design @ np.linalg.solve(design.T @ weights @ design, design.T @ weights)
        tau2 = max(0, (y @ rest @ y - np.trace(rest @ sampling)) / np.trace(rest @ ones))
        weights = np.diag(1 / (size * (mean + tau2)))
    else:
        weights = np.diag(1 / v)
        rest = np.eye(len(y)) - design @ np.linalg.solve(design.T @ weights @ design, design.T @ weights)
        forms = [weights, ones]
        left = [[np.trace(form @ rest @ spread @ rest.T) for spread in (ones, np.eye(len(y)))] for form in forms]
        right = [(rest @ y) @ form @ (rest @ y) - np.trace(form @ rest @ np.diag(v) @ rest.T) for form in forms]
        omega2 = max(0, np.linalg.solve(left, right)[1])
        tau2 = max(0, (right[0] - left[0][1] * omega2) / left[0][0])
        weights = np.diag(1 / (v + tau2 + omega2))
    bread = np.linalg.inv(design.T @ weights @ design)
    beta = bread @ design.T @ weights @ y
    rest = np.eye(len(y)) - design @ bread @ design.T @ weights
    variance = np.linalg.inv(weights)
    adjustment = np.zeros_like(weights)
    for area in set(areas):
        rows = np.ix_(np.flatnonzero(areas == area), np.flatnonzero(areas == area))
        half = np.sqrt(variance[rows])
        adjustment[rows] = half @ inverse_root(half @ (rest @ variance @ rest.T)[rows] @ half) @ half
    scores = np.array([design.T @ (weights @ adjustment @ (rest @ y) * (areas == area)) for area in sorted(set(areas))])
    covariance = bread @ scores.T @ scores @ bread
    df = []
    for column in bread.T:
        each = [rest.T @ (adjustment @ weights @ design @ column * (areas == area)) for area in sorted(set(areas))]
        inner = np.array(each) @ variance @ np.array(each).T
        df.append(np.trace(inner) ** 2 / np.sum(inner * inner))
    return {"beta": beta, "se": np.sqrt(np.diag(covariance)), "df": df, "tau2": tau2}


@pytest.mark.parametrize("dependence", ["correlated", "hierarchical"])
def test_robust_errors_are_those_of_whole_matrices(dependence):
    draw = np.random.default_rng(5)
    for turn in range(12):
        areas = np.repeat(np.arange(8), draw.integers(1, 5, 8))
        v, x = np.exp(draw.normal(-3, 1, len(areas))), draw.normal(size=len(areas))
        y = draw.normal(0, 0.3 * (turn % 3), 8)[areas] + draw.normal(size=len(areas)) * np.sqrt(v) + 0.2 * x
        found = hh.robust_meta_regression(y, v, {"x": x}, areas=areas.tolist(), dependence=dependence, rho=0.6)
        expected = robust_by_matrices(y, v, np.c_[np.ones(len(y)), x], areas, dependence, 0.6)
        rows = found.coefficients
        for name, ours in (("beta", "value"), ("se", "se"), ("df", "df")):
            assert of(rows, ours) == pytest.approx(expected[name], rel=1e-8), name
        assert found.tau2 == pytest.approx(expected["tau2"], rel=1e-8, abs=1e-10)


def separated(y, design, method):
    """Whether a direction exists in which the likelihood grows for ever, by a linear programme."""
    bounds = [(-1, 1)] * design.shape[1]
    if method is hh.logistic_regression:
        signed = -np.where(y > 0, 1, -1)[:, None] * design
        return linprog(signed.sum(axis=0), A_ub=signed, b_ub=np.zeros(len(y)), bounds=bounds).fun < -1e-7
    none, some = design[y == 0], design[y > 0]
    if not len(none):
        return False
    limits = {"A_ub": none, "b_ub": np.zeros(len(none)), "A_eq": some, "b_eq": np.zeros(len(some))}
    return linprog(none.sum(axis=0), **limits, bounds=bounds).fun < -1e-7


@pytest.mark.parametrize("method", [hh.logistic_regression, hh.poisson_regression])
def test_separation_is_found_where_a_linear_programme_finds_it(method):
    draw = np.random.default_rng(7)
    found = {True: 0, False: 0}
    for _ in range(150):
        rows = int(draw.integers(4, 16))
        x = draw.integers(-3, 4, (rows, 2)).astype(float)
        y = (draw.integers(0, 2, rows) if method is hh.logistic_regression else draw.poisson(0.6, rows)).astype(float)
        design = np.c_[np.ones(rows), x]
        if not y.any() or (y == 1).all() or np.linalg.matrix_rank(design) < 3:
            continue
        expected = separated(y, design, method)
        coefficients = method(y, {"a": 1000 * x[:, 0], "b": x[:, 1]}).coefficients
        codes = {warning.code for one in coefficients for warning in one.warnings}
        assert ("W530" in codes) == expected, (y, x)
        assert all((one.value is None) == expected for one in coefficients)
        found[bool(expected)] += 1
    assert min(found.values()) > 10


@pytest.mark.parametrize("tau2", ["reml", "ml"])
def test_no_other_variance_is_more_likely(tau2):
    draw = np.random.default_rng(9)
    for turn in range(25):
        k = int(draw.integers(5, 30))
        v, x = np.exp(draw.normal(-3, 1 + turn % 4, k)), draw.normal(size=k)
        y = draw.normal(0, 0.5 * (turn % 3), k) + draw.normal(size=k) * np.sqrt(v)
        design = np.c_[np.ones(k), x]

        def likelihood(variance, v=v, y=y, design=design):
            weights = 1 / (v + variance)
            inner = design.T * weights @ design
            rest = y - design @ np.linalg.solve(inner, design.T * weights @ y)
            restricted = np.linalg.slogdet(inner)[1] if tau2 == "reml" else 0
            return np.log(weights).sum() - (weights * rest * rest).sum() - restricted

        ours = likelihood(hh.meta_regression(y, v, {"x": x}, tau2=tau2).tau2)
        assert ours >= max(map(likelihood, [0, *np.geomspace(1e-8, 1e3, 400)])) - 1e-9


def limits(observed, persons):
    z = norm.ppf(0.975)
    if persons is None:
        lower = observed * (1 - 1 / (9 * observed) - z / (3 * math.sqrt(observed))) ** 3 if observed else 0.0
        more = observed + 1
        return lower, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    share = observed / persons
    centre, reach = share + z * z / 2 / persons, z * math.sqrt(share * (1 - share) / persons + z * z / 4 / persons**2)
    return [persons * end / (1 + z * z / persons) for end in (centre - reach, centre + reach)]


@pytest.mark.parametrize("model", ["poisson", "logistic"])
def test_expected_numbers_carry_their_uncertainty(model):
    draw, z = np.random.default_rng(11), norm.ppf(0.975)
    for _ in range(6):
        rows = 80
        areas, x = draw.integers(0, 5, rows), draw.normal(size=rows)
        exposure, repeats = np.exp(draw.normal(2, 1, rows)), draw.integers(1, 5, rows).astype(float)
        if model == "poisson":
            y, repeats = draw.poisson(exposure * np.exp(-1 + 0.4 * x)).astype(float), np.ones(rows)
            found = hh.case_mix(y, {"x": x}, areas=areas.tolist(), model=model, exposure=exposure)
        else:
            y = draw.integers(0, 2, rows).astype(float)
            found = hh.case_mix(y, {"x": x}, areas=areas.tolist(), model=model, repeats=repeats)
        design, offset = np.c_[np.ones(rows), x], np.log(exposure) if model == "poisson" else 0.0
        beta = np.array([math.log(y.sum() / exposure.sum()) if model == "poisson" else 0.0, 0.0])
        for _ in range(50):
            eta = design @ beta + offset
            mean = np.exp(eta) if model == "poisson" else expit(eta)
            weights = repeats * (mean if model == "poisson" else mean * (1 - mean))
            covariance = np.linalg.inv(design.T * weights @ design)
            beta = beta + covariance @ design.T @ (repeats * (y - mean))
        for row, error in zip(found.areas, found.expected_se, strict=True):
            own = areas == row.key["area"]
            observed, expected, variance = (repeats * y)[own].sum(), (repeats * mean)[own].sum(), weights[own].sum()
            slope = design[own].T @ weights[own]
            unsure = slope @ covariance @ slope
            assert row.n.exposure == pytest.approx(expected, rel=1e-8)
            assert error == pytest.approx(math.sqrt(unsure), rel=1e-8)
            score = (observed - expected) / math.sqrt(variance - unsure)
            assert row.p_value == pytest.approx(2 * norm.sf(abs(score)), rel=1e-7)
            low, high = limits(observed, repeats[own].sum() if model == "logistic" else None)
            share, ratio = math.exp(z * math.sqrt(unsure) / expected), observed / expected
            together = math.sqrt(ratio * unsure / variance)

            def outside(r, a, b, observed=observed, expected=expected, together=together):
                reach = a * a - 2 * together * r * a * b + (r * b) ** 2
                return abs(observed - r * expected) - math.sqrt(max(reach, 0))

            lower = brentq(outside, 0, ratio, (observed - low, expected * (share - 1))) if observed else 0
            upper = brentq(outside, ratio, 99 + 99 * ratio, (high - observed, expected * (1 - 1 / share)))
            assert tuple(row.interval) == pytest.approx((lower, upper), rel=1e-7)


def test_what_is_missing_is_counted_and_what_is_wrong_is_refused():
    x = {"x": [1, 2, None, 4, 3, 2], "g": ["a", "b", "a", None, "a", "b"]}
    found = hh.logistic_regression([0, 1, 1, 0, 1, 0], x)
    assert found.coefficients[0].n.records == 4
    assert {warning.code for warning in found.coefficients[0].warnings} >= {"W101"}
    refused = [
        ("H530", lambda: hh.logistic_regression([0, 1], errors="cr1")),
        ("H102", lambda: hh.logistic_regression([0, 1], clusters=["A", "B"], errors="hc1")),
        ("H102", lambda: hh.poisson_regression([0, 1], clusters=["A", "B"], errors="model")),
        ("H102", lambda: hh.logistic_regression([0, 1], [1, 2])),
        ("H203", lambda: hh.poisson_regression([0, 1], exposure=[0, 1])),
        ("H105", lambda: hh.logistic_regression([0, 2])),
        ("H106", lambda: hh.logistic_regression([0, 1], {"intercept": [1, 2]})),
        ("H108", lambda: hh.logistic_regression([0, 1], {"x": [1, 2, 3]})),
        ("H531", lambda: hh.meta_regression([0.1, 0.2], [0.1, -0.1])),
        ("H008", lambda: hh.robust_meta_regression([0.1, 0.2], [0.1, 0.1], areas=["A", "B"], rho=2)),
        ("H201", lambda: hh.glmm_proportion([3], [2])),
    ]
    for code, call in refused:
        with pytest.raises(hh.HelhedError) as raised:
            call()
        assert raised.value.code == code


def codes(estimate):
    return [warning.code for warning in estimate.warnings]


def test_an_area_without_complete_rows_is_there_without_a_value():
    found = hh.case_mix([None, None, 4, 6, 9], None, areas=list("aabbc"), model="poisson").areas
    assert [row.key["area"] for row in found] == ["a", "b", "c"]
    assert found[0].value is None
    assert codes(found[0]) == ["W101", "W301"]
    assert found[0].n.records == 0
    assert found[1].value is not None


def test_an_exact_fit_has_no_interval_whatever_its_rounding_error():
    start = {"x": [1, 2, 3, 4]}
    for effects, moderators in [([0.1, 0.2, 0.3, 0.4], start), ([1, 1, 1, 1], None), ([0.3] * 4, start)]:
        found = hh.meta_regression(effects, [0.01, 0.02, 0.03, 0.01], moderators, test="knapp_hartung")
        for row in found.coefficients:
            assert (row.p_value, row.interval) == (None, None)
            assert "W303" in codes(row)
        assert found.residual.statistic == 0
    for row in hh.robust_meta_regression([0.3] * 5, [0.01] * 5, areas=list("abcde")).coefficients:
        assert row.interval is None
        assert "W303" in codes(row)


def test_few_areas_are_said():
    rows = hh.meta_regression([0.1, 0.3, 0.2, 0.6, 0.1], [0.01] * 5, {"x": [1, 2, 3, 4, 7]}).coefficients
    assert all("W524" in codes(row) for row in rows)
    assert "W524" not in codes(hh.meta_regression([0.1, 0.3, 0.2, 0.6, 0.1], [0.01] * 5).coefficients[0])
    assert "W524" in codes(hh.glmm_proportion([3, 4], [20, 20]).pooled)


def test_large_areas_have_a_share():
    found = hh.glmm_proportion([1e6, 2e6, 1.5e6, 1e6], [1e7] * 4)
    odds = np.log([1 / 9, 1 / 4, 15 / 85, 1 / 9])
    assert found.log_odds == pytest.approx(odds.mean(), abs=1e-5)
    assert found.tau2 == pytest.approx(odds.var(), abs=1e-5)


def test_both_spellings_of_a_variance_between_areas_are_known():
    effects, variances = [0.1, 0.4, 0.9, 0.2], [0.02, 0.03, 0.04, 0.01]
    names = {"dl": "dersimonian_laird", "pm": "paule_mandel", "he": "hedges", "sj": "sidik_jonkman"}
    for short, long in {**names, "hs": "hunter_schmidt", "fixed": "common_effect"}.items():
        assert hh.pool(effects, variances, method=short) == hh.pool(effects, variances, method=long)
        one, other = (hh.meta_regression(effects, variances, tau2=name) for name in (short, long))
        assert one == other


def test_areas_of_another_length_are_named():
    with pytest.raises(hh.HelhedError, match="`areas`"):
        hh.robust_meta_regression([0.1, 0.2], [0.1, 0.1], areas=["A"])
