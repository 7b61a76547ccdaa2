"""Two groups in several strata."""

__all__: list[str] = []
