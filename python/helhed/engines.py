"""Tally on an engine: a lazy frame is reduced where it lives, and only its sums come back.

The engine (Apache Spark, DuckDB, Polars, Dask, Ibis: what narwhals speaks) returns for each key the number of rows, of
missing values, the mean and M2, or events and exposure; helhed makes cells of them and goes on. Nothing else leaves the
engine, and no cluster code is here.

>>> import helhed as hh
>>> import polars as pl
>>> rows = pl.LazyFrame({"area": ["A", "A", "B"], "evicted": [True, False, None]})
>>> cells = tally_on_engine(rows, [hh.Indicator("evicted")], ["area"])
>>> cells.to_dict()["events"], cells.to_dict()["missing"]
([1, 0], [0, 1])
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from ._core.cells import Cells
from ._core.design import Indicator
from ._extras import required

__all__ = ["is_lazy", "tally_on_engine"]

# Columns of the engine's answer: a mark that no column of a register begins with, the indicator, and the sum.
_MARK = "helhed"


def is_lazy(data: object) -> bool:
    """Whether the rows live in an engine and are asked for there: a lazy frame, and no table in memory.

    >>> is_lazy({"area": ["A"]})
    False
    """
    kind = type(data)
    module = kind.__module__.partition(".")[0]
    return (module, kind.__name__) in {
        ("polars", "LazyFrame"),
        ("_duckdb", "DuckDBPyRelation"),
        ("duckdb", "DuckDBPyRelation"),
        ("dask", "DataFrame"),
        ("ibis", "Table"),
        ("narwhals", "LazyFrame"),
    } or (module == "pyspark" and kind.__name__ == "DataFrame")


def tally_on_engine(data: Any, indicators: Sequence[Indicator], by: Sequence[str]) -> Cells:
    """Cells of a lazy frame: one question to its engine, whose answer has one row a key."""
    nw = required("narwhals.stable.v2", extra="engines")
    frame = nw.from_native(data)
    sums = [nw.len().alias(f"{_MARK}_rows")]
    for place, indicator in enumerate(indicators):
        sums += _sums(nw, indicator, f"{_MARK}_{place}")
    keyed = frame.select(*by, *_needed(indicators, by))
    answer = keyed.group_by(*by).agg(*sums) if by else keyed.select(*sums)
    rows = answer.collect().iter_rows(named=True)
    return _cells(list(rows), indicators, by)


def _needed(indicators: Sequence[Indicator], by: Sequence[str]) -> list[str]:
    found = dict.fromkeys(column for indicator in indicators for column in indicator.columns)
    return [column for column in found if column not in by]


def _sums(nw: Any, indicator: Indicator, name: str) -> list[Any]:
    """What the engine adds up for an indicator. Not-a-number is missing, as in a tally of rows."""
    columns = [nw.col(column).cast(nw.Float64) for column in indicator.columns]
    present = [~column.is_null() & ~column.is_nan() for column in columns]
    complete = present[0] if len(present) == 1 else present[0] & present[1]
    first = nw.when(complete).then(columns[0])
    parts = {"n": first.count()}
    measure = indicator.measure
    if measure == "mean":
        parts |= {"mean": first.mean(), "variance": first.var(ddof=0)}
    elif measure in ("count", "money", "proportion"):
        parts |= {"sum": first.sum(), "least": first.min(), "most": first.max()}
    elif measure == "rate":
        parts |= {"sum": first.sum(), "exposure": nw.when(complete).then(columns[1]).sum()}
    return [part.alias(f"{name}_{part_name}") for part_name, part in parts.items()]


def _cells(rows: list[dict[str, Any]], indicators: Sequence[Indicator], by: Sequence[str]) -> Cells:
    """The engine's answer as cells, through the constructors that refuse what is no cell."""
    held = []
    for row in rows:
        total = int(row[f"{_MARK}_rows"])
        blocks = [_block(row, indicator, f"{_MARK}_{place}", total) for place, indicator in enumerate(indicators)]
        held.append([[_key(row[name]) for name in by], blocks])
    total = sum(int(row[f"{_MARK}_rows"]) for row in rows)
    empty = json.loads(_empty(indicators, by))
    return Cells._unpickle(json.dumps({**empty, "rows": held, "ledger": {"rows_in": total, "left_out": {}}}))


def _key(value: Any) -> str | int | None:
    if value is None or isinstance(value, (str, int)):
        return str(value).lower() if isinstance(value, bool) else value
    return str(value)


def _number(value: Any) -> float:
    return 0.0 if value is None or (isinstance(value, float) and math.isnan(value)) else float(value)


def _block(row: dict[str, Any], indicator: Indicator, name: str, total: int) -> dict[str, Any]:
    n = int(row[f"{name}_n"])
    held: dict[str, Any] = {"records": n, "missing": total - n}
    measure = indicator.measure
    if measure == "mean":
        held |= {"mean": _number(row[f"{name}_mean"]), "m2": n * _number(row[f"{name}_variance"])}
    elif measure == "proportion":
        held["events"] = int(_number(row[f"{name}_sum"]))
    elif measure == "rate":
        held |= {"events": int(_number(row[f"{name}_sum"])), "exposure": _number(row[f"{name}_exposure"])}
    else:
        held["total"] = _number(row[f"{name}_sum"])
    return {measure: held}


def _empty(indicators: Sequence[Indicator], by: Sequence[str]) -> str:
    from ._core.cells import enter

    first = enter(indicators[0], [], list(by))
    text: str = first.__reduce__()[1][0]
    one = json.loads(text)
    one["indicators"] = [json.loads(enter(each, [], list(by)).__reduce__()[1][0])["indicators"][0] for each in indicators]
    return json.dumps(one)
