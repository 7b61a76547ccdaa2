"""The picture of a control chart.

>>> import helhed as hh
>>> chart = hh.control_chart([3, 5, 4, 9, 8], periods=range(2020, 2025), rebase=[2023])
>>> control_chart(chart, language="en").axes[0].get_title(loc="left")
'Control chart'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._margin_labels import ticks
from ._sheet import sheet
from .words import in_percent, number, picked, wrapped

if TYPE_CHECKING:
    from .._core.synthesis import ChartPoint, ControlChart

#: Colours that differ in lightness too, so the picture survives grey print; those of the NHS guide.
_INK = "#333333"
_GREY = "#8a8a8a"
_BETTER = "#1f6fb4"
_WORSE = "#d8670b"
_EITHER = "#6f3c97"
_TARGET = "#b3122f"

_VARIATION = {
    "improving": ("Særlig årsag: forbedring", "Special cause: improving"),
    "concerning": ("Særlig årsag: forværring", "Special cause: concerning"),
    "special": ("Særlig årsag", "Special cause"),
    "common_cause": ("Almindelig variation", "Common cause"),
    "cannot_be_told": ("Kan ikke afgøres", "Cannot be told"),
}
#: Why it cannot be told, by the code of the warning; the first that is there counts.
_WHY = {
    "W553": ("grænserne er uden bredde", "the limits have no width"),
    "W555": ("ingen to perioder i træk har en værdi", "no two periods next to each other have a value"),
    "W550": ("for få perioder", "too few periods"),
}
_ASSURANCE = {
    "will_pass": ("Målet nås hver gang", "The target will be met each time"),
    "will_fail": ("Målet nås ikke, som det går nu", "The target will not be met as things are"),
    "hit_or_miss": ("Målet nås kun af og til", "The target is hit or miss"),
    "cannot_be_told": ("Om målet nås, kan ikke afgøres", "Whether the target will be met cannot be told"),
}
_RULE = {
    "outside_limits": ("uden for grænserne", "outside the limits"),
    "run_of_seven": ("syv i træk på samme side", "seven in a row on one side"),
    "trend_of_seven": ("syv i træk i samme retning", "seven in a row in one direction"),
    "two_of_three": ("to af tre nær en grænse", "two of three near a limit"),
}
#: Ticks that fit beside each other.
_TICKS = 16


def control_chart(chart: ControlChart, *, language: str = "da") -> Any:
    """A control chart as a ``matplotlib.figure.Figure``: figures, centre lines and limits of each part, special causes
    marked (a triangle upwards is high, downwards low), new baselines, the target, and the two verdicts in words.
    """
    pick = picked(language)
    figure = sheet(language, figsize=(10.0, 4.8), layout="constrained")
    axes = figure.add_subplot()
    points = chart.points
    percent = in_percent(chart.unit)
    scale = 100.0 if percent else 1.0

    def column(name: str) -> list[float]:
        found = [getattr(point, name) for point in points]
        return [float("nan") if one is None else scale * one for one in found]

    places = list(range(len(points)))
    _limits(axes, chart, column, pick)
    axes.plot(places, column("value"), color=_GREY, linewidth=1.1, marker="o", markersize=5, zorder=3)
    _marks(axes, chart, scale, pick)
    if chart.target is not None:
        axes.axhline(
            scale * chart.target, color=_TARGET, linewidth=1.3, linestyle=(0, (6, 3)), label=pick("mål", "target")
        )
    every = max(1, -(-len(points) // _TICKS))
    axes.set_xticks(places[::every], [points[place].period for place in places[::every]], rotation=45, ha="right")
    axes.set_xlim(-0.6, len(points) - 0.4)
    axes.set_ylabel(_unit(chart.unit, pick))
    ticks(axes.yaxis, language)
    _words(axes, chart, language, pick)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.24), ncols=5, frameon=False, fontsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure


def _limits(axes: Any, chart: ControlChart, column: Any, pick: Any) -> None:
    """Centre line and limits of each part, and a line where a new one begins."""
    center, lower, upper = column("center"), column("lower"), column("upper")
    named = False
    for number_of, part in enumerate(chart.segments):
        own = [place for place, point in enumerate(chart.points) if point.segment == number_of]
        # Half a period on either side, so that the lines meet at the new baseline.
        edges = [own[0] - 0.5, *own, own[-1] + 0.5]

        def spread(values: list[float], own: list[int] = own) -> list[float]:
            return [values[own[0]], *(values[place] for place in own), values[own[-1]]]

        axes.plot(
            edges, spread(center), color=_INK, linewidth=1.2, label=pick("middel", "centre") if number_of == 0 else None
        )
        for limits in (lower, upper):
            there = limits is upper and any(value == value for value in limits) and not named
            label = pick("grænser (3 sigma)", "limits (3 sigma)") if there else None
            named = named or there
            axes.step(edges, spread(limits), where="mid", color=_GREY, linewidth=1.0, linestyle="--", label=label)
        if number_of > 0:
            axes.axvline(own[0] - 0.5, color=_INK, linewidth=0.9, linestyle=":")
            text = pick(f"ny basis {part.first}", f"new baseline {part.first}")
            # Two that begin close to each other do not lie on each other, and the last stays inside.
            late = own[0] > 0.8 * len(chart.points)
            at = (own[0] - (0.6 if late else 0.4), 0.985 - 0.05 * ((number_of - 1) % 3))
            axes.annotate(
                text,
                at,
                xycoords=("data", "axes fraction"),
                fontsize=8,
                color=_INK,
                va="top",
                ha="right" if late else "left",
            )


def _marks(axes: Any, chart: ControlChart, scale: float, pick: Any) -> None:
    """Special causes: the colour says better or worse, the triangle high or low."""
    kinds: dict[str, list[tuple[int, float, str]]] = {}
    for place, point in enumerate(chart.points):
        if point.signals and point.value is not None:
            side = point.signals[0][1]
            kinds.setdefault(_kind(point, chart.better), []).append((place, scale * point.value, side))
    words = {
        "better": (_BETTER, pick("særlig årsag: bedre", "special cause: better")),
        "worse": (_WORSE, pick("særlig årsag: dårligere", "special cause: worse")),
        "either": (_EITHER, pick("særlig årsag", "special cause")),
    }
    for kind, found in kinds.items():
        color, label = words[kind]
        for side, marker in (("high", "^"), ("low", "v")):
            own = [(place, value) for place, value, at in found if at == side]
            if own:
                axes.scatter(*zip(*own, strict=True), color=color, marker=marker, s=70, zorder=4, label=label)
                label = ""


def _kind(point: ChartPoint, better: str) -> str:
    if better == "neutral":
        return "either"
    return "better" if (point.signals[0][1] == "high") == (better == "higher") else "worse"


def _unit(unit: str, pick: Any) -> str:
    if in_percent(unit):
        return str(pick("procent", "percent"))
    if unit.startswith("per "):
        return str(pick("pr. ", "per ") + unit.removeprefix("per "))
    known = {"points": ("værdi", "value"), "events": ("antal", "count"), "DKK": ("kr.", "DKK")}
    return str(pick(*known.get(unit, (unit, unit))))


def _words(axes: Any, chart: ControlChart, language: str, pick: Any) -> None:
    """The title, and under it the verdicts."""
    title = pick(*chart.names) if chart.names else pick("Seriediagram", "Control chart")
    of = ", ".join(value for _, value in chart.key)
    verdict = pick(*_VARIATION[chart.variation])
    codes = {warning.code for warning in chart.warnings}
    why = next((words for code, words in _WHY.items() if code in codes), None)
    if chart.variation == "cannot_be_told" and why is not None:
        verdict += f": {pick(*why)}"
    if chart.decided_by is not None:
        verdict += f" ({chart.latest}: {pick(*_RULE[chart.decided_by[0]])})"
    if chart.assurance is not None and chart.target is not None:
        scale = 100.0 if in_percent(chart.unit) else 1.0
        target = number(scale * chart.target, language) + (" %" if in_percent(chart.unit) else "")
        verdict += f". {pick(*_ASSURANCE[chart.assurance])} ({pick('mål', 'target')} {target})"
    axes.set_title(wrapped(f"{title}: {of}" if of else title, 90), loc="left", fontsize=12, pad=26)
    axes.annotate(verdict, (0, 1.02), xycoords="axes fraction", fontsize=9.5, color=_INK, va="bottom")
