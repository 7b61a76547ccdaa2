"""What is asked: indicators, periods, the registry. Vocabulary, no data.

>>> import helhed as hh
>>> evicted = hh.indicator("hou_evict")
>>> evicted.measure, evicted.better
('rate', 'lower')
"""

from ._core.design import Indicator, Period, Registry, indicator, indicators, read_registry

__all__ = ["Indicator", "Period", "Registry", "indicator", "indicators", "read_registry"]
