"""How many, how large, how sure: planning an evaluation.

>>> import helhed as hh
>>> round(hh.power.two_proportions(0.50, 0.75, power=0.90).n_per_group, 1)
76.7
"""

from ._core.power import (
    ClusterDesign,
    DidPower,
    Intraclass,
    TwoProportionsPower,
    TwoRatesPower,
    cluster_design,
    difference_in_differences,
    intraclass,
    two_proportions,
    two_rates,
)

__all__ = [
    "ClusterDesign",
    "DidPower",
    "Intraclass",
    "TwoProportionsPower",
    "TwoRatesPower",
    "cluster_design",
    "difference_in_differences",
    "intraclass",
    "two_proportions",
    "two_rates",
]
