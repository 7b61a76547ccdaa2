"""The picture of areas with their intervals, in order: never a rank without what is not known of it.

>>> import helhed as hh
>>> areas = hh.Areas.values([0.4, -0.2, 0.9, 0.1, 0.6], [0.14, 0.22, 0.2, 0.1, 0.17])
>>> len(caterpillar(hh.rank(areas)).axes), len(caterpillar(hh.shrink(areas)).axes)
(2, 1)
"""

from __future__ import annotations

from typing import Any

from ..synthesis import Ranking, Shrunk
from ._margin_labels import BETTER, GREY, INK, MOST, PALE, WORSE, beside, factor, ticks, titled
from ._sheet import sheet


def caterpillar(result: Ranking | Shrunk, *, language: str = "da") -> Any:
    """Areas after shrinkage with their intervals, in order; of a ranking, with the ranks each may have.

    Up to 32 areas are all named; of more, those whose interval lies on one side of what all areas have in common.
    """
    danish = language == "da"
    ranking = result if isinstance(result, Ranking) else None
    shrunk = result.shrunk if isinstance(result, Ranking) else result
    table = shrunk.areas
    names = [str(name) for name in table[next(iter(table))]]
    scale = factor(shrunk.unit)
    order = [at for at, value in enumerate(table["shrunk"]) if value is not None]
    lowest_best = ranking is not None and ranking.better == "lower"
    order.sort(key=lambda at: table["shrunk"][at], reverse=lowest_best)
    height = min(9.5, 1.8 + 0.19 * max(len(order), 6))
    figure = sheet(language, figsize=(11 if ranking is not None else 8.5, height))
    columns = 2 if ranking is not None else 1
    drawn = figure.subplots(1, columns, sharey=True, squeeze=False)[0]
    figure.subplots_adjust(
        left=0.05, right=0.8 if ranking is not None else 0.73, top=1 - 0.65 / height, bottom=0.6 / height, wspace=0.06
    )
    left = drawn[0]
    colours = [_colour(table, at, shrunk.mean, ranking) for at in order]
    for y, (at, colour) in enumerate(zip(order, colours, strict=True)):
        if table["lower"][at] is not None:
            left.plot([table["lower"][at] * scale, table["upper"][at] * scale], [y, y], color=colour, linewidth=1.2)
        if table["raw"][at] is not None:
            left.plot([table["raw"][at] * scale], [y], marker="|", color=GREY, markersize=4)
        left.plot([table["shrunk"][at] * scale], [y], marker="o", color=colour, markersize=3)
    if shrunk.mean is not None:
        left.axvline(shrunk.mean * scale, color=INK, linewidth=1.0, alpha=0.5)
    left.set_xlabel(titled(shrunk.names, shrunk.estimand, shrunk.unit, language))
    left.set_title(
        "Trukket ind mod alle områder, med interval\n(| er områdets eget tal)"
        if danish
        else "After shrinkage, with interval\n(| is the area's own figure)",
        loc="left",
        fontsize=9,
    )
    if ranking is not None:
        _ranks(drawn[1], ranking, order, colours, danish)
    for axes in drawn:
        axes.set_yticks([])
        axes.set_ylim(-0.8, max(len(order), 1) - 0.2)
        axes.grid(axis="x", color=PALE, linewidth=0.6)
        axes.set_axisbelow(True)
        ticks(axes.xaxis, language)
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
    named = [
        (y, at, colour)
        for y, (at, colour) in enumerate(zip(order, colours, strict=True))
        if len(order) <= MOST or colour != GREY
    ]
    if len(named) > MOST:
        named = [*named[: MOST // 2], *named[-MOST // 2 :]]
    left_out, some = len(table["shrunk"]) - len(order), sum(colour != GREY for colour in colours)
    notes = []
    if left_out:
        notes.append(f"{left_out} uden tal er ikke med" if danish else f"{left_out} without a figure are left out")
    if len(order) > MOST and some > MOST:
        notes.append(f"{MOST} af {some} er navngivet" if danish else f"{MOST} of {some} are named")
    if not order:
        left.text(0.5, 0.5, "Ingen tal" if danish else "No figures", transform=left.transAxes, ha="center")
    figure.text(0.98, 0.01, "; ".join(notes), ha="right", va="bottom", fontsize=8, color=GREY)
    last = drawn[-1]
    end = last.get_xlim()[1]
    beside(
        last,
        [
            (end, float(y), names[at] if len(names[at]) <= 30 else f"{names[at][:29]}…", colour)
            for y, at, colour in named
        ],
        x_from=end,
    )
    last.set_xlim(right=end)
    return figure


def _ranks(axes: Any, ranking: Ranking, order: list[int], colours: list[str], danish: bool) -> None:
    """The ranks that each area may have, said of all at once."""
    table = ranking.areas
    for y, (at, colour) in enumerate(zip(order, colours, strict=True)):
        if table["best_rank"][at] is not None:
            ends = [table["best_rank"][at] - 0.4, table["worst_rank"][at] + 0.4]
            axes.plot(ends, [y, y], color=colour, linewidth=2.0, solid_capstyle="butt", alpha=0.75)
    best = {"higher": ("bedst", "best"), "lower": ("bedst", "best")}.get(ranking.better or "", ("højest", "highest"))
    axes.set_xlabel(f"Mulige pladser (1 er {best[0]})" if danish else f"Possible ranks (1 is {best[1]})")
    axes.set_title(
        "Pladser, som alle områder samtidig kan have" if danish else "Ranks, said of all areas at once",
        loc="left",
        fontsize=9,
    )


def _colour(table: dict[str, list[Any]], at: int, mean: float | None, ranking: Ranking | None) -> str:
    """Grey where the interval holds what all have in common."""
    lower, upper = table["lower"][at], table["upper"][at]
    if lower is None or mean is None or lower <= mean <= upper:
        return GREY
    better = ranking.better if ranking is not None else None
    if better not in ("higher", "lower"):
        return INK
    return BETTER if (lower > mean) == (better == "higher") else WORSE
