from .estimates import Estimate

__all__ = ["cost_per_outcome"]

def cost_per_outcome(
    cost: float, *, outcomes: float, of: float, complete: bool = False, level: float = 0.95
) -> Estimate: ...
