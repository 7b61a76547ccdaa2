"""The sheet that a picture is drawn on: a figure that a notebook shows.

>>> sheet("en", figsize=(4, 3))._repr_png_()[1:4]
b'PNG'
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import Any

from .._extras import required
from .words import picked

__all__ = ["sheet"]


def sheet(language: str, **settings: Any) -> Any:
    """An empty ``matplotlib.figure.Figure``, which a notebook shows as it is.

    Matplotlib's own figures are shown only where ``pyplot`` was imported, or ``%matplotlib inline`` said.

    Raises ``HelhedError`` H601 without matplotlib, and H006 for another language than `da` and `en`.
    """
    picked(language)
    figure = required("matplotlib.figure", extra="plot").Figure(**settings)
    figure._repr_png_ = partial(_png, figure)
    return figure


def _png(figure: Any) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight")
    return file.getvalue()
