"""Rates and ratios that take age and sex into account."""

__all__: list[str] = []
