"""Estimates brought together: what an outcome costs, ratios of estimates, and areas side by side.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import (
    Areas,
    FiellerRatio,
    Funnel,
    FunnelColumns,
    Ranking,
    Shrunk,
    cost_per_outcome,
    fieller,
    funnel,
    funnel_columns,
    rank,
    shrink,
)

__all__ = [
    "Areas",
    "FiellerRatio",
    "Funnel",
    "FunnelColumns",
    "Ranking",
    "Shrunk",
    "cost_per_outcome",
    "fieller",
    "funnel",
    "funnel_columns",
    "rank",
    "shrink",
]
