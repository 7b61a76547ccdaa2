"""Two groups by their ratio, by every method.

>>> import helhed as hh
>>> round(hh.ratio.koopman(56, 70, 48, 80).value, 3)
1.333
"""

from ._core.ratio import exact, katz, koopman, miettinen_nurminen

__all__ = ["exact", "katz", "koopman", "miettinen_nurminen"]
