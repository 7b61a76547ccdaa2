"""Estimates brought together: what an outcome costs.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import cost_per_outcome

__all__ = ["cost_per_outcome"]
