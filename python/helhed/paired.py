"""The same persons twice, by every method."""

__all__: list[str] = []
