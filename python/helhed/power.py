"""How many, how large, how sure: planning an evaluation.

>>> import helhed as hh
>>> round(hh.power.two_means(difference=0.5, power=0.8), 1)
63.8
"""

from ._core.power import two_means

__all__ = ["two_means"]
