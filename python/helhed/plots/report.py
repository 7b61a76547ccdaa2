"""The forest plot of a report.

>>> row = {"label": "Averted", "group": "Case 6", "value": 73.2, "lower": 58.1, "upper": 84.3, "text": "", "n": "41"}
>>> forest_svg({"axis": "Share in %", "rows": [row]})[:4]
'<svg'
"""

from __future__ import annotations

import io
from typing import Any

from .._extras import required

#: Colours that differ in lightness too, so the picture survives grey print.
_INK = "#1f5a7a"
_GREY = "#6b6b6b"


def forest_svg(forest: dict[str, Any]) -> str:
    """The forest plot of a report as SVG text: one value with its interval a row, grouped."""
    figure_module = required("matplotlib.figure", extra="plot")
    matplotlib = required("matplotlib", extra="plot")
    rows = forest["rows"]
    lines = _lines(rows)
    height = 0.28 * len(lines) + 0.9
    with matplotlib.rc_context({"svg.fonttype": "none", "font.family": "sans-serif", "svg.hashsalt": "helhed"}):
        figure = figure_module.Figure(figsize=(10.5, height), layout="constrained")
        axes = figure.add_subplot()
        for position, (kind, row) in enumerate(lines):
            y = -position
            if kind == "group":
                axes.annotate(row["group"], (-0.62, y), xycoords=("axes fraction", "data"), weight="bold", va="center")
                continue
            axes.plot([row["lower"], row["upper"]], [y, y], color=_INK, linewidth=1.6, solid_capstyle="butt")
            axes.plot([row["value"]], [y], marker="s", color=_INK, markersize=5)
            axes.annotate(row["label"], (-0.6, y), xycoords=("axes fraction", "data"), va="center", fontsize=9)
            text = f"{row['text']}  ({row['n']})"
            axes.annotate(text, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=_GREY)
        axes.set_ylim(-len(lines) + 0.4, 0.6)
        axes.set_xlim(0, 100)
        axes.set_yticks([])
        axes.set_xlabel(forest["axis"])
        axes.grid(axis="x", color="#dddddd", linewidth=0.7)
        axes.set_axisbelow(True)
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None})
    svg = drawn.getvalue()
    return svg[svg.index("<svg") :]


def _lines(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Rows with a heading line before each new group."""
    lines: list[tuple[str, dict[str, Any]]] = []
    group = None
    for row in rows:
        if row["group"] != group:
            group = row["group"]
            lines.append(("group", row))
        lines.append(("row", row))
    return lines
