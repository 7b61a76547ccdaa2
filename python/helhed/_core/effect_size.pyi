from collections.abc import Iterable
from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns

__all__ = [
    "cohen_d",
    "cohen_dav",
    "cohen_dz",
    "cohen_h",
    "cohen_h_of_shares",
    "glass_delta",
    "hedges_correction",
    "hedges_g",
]

def cohen_d(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def glass_delta(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def hedges_g(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def cohen_dav(first: Iterable[float | None], second: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def cohen_dz(
    first: Iterable[float | None], second: Iterable[float | None] | None = None, level: float = 0.95
) -> Estimate: ...
@overload
def cohen_h(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def cohen_h(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
def cohen_h_of_shares(of: float, against: float) -> Estimate: ...
def hedges_correction(df: float) -> float | None: ...
