"""How many, how large, how sure: planning an evaluation.

>>> import helhed as hh
>>> round(hh.power.two_means(difference=0.5, power=0.8), 1)
63.8
"""

from ._core.power import ClusterDesign, DidPower, Intraclass, TwoProportionsPower, TwoRatesPower, cluster_design, difference_in_differences, intraclass, two_means, two_proportions, two_rates

__all__ = ["ClusterDesign", "DidPower", "Intraclass", "TwoProportionsPower", "TwoRatesPower", "cluster_design", "difference_in_differences", "intraclass", "two_means", "two_proportions", "two_rates"]
