from collections.abc import Iterable

from .estimates import Estimate

__all__ = ["clustered", "cohen_h", "cohen_h_of_shares", "newcombe", "number_needed", "welch"]

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
def cohen_h(of: float, n_of: float, against: float, n_against: float, level: float = 0.95) -> Estimate: ...
def cohen_h_of_shares(of: float, against: float) -> Estimate: ...
def newcombe(of: float, n_of: float, against: float, n_against: float, level: float = 0.95) -> Estimate: ...
def number_needed(difference: Estimate) -> Estimate: ...
def welch(of: Iterable[float | None], against: Iterable[float | None], level: float = 0.95) -> Estimate: ...
