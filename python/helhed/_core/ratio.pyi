from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns, Test, TestColumns

__all__ = ["exact", "exact_test", "katz", "koopman", "miettinen_nurminen", "rate_mid_p", "rate_score", "rate_wald"]

@overload
def exact(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def exact(
    of: float | _Column,
    exposure_of: float | _Column,
    against: float | _Column,
    exposure_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def katz(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def katz(
    of: float | _Column,
    n_of: float | _Column,
    against: float | _Column,
    n_against: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def koopman(  # type: ignore[overload-overlap]
    of: float,
    n_of: float,
    against: float,
    n_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def koopman(
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
def exact_test(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
) -> Test: ...
@overload
def exact_test(
    of: float | _Column,
    exposure_of: float | _Column,
    against: float | _Column,
    exposure_against: float | _Column,
) -> TestColumns: ...
@overload
def rate_mid_p(  # type: ignore[overload-overlap]
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def rate_mid_p(
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
