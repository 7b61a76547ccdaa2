"""Estimates brought together: what an outcome costs, ratios of estimates, and areas side by side.
"""Estimates brought together: series against chance, plans against their goals, what an outcome costs.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import (
    FiellerRatio,
    Pooled,
    PooledColumns,
    SmallStudies,
    Subgroups,
    cost_per_outcome,
    fieller,
    pool,
    pool_many,
    study_effects,
)

__all__ = [
    "FiellerRatio",
    "Pooled",
    "PooledColumns",
    "SmallStudies",
    "Subgroups",
    "cost_per_outcome",
    "fieller",
    "pool",
    "pool_many",
    "study_effects",
    BreakEven,
    Economy,
    FiellerRatio,
    Increment,
    IncrementalRatio,
    Price,
    Simulation,
    Tornado,
    TornadoBar,
    cost_per_outcome,
    fieller,
)

__all__ = [
    "BreakEven",
    "Economy",
    "Increment",
    "IncrementalRatio",
    "Price",
    "Simulation",
    "Tornado",
    "TornadoBar",
    Areas,
    FiellerRatio,
    Funnel,
    FunnelColumns,
    Ranking,
    Shrunk,
    cost_per_outcome,
    fieller,
    funnel,
    funnel_columns,
    rank,
    shrink,
)

__all__ = [
    "Areas",
    "Funnel",
    "FunnelColumns",
    "Ranking",
    "Shrunk",
    "funnel",
    "funnel_columns",
    "rank",
    "shrink",
    Attendance,
    ChartPoint,
    ChartSegment,
    ControlChart,
    FiellerRatio,
    Goal,
    GoalStatus,
    LogicModel,
    Participation,
    attendance,
    control_chart,
    cost_per_outcome,
    fieller,
    goal_status,
    goals,
    read_goals,
)

__all__ = [
    "Attendance",
    "ChartPoint",
    "ChartSegment",
    "ControlChart",
    "Goal",
    "GoalStatus",
    "LogicModel",
    "Participation",
    "attendance",
    "control_chart",
    "goal_status",
    "goals",
    "read_goals",
from ._core.synthesis import FiellerRatio, cost_per_outcome, fieller
from ._core.synthesis import MetaRegression, MixedProportion, RobustRegression
from ._core.synthesis import glmm_proportion, meta_regression, robust_meta_regression

__all__ = [
    "MetaRegression",
    "MixedProportion",
    "RobustRegression",
    "glmm_proportion",
    "meta_regression",
    "robust_meta_regression",
]
