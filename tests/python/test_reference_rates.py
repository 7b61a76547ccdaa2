"""The reference values of rates, means, ranks and the power of t-tests, through the public Python interface."""

import math

import pyarrow as pa
import pytest

import helhed as hh
from referenced import cases, check, standard

TOPIC = "06_two_rates_and_means.json"
RATES = {
    "rate_ratio_exact": hh.ratio.exact,
    "rate_ratio_wald": hh.ratio.rate_wald,
    "rate_ratio_midp": hh.ratio.rate_mid_p,
    "rate_difference_wald": hh.difference.rate_wald,
    "rate_difference_mover": hh.difference.rate_mover,
}


def of(*methods):
    return [one for method in methods for one in cases(TOPIC, method)]


def limits(name, estimate):
    lower, upper = estimate.interval or (None, None)
    return {f"{name}_lower": lower, f"{name}_upper": upper}


def compared(cells, level, estimand):
    found = hh.compare(cells, by="group", of="of", against="against", level=level)
    return next(one for one in found if one.estimand == estimand)


@pytest.mark.parametrize("case", of(*RATES))
def test_two_rates(case):
    x1, t1, x2, t2, level = (case["inputs"][name] for name in ("x1", "t1", "x2", "t2", "level"))
    estimate = RATES[case["method"]](x1, t1, x2, t2, level=level)
    test = hh.ratio.exact_test(x1, t1, x2, t2)
    got = standard(estimate) | {"se": estimate.se, "se_log": estimate.se}
    check(case, got | {"p_two_sided": test.p_value, "p_greater": test.p_greater, "p_less": test.p_less})


@pytest.mark.parametrize("case", of("rate_ratio_exact"))
def test_the_door_gives_the_exact_ratio(case):
    given = case["inputs"]
    rows = [
        {"group": arm, "events": given[f"x{i}"], "exposure": given[f"t{i}"]} for i, arm in ((1, "of"), (2, "against"))
    ]
    one = compared(hh.enter(hh.Indicator("x", measure="rate"), rows, by="group"), given["level"], "rate_ratio")
    assert one.method == "ratio/exact"
    alone = hh.ratio.exact(given["x1"], given["t1"], given["x2"], given["t2"], level=given["level"])
    assert (one.value, one.interval, one.p_value) == (alone.value, alone.interval, alone.p_value)


@pytest.mark.parametrize("case", of("two_means"))
def test_two_means(case):
    given = case["inputs"]
    groups = [("of", value) for value in given["x"]] + [("against", value) for value in given["y"]]
    columns = {"group": [group for group, _ in groups], "x": pa.array([value for _, value in groups], pa.float64())}
    cells = hh.tally(pa.table(columns), hh.Indicator("x", measure="mean"), by="group")
    door = compared(cells, given["level"], "mean_difference")

    two = (given["x"], given["y"], given["level"])
    d, g, delta = hh.effect_size.cohen_d(*two), hh.effect_size.hedges_g(*two), hh.effect_size.glass_delta(*two)
    got = {"difference": door.value, "cohen_d": d.value, "hedges_g": g.value, "hedges_g_se": g.se}
    got |= {"glass_delta": delta.value, "hedges_correction": hh.effect_size.hedges_correction(d.df)}
    got |= limits("cohen_d_nct", d) | limits("hedges_g", g)
    welch, pooled = hh.difference.welch(*two), hh.difference.pooled(*two)
    assert door.method == welch.method == "difference/welch"
    # Both from the same numbers; a tally adds up in another order.
    assert (door.value is None, door.p_value is None) == (welch.value is None, welch.p_value is None)
    found, again = ([each.value or 0.0, each.p_value or 0.0, *(each.interval or ())] for each in (door, welch))
    assert found == pytest.approx(again, rel=1e-12)
    for name, one in (("welch", welch), ("pooled", pooled)):
        got |= {f"{name}_se": one.se, f"{name}_t": one.value / one.se, f"{name}_df": one.df, f"{name}_p": one.p_value}
        got |= limits(name, one)
    check(case, got)


@pytest.mark.parametrize("case", of("paired_t"))
def test_paired_t(case):
    given = case["inputs"]
    t = hh.paired.t(given["x"], given["y"], given["level"])
    got = standard(t) | {"n": t.n.records, "difference": t.value, "se": t.se, "t": t.value / t.se, "df": t.df}
    check(case, got | {"p": t.p_value, "cohen_dz": hh.effect_size.cohen_dz(given["x"], given["y"]).value})


@pytest.mark.parametrize("case", of("paired_t"))
def test_average_standard_deviations(case):
    np = pytest.importorskip("numpy")
    columns = np.array([case["inputs"]["x"], case["inputs"]["y"]], dtype=float)
    first, second = columns[:, ~np.isnan(columns).any(axis=0)]
    average = (first.std(ddof=1) + second.std(ddof=1)) / 2
    got = hh.effect_size.cohen_dav(case["inputs"]["x"], case["inputs"]["y"]).value
    assert got == pytest.approx((first - second).mean() / average, rel=1e-12)


@pytest.mark.parametrize("case", of("wilcoxon_rank_sum"))
def test_rank_sum(case):
    given = case["inputs"]
    two = (given["x"], given["y"])
    shift = hh.ranks.hodges_lehmann(*two, given["level"])
    corrected = hh.ranks.rank_sum_corrected(*two)
    got = {"W": corrected.statistic, "p_normal_cc": corrected.p_value, "hodges_lehmann": shift.value}
    got |= {"p_normal": hh.ranks.rank_sum_normal(*two).p_value, "p_exact": hh.ranks.rank_sum_exact(*two).p_value}
    check(case, got | limits("hl", shift))
    best = "p_exact" if "p_exact" in case["expected"] else "p_normal_cc"
    assert hh.ranks.rank_sum(*two).p_value == got[best]


@pytest.mark.parametrize("case", of("wilcoxon_signed_rank"))
def test_signed_rank(case):
    differences = case["inputs"]["d"]
    centre = hh.paired.pseudomedian(differences, level=case["inputs"]["level"])
    corrected = hh.paired.signed_rank_corrected(differences)
    got = {"V": corrected.statistic, "n_nonzero": corrected.n.records, "p_normal_cc": corrected.p_value}
    got |= {"p_normal": hh.paired.signed_rank_normal(differences).p_value, "pseudomedian_nonzero": centre.value}
    got |= {"p_exact": hh.paired.signed_rank_exact(differences).p_value} | limits("pseudomedian", centre)
    check(case, got)


@pytest.mark.parametrize("case", cases("15_multiplicity_power_equivalence.json", "power_two_means"))
def test_power(case):
    given = dict(case["inputs"])
    given |= {"difference": given.pop("delta")} if "delta" in given else {}
    got = hh.power.two_means(**given, paired=case["options"]["type"] == "paired")
    check(case, {name: {"n": got.n, "delta": got.difference, "power": got.power}[name] for name in case["expected"]})


@pytest.mark.parametrize(("x1", "x2"), [(5, 3), (11, 16), (1, 40)])
def test_the_scores_are_those_of_scipy(x1, x2):
    optimize, stats = pytest.importorskip("scipy.optimize"), pytest.importorskip("scipy.stats")
    t1, t2, z = 100.0, 130.0, stats.norm.isf(0.025)

    def statistic(d):
        def minus(r2):
            return (r2 + d) * t1 + r2 * t2 - x1 * math.log(r2 + d) - x2 * math.log(r2)

        low = max(0.0, -d) + 1e-12
        r2 = optimize.minimize_scalar(minus, bounds=(low, low + 1), method="bounded", options={"xatol": 1e-14}).x
        return (x1 / t1 - x2 / t2 - d) / math.sqrt((r2 + d) / t1 + r2 / t2)

    value = x1 / t1 - x2 / t2
    wanted = [optimize.brentq(lambda d: statistic(d) - z, value - 0.5, value)]
    wanted += [optimize.brentq(lambda d: statistic(d) + z, value, value + 0.5)]
    assert list(hh.difference.rate_score(x1, t1, x2, t2).interval) == pytest.approx(wanted, rel=1e-7)
    share = stats.binomtest(x1, x1 + x2).proportion_ci(method="wilson")
    wanted = [one / (1 - one) * t2 / t1 for one in share]
    assert list(hh.ratio.rate_score(x1, t1, x2, t2).interval) == pytest.approx(wanted, rel=1e-10)


INVALID = {
    "two_means": lambda given: hh.difference.welch(given["x"], given["y"], given["level"]),
    "paired_t": lambda given: hh.paired.t(given["x"], given["y"], given["level"]),
    "rate_ratio_exact": lambda given: hh.ratio.exact(
        given["x1"], given["t1"], given["x2"], given["t2"], level=given["level"]
    ),
}


@pytest.mark.parametrize("case", [one for name in INVALID for one in cases("17_invalid_inputs.json", name)])
def test_invalid_inputs(case):
    acceptable = case["expected"]["acceptable"]
    try:
        one = INVALID[case["method"]](case["inputs"])
    except hh.HelhedError as error:
        assert "error" in acceptable and error.mend
        return
    assert "undefined" in acceptable and one.warnings
    assert one.value is None or one.interval is None
    if case["method"] == "rate_ratio_exact":
        assert list(one.interval) == [0, math.inf]
    else:
        assert one.interval is None


def test_misuse_is_refused():
    for call, code in [
        (lambda: hh.paired.t([1, 2, 3], [1, 2]), "H108"),
        (lambda: hh.ranks.rank_sum([1, math.inf], [1]), "H104"),
        (lambda: hh.power.two_means(power=0.8), "H510"),
        (lambda: hh.power.two_means(n=9, power=0.04), "H008"),
        (lambda: hh.power.two_means(difference=0, power=0.8), "H512"),
        (lambda: hh.power.two_means(n=1, power=0.8), "H008"),
        (lambda: hh.power.two_means(n=9, power=0.8, sd=0), "H008"),
        (lambda: hh.ratio.exact_test(1, 0, 1, 1), "H203"),
    ]:
        with pytest.raises(hh.HelhedError) as error:
            call()
        assert error.value.code == code


def test_undefined_is_not_zero():
    for one in (hh.difference.pooled([1], [2]), hh.difference.pooled([2, 2], [2, 2]), hh.paired.t([1], [2])):
        assert one.value is not None and one.interval is None and one.p_value is None and one.warnings
    for one in (hh.effect_size.cohen_d([2, 2], [2, 2]), hh.effect_size.hedges_g([1, 2], [3]), hh.paired.t([], [])):
        assert one.value is None and one.interval is None and one.warnings
