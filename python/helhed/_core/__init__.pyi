from collections.abc import Iterable
from typing import Any, Protocol, TypeAlias, type_check_only

from helhed.errors import HelhedError

from . import (
    cells as cells,
)
from . import (
    comparisons as comparisons,
)
from . import (
    design as design,
)
from . import (
    difference as difference,
)
from . import (
    effect_size as effect_size,
)
from . import (
    equivalence as equivalence,
)
from . import (
    estimates as estimates,
)
from . import (
    evaluation as evaluation,
)
from . import (
    inequality as inequality,
)
from . import (
    mean as mean,
)
from . import (
    multiplicity as multiplicity,
)
from . import (
    odds_ratio as odds_ratio,
)
from . import (
    paired as paired,
)
from . import (
    power as power,
)
from . import (
    proportion as proportion,
)
from . import (
    ranks as ranks,
)
from . import (
    rate as rate,
)
from . import (
    ratio as ratio,
)
from . import (
    report as report,
)
from . import (
    standardised as standardised,
)
from . import (
    stratified as stratified,
)
from . import (
    synthesis as synthesis,
)
from . import (
    table as table,
)

__all__ = [
    "cells",
    "comparisons",
    "design",
    "difference",
    "effect_size",
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

def missing_extra(package: str, extra: str) -> HelhedError: ...
