"""Laws of the methods for one and two shares and rates, through the public functions. Whole columns make one draw of
hypothesis hundreds of cases: every count of a group, or many pairs of groups with their edges."""

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings, strategies as st

import helhed as hh

NAN, INF = math.nan, math.inf

SHARE = {
    hh.proportion.wilson: (0, 1),
    hh.proportion.wilson_cc: (0, 1),
    hh.proportion.clopper_pearson: (0, 1),
    hh.proportion.mid_p: (0, 1),
    hh.proportion.blaker: (0, 1),
    hh.proportion.jeffreys: (0, 1),
    hh.proportion.jeffreys_equal_tailed: (0, 1),
    hh.proportion.logit: (0, 1),
    hh.proportion.agresti_coull: (0, 1),
    hh.proportion.wald: (0, 1),
}
RATE = {hh.rate.byar: (0, INF), hh.rate.exact: (0, INF), hh.rate.mid_p: (0, INF), hh.rate.score: (0, INF)}
SHARE_DIFFERENCES = {
    hh.difference.newcombe: (-1, 1),
    hh.difference.miettinen_nurminen: (-1, 1),
    hh.difference.agresti_caffo: (-1, 1),
    hh.difference.wald: (-INF, INF),  # An approximation that may step over the end, and says so (W411).
    hh.effect_size.cohen_h: (-INF, INF),
}
SHARE_RATIOS = {
    hh.ratio.koopman: (0, INF),
    hh.ratio.miettinen_nurminen: (0, INF),
    hh.ratio.katz: (0, INF),
    hh.odds_ratio.conditional: (0, INF),
    hh.odds_ratio.mid_p: (0, INF),
    hh.odds_ratio.woolf: (0, INF),
    hh.odds_ratio.woolf_haldane: (0, INF),
}
RATE_DIFFERENCES = {method: (-INF, INF) for method in (hh.difference.rate_mover, hh.difference.rate_score)}
RATE_DIFFERENCES[hh.difference.rate_wald] = (-INF, INF)
RATE_RATIOS = {
    hh.ratio.exact: (0, INF),
    hh.ratio.rate_mid_p: (0, INF),
    hh.ratio.rate_score: (0, INF),
    hh.ratio.rate_wald: (0, INF),
}
ONE = {**SHARE, **RATE}
DIFFERENCES, RATIOS = {**SHARE_DIFFERENCES, **RATE_DIFFERENCES}, {**SHARE_RATIOS, **RATE_RATIOS}
TWO_SHARES, TWO_RATES = {**SHARE_DIFFERENCES, **SHARE_RATIOS}, {**RATE_DIFFERENCES, **RATE_RATIOS}
TWO = {**TWO_SHARES, **TWO_RATES}
# Widths that grow faster than their centres near an end, so that a limit can turn back there.
WALDS = {
    hh.proportion.logit,
    hh.proportion.agresti_coull,
    hh.proportion.wald,
    hh.difference.agresti_caffo,
    hh.difference.wald,
    hh.difference.rate_wald,
    hh.ratio.katz,
    hh.ratio.rate_wald,
    hh.odds_ratio.woolf,
    hh.odds_ratio.woolf_haldane,
}

LEVELS = st.floats(0.5, 0.999)
SEEDS = st.integers(0, 2**32 - 1)
laws = settings(deadline=None, max_examples=10)


def called(method):
    return f"{method.__module__}.{method.__name__}".removeprefix("helhed.")


def each(methods):
    return pytest.mark.parametrize("method", list(methods), ids=called)


def found(method, *columns, level=0.95):
    """Value, limits and p-value as arrays; not-a-number stands for what is not there."""
    table = pa.table(method(*columns, level=level))
    names = ("value", "lower", "upper", "p_value")
    return [np.asarray(table[name].to_pylist(), dtype=float) for name in names]


def near(one, other, slack=1e-7):
    np.testing.assert_allclose(one, other, rtol=slack, atol=slack)


def at_most(one, other, slack=1e-7):
    """Every number of `one` is at most its fellow; a limit that is not there has none."""
    there = ~(np.isnan(one) | np.isnan(other))
    one, other = one[there], other[there]
    finite = np.isfinite(other)
    assert np.all(one[finite] <= other[finite] + slack * np.maximum(1, np.abs(other[finite])))
    assert not np.any(one[other == -INF] > -INF)


def groups(method, seed, cases=200):
    """Pairs of groups, with nobody, with everybody and with a single unit."""
    random = np.random.default_rng(seed)
    if method in TWO_RATES:
        x1, x2 = random.integers(0, 60, (2, cases))
        n1, n2 = random.uniform(0.5, 500.0, (2, cases))
    else:
        n1, n2 = random.integers(1, 120, (2, cases))
        x1, x2 = random.integers(0, n1 + 1), random.integers(0, n2 + 1)
        x1[40:60], x2[50:70] = n1[40:60], n2[50:70]
    x1[:20], x2[10:30] = 0, 0
    return x1, n1, x2, n2


@laws
@given(n=st.integers(1, 300), level=LEVELS)
@each(ONE)
def test_more_events_give_no_lower_limit(method, n, level):
    events = np.arange(n + 1)
    value, *limits, _ = found(method, events, n, level=level)
    for numbers in [value] if method in WALDS else [value, *limits]:
        at_most(numbers[:-1], numbers[1:])


@laws
@given(of=st.integers(1, 80), x=st.floats(0, 1), against=st.integers(1, 80), level=LEVELS)
@each(TWO)
def test_more_events_in_the_group_give_no_lower_limit(method, of, x, against, level):
    value, *limits, _ = found(method, np.arange(of + 1), of, round(x * against), against, level=level)
    for numbers in [value] if method in WALDS else [value, *limits]:
        at_most(numbers[:-1], numbers[1:])


@laws
@given(n=st.integers(1, 300), level=LEVELS)
@each(SHARE)
def test_those_without_the_event_mirror_those_with_it(method, n, level):
    value, lower, upper, _ = found(method, np.arange(n + 1), n, level=level)
    near(value, 1 - value[::-1])
    near(lower, 1 - upper[::-1])


@laws
@given(seed=SEEDS, level=LEVELS)
@each(TWO)
def test_swapping_the_groups_mirrors_the_result(method, seed, level):
    x1, n1, x2, n2 = groups(method, seed)
    value, lower, upper, p = found(method, x1, n1, x2, n2, level=level)
    with np.errstate(divide="ignore"):
        swapped = found(method, x2, n2, x1, n1, level=level)
        turned = [1 / one if method in RATIOS else -one for one in swapped[:3]]
    near(value, turned[0])
    near(lower, turned[2])
    near(upper, turned[1])
    near(p, swapped[3])


@laws
@given(seed=SEEDS, levels=st.tuples(LEVELS, LEVELS).map(sorted))
@each({**ONE, **TWO})
def test_a_higher_level_holds_the_lower(method, seed, levels):
    columns = groups(method, seed)[: 2 if method in ONE else 4]
    (_, low, high, _), (_, lower, upper, _) = (found(method, *columns, level=level) for level in levels)
    at_most(lower, low)
    at_most(high, upper)


@laws
@given(seed=SEEDS, level=LEVELS)
@each({**ONE, **TWO})
def test_every_limit_is_possible_and_in_its_order(method, seed, level):
    columns = groups(method, seed)[: 2 if method in ONE else 4]
    _, lower, upper, p = found(method, *columns, level=level)
    low, high = {**ONE, **TWO}[method]
    at_most(lower, upper, slack=0)
    assert np.all((lower >= low) | np.isnan(lower)) and np.all((upper <= high) | np.isnan(upper))
    assert np.all(((p >= 0) & (p <= 1)) | np.isnan(p))
    assert np.array_equal(np.isnan(lower), np.isnan(upper))


@laws
@given(n=st.integers(1, 300), level=LEVELS)
@each(
    [method for method in SHARE if method is not hh.proportion.wald]
)  # Wald's has no width at 0 and n, so it leaps there.
def test_one_more_person_moves_a_share_by_no_leap(method, n, level):
    events = np.arange(n + 1)
    for before, after in zip(
        found(method, events, n, level=level), found(method, events, n + 1, level=level), strict=True
    ):
        at_most(np.abs(before - after), np.full(n + 1, 6 / (n + 1)))


@laws
@given(seed=SEEDS, level=LEVELS)
@each([hh.difference.newcombe, hh.difference.miettinen_nurminen, hh.difference.agresti_caffo])
def test_one_more_person_moves_a_difference_by_no_leap(method, seed, level):
    x1, n1, x2, n2 = groups(method, seed)
    before, after = found(method, x1, n1, x2, n2, level=level), found(method, x1, n1 + 1, x2, n2, level=level)
    for one, other in zip(before[:3], after[:3], strict=True):
        at_most(np.abs(one - other), 6 / (n1 + 1))


@laws
@given(seed=SEEDS, level=LEVELS, unit=st.floats(0.01, 1000))
@each({**RATE, **TWO_RATES})
def test_the_unit_of_exposure_only_scales_a_rate(method, seed, level, unit):
    x1, n1, x2, n2 = groups(hh.ratio.exact, seed)
    own, scaled = (
        found(method, *((x1, t1) if method in RATE else (x1, t1, x2, t2)), level=level)
        for t1, t2 in ((n1, n2), (n1 * unit, n2 * unit))
    )
    factor = 1 if method in RATE_RATIOS else unit
    for one, other in zip(own[:3], scaled[:3], strict=True):
        np.testing.assert_allclose(one, other * factor, rtol=1e-6, atol=1e-9 * max(1, unit))
    near(own[3], scaled[3])


@laws
@given(seed=SEEDS, level=LEVELS)
@each(TWO)
def test_a_p_value_agrees_with_its_interval(method, seed, level):
    _, lower, upper, p = found(method, *groups(method, seed), level=level)
    null, alpha = (1 if method in RATIOS else 0), 1 - level
    inside, outside = p > alpha + 1e-6, p < alpha - 1e-6
    assert (inside | outside).any()
    at_most(lower[inside], np.full(inside.sum(), null))
    at_most(np.full(inside.sum(), null), upper[inside])
    there = outside & ~np.isnan(lower)
    assert np.all((lower[there] > null) | (upper[there] < null))


@settings(deadline=None, max_examples=3)
@given(seed=SEEDS, level=LEVELS)
@each({**ONE, **TWO})
def test_a_row_of_a_column_is_what_its_counts_give_alone(method, seed, level):
    columns = [column[::8] for column in groups(method, seed)][: 2 if method in ONE else 4]
    rows = zip(*(column.tolist() for column in columns), strict=True)
    alone = [method(*row, level=level) for row in rows]
    lower, upper = zip(*(one.interval or (NAN, NAN) for one in alone), strict=True)
    value, p = (
        [NAN if number is None else number for number in numbers]
        for numbers in zip(*((one.value, one.p_value) for one in alone), strict=True)
    )
    for one, other in zip(found(method, *columns, level=level), (value, lower, upper, p), strict=True):
        np.testing.assert_array_equal(one, other)
