"""Two groups by their difference, by every method.

>>> import helhed as hh
>>> round(hh.difference.newcombe(56, 70, 48, 80).value, 3)
0.2
"""

from ._core.difference import newcombe, pooled, rate_mover, rate_score, rate_wald, welch

__all__ = ["newcombe", "pooled", "rate_mover", "rate_score", "rate_wald", "welch"]
