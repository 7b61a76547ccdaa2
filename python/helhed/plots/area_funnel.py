"""The picture of a funnel.

>>> import helhed as hh
>>> areas = hh.Areas.proportions([30, 2, 61], [300, 12, 310], area=["A", "B", "C"])
>>> figure = funnel(hh.funnel(areas, target=0.1), language="en")
>>> figure.axes[0].get_xlabel()
'Units'
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ._margin_labels import BETTER, GREY, INK, MOST, PALE, WORSE, beside, factor, number, ticks, titled
from ._sheet import sheet

if TYPE_CHECKING:
    from ..synthesis import Funnel

_SIZES = {
    "proportion": ("Antal enheder", "Units"),
    "rate": ("Eksponering", "Exposure"),
    "ratio": ("Forventede hændelser", "Expected events"),
}


def funnel(result: Funnel, *, language: str = "da") -> Any:
    """The areas of a funnel over their size, with the limits that chance, and how areas vary, give.

    Only areas outside the limits are named, beside the picture; where they are too many, those furthest out.
    """
    danish = language == "da"
    table = result.areas
    names = [str(name) for name in table[next(iter(table))]]
    scale = factor(result.unit)
    seen = [at for at, value in enumerate(table["value"]) if value is not None and table["size"][at]]
    figure = sheet(language, figsize=(10, 6.2))
    figure.subplots_adjust(left=0.09, right=0.76, top=0.93, bottom=0.15)
    axes = figure.add_subplot()
    axes.set_ylabel(titled(result.names, result.estimand, result.unit, language))
    size_words = _SIZES.get(result.kind, ("Antal målinger, eller præcision (1/se²)", "Records, or precision (1/se²)"))
    axes.set_xlabel(size_words[0 if danish else 1])
    if not seen:
        axes.text(0.5, 0.5, "Ingen tal" if danish else "No figures", transform=axes.transAxes, ha="center")
        return figure
    sizes = [table["size"][at] for at in seen]
    values = [table["value"][at] * scale for at in seen]
    low, high = min(sizes), max(sizes)
    if high / low > 30:
        axes.set_xscale("log")
    curve = result.curve(_curve_sizes(low, high, whole=result.kind == "proportion"))
    bounds = _range(values, curve, scale)
    for level, style, words in (("95", (0, (5, 3)), "95 %"), ("998", "solid", "99,8 %" if danish else "99.8 %")):
        # Above, the line is where an area is outside by its exact probability: no point beyond it is called within.
        for side in ("lower", "edge"):
            line = [value * scale for value in curve[f"{side}_{level}"]]
            label = (f"Grænse {words}" if danish else f"Limit {words}") if side == "lower" else None
            axes.plot(curve["size"], line, color=INK, linestyle=style, linewidth=1.0, label=label)
    if result.target is not None:
        words = (
            f"{'Mål' if result.target_given else 'Alle områder'}"
            if danish
            else ("Target" if result.target_given else "All areas")
        )
        shown = number(float(f"{result.target * scale:.3g}"), language)
        axes.axhline(result.target * scale, color=INK, linewidth=1.4, alpha=0.5, label=f"{words}: {shown}")
    for at, x, y in zip(seen, sizes, values, strict=True):
        outside = table["verdict"][at] not in (None, "within")
        far = table["verdict"][at] == "outside_998"
        colour = _colour(table["judgement"][at]) if outside else GREY
        axes.plot([x], [y], marker="o", linestyle="none", color=colour, markersize=6 if far else 5 if outside else 3.5)
    axes.set_ylim(*bounds)
    ticks(axes.xaxis, language)
    ticks(axes.yaxis, language)
    if axes.get_xscale() == "log":
        axes.xaxis.set_minor_formatter(lambda *_: "")
    axes.grid(color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, -0.11), ncol=3, fontsize=8, frameon=False, borderaxespad=0.0)
    _name(axes, result, names, seen, scale, danish)
    return figure


def _name(axes: Any, result: Funnel, names: list[str], seen: list[int], scale: float, danish: bool) -> None:
    """Names the areas outside the limits beside the picture, and says above it what the picture shows."""
    table = result.areas
    outside = [at for at in seen if table["verdict"][at] not in (None, "within")]
    outside.sort(key=lambda at: -abs(table["z_adjusted"][at]))
    labels = []
    for at in outside[:MOST]:
        name = names[at] if len(names[at]) <= 30 else f"{names[at][:29]}…"
        labels.append((table["size"][at], table["value"][at] * scale, name, _colour(table["judgement"][at])))
    beside(axes, labels)
    judged = sum(verdict is not None for verdict in table["verdict"])
    words = (
        f"{len(outside)} af {judged} områder ligger uden for grænserne"
        if danish
        else f"{len(outside)} of {judged} areas lie outside the limits"
    )
    if result.widened:
        words += (
            "; grænserne er gjort bredere, fordi områderne varierer" if danish else "; limits widened, as areas vary"
        )
    if result.kind == "ratio" and _unsure(result):
        words += (
            "; linjerne regner de forventede tal for kendte"
            if danish
            else "; the lines take the expected numbers as known"
        )
    if len(outside) > MOST:
        words += f" ({MOST} er navngivet)" if danish else f" ({MOST} are named)"
    axes.set_title(words, loc="left", fontsize=10)


def _unsure(result: Funnel) -> bool:
    """Whether expected numbers have an error of their own: the standard error is then more than chance."""
    pairs = zip(result.areas["se"], result.areas["size"], strict=True)
    target = result.target or 1.0
    return any(se is not None and size and se > 1.000001 * math.sqrt(target / size) for se, size in pairs)


def _colour(judgement: str | None) -> str:
    return {"better": BETTER, "worse": WORSE}.get(judgement or "", INK)


def _curve_sizes(low: float, high: float, *, whole: bool) -> list[float]:
    """Sizes from a little below the smallest area to a little above the largest."""
    start, end = math.log(low * 0.9), math.log(high * 1.08)
    sizes = [math.exp(start + (end - start) * step / 240) for step in range(241)]
    return sorted({float(max(1, round(size))) for size in sizes}) if whole else sizes


def _range(values: list[float], curve: dict[str, list[float]], scale: float) -> tuple[float, float]:
    """The values, and the limits of all but the smallest areas, with a little air."""
    middle = len(curve["size"]) // 3
    limits = [value * scale for name in ("lower_998", "edge_998") for value in curve[name][middle:]]
    low, high = min(values + limits), max(values + limits)
    air = 0.04 * (high - low or abs(high) or 1.0)
    return (low - air, high + air)
