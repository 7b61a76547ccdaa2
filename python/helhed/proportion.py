"""One share, by every method.

>>> import helhed as hh
>>> round(hh.proportion.wilson(30, 41).value, 3)
0.732
"""

from ._core.proportion import clopper_pearson, wilson

__all__ = ["clopper_pearson", "wilson"]
