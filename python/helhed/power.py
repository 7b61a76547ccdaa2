"""How many, how large, how sure: planning an evaluation."""

__all__: list[str] = []
