"""Two groups by their ratio, by every method.

>>> import helhed as hh
>>> round(hh.ratio.koopman(56, 70, 48, 80).value, 3)
1.333
"""

from ._core.ratio import exact, exact_test, katz, koopman, miettinen_nurminen, rate_mid_p, rate_score, rate_wald

__all__ = ["exact", "exact_test", "katz", "koopman", "miettinen_nurminen", "rate_mid_p", "rate_score", "rate_wald"]
