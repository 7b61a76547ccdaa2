"""Tests of a table of counts.

>>> import helhed as hh
>>> round(hh.table.chi_square([[10, 20, 30], [15, 15, 25]]).p_value, 3)
0.376
"""

from ._core.table import chi_square, cramers_v, yates

__all__ = ["chi_square", "cramers_v", "yates"]
