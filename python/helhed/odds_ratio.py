"""Two groups by their odds ratio, and tests of a table.

>>> import helhed as hh
>>> round(hh.odds_ratio.conditional(9, 10, 3, 10).value, 2)
17.27
"""

from ._core.odds_ratio import conditional, fisher, mid_p, woolf, woolf_haldane

__all__ = ["conditional", "fisher", "mid_p", "woolf", "woolf_haldane"]
