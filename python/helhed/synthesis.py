"""Estimates brought together: what an outcome costs, and ratios of estimates.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import (
    FiellerRatio,
    MetaRegression,
    MixedProportion,
    RobustRegression,
    cost_per_outcome,
    fieller,
    glmm_proportion,
    meta_regression,
    robust_meta_regression,
)

__all__ = [
    "FiellerRatio",
    "MetaRegression",
    "MixedProportion",
    "RobustRegression",
    "cost_per_outcome",
    "fieller",
    "glmm_proportion",
    "meta_regression",
    "robust_meta_regression",
]
