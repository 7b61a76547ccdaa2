from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns, Test, TestColumns

__all__ = ["conditional", "fisher", "mid_p", "woolf", "woolf_haldane"]

@overload
def conditional(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def conditional(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def fisher(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
) -> Test: ...
@overload
def fisher(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
) -> TestColumns: ...
@overload
def mid_p(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def mid_p(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def woolf(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def woolf(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def woolf_haldane(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def woolf_haldane(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
