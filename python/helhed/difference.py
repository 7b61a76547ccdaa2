"""Two groups by their difference, by every method.

>>> import helhed as hh
>>> round(hh.difference.newcombe(56, 70, 48, 80).value, 3)
0.2
"""

from ._core.difference import (
    agresti_caffo,
    clustered,
    miettinen_nurminen,
    newcombe,
    number_needed,
    pooled,
    rate_mover,
    rate_score,
    rate_wald,
    wald,
    welch,
)

__all__ = [
    "agresti_caffo",
    "clustered",
    "miettinen_nurminen",
    "newcombe",
    "number_needed",
    "pooled",
    "rate_mover",
    "rate_score",
    "rate_wald",
    "wald",
    "welch",
]
