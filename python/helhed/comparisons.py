"""One group or time against another, with what such a design can show.

>>> import helhed as hh
>>> rows = [{"year": 2012, "numerator": 50, "denominator": 900}, {"year": 2013, "numerator": 34, "denominator": 880}]
>>> change = hh.before_after(hh.enter(hh.Indicator("evicted"), rows, by="year"), at=2013)
>>> change[2].estimand, change[2].evidence.grade
('risk_difference', 'SMS 2 / SØM 3')
"""

from ._core.comparisons import (
    CaseMixAreas,
    Regression,
    before_after,
    case_mix,
    compare,
    did,
    logistic_regression,
    poisson_regression,
)

__all__ = [
    "CaseMixAreas",
    "Regression",
    "before_after",
    "case_mix",
    "compare",
    "did",
    "logistic_regression",
    "poisson_regression",
]
