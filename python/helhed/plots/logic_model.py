"""The picture of a logic model.

>>> import helhed as hh
>>> parts = [{"id": "advice", "stage": "activity", "name": "Debt advice"}, {"id": "homes", "stage": "outcome"}]
>>> figure = logic_model(hh.LogicModel(parts, links=[("advice", "homes")]), language="en")
>>> [text.get_text() for text in figure.axes[0].texts][:2]
['Activities', 'Outcomes']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._extras import required
from ._sheet import sheet
from .words import picked, wrapped

if TYPE_CHECKING:
    from .._core.synthesis import LogicModel

_INK = "#333333"
_GREY = "#7a7a7a"
_STAGE = {
    "activity": ("#e3eef7", "Aktiviteter", "Activities"),
    "reach": ("#d3e6d8", "Deltagelse", "Reach"),
    "intermediate": ("#f6ead0", "Resultater på vejen", "Intermediate outcomes"),
    "outcome": ("#f3d9cf", "Resultater", "Outcomes"),
}
#: Width of a box, of the gap to the next column, and height of a row.
_BOX, _GAP, _ROW = 2.6, 1.2, 1.25


def logic_model(model: LogicModel, *, language: str = "da") -> Any:
    """A logic model as a ``matplotlib.figure.Figure``: a column a stage, a box a part, an arrow a link.

    A part says which indicator measures it and its figure, where it has them; one that no link touches has a dashed
    border.
    """
    pick = picked(language)
    patches = required("matplotlib.patches", extra="plot")
    stages = [stage for stage in _STAGE if any(part[1] == stage for part in model.parts)]
    columns = {stage: [part for part in model.parts if part[1] == stage] for stage in stages}
    rows = max(len(parts) for parts in columns.values())
    width, height = len(stages) * (_BOX + _GAP) - _GAP, rows * _ROW + 0.7
    figure = sheet(language, figsize=(1.05 * width + 0.4, height + 0.2), layout="constrained")
    axes = figure.add_subplot()
    middles: dict[str, tuple[float, float]] = {}
    unlinked = set(model.unlinked)
    for place, stage in enumerate(stages):
        color, da, en = _STAGE[stage]
        x = place * (_BOX + _GAP)
        axes.text(x + _BOX / 2, rows * _ROW + 0.15, pick(da, en), ha="center", weight="bold", fontsize=11, color=_INK)
        parts = columns[stage]
        # A short column stands in the middle of the longest.
        top = rows * _ROW - (rows - len(parts)) * _ROW / 2
        for row, (id_of, _, name_da, name_en, indicator, shown) in enumerate(parts):
            y = top - row * _ROW - 0.5 * _ROW
            middles[id_of] = (x, y)
            box = patches.FancyBboxPatch(
                (x, y - 0.42),
                _BOX,
                0.84,
                boxstyle="round,pad=0.02,rounding_size=0.08",
                facecolor=color,
                edgecolor=_INK,
                linewidth=0.9,
                linestyle="--" if id_of in unlinked else "-",
                zorder=2,
            )
            axes.add_patch(box)
            lines = [wrapped(pick(name_da, name_en), 27)]
            lines += [pick(f"indikator: {indicator}", f"indicator: {indicator}")] if indicator else []
            lines += [shown] if shown else []
            axes.text(x + _BOX / 2, y, "\n".join(lines), ha="center", va="center", fontsize=8.5, color=_INK, zorder=3)
    for start, end in model.links:
        _arrow(axes, patches, middles[start], middles[end])
    axes.set_xlim(-0.15, width + 0.15)
    axes.set_ylim(-0.05, rows * _ROW + 0.55)
    axes.set_axis_off()
    return figure


def _arrow(axes: Any, patches: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From the right side of a box to the left side of a later one; within a column from box to box, beside it."""
    same = start[0] == end[0]
    # Within a column the ends keep clear of the middles, where other arrows begin.
    clear = (0.22 if end[1] < start[1] else -0.22) if same else 0.0
    tail = (start[0] + _BOX, start[1] - clear)
    head = (end[0] + _BOX, end[1] + clear) if same else (end[0], end[1])
    # Upwards and downwards bend to the same side: out of the column.
    bend = (0.5 if end[1] < start[1] else -0.5) * -1 if same else 0.0
    arrow = patches.FancyArrowPatch(
        tail,
        head,
        arrowstyle="-|>",
        mutation_scale=12,
        connectionstyle=f"arc3,rad={bend}",
        color=_GREY,
        linewidth=1.1,
        shrinkA=2,
        shrinkB=2,
        zorder=4 if same else 1,
    )
    axes.add_patch(arrow)
