"""Rows that live in an engine: `hh.tally` asks it for sums, through narwhals (extra `engines`).

Frames of Apache Spark, Polars and Dask and tables of Ibis are tallied where they are, and so is any `LazyFrame` of
narwhals. The engine adds up; helhed makes cells of its sums and goes on. A first question finds a number near the mean
of each key, a second adds up what values differ from it, so that a large mean does not swallow a small variance.

A DuckDB relation hands its rows over as they come, and they are counted here, which is as quick, needs no package, and
says the row of a wrong value. `narwhals.from_native(relation)` has DuckDB add up.

>>> import helhed as hh
>>> import polars as pl
>>> rows = pl.LazyFrame({"area": ["A", "A", "B"], "evicted": [True, False, None]})
>>> cells = hh.tally(rows, hh.Indicator("evicted"), by="area")
>>> cells.to_dict()["events"], cells.ledger["left_out"]
([1, 0], {'evicted: missing': 1})
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from ._core import engine_broke_off, engine_not_asked, missing_extra
from ._extras import required
from .errors import HelhedError

__all__ = ["Engine", "engine_of"]

# Lazy frames by the package and the name of their class.
_LAZY = {
    ("polars", "LazyFrame"),
    ("pyspark", "DataFrame"),
    ("dask", "DataFrame"),
    ("dask_expr", "DataFrame"),
    ("ibis", "Table"),
    ("narwhals", "LazyFrame"),
}

_NAMES = {
    "pyspark": "Apache Spark",
    "pyspark_connect": "Apache Spark",
    "sqlframe": "SQLFrame",
    "duckdb": "DuckDB",
    "polars": "Polars",
    "dask": "Dask",
    "ibis": "Ibis",
}

# What stands for a missing key while the engine groups and joins: there, null does not equal null. A second column says
# which keys are missing.
_STAND_INS = {"text": "", "category": "", "integer": 0, "boolean": False, "date": datetime.date(1970, 1, 1)}

# The limits of values, as the tally of rows has them (`LARGEST_MEASUREMENT`, `LARGEST_COUNT`, `LARGEST_WEIGHT`,
# `SMALLEST_WEIGHT`). What is beyond them is handed over, and judged there.
_MEASUREMENT, _COUNT, _WEIGHT, _LEAST_WEIGHT = 1e140, 2.0**53, 1e12, 1e-12

# Measures whose sums are about a centre.
_CENTRED = ("mean", "weighted_mean")

_T = TypeVar("_T")


class _Part(NamedTuple):
    """A column of the answer: what is made of each row, and how the engine brings it together."""

    name: str
    how: str
    of_row: Any


def engine_of(data: object) -> Engine | None:
    """The engine in which the rows live, if they are a lazy frame of one.

    Raises `HelhedError` H601 without narwhals, H880 if the engine fails, H881 for a frame that narwhals does not know.

    >>> import polars as pl
    >>> engine_of(pl.LazyFrame({"area": ["A"]})).columns()
    [('area', 'String')]
    >>> engine_of(pl.DataFrame({"area": ["A"]})) is None
    True
    """
    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(data).__mro__}
    return None if kinds.isdisjoint(_LAZY) else Engine(data)


class Engine:
    """A lazy frame and the engine behind it."""

    name: str
    """What its users call the engine."""

    def __init__(self, data: Any) -> None:
        self._nw: Any = required("narwhals.stable.v2", extra="engines")
        self.name = _NAMES.get(type(data).__module__.partition(".")[0], "the engine")
        native = required("narwhals", extra="engines").to_native(data, pass_through=True)
        self._frame = self._at_work(
            lambda: self._nw.from_native(native).lazy(), unknown=(TypeError, NotImplementedError)
        )
        self._implementation: str = self._frame.implementation.value
        self.name = _NAMES.get(self._implementation, "the engine")

    def columns(self) -> list[tuple[str, str]]:
        """Names of the columns and of their types. A name that is there twice is said twice."""
        schema = self._at_work(self._frame.collect_schema)
        types = {name: type(found).__name__ for name, found in schema.items()}
        # Spark allows two columns of a name, and a schema by names does not show it.
        spark = self._implementation.startswith("pyspark")
        names = list(self._frame.to_native().columns) if spark else list(types)
        return [(name, types.get(name, "Unknown")) for name in names]

    def answer(self, keys: list[tuple[str, str]], columns: list[str], sums: list[tuple[str, int, int | None]]) -> Any:
        """The answer to a tally, as a table that hands out Arrow data.

        `keys` are columns and their kinds; `sums` have for each indicator its measure, the place of its column in
        `columns`, and that of its exposure or weight. `EngineTally` of `helhed-arrow` says what the answer holds.
        """
        return self._at_work(lambda: self._collect(self._plan(keys, columns, sums)).to_native())

    def _plan(self, keys: list[tuple[str, str]], columns: list[str], sums: list[tuple[str, int, int | None]]) -> Any:
        nw = self._nw
        places = range(len(keys))
        by = [f"{part}_{place}" for place in places for part in ("lost", "key")]
        rows = self._frame.select(*self._keys(keys), *self._values(columns))
        centres = [part for index, asked in enumerate(sums) for part in self._near(index, *asked)]
        if centres:
            rows = self._with_centres(rows, by, centres)
        parts = [_Part(f"present_{place}", "count", nw.col(f"x_{place}")) for place in range(len(columns))]
        parts += [part for index, asked in enumerate(sums) for part in self._parts(index, *asked)]
        answer = _brought_together(nw, rows, by, parts)
        found = [
            nw.when(~nw.col(f"lost_{place}")).then(nw.col(f"key_{place}")).alias(f"key_{place}") for place in places
        ]
        return answer.with_columns(*found) if found else answer

    def _keys(self, keys: list[tuple[str, str]]) -> list[Any]:
        columns = []
        for place, (column, kind) in enumerate(keys):
            key = self._nw.col(column)
            text = key.cast(self._nw.String) if kind == "category" else key
            columns += [key.is_null().alias(f"lost_{place}"), text.fill_null(_STAND_INS[kind]).alias(f"key_{place}")]
        return columns

    def _values(self, columns: list[str]) -> list[Any]:
        """Doubles; not-a-number is missing."""
        doubles = [self._nw.col(column).cast(self._nw.Float64) for column in columns]
        present = [self._nw.when(~double.is_nan()).then(double) for double in doubles]
        return [column.alias(f"x_{place}") for place, column in enumerate(present)]

    def _near(self, index: int, measure: str, column: int, beside: int | None) -> list[_Part]:
        """Sums from which a number near the mean is made: that with the weights, and that with their squares."""
        nw = self._nw
        value = nw.col(f"x_{column}")
        if measure not in _CENTRED:
            return []
        if beside is None:
            return [_Part(f"centre_{index}", "sum", value), _Part(f"over_centre_{index}", "count", value)]
        weight = nw.when(~value.is_null()).then(nw.col(f"x_{beside}"))
        return [
            _Part(f"centre_{index}", "sum", weight * value),
            _Part(f"over_centre_{index}", "sum", weight),
            _Part(f"square_centre_{index}", "sum", weight * weight * value),
            _Part(f"over_square_centre_{index}", "sum", weight * weight),
        ]

    def _with_centres(self, rows: Any, by: list[str], parts: list[_Part]) -> Any:
        """The rows, each with the centres of its key."""
        nw = self._nw
        names = [part.name for part in parts if not part.name.startswith("over_")]
        sums = _brought_together(nw, rows, by, parts)
        # Any number will do where there is none: its key has no values.
        over = [nw.when(nw.col(f"over_{name}") > 0).then(nw.col(f"over_{name}")) for name in names]
        centre = [(nw.col(name) / divisor).alias(name) for name, divisor in zip(names, over, strict=True)]
        centres = sums.with_columns(*centre).select(*by, *names)
        if not by:
            found = self._collect(centres).rows(named=True)[0]
            known = {name: 0.0 if value is None or value != value else float(value) for name, value in found.items()}
            return rows.with_columns(*[nw.lit(value).alias(name) for name, value in known.items()])
        if self._implementation in ("polars", "dask"):
            # Polars would hold all rows while it waits for the centres, and Dask cannot join what it groups to itself.
            centres = self._collect(centres).lazy(self._implementation)
        elif self._implementation.startswith("pyspark"):
            # There are no more centres than cells in the answer; Spark would send each row to where its centre is.
            centres = nw.from_native(centres.to_native().hint("broadcast"))
        joined = rows.join(centres, on=by, how="left")
        return joined.with_columns(*[nw.col(name).fill_null(0.0) for name in names])

    def _parts(self, index: int, measure: str, column: int, beside: int | None) -> list[_Part]:
        """What is added up for an indicator."""
        nw = self._nw
        value = nw.col(f"x_{column}")
        parts = [_Part(f"odd_{index}", "min", nw.when(_is_odd(measure, value)).then(value))]
        if beside is None:
            parts.append(_Part(f"n_{index}", "count", value))
            if measure != "mean":
                return [*parts, _Part(f"sum_{index}", "sum", value)]
            centre = nw.col(f"centre_{index}")
            away = value - centre
            return [
                *parts,
                _Part(f"centre_{index}", "min", centre),
                _Part(f"d_{index}", "sum", away),
                _Part(f"dd_{index}", "sum", away * away),
            ]
        other = nw.col(f"x_{beside}")
        both = ~value.is_null() & ~other.is_null()
        parts += [
            _Part(f"n_{index}", "count", nw.when(both).then(value)),
            _Part(f"odd_beside_{index}", "min", nw.when(_is_odd_beside(measure, value, other, both)).then(other)),
        ]
        if measure == "rate":
            return [
                *parts,
                _Part(f"sum_{index}", "sum", nw.when(both).then(value)),
                _Part(f"beside_{index}", "sum", nw.when(both).then(other)),
            ]
        weight = nw.when(both).then(other)
        centre, square_centre = nw.col(f"centre_{index}"), nw.col(f"square_centre_{index}")
        away, square_away = value - centre, value - square_centre
        return [
            *parts,
            _Part(f"weightless_{index}", "count", nw.when(both & (other == 0)).then(other)),
            _Part(f"centre_{index}", "min", centre),
            _Part(f"w_{index}", "sum", weight),
            _Part(f"wd_{index}", "sum", weight * away),
            _Part(f"wdd_{index}", "sum", weight * away * away),
            _Part(f"square_centre_{index}", "min", square_centre),
            _Part(f"ww_{index}", "sum", weight * weight),
            _Part(f"wwd_{index}", "sum", weight * weight * square_away),
            _Part(f"wwdd_{index}", "sum", weight * weight * square_away * square_away),
        ]

    def _collect(self, plan: Any) -> Any:
        """Runs a plan. Polars is asked to do it piece by piece, or it would hold all rows at once."""
        pieces = (
            "engine" in inspect.signature(type(plan.to_native()).collect).parameters if self.name == "Polars" else False
        )
        return plan.collect(engine="streaming") if pieces else plan.collect()

    def _at_work(self, work: Callable[[], _T], unknown: tuple[type[Exception], ...] = (NotImplementedError,)) -> _T:
        """What an engine makes of work, or a coded error. The engine's words may quote the data, and are dropped."""
        try:
            return work()
        except (HelhedError, MemoryError):
            raise
        except ImportError as error:
            raised = missing_extra(error.name or "pyarrow", "engines")
        except unknown as error:
            raised = engine_not_asked(self.name, type(error).__name__)
        except Exception as error:
            if type(error).__name__ == "InterruptException" or str(error) == "Query interrupted":
                # DuckDB takes Ctrl-C for an error.
                raise KeyboardInterrupt from None
            raised = engine_broke_off(self.name, type(error).__name__)
        except BaseException as error:
            # A panic of Polars is no `Exception`; Ctrl-C is none either, and is let through.
            if type(error).__name__ != "PanicException":
                raise
            raised = engine_broke_off(self.name, type(error).__name__)
        # Raised here and not where it is caught, so that it does not carry the engine's error along.
        raise raised


def _brought_together(nw: Any, rows: Any, by: list[str], parts: list[_Part]) -> Any:
    """One row a key. All engines add up columns, and some nothing else."""
    columns = rows.select(*by, *[part.of_row.alias(part.name) for part in parts])
    added = [getattr(nw.col(part.name), part.how)() for part in parts]
    rows_of_key = nw.len().alias("rows")
    return columns.group_by(*by).agg(rows_of_key, *added) if by else columns.select(rows_of_key, *added)


def _is_odd(measure: str, value: Any) -> Any:
    """Whether a value may not be there; helhed then says why."""
    if measure == "proportion":
        return (value != 0) & (value != 1)
    if measure in ("rate", "count"):
        return (value < 0) | (value > _COUNT) | (value % 1 != 0)
    return (value > _MEASUREMENT) | (value < -_MEASUREMENT)


def _is_odd_beside(measure: str, value: Any, other: Any, both: Any) -> Any:
    """The same of an exposure or a weight."""
    if measure == "rate":
        return (other > _MEASUREMENT) | (other < -_MEASUREMENT) | (both & ((other < 0) | ((other == 0) & (value > 0))))
    return both & ((other < 0) | (other > _WEIGHT) | ((other > 0) & (other < _LEAST_WEIGHT)))
