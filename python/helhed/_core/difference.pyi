from collections.abc import Iterable
from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns

__all__ = [
    "agresti_caffo",
    "clustered",
    "miettinen_nurminen",
    "newcombe",
    "number_needed",
    "pooled",
    "rate_mover",
    "rate_score",
    "rate_wald",
    "wald",
    "welch",
]

@overload
def agresti_caffo(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def agresti_caffo(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def miettinen_nurminen(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def miettinen_nurminen(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def newcombe(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def newcombe(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def wald(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def wald(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
def clustered(
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    *,
    design_effect_of: float,
    design_effect_against: float,
    level: float = 0.95,
) -> Estimate: ...
def number_needed(difference: Estimate) -> Estimate: ...
def welch(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def pooled(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
@overload
def rate_mover(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def rate_mover(
    of: float | _Column,
    exposure_of: float | _Column,
    against: float | _Column,
    exposure_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def rate_score(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def rate_score(
    of: float | _Column,
    exposure_of: float | _Column,
    against: float | _Column,
    exposure_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def rate_wald(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def rate_wald(
    of: float | _Column,
    exposure_of: float | _Column,
    against: float | _Column,
    exposure_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
