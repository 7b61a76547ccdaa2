"""Two groups in several strata.

>>> import helhed as hh
>>> round(hh.stratified.mantel_haenszel_risk_ratio([14, 9], [40, 40], [8, 5], [40, 40]).value, 3)
1.769
"""

from ._core.stratified import (
    breslow_day,
    cochran_mantel_haenszel,
    cochran_mantel_haenszel_corrected,
    mantel_haenszel_odds_ratio,
    mantel_haenszel_rate_difference,
    mantel_haenszel_rate_ratio,
    mantel_haenszel_risk_difference,
    mantel_haenszel_risk_ratio,
    miettinen_nurminen,
    peto,
    peto_heterogeneity,
    tarone,
)

__all__ = [
    "breslow_day",
    "cochran_mantel_haenszel",
    "cochran_mantel_haenszel_corrected",
    "mantel_haenszel_odds_ratio",
    "mantel_haenszel_rate_difference",
    "mantel_haenszel_rate_ratio",
    "mantel_haenszel_risk_difference",
    "mantel_haenszel_risk_ratio",
    "miettinen_nurminen",
    "peto",
    "peto_heterogeneity",
    "tarone",
]
