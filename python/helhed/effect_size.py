"""Effect sizes, by every method.

>>> import helhed as hh
>>> round(hh.effect_size.hedges_g([1, 2, 3], [2, 3, 9]).value, 3)
-0.768
"""

from ._core.effect_size import (
    cohen_d,
    cohen_dav,
    cohen_dz,
    cohen_h,
    cohen_h_of_shares,
    glass_delta,
    hedges_correction,
    hedges_g,
)

__all__ = [
    "cohen_d",
    "cohen_dav",
    "cohen_dz",
    "cohen_h",
    "cohen_h_of_shares",
    "glass_delta",
    "hedges_correction",
    "hedges_g",
]
