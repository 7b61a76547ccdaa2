"""The picture of goals: how far each has come, and how far it must be by now.

>>> import helhed as hh
>>> goal = hh.Goal(hh.Indicator("meals", "count", better="higher"), target=(100, "2027"), baseline=(0, "2023"))
>>> goals([hh.goal_status(goal, 60, at="2025", complete=True)], language="en").axes[0].get_xlabel()
'part of the way from baseline to target, in percent'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ._sheet import sheet
from .words import Pick, in_percent, number, picked, wrapped

if TYPE_CHECKING:
    from .._core.synthesis import GoalStatus

_INK = "#333333"
_GREY = "#8a8a8a"
#: Colours that differ in lightness too, so the picture survives grey print.
_STATE = {
    "reached": ("#12507b", "nået", "reached"),
    "on_track": ("#4f9bd1", "på vej", "on track"),
    "off_track": ("#d8670b", "bagud", "off track"),
    "cannot_be_told": ("#9a9a9a", "kan ikke afgøres", "cannot be told"),
}
_REASON = {
    "meets_target": ("hele intervallet når målet", "the whole interval meets the target"),
    "ahead_of_path": ("hele intervallet er mindst så langt som vejen", "the whole interval is as far as the path"),
    "behind_path": ("hele intervallet er bag vejen", "the whole interval is behind the path"),
    "time_is_up": ("tiden er gået, og målet er ikke nået", "its time is over and it is not reached"),
    "interval_holds_target": ("målet ligger i intervallet", "the interval holds the target"),
    "interval_holds_path": ("vejen ligger i intervallet", "the interval holds the path"),
    "no_baseline": ("intet udgangspunkt", "no baseline"),
    "before_baseline": ("tallet er fra før udgangspunktet", "the figure is from before the baseline"),
    "no_figure": ("intet tal", "no figure"),
    "no_interval": ("tallet har intet interval", "the figure has no interval"),
}
#: Of a figure without an interval, such as a whole count, the value itself is judged.
_REASON_OF_VALUE = {
    "meets_target": ("tallet når målet", "the figure meets the target"),
    "ahead_of_path": ("tallet er mindst så langt som vejen", "the figure is as far as the path"),
    "behind_path": ("tallet er bag vejen", "the figure is behind the path"),
}
#: How much of the way is shown beyond either end.
_LEAST, _MOST = -60.0, 160.0


def goals(statuses: Sequence[GoalStatus], *, language: str = "da") -> Any:
    """Goals as a ``matplotlib.figure.Figure``, one a row.

    How much of the way from baseline to target is covered, with its interval, where the path is by now (a bar across),
    and the status in words. What reaches beyond the picture ends in an arrow.
    """
    pick = picked(language)
    figure = sheet(language, figsize=(10.5, 0.75 * max(1, len(statuses)) + 1.3), layout="constrained")
    axes = figure.add_subplot()
    for place, status in enumerate(statuses):
        _row(axes, -place, status, language, pick)
    for at, text in ((0.0, pick("udgangspunkt", "baseline")), (100.0, pick("mål", "target"))):
        axes.axvline(at, color=_INK, linewidth=0.9, zorder=1)
        axes.annotate(text, (at, 1.01), xycoords=("data", "axes fraction"), ha="center", fontsize=9, va="bottom")
    labels = [_label(status, language, pick) for status in statuses]
    axes.set_yticks([-place for place in range(len(statuses))], labels, fontsize=9)
    axes.set_ylim(-len(statuses) + 0.4, 0.6)
    axes.set_xlim(_LEAST, _MOST)
    axes.set_xlabel(
        pick("del af vejen fra udgangspunkt til mål, i procent", "part of the way from baseline to target, in percent")
    )
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def _way(status: GoalStatus, value: float | None) -> float | None:
    """How much of the way a value has covered, in percent."""
    if value is None or status.goal.baseline is None:
        return None
    first, last = status.goal.baseline[0], status.goal.target[0]
    return None if first == last else 100.0 * (value - first) / (last - first)


def _row(axes: Any, y: float, status: GoalStatus, language: str, pick: Pick) -> None:
    color, da, en = _STATE[status.state]
    limits = [_way(status, limit) for limit in (status.interval or ())]
    inside = [min(max(limit, _LEAST + 4), _MOST - 4) for limit in limits if limit is not None]
    if inside:
        axes.plot(inside, [y, y], color=color, linewidth=2.2, solid_capstyle="butt", zorder=2)
        for limit, shown in zip(limits, inside, strict=True):
            if limit != shown and limit is not None:
                axes.plot([shown], [y], marker=">" if limit > shown else "<", color=color, markersize=7, zorder=3)
    way = _way(status, status.value)
    if way is not None and _LEAST <= way <= _MOST:
        axes.plot([way], [y], marker="o", color=color, markersize=8, zorder=4)
    path = _way(status, status.expected)
    if path is not None and _LEAST <= path <= _MOST:
        axes.plot([path, path], [y - 0.22, y + 0.22], color=_INK, linewidth=2.0, zorder=5)
    reasons = _REASON | _REASON_OF_VALUE if status.interval is None else _REASON
    text = f"{pick(da, en)}: {pick(*reasons[status.reason])}"
    if status.expected is not None and status.at is not None:
        expected = _shown(status.expected, status.goal.unit, language)
        text += pick(f"\nvejen i {status.at}: {expected}", f"\npath in {status.at}: {expected}")
    axes.annotate(
        text, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=_INK, annotation_clip=False
    )


def _shown(value: float, unit: str, language: str) -> str:
    return f"{number(100 * value, language)} %" if in_percent(unit) else number(value, language)


def _label(status: GoalStatus, language: str, pick: Pick) -> str:
    goal = status.goal
    name = wrapped(", ".join([pick(*goal.names), *(value for _, value in status.key)]), 42)
    target = f"{_shown(goal.target[0], goal.unit, language)} {pick('i', 'in')} {goal.target[1]}"
    if status.value is None:
        return f"{name}\n{pick('mål', 'target')} {target}"
    value = f"{_shown(status.value, goal.unit, language)} {pick('i', 'in')} {status.at}"
    return f"{name}\n{value}, {pick('mål', 'target')} {target}"
