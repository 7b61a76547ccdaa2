"""Whole evaluations: a plan in, a report out.

>>> import helhed as hh
>>> callable(hh.evaluate)
True
"""

from ._core import Evaluation, evaluate
from .documents import write_report

__all__ = ["Evaluation", "evaluate", "write_report"]
