"""One mean or median, by every method.

>>> import helhed as hh
>>> hh.mean.t([1, 2, 6]).value
3.0
>>> hh.mean.median([1, 2, 6]).value
2.0
"""

from ._core.mean import bootstrap, effective_size, median, order_statistic, quantile, ranks, t, weighted

__all__ = ["bootstrap", "effective_size", "median", "order_statistic", "quantile", "ranks", "t", "weighted"]
