"""Estimates brought together: what an outcome costs, and ratios of estimates.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import (
    BreakEven,
    Economy,
    FiellerRatio,
    Increment,
    IncrementalRatio,
    Price,
    Simulation,
    Tornado,
    TornadoBar,
    cost_per_outcome,
    fieller,
)

__all__ = [
    "BreakEven",
    "Economy",
    "FiellerRatio",
    "Increment",
    "IncrementalRatio",
    "Price",
    "Simulation",
    "Tornado",
    "TornadoBar",
    "cost_per_outcome",
    "fieller",
]
