"""The picture of a logic model.

>>> import helhed as hh
>>> parts = [{"id": "advice", "stage": "activity", "name": "Debt advice"}, {"id": "homes", "stage": "outcome"}]
>>> figure = logic_model(hh.LogicModel(parts, links=[("advice", "homes")]), language="en")
>>> [text.get_text() for text in figure.axes[0].texts][:2]
['Activities', 'Debt advice']
"""

from __future__ import annotations

from collections.abc import Sequence
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
#: A point of the picture; of a box, the middle of its left side.
_Point = tuple[float, float]
#: Bends of an arrow, the straight one first, and each way round.
_BENDS = (0.0, *(side * step / 20 for step in range(1, 25) for side in (1, -1)))
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
    boxes, top = list(middles.values()), rows * _ROW + 0.05
    lowest = min(
        (_arrow(axes, patches, middles[start], middles[end], boxes, top) for start, end in model.links), default=0.0
    )
    axes.set_xlim(-0.15, width + 0.15)
    # What hangs below the boxes makes the sheet higher, not the boxes smaller: bends keep their shape.
    bottom = min(-0.05, lowest - 0.1)
    figure.set_size_inches(1.05 * width + 0.4, height + 0.15 - bottom)
    axes.set_ylim(bottom, rows * _ROW + 0.55)
    axes.set_axis_off()
    return figure


def _course(tail: _Point, head: _Point, bend: float) -> list[_Point]:
    """Points of an arrow with such a bend."""
    middle = (
        (tail[0] + head[0]) / 2 + bend * (head[1] - tail[1]),
        (tail[1] + head[1]) / 2 - bend * (head[0] - tail[0]),
    )

    def at(share: float, axis: int) -> float:
        rest = 1 - share
        return rest**2 * tail[axis] + 2 * share * rest * middle[axis] + share**2 * head[axis]

    return [(at(step / 60, 0), at(step / 60, 1)) for step in range(61)]


def _crosses(course: Sequence[_Point], boxes: Sequence[_Point]) -> bool:
    """Whether an arrow would run behind one of the boxes."""
    return any(left < x < left + _BOX and abs(y - row) < 0.49 for left, row in boxes for x, y in course)


def _arrow(axes: Any, patches: Any, start: _Point, end: _Point, boxes: Sequence[_Point], top: float) -> float:
    """From the right side of a box to the left side of a later one; within a column from box to box, beside it.

    Behind a box between them it would read as two links, so it bends round, below the top, or runs in front.
    Returns its lowest point.
    """
    same = start[0] == end[0]
    # Within a column the ends keep clear of the middles, where other arrows begin.
    clear = (0.22 if end[1] < start[1] else -0.22) if same else 0.0
    tail = (start[0] + _BOX, start[1] - clear)
    head = (end[0] + _BOX, end[1] + clear) if same else (end[0], end[1])
    # Upwards and downwards bend to the same side: out of the column.
    bend = (0.5 if end[1] < start[1] else -0.5) * -1 if same else 0.0
    front = same
    if not same:
        between = [box for box in boxes if start[0] < box[0] < end[0]]
        courses = ((bend, _course(tail, head, bend)) for bend in _BENDS)
        free = (bend for bend, course in courses if max(y for _, y in course) < top and not _crosses(course, between))
        found = next(free, None)
        bend, front = 0.3 if found is None else found, found is None
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
        zorder=4 if front else 1,
    )
    axes.add_patch(arrow)
    return min(y for _, y in _course(tail, head, bend))
