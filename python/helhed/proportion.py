"""One share, by every method.

>>> import helhed as hh
>>> round(hh.proportion.wilson(30, 41).value, 3)
0.732
"""

from ._core.proportion import (
    agresti_coull,
    binomial_test,
    blaker,
    clopper_pearson,
    clustered,
    design_effect,
    effective,
    jeffreys,
    jeffreys_equal_tailed,
    logit,
    mid_p,
    wald,
    wilson,
    wilson_cc,
)

__all__ = [
    "agresti_coull",
    "binomial_test",
    "blaker",
    "clopper_pearson",
    "clustered",
    "design_effect",
    "effective",
    "jeffreys",
    "jeffreys_equal_tailed",
    "logit",
    "mid_p",
    "wald",
    "wilson",
    "wilson_cc",
]
