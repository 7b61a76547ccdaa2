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
    pseudomedian,
    risk_ratio,
    signed_rank,
    signed_rank_corrected,
    signed_rank_exact,
    signed_rank_normal,
    stuart_maxwell,
    t,
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
    "pseudomedian",
    "risk_ratio",
    "signed_rank",
    "signed_rank_corrected",
    "signed_rank_exact",
    "signed_rank_normal",
    "stuart_maxwell",
    "t",
]
