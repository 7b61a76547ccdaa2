"""Estimates brought together: series against chance, plans against their goals, what an outcome costs.

>>> import helhed as hh
>>> hh.cost_per_outcome(600_000, outcomes=12, of=25, complete=True).value
50000.0
"""

from ._core.synthesis import (
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
    "FiellerRatio",
    "Goal",
    "GoalStatus",
    "LogicModel",
    "Participation",
    "attendance",
    "control_chart",
    "cost_per_outcome",
    "fieller",
    "goal_status",
    "goals",
    "read_goals",
]
