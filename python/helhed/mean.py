"""One mean or median, by every method.

>>> import helhed as hh
>>> hh.mean.t([1, 2, 6]).value
3.0
"""

from ._core.mean import t

__all__ = ["t"]
