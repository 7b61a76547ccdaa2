"""Inequality along a social scale and between persons."""

__all__: list[str] = []
