"""Datasets that come with helhed.

>>> import helhed as hh
>>> len(hh.datasets.bag_facaderne().programmes)
34
"""

from ._core.evaluation import Published, bag_facaderne

__all__ = ["Published", "bag_facaderne"]
