"""Pictures of results. Needs the extra ``plot``.

>>> from helhed import plots
>>> plots.forest_svg({"axis": "Share in %", "rows": []})[:4]
'<svg'
"""

from .forest import forest
from .report import forest_svg

__all__ = ["forest", "forest_svg"]
