"""Pictures of results. Needs the extra ``plot``.

>>> from helhed import plots
>>> plots.forest_svg({"axis": "Share in %", "rows": []})[:4]
'<svg'
"""

from .acceptability import acceptability
from .area_caterpillar import caterpillar
from .area_funnel import funnel
from .control_chart import control_chart
from .forest import forest
from .goals import goals
from .logic_model import logic_model
from .report import forest_svg
from .tornado import tornado

__all__ = [
    "acceptability",
    "caterpillar",
    "control_chart",
    "forest",
    "forest_svg",
    "funnel",
    "goals",
    "logic_model",
    "tornado",
]
