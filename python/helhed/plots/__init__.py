"""Pictures of results. Needs the extra ``plot``.

>>> from helhed import plots
>>> plots.forest_svg({"axis": "Share in %", "rows": []})[:4]
'<svg'
"""

from .area_caterpillar import caterpillar
from .area_funnel import funnel
from .report import forest_svg

__all__ = ["caterpillar", "forest_svg", "funnel"]
