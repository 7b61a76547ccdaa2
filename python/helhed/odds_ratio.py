"""Two groups by their odds ratio, and tests of a table."""

__all__: list[str] = []
