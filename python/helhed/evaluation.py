"""Whole evaluations: a plan in, a report out.

>>> import helhed as hh
>>> callable(hh.evaluate)
True
"""

from ._core.evaluation import Evaluation, evaluate, evaluation_of
from .documents import write_report, write_reports

__all__ = ["Evaluation", "evaluate", "evaluation_of", "write_report", "write_reports"]
