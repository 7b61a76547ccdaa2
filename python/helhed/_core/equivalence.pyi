from collections.abc import Iterable
from typing import final

from typing_extensions import Self

from .estimates import Estimate, Warning

__all__ = [
    "Equivalence",
    "paired",
    "pooled",
    "rate_ratio",
    "risk_difference",
    "welch",
]

@final
class Equivalence:
    @property
    def method(self) -> str: ...
    @property
    def estimate(self) -> Estimate: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def alpha(self) -> float: ...
    @property
    def statistic_lower(self) -> float | None: ...
    @property
    def statistic_upper(self) -> float | None: ...
    @property
    def p_lower(self) -> float | None: ...
    @property
    def p_upper(self) -> float | None: ...
    @property
    def p_value(self) -> float | None: ...
    @property
    def verdict(self) -> str: ...
    @property
    def warnings(self) -> list[Warning]: ...
    def to_json(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    @classmethod
    def _unpickle(cls, text: str) -> Self: ...

def paired(
    first: Iterable[float | None], second: Iterable[float | None], *, low: float, high: float, alpha: float = 0.05
) -> Equivalence: ...
def pooled(
    of: Iterable[float | None], against: Iterable[float | None], *, low: float, high: float, alpha: float = 0.05
) -> Equivalence: ...
def rate_ratio(
    of: float,
    exposure_of: float,
    against: float,
    exposure_against: float,
    *,
    low: float,
    high: float,
    alpha: float = 0.05,
) -> Equivalence: ...
def risk_difference(
    of: float, n_of: float, against: float, n_against: float, *, low: float, high: float, alpha: float = 0.05
) -> Equivalence: ...
def welch(
    of: Iterable[float | None], against: Iterable[float | None], *, low: float, high: float, alpha: float = 0.05
) -> Equivalence: ...
