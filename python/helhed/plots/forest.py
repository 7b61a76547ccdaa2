"""The forest plot of a synthesis: studies, groups, the mean as a diamond, and the prediction below it.

>>> import helhed as hh
>>> from helhed import plots
>>> found = hh.pool([0.1, 0.4, 0.9, 0.2, 0.3], [0.02, 0.03, 0.04, 0.02, 0.05])
>>> len(plots.forest(found, language="en").axes)
1
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..synthesis import Pooled, Subgroups
from ._sheet import sheet
from .words import picked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["forest"]

#: Colours that differ in lightness too, so the picture survives grey print.
_INK = "#1f5a7a"
_GREY = "#6b6b6b"
_PREDICTION = "#b5651d"

_MINUS = "\N{MINUS SIGN}"

#: Letters of a name that a figure has room for.
_LONGEST = 40

_WORDS = {
    "da": {
        "pooled": "Samlet",
        "prediction": "Et nyt sted som disse",
        "of": "Samlet, {name}",
        "weight": "Interval ({level} %) og vægt",
        "to": "til",
        "tau": "τ = {tau}, I² = {share} %, {k} undersøgelser",
        "difference": "Forskel mellem grupperne: p {p}",
        "axis": "Effekt",
        "missing": "uden {by}",
    },
    "en": {
        "pooled": "Pooled",
        "prediction": "A new place like these",
        "of": "Pooled, {name}",
        "weight": "Interval ({level} %) and weight",
        "to": "to",
        "tau": "τ = {tau}, I² = {share} %, {k} studies",
        "difference": "Difference between the groups: p {p}",
        "axis": "Effect",
        "missing": "without {by}",
    },
}


def forest(found: Pooled | Subgroups, *, language: str = "da", axis: str | None = None) -> Figure:
    """The forest plot of studies pooled, or of groups of them.

    A square is a study; its size is its weight in the mean, its line the interval. A diamond is a mean from end to end
    of its interval, and the band below it the prediction: where the effect of a further place like these lies. Ratios
    stand on a logarithmic axis. ``axis`` names the axis.
    """
    picked(language)
    words = _WORDS[language]
    comma = language != "en"
    groups = found.groups if isinstance(found, Subgroups) else [("", found)]
    overall = found.overall if isinstance(found, Subgroups) else found
    lines = _lines(groups, overall, words, found.by if isinstance(found, Subgroups) else "")
    log = overall.scale == "log"
    largest = max((line["weight"] for line in lines if line["kind"] == "study"), default=1.0)
    digits = _digits(lines)
    figure = sheet(language, figsize=(9.5, 0.3 * len(lines) + 1.3), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xscale("log" if log else "linear")
    low, high = _span(lines, log)
    axes.set_xlim(low, high)
    for position, line in enumerate(lines):
        _draw(axes, -position, line, (low, high), largest, words["to"], comma, digits)
    null = 1.0 if log else 0.0
    if overall.scale != "logit" and low <= null <= high:
        axes.axvline(null, color="#222222", linewidth=0.9, zorder=0.5)
    if overall.pooled.value is not None:
        axes.axvline(overall.pooled.value, color=_INK, linewidth=0.8, linestyle=(0, (3, 3)), zorder=0)
    below = []
    if overall.tau is not None and overall.i_squared is not None:
        # Of ratios and shares it is on another scale than they are.
        tau = _number(overall.tau, comma, digits if overall.scale == "identity" else max(digits, 2))
        share = _number(overall.i_squared, comma, 0)
        below.append(words["tau"].format(tau=tau, share=share, k=overall.k))
    if isinstance(found, Subgroups) and found.difference.p_value is not None:
        p_value = found.difference.p_value
        p = f"= {_number(p_value, comma, 3)}" if p_value >= 0.001 else f"< {_number(0.001, comma, 3)}"
        below.append(words["difference"].format(p=p))
    axes.set_xlabel("\n".join([axis or words["axis"], *below]))
    level = f"{100 * overall.level:g}".replace(".", "," if comma else ".")
    heading = words["weight"].format(level=level)
    axes.annotate(heading, (1.02, 1), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=_GREY)
    axes.set_ylim(-len(lines) + 0.4, 1.4)
    axes.set_yticks([-position for position in range(len(lines))])
    # A name is no formula: a dollar in it is a dollar.
    axes.set_yticklabels([_short(line["label"]) for line in lines], parse_math=False)
    for tick, line in zip(axes.get_yticklabels(), lines, strict=True):
        tick.set_fontweight("normal" if line["kind"] == "study" else "bold")
    axes.tick_params(axis="y", length=0)
    if log:
        _plain_ticks(axes, low, high, comma)
    elif comma:
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}".replace(".", ",").replace("-", _MINUS))
    axes.grid(axis="x", color="#e4e4e4", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    figure_: Figure = figure
    return figure_


def _lines(groups: list[tuple[str, Pooled]], overall: Pooled, words: dict[str, str], by: str) -> list[dict[str, Any]]:
    """What stands on each line, from the top."""
    lines: list[dict[str, Any]] = []
    # The weight of a study in the mean of all, whatever its group.
    tau_squared = overall.tau_squared or 0.0
    total = sum(1.0 / (variance + tau_squared) for variance in overall.variances)
    for name, pooled in groups:
        shown = words["missing"].format(by=by) if name == "(missing)" else name
        if by:
            lines.append({"kind": "group", "label": shown})
        for label, variance, one in zip(pooled.names, pooled.variances, pooled.estimates, strict=False):
            weight = 1.0 / (variance + tau_squared) / total
            lines.append({"kind": "study", "label": label, "value": one.value, "ends": one.interval, "weight": weight})
        if by:
            lines.append(_mean(pooled, words["of"].format(name=shown)))
    lines.append(_mean(overall, words["pooled"]))
    if overall.prediction is not None:
        lines.append({"kind": "prediction", "label": words["prediction"], "ends": overall.prediction})
    return lines


def _mean(pooled: Pooled, label: str) -> dict[str, Any]:
    return {"kind": "mean", "label": label, "value": pooled.pooled.value, "ends": pooled.pooled.interval}


def _span(lines: list[dict[str, Any]], log: bool) -> tuple[float, float]:
    """The part of the axis that is shown: all values, and intervals as far as they are not much wider than the rest."""

    def onto(value: float) -> float:
        return math.log(value) if log else value

    ends = [onto(bound) for line in lines if line.get("ends") for bound in line["ends"] if math.isfinite(bound)]
    values = [onto(line["value"]) for line in lines if line.get("value") is not None]
    kept = [onto(bound) for line in lines if line["kind"] != "study" and line.get("ends") for bound in line["ends"]]
    if not values:
        return (0.5, 2.0) if log else (-1.0, 1.0)
    low, high = min(values + kept), max(values + kept)
    reach = 1.5 * (high - low) or 1.0
    low = min([bound for bound in ends if bound >= low - reach] + [low])
    high = max([bound for bound in ends if bound <= high + reach] + [high])
    edge = 0.04 * (high - low) or 0.5
    low, high = low - edge, high + edge
    return (math.exp(low), math.exp(high)) if log else (low, high)


def _draw(
    axes: Any,
    y: float,
    line: dict[str, Any],
    span: tuple[float, float],
    largest: float,
    to: str,
    comma: bool,
    digits: int,
) -> None:
    """One line of the picture."""
    if line["kind"] == "group" or line.get("ends") is None:
        return
    lower, upper = line["ends"]
    left, right = max(lower, span[0]), min(upper, span[1])
    text = f"{_number(lower, comma, digits)} {to} {_number(upper, comma, digits)}"
    if line["kind"] == "study":
        axes.plot([left, right], [y, y], color=_INK, linewidth=1.2, solid_capstyle="butt")
        # An end beyond the axis is an arrow, no end.
        for beyond, at, marker in ((lower < span[0], left, "<"), (upper > span[1], right, ">")):
            if beyond:
                axes.plot([at], [y], marker=marker, color=_INK, markersize=4, clip_on=False)
        size = 3.0 + 7.0 * math.sqrt(line["weight"] / largest)
        axes.plot([line["value"]], [y], marker="s", color=_INK, markersize=size)
        text = f"{_number(line['value'], comma, digits)} ({text})   {_number(100.0 * line['weight'], comma, 1)} %"
    elif line["kind"] == "mean":
        axes.fill([left, line["value"], right, line["value"]], [y, y + 0.32, y, y - 0.32], color=_INK)
        text = f"{_number(line['value'], comma, digits)} ({text})"
    else:
        axes.plot([left, right], [y, y], color=_PREDICTION, linewidth=6, solid_capstyle="butt")
    axes.annotate(text, (1.02, y), xycoords=("axes fraction", "data"), va="center", fontsize=9, color=_GREY)


def _digits(lines: list[dict[str, Any]]) -> int:
    """Decimals of all effects of a figure: as many as tell them apart, at least two unless they differ by thousands."""
    numbers = [line["value"] for line in lines if line.get("value") is not None]
    # The means' ends, not those of studies: one far bound must not hide how close together the values are.
    numbers += [bound for line in lines if line["kind"] == "mean" and line.get("ends") for bound in line["ends"]]
    numbers = [number for number in numbers if math.isfinite(number)]
    span = max(numbers, default=0.0) - min(numbers, default=0.0)
    if span <= 0:
        return 2
    return min(max(2 if span < 1000 else 0, 1 - math.floor(math.log10(span))), 12)


def _number(value: float, comma: bool, digits: int = 2) -> str:
    """A number as it is read aloud: no zero has a sign, and thousands stand apart."""
    if not math.isfinite(value) or abs(value) >= 1e15:
        text = f"{value:.3g}"
    else:
        text = f"{value:,.{digits}f}"
        if float(text.replace(",", "")) == 0:
            text = text.lstrip("-")
    text = text.replace("-", _MINUS)
    return text.translate(str.maketrans(",.", ".,")) if comma else text


def _short(name: str) -> str:
    """A name that leaves room for the picture."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _plain_ticks(axes: Any, low: float, high: float, comma: bool) -> None:
    """Ticks of a ratio that people read: 0.5, 1, 2; of a short axis 1.2, 1.3, 1.4."""
    from matplotlib.ticker import MaxNLocator

    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = [float(f"{base}e{power}") for power in powers for base in (1, 2, 5)]
    inside = [step for step in steps if low <= step <= high]
    if len(inside) < 3:
        # Its sums are a rounding error beside what they are meant to be.
        found = [float(f"{step:.10g}") for step in MaxNLocator(5).tick_values(low, high)]
        inside = [step for step in found if low <= step <= high and step > 0]
    if len(inside) > 9:
        inside = [step for step in inside if f"{step:e}"[0] == "1"]
    inside = inside[:: math.ceil(len(inside) / 9) or 1]
    axes.set_xticks(inside)
    axes.set_xticklabels([f"{step:g}".replace(".", ",") if comma else f"{step:g}" for step in inside])
    axes.minorticks_off()
