"""The sheet that a picture is drawn on.

>>> type(sheet("en", figsize=(4, 3))).__name__
'Picture'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._extras import required
from .words import picked

if TYPE_CHECKING:
    from .picture import Picture

__all__ = ["sheet"]


def sheet(language: str, **settings: Any) -> Picture:
    """An empty figure.

    Raises ``HelhedError`` H601 without matplotlib, and H006 for another language than `da` and `en`.
    """
    picked(language)
    required("matplotlib", extra="plot")
    from .picture import Picture

    return Picture(**settings)
