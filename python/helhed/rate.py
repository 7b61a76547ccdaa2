"""One rate, by every method.

>>> import helhed as hh
>>> round(hh.rate.byar(16, 1083).value, 4)
0.0148
"""

from ._core.rate import (
    byar,
    clustered,
    dispersion,
    exact,
    mid_p,
    over_dispersed,
    poisson_test,
    score,
)

__all__ = [
    "byar",
    "clustered",
    "dispersion",
    "exact",
    "mid_p",
    "over_dispersed",
    "poisson_test",
    "score",
]
