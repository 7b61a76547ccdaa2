from collections.abc import Iterable
from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns, Test, TestColumns

__all__ = [
    "byar",
    "clustered",
    "dispersion",
    "exact",
    "mid_p",
    "over_dispersed",
    "poisson_test",
    "score",
]

@overload
def byar(  # type: ignore[overload-overlap]
    events: float,
    exposure: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def byar(
    events: float | _Column,
    exposure: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
def clustered(events: Iterable[float | None], exposure: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def dispersion(events: Iterable[float | None], exposure: Iterable[float | None]) -> float | None: ...
@overload
def exact(  # type: ignore[overload-overlap]
    events: float,
    exposure: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def exact(
    events: float | _Column,
    exposure: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def mid_p(  # type: ignore[overload-overlap]
    events: float,
    exposure: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def mid_p(
    events: float | _Column,
    exposure: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
def over_dispersed(
    events: Iterable[float | None], exposure: Iterable[float | None], level: float = 0.95
) -> Estimate: ...
@overload
def poisson_test(  # type: ignore[overload-overlap]
    events: float,
    exposure: float,
    r0: float,
) -> Test: ...
@overload
def poisson_test(
    events: float | _Column,
    exposure: float | _Column,
    r0: float | _Column,
) -> TestColumns: ...
@overload
def score(  # type: ignore[overload-overlap]
    events: float,
    exposure: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def score(
    events: float | _Column,
    exposure: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
