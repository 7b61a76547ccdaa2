__all__ = ["two_means"]

def two_means(
    *,
    n: float | None = None,
    difference: float | None = None,
    power: float | None = None,
    sd: float = 1.0,
    alpha: float = 0.05,
    paired: bool = False,
) -> float: ...
