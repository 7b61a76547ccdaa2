"""The tornado of an economy: which number decides whether a programme pays.

>>> import helhed as hh
>>> common = dict(payer="municipality", year=2014, source="accounts")
>>> staff = hh.Price("staff", (9e5, 8e5, 12e5), per="programme", **common)
>>> job = hh.Price("job", 6e4, per="outcome", **common)
>>> tornado(hh.Economy([staff, job], outcomes=30, of=41).tornado(), language="en").axes[0].get_xlabel()
'Net benefit, DKK million\\nThe outcomes are gross: an upper bound'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._sheet import sheet
from .words import picked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .._core.synthesis import Tornado

#: Colours that differ in lightness too, so the picture survives grey print.
_LOW = "#9ec3d6"
_HIGH = "#1f5a7a"
_WORDS = {
    "da": {
        "outcomes": "antal resultater",
        "relapse": "tilbagefald pr. år",
        "discount": "diskonteringsrente",
        "title": "Hvad der afgør, om det betaler sig",
        "axis": "Nettogevinst, mio. kr.",
        "low": "ved det laveste tal",
        "high": "ved det højeste tal",
        "base": "grundregnestykket",
        "gross": "Resultaterne er brutto: en øvre grænse",
        "none": "Ingen tal varierer, eller udgift eller pris mangler",
    },
    "en": {
        "outcomes": "number of outcomes",
        "relapse": "relapse a year",
        "discount": "discount rate",
        "title": "What decides whether it pays",
        "axis": "Net benefit, DKK million",
        "low": "at the lowest number",
        "high": "at the highest number",
        "base": "the base case",
        "gross": "The outcomes are gross: an upper bound",
        "none": "No number varies, or cost or price is missing",
    },
}


def tornado(result: Tornado, *, language: str = "da") -> Figure:
    """Draw the net benefit at both ends of every number that varies, the widest at the top.

    The line is the base case; left of zero the programme does not pay.
    """
    picked(language)
    words = _WORDS[language]
    bars, base = result.bars, result.base.value
    figure: Figure = sheet(language, figsize=(9, 1.6 + 0.55 * max(len(bars), 2)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(words["title"], loc="left", fontsize=12)
    if base is None or not bars:
        axes.set_axis_off()
        axes.annotate(words["none"], (0.5, 0.5), xycoords="axes fraction", ha="center", va="center")
        return figure
    for position, bar in enumerate(bars):
        for value, end, colour, text in (
            (bar.at_low, bar.low, _LOW, words["low"]),
            (bar.at_high, bar.high, _HIGH, words["high"]),
        ):
            label = text if position == 0 else None
            axes.barh(-position, (value - base) / 1e6, left=base / 1e6, height=0.55, color=colour, label=label)
            rises = value >= base
            axes.annotate(
                _number(end, language),
                (value / 1e6, -position),
                xytext=(4 if rises else -4, 0),
                textcoords="offset points",
                ha="left" if rises else "right",
                va="center",
                fontsize=8.5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )
    axes.axvline(base / 1e6, color="#333333", linewidth=1.2, label=words["base"])
    axes.axvline(0, color="#b03a2e", linewidth=1, linestyle="--")
    axes.set_yticks(
        [-position for position in range(len(bars))], [words.get(bar.parameter, bar.parameter) for bar in bars]
    )
    axes.margins(x=0.14)
    axes.xaxis.set_major_formatter(lambda value, _: _number(value, language))
    gross = any(warning.code == "W501" for warning in result.base.warnings)
    axes.set_xlabel(f"{words['axis']}\n{words['gross']}" if gross else words["axis"])
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


def _number(value: float, language: str) -> str:
    """A number as people write it: 200.000 and 0,05 in Danish.

    >>> _number(200_000, "da"), _number(0.05, "da"), _number(1.5, "en"), _number(-0.0, "en")
    ('200.000', '0,05', '1.5', '0')
    """
    if value == 0:
        return "0"
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3g}"
    return text.translate(str.maketrans(",.", ".,")) if language == "da" else text
