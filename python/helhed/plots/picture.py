"""Figures that a notebook shows. Needs matplotlib: the pictures import it when they are drawn.

>>> from helhed.plots.picture import Picture
>>> Picture()._repr_png_()[1:4]
b'PNG'
"""

from io import BytesIO

from matplotlib.figure import Figure

__all__ = ["Picture"]


class Picture(Figure):
    """A ``matplotlib.figure.Figure`` that a notebook shows as it is.

    Matplotlib's own figures are shown only where ``pyplot`` was imported, or ``%matplotlib inline`` said.
    """

    def _repr_png_(self) -> bytes:
        """What a notebook shows."""
        file = BytesIO()
        self.savefig(file, format="png", bbox_inches="tight")
        return file.getvalue()
