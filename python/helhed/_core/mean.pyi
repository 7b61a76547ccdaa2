from collections.abc import Iterable

from .estimates import Estimate

__all__ = ["t"]

def t(values: Iterable[float | None], level: float = 0.95) -> Estimate: ...
