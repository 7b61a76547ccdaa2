"""Funnels, shrinkage and ranks: the reference values and the edges, through the public Python interface."""

import json
import math
import pickle

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

import helhed as hh
from conftest import REFERENCE
from referenced import cases, check

FILE = "12_empirical_bayes_funnel_spc.json"


def invalid(method):
    listed = [one for one in json.loads((REFERENCE / "17_invalid_inputs.json").read_text("utf-8"))]
    return [pytest.param(one, id=one["id"]) for one in listed if one["method"] == method]


def codes(result):
    return [warning.code for warning in result.warnings]


@pytest.mark.parametrize("case", cases(FILE, "funnel_limits"))
def test_funnel_limits(case):
    target, sizes = case["inputs"]["target"], case["inputs"]["n"]
    events = [0.0 for _ in sizes]
    if case["options"]["distribution"] == "binomial":
        areas = hh.Areas.proportions(events, sizes)
    else:
        areas = hh.Areas.rates(events, sizes)
    found = hh.funnel(areas, target=target, overdispersion="none")
    names = ("lower_95", "upper_95", "lower_998", "upper_998")
    curve = found.curve(sizes)
    for name in names:
        assert curve[name] == found.areas[name]
    got = {name: found.areas[name] for name in names}
    # The normal limits follow from the standard error of an area on target.
    for level, z in (("95", stats.norm.ppf(0.975)), ("998", stats.norm.ppf(0.999))):
        got[f"normal_lower_{level}"] = [target - z * se for se in found.areas["se"]]
        got[f"normal_upper_{level}"] = [target + z * se for se in found.areas["se"]]
    check(case, got)


@pytest.mark.parametrize("case", cases(FILE, "funnel_overdispersion"))
def test_funnel_overdispersion(case):
    given = case["inputs"]
    areas = hh.Areas.values(given["y"], given["s"])
    additive = hh.funnel(areas, target=given["target"])
    multiplicative = hh.funnel(areas, target=given["target"], overdispersion="multiplicative")
    z = np.array(additive.areas["z"])
    np.testing.assert_allclose(z, case["expected"]["z"], rtol=1e-8)
    # The share that is drawn in is 0.1 in a funnel.
    ends = np.quantile(z, [0.1, 0.9])
    phi = np.mean(np.clip(z, *ends) ** 2)
    assert additive.phi == pytest.approx(phi, rel=1e-10)
    if case["options"]["winsor"] == 0.1:
        check(
            case,
            {
                "z": additive.areas["z"],
                "z_winsorised": list(np.clip(z, *ends)),
                "phi": additive.phi,
                "tau2": additive.tau2,
                "z_multiplicative": multiplicative.areas["z_adjusted"],
                "z_additive": additive.areas["z_adjusted"],
            },
        )


def shrunken(shrunk):
    return {
        "mean": shrunk.mean,
        "loglik": shrunk.ln_likelihood,
        "posterior_mean": shrunk.areas["shrunk"],
        "posterior_lower": shrunk.areas["lower"],
        "posterior_upper": shrunk.areas["upper"],
        **shrunk.prior,
    }


@pytest.mark.parametrize("case", cases(FILE, "eb_beta_binomial"))
def test_beta_binomial(case):
    given = case["inputs"]
    shrunk = hh.shrink(hh.Areas.proportions(given["x"], given["n"]), level=given["level"])
    got = shrunken(shrunk)
    check(case, {**got, "precision": got["alpha"] + got["beta"]})


@pytest.mark.parametrize("case", invalid("eb_beta_binomial"))
def test_areas_that_are_alike_are_said_to_be(case):
    shrunk = hh.shrink(hh.Areas.proportions(case["inputs"]["x"], case["inputs"]["n"]))
    assert shrunk.areas["shrunk"] == [0.5] * 4
    assert (shrunk.prior, shrunk.between_sd, codes(shrunk)) == ({"value": 0.5}, 0.0, ["W540"])


@pytest.mark.parametrize("case", cases(FILE, "eb_gamma_poisson"))
def test_gamma_poisson(case):
    given = case["inputs"]
    shrunk = hh.shrink(hh.Areas.ratios(given["observed"], given["expected"]), level=given["level"])
    check(case, shrunken(shrunk))


@pytest.mark.parametrize("case", cases(FILE, "eb_normal"))
def test_normal(case):
    areas = hh.Areas.values(case["inputs"]["yi"], [math.sqrt(v) for v in case["inputs"]["vi"]])
    shrunk = hh.shrink(areas, between=case["options"]["method"])
    got = {"shrunken": shrunk.areas["shrunk"], "shrunken_se": shrunk.areas["se"]}
    check(case, {**got, "mean": shrunk.mean, "tau2": shrunk.prior["tau2"]})


def test_limits_with_an_uncertain_expected_number_are_negative_binomial():
    observed, expected, se = [8, 3, 21], [10.0, 4.0, 12.5], [2.0, 1.5, 0.5]
    found = hh.funnel(hh.Areas.ratios(observed, expected, expected_se=se), overdispersion="none").areas
    for at, (mean, error) in enumerate(zip(expected, se, strict=True)):
        law = stats.nbinom((mean / error) ** 2, 1 / (1 + error**2 / mean))
        for tail, name in ((0.025, "lower_95"), (0.975, "upper_95"), (0.001, "lower_998"), (0.999, "upper_998")):
            r = law.ppf(tail)
            limit = max(r - (law.cdf(r) - tail) / law.pmf(r), 0) / mean
            assert found[name][at] == pytest.approx(limit, rel=1e-7, abs=1e-12)


def test_verdicts_are_exact():
    rng = np.random.default_rng(4)
    n = rng.integers(3, 90, 60)
    x = rng.binomial(n, 0.25)
    found = hh.funnel(hh.Areas.proportions(x, n), target=0.2, overdispersion="none").areas
    for at, (events, units) in enumerate(zip(x, n, strict=True)):
        law = stats.binom(units, 0.2)
        tail = law.cdf(events) if events < 0.2 * units else law.sf(events - 1)
        verdict = "outside_998" if tail < 0.001 else "outside_95" if tail < 0.025 else "within"
        assert found["verdict"][at] == verdict
        assert found["p_value"][at] == pytest.approx(min(1, 2 * tail), rel=1e-9)
    assert len(set(found["verdict"])) > 1


def philox(counter, key):
    """Philox4x32-10 (Salmon and others 2011), by its definition."""
    for turn in range(10):
        if turn:
            key = [(key[0] + 0x9E3779B9) % 2**32, (key[1] + 0xBB67AE85) % 2**32]
        one, two = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [
            (two >> 32) ^ counter[1] ^ key[0],
            two % 2**32,
            (one >> 32) ^ counter[3] ^ key[1],
            one % 2**32,
        ]
    return counter


def normals(seed, stream, number):
    words = [w for block in range(number) for w in philox([block, 0, stream, 0], [seed, 0])]
    units = [((a << 21 | b >> 11) + 0.5) / 2**53 for a, b in zip(words[::2], words[1::2], strict=True)]
    drawn = []
    for u, v in zip(units[::2], units[1::2], strict=True):
        radius = math.sqrt(-2 * math.log(u))
        drawn += [radius * math.cos(math.tau * v), radius * math.sin(math.tau * v)]
    return drawn[:number]


def brute_force(values, se, level, draws, seed):
    """Every ordered pair in a loop, step by step."""
    p = len(values)
    scale = np.array([[math.hypot(a, b) for b in se] for a in se])
    observed = np.subtract.outer(values, values) / scale
    drawn = np.array([normals(seed, b, p) for b in range(draws)]) * se
    left = ~np.eye(p, dtype=bool)
    while True:
        statistics = (drawn[:, :, None] - drawn[:, None, :]) / scale
        maxima = np.sort(np.where(left, statistics, -np.inf).max(axis=(1, 2)))
        critical = maxima[math.ceil((draws + 1) * level) - 1]
        told = left & (observed > critical)
        if not told.any():
            break
        left &= ~told
    surely = ~left & (observed > 0)
    return critical, 1 + surely.sum(axis=0), p - surely.sum(axis=1)


def test_rank_sets_are_those_of_a_brute_force_loop():
    values = [5.0, 4.2, 4.9, 1.0, 0.3, 2.2]
    se = [0.3, 0.9, 0.2, 0.5, 0.3, 0.8]
    ranking = hh.rank(hh.Areas.values(values, se), draws=1000, seed=7)
    critical, best, worst = brute_force(np.array(values), np.array(se), 0.95, 1000, 7)
    assert ranking.critical[1] == pytest.approx(critical, rel=1e-12)
    assert ranking.areas["best_rank"] == list(best)
    assert ranking.areas["worst_rank"] == list(worst)
    assert ranking.areas["best_rank"] != [1] * 6


def test_the_first_quantile_of_equal_errors_is_the_studentized_range():
    ranking = hh.rank(hh.Areas.values([0.0] * 12, [1.0] * 12), draws=20_000)
    exact = stats.studentized_range.ppf([0.943, 0.957], 12, 1e6) / math.sqrt(2)
    assert exact[0] < ranking.critical[0] < exact[1]
    assert codes(ranking) == ["W540", "W548"]


def test_quarters_are_those_of_quadrature():
    values, se = np.array([1.0, 0.2, 0.5, -0.8]), np.array([0.4, 0.3, 0.5, 0.6])
    ranking = hh.rank(hh.Areas.values(values, se), draws=20_000, seed=3)
    mean, sd = (np.array(ranking.shrunk.areas[name]) for name in ("shrunk", "se"))
    x = np.linspace(-6, 6, 20_001)
    for at in range(4):
        others = np.prod([stats.norm.cdf(x, mean[k], sd[k]) for k in range(4) if k != at], axis=0)
        exact = np.trapezoid(stats.norm.pdf(x, mean[at], sd[at]) * others, x)
        assert abs(ranking.areas["best_quarter"][at] - exact) < 4 * ranking.probability_se(exact)


def test_quarters_of_shares_are_those_of_quadrature():
    x, n = np.array([3, 9, 20, 2]), np.array([30, 40, 60, 45])
    ranking = hh.rank(hh.Areas.proportions(x, n, better="lower"), draws=20_000, seed=3)
    prior = ranking.shrunk.prior
    laws = [stats.beta(a + prior["alpha"], b - a + prior["beta"]) for a, b in zip(x, n, strict=True)]
    p = np.linspace(0, 1, 20_001)
    for at in range(4):
        others = np.prod([laws[k].sf(p) for k in range(4) if k != at], axis=0)
        exact = np.trapezoid(laws[at].pdf(p) * others, p)
        assert abs(ranking.areas["best_quarter"][at] - exact) < 4 * ranking.probability_se(exact) + 1e-9


ROWS = [
    {"area": "Sydhavnen", "year": 2015, "numerator": 12, "denominator": 300},
    {"area": "Sydhavnen", "year": 2016, "numerator": 14, "denominator": 310},
    {"area": "Åhaven", "year": 2015, "numerator": 70, "denominator": 305},
    {"area": "Øen", "year": 2015, "numerator": 2, "denominator": 9},
    {"area": "Tom", "year": 2015, "numerator": 0, "denominator": 0},
]


def test_cells_pool_the_other_keys_when_asked():
    cells = hh.enter(hh.Indicator("evicted", better="lower"), ROWS, by=["area", "year"])
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel(cells)
    assert caught.value.code == "H540"
    assert "year" in str(caught.value)
    found = hh.funnel(cells, "evicted", area="area", target=0.08)
    assert found.areas["area"] == ["Sydhavnen", "Tom", "Åhaven", "Øen"]
    assert found.areas["size"] == [610.0, None, 305.0, 9.0]
    assert found.areas["verdict"][1] is None
    assert "W546" in codes(found)
    exact = hh.funnel(cells, area="area", target=0.08, overdispersion="none")
    assert exact.areas["judgement"] == ["better", None, "worse", None]
    assert codes(exact) == ["W546", "W542"]
    assert hh.Areas.of_cells(cells, area="area") == hh.Areas.of_cells(cells, "evicted", "area")
    estimates = found.estimates
    assert [one.key["area"] for one in estimates] == found.areas["area"]
    assert estimates[0].method == "proportion/wilson"


def test_how_far_areas_were_drawn_is_told():
    shrunk = hh.shrink(hh.Areas.proportions([1, 5, 9, None], [10] * 4, area=list("ABCD")))
    first, *_, last = shrunk.sentence("da").splitlines()
    assert first.startswith("A: 10,0 pct. for sig selv, ")
    assert first.endswith("fordi det bygger på 1 af 10.")
    assert last.startswith("D: ingen værdi (")


def test_widened_limits_are_said():
    rng = np.random.default_rng(1)
    rate = rng.gamma(8, 1 / 8, 60)
    observed = rng.poisson(40 * rate)
    found = hh.funnel(hh.Areas.ratios(observed, [40.0] * 60))
    assert found.widened
    assert codes(found) == ["W541"]
    exact = hh.funnel(hh.Areas.ratios(observed, [40.0] * 60), overdispersion="none")
    assert exact.areas["verdict"].count("within") < found.areas["verdict"].count("within")


def test_estimates_with_standard_errors_are_areas():
    rows = [{"area": a, "value": v} for a in "ABC" for v in ([1, 2, 3] if a != "C" else [7, 9, 8, 8])]
    cells = hh.tally(pa.Table.from_pylist(rows), hh.Indicator("value", measure="mean"), by="area")
    by_cells = hh.shrink(cells)
    by_estimates = hh.shrink(hh.estimate(cells))
    assert by_cells.areas["area"] == by_estimates.areas["area"] == ["A", "B", "C"]
    assert by_estimates.areas["raw"] == by_cells.areas["raw"]
    assert by_cells.areas["shrunk"][2] < 8


def test_refusals_and_edges_are_coded():
    with pytest.raises(hh.HelhedError) as twice:
        hh.Areas.proportions([1, 2], [5, 6], area=["A", "A"])
    assert twice.value.code == "H541"
    ratios = hh.Areas.ratios([5, 6], [4.0, 5.0], expected_se=[0.5, 0.5])
    with pytest.raises(hh.HelhedError) as caught:
        ratios.with_neighbours({1: [2]})
    assert caught.value.code == "H542"
    with pytest.raises(hh.HelhedError) as caught:
        hh.Areas.proportions([1, 2], [5, 6], area=["A", "B"]).with_neighbours({"A": ["C"]})
    assert caught.value.code == "H401"
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel(ratios, "evicted")
    assert caught.value.code == "H102"
    with pytest.raises(hh.HelhedError) as caught:
        hh.rank(ratios, draws=10)
    assert caught.value.code == "H008"
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel(ratios, overdispersion="both")
    assert caught.value.code == "H006"
    assert "W547" in codes(hh.shrink(ratios))
    assert codes(hh.shrink(hh.Areas.proportions([3], [9]))) == ["W543"]
    assert codes(hh.shrink(hh.Areas.proportions([0, 0], [9, 8]))) == ["W544"]
    near = hh.Areas.proportions([3, 4, 9], [20, 20, 30]).with_neighbours({1: [2]})
    assert "W545" in codes(hh.funnel(near))
    assert "W549" in codes(hh.rank(near, draws=1000))


def test_results_are_tables_json_and_pickles():
    areas = hh.Areas.proportions(
        [30, 2, 61, 40], [300, 12, 310, 320], area=list("ABCD"), name="evicted", better="lower"
    )
    for result in (hh.funnel(areas), hh.shrink(areas), hh.rank(areas, draws=1000)):
        frame = result.to_pandas()
        assert list(frame["area"]) == list("ABCD")
        assert result.to_polars().shape == frame.shape
        assert list(frame.columns) == list(result.to_dict())
        assert pickle.loads(pickle.dumps(result)) == result
        assert json.loads(result.to_json())["method"]["id"] == result.method
        assert hh.method(result.method)
        assert len(result) == 4
        assert result.indicator == "evicted"


def test_columns_are_what_single_funnels_give():
    rng = np.random.default_rng(2)
    n = rng.integers(1, 400, (40, 30)).astype(float)
    x = rng.binomial(n.astype(int), rng.beta(4, 20, (40, 30))).astype(float)
    for overdispersion in ("none", "additive", "multiplicative"):
        found = hh.funnel_columns(x.ravel(), n.ravel(), 30, overdispersion=overdispersion)
        table = found.to_dict()
        assert (len(found), found.areas) == (40, 30)
        for at in (0, 7, 39):
            one = hh.funnel(hh.Areas.proportions(x[at], n[at]), overdispersion=overdispersion)
            rows = slice(30 * at, 30 * at + 30)
            assert table["z_adjusted"][rows] == one.areas["z_adjusted"]
            assert (found.phi[at], found.tau2[at], found.target[at]) == (one.phi, one.tau2, one.target)
            size = {"within": 0, "outside_95": 1, "outside_998": 2}
            signed = [
                size[verdict] * (1 if above else -1)
                for verdict, above in zip(one.areas["verdict"], one.areas["above"], strict=True)
            ]
            assert table["verdict"][rows] == signed
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel_columns([1.0, 2.0, 3.0], [4.0, 5.0, 6.0], 2)
    assert caught.value.code == "H108"
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel_columns([1.0, 2.0], [4.0, 5.0], -1)
    assert caught.value.code == "H202"
    with pytest.raises(hh.HelhedError) as caught:
        hh.funnel_columns([1.0, 9.0], [4.0, 5.0], 2)
    assert (caught.value.code, "row 2" in caught.value.where) == ("H201", True)


@pytest.mark.parametrize("language", ["da", "en"])
def test_pictures_name_only_areas_outside(language):
    from helhed import plots

    rng = np.random.default_rng(3)
    n = np.round(np.exp(rng.uniform(3, 7, 130))).astype(int)
    x = rng.binomial(n, rng.beta(8, 60, 130))
    areas = hh.Areas.proportions(x, n, area=[f"Område {k}" for k in range(130)], name="evicted", better="lower")
    found = hh.funnel(areas)
    drawn = plots.funnel(found, language=language)
    outside = [verdict for verdict in found.areas["verdict"] if verdict != "within"]
    named = [text for text in drawn.axes[0].texts if text.get_text().startswith("Område")]
    assert len(named) == min(len(outside), 32)
    figure = plots.caterpillar(hh.rank(areas, draws=1000), language=language)
    places = sorted(text.xyann[1] for text in figure.axes[-1].texts)
    assert 0 < len(places) <= 32
    assert min(np.diff(places)) > 0
    assert len(plots.caterpillar(hh.shrink(areas), language=language).axes) == 1
    assert plots.funnel(hh.funnel(hh.Areas.values([], [])), language=language)
    some = plots.caterpillar(hh.shrink(hh.Areas.proportions([1, None, 30, 0], [10, 4, 50, 0])), language=language)
    assert any(text.get_text().startswith("2 ") for text in some.texts), "two areas are left out, and that is said"
    unsure = hh.funnel(hh.Areas.ratios([32, 20, 15], [15, 20, 16.0], expected_se=[6, 1, 1.0]), overdispersion="none")
    said = plots.funnel(unsure, language=language).axes[0].get_title(loc="left")
    assert "forventede" in said or "expected" in said
