"""Laws that hold for any data."""

import itertools
import math

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import helhed as hh

SHARE = hh.Indicator("event")
MEAN = hh.Indicator("value", measure="mean")
LETTERS = "abcæøåÆØÅéü '-"
AREAS = st.one_of(st.none(), st.text(LETTERS, max_size=6))
ROW = st.tuples(
    AREAS, st.integers(2010, 2016), st.one_of(st.none(), st.booleans()), st.one_of(st.none(), st.floats(-1e6, 1e6))
)
ROWS = st.lists(ROW, min_size=1, max_size=40)
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def frame(rows) -> pl.DataFrame:
    schema = {"area": pl.String, "year": pl.Int64, "event": pl.Boolean, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@settings(deadline=None)
@given(rows=ROWS, cuts=st.lists(st.integers(0, 40), max_size=4))
def test_merging_the_parts_is_the_whole(rows, cuts):
    edges = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    by = ["area", "year"]
    parts = [hh.tally(frame(rows[a:b]), [SHARE, MEAN], by=by) for a, b in itertools.pairwise(edges)]
    merged, whole = hh.merge(parts), hh.tally(frame(rows), [SHARE, MEAN], by=by)
    assert hh.merge(parts[::-1]).ledger == merged.ledger == whole.ledger
    for one, other in zip(hh.estimate(merged), hh.estimate(whole), strict=True):
        assert (one.key, one.n, one.method, one.warnings) == (other.key, other.n, other.method, other.warnings)
        if other.value is None:
            assert one.value is None
        else:
            assert one.value == pytest.approx(other.value, rel=1e-9, abs=1e-9)


@settings(deadline=None)
@given(areas=st.lists(AREAS, min_size=1, max_size=20))
def test_letters_survive_from_rows_to_every_output(areas):
    cells = hh.tally(
        pl.DataFrame({"area": areas, "event": [1] * len(areas)}, schema={"area": pl.String, "event": pl.Int8}),
        SHARE,
        by="area",
    )
    estimates = hh.estimate(cells)
    wanted = set(areas)
    for found in (
        cells.to_dict()["area"],
        cells.to_polars()["area"].to_list(),
        estimates.to_dict()["area"],
        [one.key["area"] for one in estimates],
    ):
        assert len(found) == len(wanted) and set(found) == wanted


@settings(deadline=None)
@given(before=COUNTS, after=COUNTS)
def test_swapping_before_and_after_mirrors_the_change(before, after):
    def difference(first, second):
        rows = [
            {"year": year, "numerator": events, "denominator": n}
            for year, (events, n) in ((2012, first), (2013, second))
        ]
        return hh.before_after(hh.enter(SHARE, rows, by="year"), at=2013)[2]

    there, back = difference(before, after), difference(after, before)
    assert there.value == pytest.approx(-back.value, abs=1e-12)
    assert there.interval.lower == pytest.approx(-back.interval.upper, abs=1e-12)
    assert there.se == pytest.approx(back.se)


@settings(deadline=None)
@given(counts=COUNTS, level=st.floats(0.5, 0.999))
def test_intervals_hold_their_value_and_no_number_is_nan(counts, level):
    events, n = counts
    for method in ("proportion/wilson", "proportion/clopper_pearson"):
        one = hh.estimate(hh.enter(SHARE, [{"numerator": events, "denominator": n}]), method=method, level=level)[0]
        assert 0 <= one.interval.lower <= one.value <= one.interval.upper <= 1
        assert not any(math.isnan(number) for number in (one.value, *one.interval, one.se))
