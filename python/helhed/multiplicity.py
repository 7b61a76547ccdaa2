"""Many p-values at once."""

__all__: list[str] = []
