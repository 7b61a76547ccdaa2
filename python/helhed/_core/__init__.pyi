from collections.abc import Iterable
from typing import Any, Protocol, TypeAlias, type_check_only

from helhed.errors import HelhedError

from . import (
    cells as cells,
    comparisons as comparisons,
    design as design,
    difference as difference,
    effect_size as effect_size,
    equivalence as equivalence,
    estimates as estimates,
    evaluation as evaluation,
    inequality as inequality,
    mean as mean,
    multiplicity as multiplicity,
    odds_ratio as odds_ratio,
    paired as paired,
    power as power,
    proportion as proportion,
    ranks as ranks,
    rate as rate,
    ratio as ratio,
    records as records,
    report as report,
    standardised as standardised,
    stratified as stratified,
    synthesis as synthesis,
    table as table,
)

__all__ = [
    "cells",
    "comparisons",
    "damaged_file",
    "design",
    "difference",
    "effect_size",
    "engine_broke_off",
    "engine_not_asked",
    "equivalence",
    "estimates",
    "evaluation",
    "inequality",
    "mean",
    "missing_extra",
    "multiplicity",
    "odds_ratio",
    "paired",
    "power",
    "proportion",
    "ranks",
    "rate",
    "ratio",
    "records",
    "report",
    "standardised",
    "stratified",
    "synthesis",
    "table",
]

@type_check_only
class _ArrowStream(Protocol):
    """A table that hands out Arrow data: of pandas, polars, pyarrow, DuckDB, or helhed's own."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _LazyFrame(Protocol):
    """Rows in an engine: a lazy frame of Apache Spark, Polars, Dask, Ibis or narwhals."""

    @property
    def columns(self) -> Any: ...

@type_check_only
class _ArrowArray(Protocol):
    """A column that hands out Arrow data: an array of pyarrow."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _NumpyArray(Protocol):
    """A numpy array."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...

# Numbers with gaps: a column of pyarrow, polars or pandas, a numpy array, or anything that iterates over numbers.
_Column: TypeAlias = _ArrowStream | _ArrowArray | _NumpyArray | Iterable[float | None]

def damaged_file(path: str, reason: str) -> HelhedError: ...
def engine_broke_off(engine: str, kind: str) -> HelhedError: ...
def engine_not_asked(engine: str, kind: str) -> HelhedError: ...
def missing_extra(package: str, extra: str) -> HelhedError: ...
