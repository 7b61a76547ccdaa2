from typing import Protocol, type_check_only

from helhed.errors import HelhedError

from . import cells as cells, comparisons as comparisons, design as design, estimates as estimates, report as report

__all__ = ["cells", "comparisons", "design", "estimates", "missing_extra", "report"]

@type_check_only
class _ArrowStream(Protocol):
    """A table that hands out Arrow data: of pandas, polars, pyarrow, DuckDB, or helhed's own."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def missing_extra(package: str, extra: str) -> HelhedError: ...
