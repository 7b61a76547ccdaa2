from collections.abc import Iterable

from .estimates import Estimate

__all__ = ["newcombe", "welch"]

def newcombe(of: float, n_of: float, against: float, n_against: float, level: float = 0.95) -> Estimate: ...
def welch(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
