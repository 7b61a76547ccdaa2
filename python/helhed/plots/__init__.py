"""Pictures of results. Needs the extra ``plot``.

>>> from helhed import plots
>>> plots.forest_svg({"axis": "Share in %", "rows": []})[:4]
'<svg'
"""

from .forest import forest
from .acceptability import acceptability
from .area_caterpillar import caterpillar
from .area_funnel import funnel
from .control_chart import control_chart
from .goals import goals
from .logic_model import logic_model
from .report import forest_svg
from .tornado import tornado

__all__ = ["forest", "forest_svg"]
__all__ = ["acceptability", "forest_svg", "tornado"]
__all__ = ["caterpillar", "forest_svg", "funnel"]
__all__ = ["control_chart", "forest_svg", "goals", "logic_model"]
