"""The acceptability curve: how probable it is that a programme is worth its cost.

>>> import helhed as hh
>>> staff = hh.Price("staff", 900_000, per="programme", payer="municipality", year=2014, source="accounts")
>>> curve = hh.Economy([staff], outcomes=30, of=41).acceptability([0, 25_000, 50_000])
>>> [float(end) for end in acceptability(curve, language="en").axes[0].get_ylim()]
[0.0, 100.0]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._sheet import sheet
from .tornado import _number
from .words import picked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .._core.estimates import Estimates

_INK = "#1f5a7a"
_WORDS = {
    "da": {
        "title": "Er indsatsen sin pris værd?",
        "x": "Hvad man vil give for et resultat ud over det, der spares, kr.",
        "y": "Sandsynlighed, pct.",
        "gross": "Resultaterne er brutto: en øvre grænse",
        "half": "lige så sandsynligt som ikke",
        "none": "Der er ingen sandsynlighed: resultaterne eller udgiften er uden tal for usikkerheden",
    },
    "en": {
        "title": "Is the programme worth its cost?",
        "x": "What one would pay for an outcome beyond what it saves, DKK",
        "y": "Probability, %",
        "gross": "The outcomes are gross: an upper bound",
        "half": "as probable as not",
        "none": "There is no probability: outcomes or cost come without uncertainty",
    },
}


def acceptability(curve: Estimates, *, language: str = "da") -> Figure:
    """Draw the estimates of ``Economy.acceptability`` or ``Increment.acceptability`` as one curve."""
    picked(language)
    words = _WORDS[language]
    points = sorted(
        (float(str(estimate.key["willingness_to_pay"])), 100 * estimate.value)
        for estimate in curve
        if estimate.value is not None
    )
    figure: Figure = sheet(language, figsize=(8, 4.6), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(words["title"], loc="left", fontsize=12)
    if not points:
        axes.set_axis_off()
        axes.annotate(words["none"], (0.5, 0.5), xycoords="axes fraction", ha="center", va="center", wrap=True)
        return figure
    # One point is no line, and would not be seen.
    alone = "o" if len(points) == 1 else None
    axes.plot(
        [x for x, _ in points], [y for _, y in points], color=_INK, linewidth=2, marker=alone, clip_on=alone is None
    )
    axes.axhline(50, color="#6b6b6b", linewidth=0.9, linestyle=":")
    right = max(x for x, _ in points)
    axes.annotate(
        words["half"], (right, 50), xytext=(0, 3), textcoords="offset points", ha="right", fontsize=8.5, color="#6b6b6b"
    )
    axes.set_ylim(0, 100)
    axes.set_xlim(0, right or 1)
    axes.xaxis.set_major_formatter(lambda value, _: _number(value, language))
    gross = any(warning.code == "W501" for estimate in curve for warning in estimate.warnings)
    axes.set_xlabel(f"{words['x']}\n{words['gross']}" if gross else words["x"])
    axes.set_ylabel(words["y"])
    axes.grid(color="#dddddd", linewidth=0.7)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    return figure
