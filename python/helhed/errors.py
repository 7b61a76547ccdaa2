"""The one exception: a stable code, the fact, the place, and how to mend it.

>>> import helhed as hh
>>> try:
...     hh.Period("2013K5")
... except hh.HelhedError as error:
...     print(error.code, "|", error.what)
H004 | `2013K5` is not a period
"""

__all__ = ["HelhedError"]


class HelhedError(ValueError):
    """Misuse of helhed. `hh.explain(error.code)` says more.

    >>> error = HelhedError("H301", "the confidence level 95 is not between 0 and 1", "argument `level`", "write 0.95")
    >>> print(error)
    [H301] the confidence level 95 is not between 0 and 1
      where: argument `level`
      mend:  write 0.95
    """

    code: str
    """Stable code, such as `H201`."""
    what: str
    """The fact, with the value found."""
    where: str
    """Argument, column, row, cell or file; empty where there is none."""
    mend: str
    """What to do about it."""
    _danish: str

    def __init__(self, code: str, what: str, where: str = "", mend: str = "") -> None:
        # All four are `args`, so that the exception pickles.
        super().__init__(code, what, where, mend)
        self.code = code
        self.what = what
        self.where = where
        self.mend = mend
        self._danish = ""

    def say(self, language: str = "en") -> str:
        """The whole message in Danish (`"da"`) or English (`"en"`): code, fact, place and cure.

        What reading and checking files raise is said in Danish; other errors are said in English in both.

        >>> import helhed as hh
        >>> try:
        ...     hh.read("findes-ikke.csv")
        ... except hh.HelhedError as error:
        ...     print(error.say("da"))
        [H801] filen kan ikke åbnes: filen eller mappen findes ikke
          hvor: filen findes-ikke.csv
          gør:  tjek stien, og at du må læse filen
        """
        return self._danish if language == "da" and self._danish else str(self)

    def __str__(self) -> str:
        lines = [f"[{self.code}] {self.what}"]
        if self.where:
            lines.append(f"  where: {self.where}")
        if self.mend:
            lines.append(f"  mend:  {self.mend}")
        return "\n".join(lines)
