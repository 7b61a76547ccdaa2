"""Pictures of results. Needs the extra ``plot``.

>>> from helhed import plots
>>> plots.forest_svg({"axis": "Share in %", "rows": []})[:4]
'<svg'
"""

from .control_chart import control_chart
from .goals import goals
from .logic_model import logic_model
from .report import forest_svg

__all__ = ["control_chart", "forest_svg", "goals", "logic_model"]
