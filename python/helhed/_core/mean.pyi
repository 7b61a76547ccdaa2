from collections.abc import Iterable

from ..design import Period
from .estimates import Estimate, Estimates

__all__ = ["bootstrap", "effective_size", "median", "order_statistic", "quantile", "ranks", "t", "weighted"]

def bootstrap(
    values: Iterable[float | None],
    *,
    prob: float | None = None,
    replications: int = 10_000,
    seed: int = 1,
    level: float = 0.95,
) -> Estimates: ...
def effective_size(weights: Iterable[float | None]) -> float | None: ...
def median(values: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def order_statistic(values: Iterable[float | None], prob: float, level: float = 0.95) -> Estimate: ...
def quantile(values: Iterable[float | None], prob: float, type: int = 7) -> Estimate: ...
def ranks(n: int, prob: float, level: float = 0.95) -> tuple[int, int, float]: ...
def t(values: Iterable[float | None], level: float = 0.95) -> Estimate: ...
def weighted(
    values: Iterable[float | None],
    weights: Iterable[float | None],
    clusters: Iterable[str | int | Period | None] | None = None,
    level: float = 0.95,
) -> Estimate: ...
