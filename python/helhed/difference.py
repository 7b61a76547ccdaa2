"""Two groups by their difference, by every method.

>>> import helhed as hh
>>> round(hh.difference.newcombe(56, 70, 48, 80).value, 3)
0.2
"""

from ._core.difference import agresti_caffo, miettinen_nurminen, newcombe, wald, welch

__all__ = ["agresti_caffo", "miettinen_nurminen", "newcombe", "wald", "welch"]
