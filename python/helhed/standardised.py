"""Rates and ratios that take age and sex into account.

>>> import helhed as hh
>>> round(hh.standardised.direct([20, 80], [10_000, 5_000], standard=[3, 1], per=1000).value, 3)
5.5
>>> round(hh.standardised.smr_byar(58, expected=41.2).value, 3)
1.408
"""

from ._core.standardised import (
    case_mix,
    crude_rate,
    difference,
    direct,
    direct_exact,
    direct_normal,
    expected,
    fay_feuer,
    ratio,
    smr_byar,
    smr_exact,
    smr_test,
)

__all__ = [
    "case_mix",
    "crude_rate",
    "difference",
    "direct",
    "direct_exact",
    "direct_normal",
    "expected",
    "fay_feuer",
    "ratio",
    "smr_byar",
    "smr_exact",
    "smr_test",
]
