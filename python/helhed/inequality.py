"""Inequality along a social scale and between persons.

>>> import helhed as hh
>>> round(hh.inequality.gini([1, 2, 3, 4, 5]).value, 4)
0.2667
"""

from ._core.inequality import (
    concentration_index,
    gini,
    gini_unbiased,
    relative_index,
    relative_index_linear,
    relative_index_mean,
    ridits,
    slope_index,
    theil_l,
    theil_t,
)

__all__ = [
    "concentration_index",
    "gini",
    "gini_unbiased",
    "relative_index",
    "relative_index_linear",
    "relative_index_mean",
    "ridits",
    "slope_index",
    "theil_l",
    "theil_t",
]
