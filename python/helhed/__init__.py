"""Impact measurement for place-based social programmes.

Files become rows, rows become cells, cells become estimates, estimates are compared, and every number leaves with its
uncertainty, its method and its evidence grade.

>>> import helhed as hh
>>> rows = [
...     {"quarter": "2012K4", "events": 50, "exposure": 3500},
...     {"quarter": "2013K1", "events": 34, "exposure": 3500},
... ]
>>> cells = hh.enter(hh.indicator("hou_evict"), rows, by="quarter")
>>> change = hh.before_after(cells, at="2013K1")
>>> change[-1].estimand, round(change[-1].value)
('percent_change', -32)
"""

from .design import Indicator, Period, Registry, indicator, indicators, read_registry
from .records import Notice, Reading, Records, Scan, check, read, scan
from .cells import Cells, Comoments, comoments, enter, merge, read_cells, tally
from .cells import tally_spells, tally_wide, transitions
from .estimates import (
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
from . import proportion, rate, mean, standardised, inequality
from .comparisons import before_after, compare, did
from .comparisons import CaseMixAreas, Regression, case_mix, logistic_regression, poisson_regression
from . import difference, ratio, odds_ratio, effect_size, ranks, paired, stratified, table
from .synthesis import FiellerRatio, cost_per_outcome, fieller
from .synthesis import Areas, Attendance, BreakEven, ChartPoint, ChartSegment, ControlChart, Economy, Funnel, FunnelColumns, Goal, GoalStatus, Increment, IncrementalRatio, LogicModel, MetaRegression, MixedProportion, Participation, Pooled, PooledColumns, Price, Ranking, RobustRegression, Shrunk, Simulation, SmallStudies, Subgroups, Tornado, TornadoBar, attendance, control_chart, funnel, funnel_columns, glmm_proportion, goal_status, goals, meta_regression, pool, pool_many, rank, read_goals, robust_meta_regression, shrink, study_effects
from . import multiplicity, equivalence, power
from .report import HiddenCell, Protected, explain, method, methods, protect
from .evaluation import Evaluation, evaluate, evaluation_of, write_report, write_reports
from . import datasets
from .datasets import Published
from .errors import HelhedError

# The names, in the order of the flow.
__all__ = [
    "Indicator",
    "Period",
    "Registry",
    "indicator",
    "indicators",
    "read_registry",
    "Records",
    "Reading",
    "Notice",
    "Scan",
    "read",
    "scan",
    "check",
    "Cells",
    "enter",
    "merge",
    "read_cells",
    "tally",
    "Comoments",
    "comoments",
    "tally_wide",
    "tally_spells",
    "transitions",
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
    "proportion",
    "rate",
    "mean",
    "standardised",
    "inequality",
    "before_after",
    "compare",
    "did",
    "Regression",
    "logistic_regression",
    "poisson_regression",
    "CaseMixAreas",
    "case_mix",
    "difference",
    "ratio",
    "odds_ratio",
    "effect_size",
    "ranks",
    "paired",
    "stratified",
    "table",
    "FiellerRatio",
    "cost_per_outcome",
    "fieller",
    "Pooled",
    "PooledColumns",
    "SmallStudies",
    "Subgroups",
    "pool",
    "pool_many",
    "study_effects",
    "BreakEven",
    "Economy",
    "Increment",
    "IncrementalRatio",
    "Price",
    "Simulation",
    "Tornado",
    "TornadoBar",
    "Areas",
    "Funnel",
    "FunnelColumns",
    "Ranking",
    "Shrunk",
    "funnel",
    "funnel_columns",
    "rank",
    "shrink",
    "ControlChart",
    "ChartPoint",
    "ChartSegment",
    "control_chart",
    "Goal",
    "GoalStatus",
    "goal_status",
    "goals",
    "read_goals",
    "Attendance",
    "Participation",
    "attendance",
    "LogicModel",
    "MetaRegression",
    "meta_regression",
    "RobustRegression",
    "robust_meta_regression",
    "MixedProportion",
    "glmm_proportion",
    "multiplicity",
    "equivalence",
    "power",
    "Protected",
    "HiddenCell",
    "protect",
    "explain",
    "method",
    "methods",
    "Evaluation",
    "evaluate",
    "evaluation_of",
    "write_report",
    "write_reports",
    "datasets",
    "Published",
    "HelhedError",
]
