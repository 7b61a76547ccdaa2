"""Two groups by the ranks of their values, by every method.

>>> import helhed as hh
>>> hh.ranks.hodges_lehmann([1, 2, 3, 4], [5, 6, 7, 8]).value
-4.0
"""

from ._core.ranks import hodges_lehmann, rank_sum, rank_sum_corrected, rank_sum_exact, rank_sum_normal

__all__ = ["hodges_lehmann", "rank_sum", "rank_sum_corrected", "rank_sum_exact", "rank_sum_normal"]
