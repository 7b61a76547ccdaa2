"""Whether two groups are alike enough.

>>> import helhed as hh
>>> hh.equivalence.risk_difference(412, 500, 409, 500, low=-0.05, high=0.05).verdict
'equivalent'
"""

from ._core.equivalence import (
    Equivalence,
    paired,
    pooled,
    rate_ratio,
    risk_difference,
    welch,
)

__all__ = [
    "Equivalence",
    "paired",
    "pooled",
    "rate_ratio",
    "risk_difference",
    "welch",
]
