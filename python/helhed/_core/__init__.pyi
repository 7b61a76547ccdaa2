from typing import Protocol, type_check_only

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
    estimates as estimates,
)
from . import (
    evaluation as evaluation,
)
from . import (
    report as report,
)
from . import (
    synthesis as synthesis,
)

__all__ = [
    "cells",
    "comparisons",
    "design",
    "estimates",
    "evaluation",
    "missing_extra",
    "report",
    "synthesis",
]

@type_check_only
class _ArrowStream(Protocol):
    """A table that hands out Arrow data: of pandas, polars, pyarrow, DuckDB, or helhed's own."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def missing_extra(package: str, extra: str) -> HelhedError: ...
