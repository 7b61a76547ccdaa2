"""Mergeable sums: rows or published aggregates in, kilobytes out.

>>> import helhed as hh
>>> north = hh.enter(hh.Indicator("evicted"), [{"area": "Åhaven", "numerator": 3, "denominator": 90}], by="area")
>>> south = hh.enter(hh.Indicator("evicted"), [{"area": "Søen", "numerator": 5, "denominator": 80}], by="area")
>>> len(hh.merge([north, south]))
2
"""

from ._core.cells import (
    Cells,
    Comoments,
    comoments,
    enter,
    merge,
    read_cells,
    tally,
    tally_spells,
    tally_wide,
    transitions,
)

__all__ = [
    "Cells",
    "Comoments",
    "comoments",
    "enter",
    "merge",
    "read_cells",
    "tally",
    "tally_spells",
    "tally_wide",
    "transitions",
]
