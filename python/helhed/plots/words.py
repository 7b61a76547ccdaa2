"""Words and numbers of pictures, in Danish and English.

>>> number(1234.5, "da"), number(1234.5, "en"), picked("en")("mål", "target")
('1.234,5', '1,234.5', 'target')
"""

from __future__ import annotations

import textwrap
from typing import Protocol

from ..errors import HelhedError


class Pick(Protocol):
    """The one of two texts that is in the language of a picture."""

    def __call__(self, da: str, en: str, /) -> str: ...


def picked(language: str) -> Pick:
    """Chooses between Danish and English.

    Raises ``HelhedError`` H006 for another language.
    """
    if language not in ("da", "en"):
        raise HelhedError("H006", f"`{language}` is not a known language", "argument `language`", "use `da` or `en`")
    return lambda da, en: da if language == "da" else en


def number(value: float, language: str) -> str:
    """A number with at most two decimals, as the language writes it."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text.translate(str.maketrans(",.", ".,")) if language == "da" else text


def in_percent(unit: str) -> bool:
    """Whether values of a unit are stored between 0 and 1, and shown in percent."""
    return unit == "share" or unit.startswith("share, ")


def wrapped(text: str, width: int) -> str:
    """A text in lines of at most so many letters."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False))
