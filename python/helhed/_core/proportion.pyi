from collections.abc import Iterable
from typing import overload

from . import _Column
from .estimates import Estimate, EstimateColumns, Test, TestColumns

__all__ = [
    "agresti_coull",
    "binomial_test",
    "blaker",
    "clopper_pearson",
    "clustered",
    "design_effect",
    "effective",
    "jeffreys",
    "jeffreys_equal_tailed",
    "logit",
    "mid_p",
    "wald",
    "wilson",
    "wilson_cc",
]

@overload
def agresti_coull(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def agresti_coull(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def binomial_test(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    p0: float,
) -> Test: ...
@overload
def binomial_test(
    numerator: float | _Column,
    denominator: float | _Column,
    p0: float | _Column,
) -> TestColumns: ...
@overload
def blaker(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def blaker(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def clopper_pearson(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def clopper_pearson(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
def clustered(
    numerator: Iterable[float | None], denominator: Iterable[float | None], level: float = 0.95
) -> Estimate: ...
def design_effect(numerator: Iterable[float | None], denominator: Iterable[float | None]) -> float | None: ...
def effective(numerator: float, denominator: float, design_effect: float, level: float = 0.95) -> Estimate: ...
@overload
def jeffreys(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def jeffreys(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def jeffreys_equal_tailed(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def jeffreys_equal_tailed(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def logit(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def logit(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def mid_p(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def mid_p(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def wald(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def wald(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def wilson(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def wilson(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
@overload
def wilson_cc(  # type: ignore[overload-overlap]
    numerator: float,
    denominator: float,
    level: float = 0.95,
) -> Estimate: ...
@overload
def wilson_cc(
    numerator: float | _Column,
    denominator: float | _Column,
    level: float = 0.95,
) -> EstimateColumns: ...
