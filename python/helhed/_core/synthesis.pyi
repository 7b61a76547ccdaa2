from typing import final

from .estimates import Estimate, Interval

__all__ = ["FiellerRatio", "cost_per_outcome", "fieller"]

def cost_per_outcome(
    cost: float, *, outcomes: float, of: float, complete: bool = False, level: float = 0.95
) -> Estimate: ...
def fieller(
    of: float,
    by: float,
    *,
    se_of: float,
    se_by: float,
    covariance: float = 0.0,
    df: float | None = None,
    level: float = 0.95,
) -> FiellerRatio: ...

@final
class FiellerRatio:
    @property
    def estimate(self) -> Estimate: ...
    @property
    def kind(self) -> str: ...
    @property
    def limits(self) -> tuple[float, float] | None: ...
    @property
    def g(self) -> float: ...
    @property
    def delta(self) -> Interval | None: ...
    def contains(self, ratio: float) -> bool: ...
    def __eq__(self, other: object, /) -> bool: ...
