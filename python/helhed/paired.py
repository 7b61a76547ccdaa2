"""The same persons twice, by every method.

>>> import helhed as hh
>>> hh.paired.newcombe(36, 12, 2, 0).value
0.2
"""

from ._core.paired import (
    bowker,
    mcnemar,
    mcnemar_corrected,
    mcnemar_exact,
    mcnemar_mid_p,
    newcombe,
    odds_ratio,
    phi,
    risk_ratio,
    stuart_maxwell,
)

__all__ = [
    "bowker",
    "mcnemar",
    "mcnemar_corrected",
    "mcnemar_exact",
    "mcnemar_mid_p",
    "newcombe",
    "odds_ratio",
    "phi",
    "risk_ratio",
    "stuart_maxwell",
]
