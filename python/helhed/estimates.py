"""Cells become numbers with their uncertainty.

>>> import helhed as hh
>>> cells = hh.enter(hh.Indicator("averted"), [{"numerator": 30, "denominator": 41}])
>>> averted = hh.estimate(cells)[0]
>>> round(averted.value, 3), [round(bound, 3) for bound in averted.interval]
(0.732, [0.581, 0.843])
"""

from ._core.estimates import (
    Count,
    Estimate,
    EstimateColumns,
    Estimates,
    Evidence,
    Interval,
    Provenance,
    Test,
    TestColumns,
    Warning,
    estimate,
    read_estimates,
)

__all__ = [
    "Count",
    "Estimate",
    "EstimateColumns",
    "Estimates",
    "Evidence",
    "Interval",
    "Provenance",
    "Test",
    "TestColumns",
    "Warning",
    "estimate",
    "read_estimates",
]
