"""Labels beside a picture that never lie on each other, and words and numbers of its axes."""

from __future__ import annotations

from typing import Any

#: Colours that differ in lightness too, so pictures survive grey print.
INK = "#1f5a7a"
GREY = "#9a9a9a"
WORSE = "#b3400f"
BETTER = "#2a8f5c"
PALE = "#dddddd"

#: Most labels beside a picture.
MOST = 32


def spaced(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places in ascending order, as near to the wanted ones as a gap between them allows, inside an interval.

    >>> spaced([0.0, 0.1, 5.0], 1.0, 0.0, 10.0)
    [0.0, 1.0, 5.0]
    >>> spaced([9.9, 10.0], 1.0, 0.0, 10.0)
    [9.0, 10.0]
    """
    places: list[float] = []
    for want in wanted:
        places.append(max(want, places[-1] + gap) if places else max(want, low))
    ceiling = high
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], ceiling)
        ceiling = places[at] - gap
    return places


def beside(axes: Any, points: list[tuple[float, float, str, str]], x_from: float | None = None) -> None:
    """Labels to the right of the axes, each with a thin line to its point: x, y, text and colour in data units."""
    points = sorted(points, key=lambda point: point[1])
    low, high = axes.get_ylim()
    figure = axes.get_figure()
    height = figure.get_size_inches()[1] * axes.get_position().height
    gap = (high - low) / max(height / 0.155, 1.0)
    places = spaced([point[1] for point in points], gap, low, high)
    for (x, y, text, colour), place in zip(points, places, strict=True):
        axes.annotate(
            text,
            xy=(x if x_from is None else x_from, y),
            xycoords="data",
            xytext=(1.05, place),
            textcoords=axes.get_yaxis_transform(),
            va="center",
            ha="left",
            fontsize=8,
            color=colour,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": colour,
                "linewidth": 0.5,
                "alpha": 0.6,
                "shrinkA": 0,
                "shrinkB": 3,
                "relpos": (0.0, 0.5),
            },
        )


def factor(unit: str) -> float:
    """By what values are multiplied on an axis: shares are shown in percent.

    >>> factor("share"), factor("ratio")
    (100.0, 1.0)
    """
    return 100.0 if unit.startswith("share") else 1.0


def titled(names: tuple[str, str] | None, estimand: str, unit: str, language: str) -> str:
    """The words of an axis of values: the name of the indicator and its unit.

    >>> titled(("Udsættelser", "Evictions"), "rate", "per 1000", "da")
    'Udsættelser (pr. 1.000)'
    """
    danish = language == "da"
    words = {
        "proportion": ("Andel", "Share"),
        "rate": ("Rate", "Rate"),
        "standardised_ratio": ("Observeret over forventet", "Observed over expected"),
    }
    own = names if names and names[0] != estimand else words.get(estimand, ("Værdi", "Value"))
    name = own[0 if danish else 1]
    if unit.startswith("share"):
        shown = "pct." if danish else "%"
    elif unit.startswith("per "):
        shown = f"{'pr.' if danish else 'per'} {number(float(unit[4:]), language)}"
    elif unit in ("ratio", "points"):
        shown = ""
    else:
        shown = "kr." if unit == "DKK" and danish else unit
    return f"{name} ({shown})" if shown else name


def number(value: float, language: str) -> str:
    """A number as the language writes it.

    >>> number(12345.5, "da"), number(12345.5, "en")
    ('12.345,5', '12,345.5')
    """
    text = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "da" else text


def ticks(axis: Any, language: str) -> None:
    """Numbers along an axis as the language writes them."""
    axis.set_major_formatter(lambda value, _: number(round(value, 10), language))
