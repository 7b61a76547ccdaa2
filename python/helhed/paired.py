"""The same persons twice, by every method.

>>> import helhed as hh
>>> round(hh.paired.t([10, 12], [11, 15]).value, 3)
-2.0
"""

from ._core.paired import pseudomedian, signed_rank, signed_rank_corrected, signed_rank_exact, signed_rank_normal, t

__all__ = ["pseudomedian", "signed_rank", "signed_rank_corrected", "signed_rank_exact", "signed_rank_normal", "t"]
