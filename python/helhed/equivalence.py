"""Whether two groups are alike enough."""

__all__: list[str] = []
