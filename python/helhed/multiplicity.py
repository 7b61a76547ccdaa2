"""Many p-values at once.

>>> import helhed as hh
>>> hh.multiplicity.holm([0.01, None, 0.2]).adjusted
[0.02, None, 0.2]
"""

from ._core.multiplicity import (
    Adjusted,
    benjamini_hochberg,
    benjamini_yekutieli,
    bonferroni,
    hochberg,
    holm,
    hommel,
    romano_wolf,
)

__all__ = [
    "Adjusted",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "bonferroni",
    "hochberg",
    "holm",
    "hommel",
    "romano_wolf",
]
